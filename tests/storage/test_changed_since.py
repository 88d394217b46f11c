"""What changed since a moment: edits that stand, told by ids and days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.types import ActionItem, Goal, Milestone
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.changed_since import GoalState, due_before, goal_states, goals_moved_since
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create

BEFORE = dt.datetime(2026, 3, 1, 9, 0, tzinfo=dt.UTC)
MOMENT = dt.datetime(2026, 3, 12, 10, 30, tzinfo=dt.UTC)
AFTER = dt.datetime(2026, 4, 1, 9, 0, tzinfo=dt.UTC)


class Clock:
    """A clock that is set by hand."""

    now = BEFORE

    def __call__(self) -> dt.datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(tmp_path: Path, clock: Clock) -> Iterator[Services]:
    with create(tmp_path / "j.mentorjournal", clock=clock) as database:
        yield services_for(database)


def journal(services: Services) -> Database:
    return services.journal


def test_only_edits_at_or_after_the_moment_of_goals_asked_about_count(
    services: Services, clock: Clock
) -> None:
    old = services.records.save(Goal(title="old"))
    clock.now = MOMENT
    new = services.records.save(Goal(title="new"))
    clock.now = AFTER
    services.records.amend(old.id, {"why": "because"})
    both = [old.id, new.id]
    with journal(services).reading() as reader:
        assert goals_moved_since(reader, MOMENT, both) == {old.id, new.id}
        assert goals_moved_since(reader, AFTER, both) == {old.id}
        assert goals_moved_since(reader, AFTER + dt.timedelta(seconds=1), both) == set()
        assert goals_moved_since(reader, MOMENT, [new.id]) == {new.id}
        assert goals_moved_since(reader, MOMENT, []) == set()


def test_what_was_undone_or_imported_did_not_change(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="g"))
    clock.now = AFTER
    services.records.amend(goal.id, {"why": "because"})
    services.history.undo()
    with journal(services).writing("Import", kind="import") as change:
        imported = change.put(Goal(title="imported"))
    with journal(services).reading() as reader:
        assert goals_moved_since(reader, MOMENT, [goal.id, imported.id]) == set()


def test_a_redone_edit_counts_again(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="g"))
    clock.now = AFTER
    services.records.amend(goal.id, {"why": "because"})
    services.history.undo()
    services.history.redo()
    with journal(services).reading() as reader:
        assert goals_moved_since(reader, MOMENT, [goal.id]) == {goal.id}


def test_a_goal_moves_by_itself_a_milestone_or_an_action(services: Services, clock: Clock) -> None:
    own, mile, act, still = (services.records.save(Goal(title=name)) for name in ("a", "b", "c", "d"))
    milestone = services.goals.add_milestone(mile.id, "m")
    loose = services.records.save(ActionItem(title="belongs to nothing"))
    clock.now = AFTER
    services.records.amend(own.id, {"why": "because"})
    services.goals.tick_milestone(milestone.id, AFTER.date())
    services.records.save(ActionItem(title="x", goal=act.id))
    services.actions.tick(loose.id, AFTER.date())
    with journal(services).reading() as reader:
        moved = goals_moved_since(reader, MOMENT, [own.id, mile.id, act.id, still.id])
    assert moved == {own.id, mile.id, act.id}
    assert still.id not in moved


def test_the_day_a_milestone_was_due_then_is_the_first_one_it_lost(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="g"))
    days = [dt.date(2026, 4, number) for number in (10, 20, 30)]
    moved = services.goals.add_milestone(goal.id, "moved", days[0])
    worded = services.goals.add_milestone(goal.id, "worded", days[0])
    undated = services.goals.add_milestone(goal.id, "undated")
    clock.now = AFTER
    services.goals.move_milestone(moved.id, days[1])
    services.goals.move_milestone(moved.id, days[2])
    services.goals.move_milestone(undated.id, days[2])
    services.records.amend(worded.id, {"title": "other words"})
    new = services.records.save(Milestone(title="new", goal=goal.id, due=days[1]))
    asked = [moved.id, worded.id, undated.id, new.id]
    with journal(services).reading() as reader:
        assert due_before(reader, MOMENT, asked) == {moved.id: days[0], undated.id: None}
        assert due_before(reader, AFTER + dt.timedelta(days=1), asked) == {}
        assert due_before(reader, MOMENT, [moved.id]) == {moved.id: days[0]}


def test_the_parts_of_a_goal_are_counted_with_the_last_day_they_changed(
    services: Services, clock: Clock
) -> None:
    goal, bare = (services.records.save(Goal(title=name)) for name in ("a", "b"))
    first = services.goals.add_milestone(goal.id, "first")
    services.goals.add_milestone(goal.id, "second")
    gone = services.goals.add_milestone(goal.id, "gone")
    services.records.trash(gone.id)
    clock.now = AFTER
    services.goals.tick_milestone(first.id, AFTER.date())
    services.records.save(ActionItem(title="x", goal=goal.id))
    with journal(services).reading() as reader:
        assert goal_states(reader, [goal.id, bare.id]) == {goal.id: GoalState(2, 1, AFTER.date())}
        assert goal_states(reader, [goal.id])[goal.id].reached == 1
