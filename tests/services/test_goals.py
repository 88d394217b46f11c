"""Goals: progress read as sums agrees with whole records, states close, slips stay on record, trash is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.record import Visibility
from mentorjournal.model.types import ActionItem, Goal, Meeting, Milestone, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.goals import STALLED_DAYS, GoalCard, TrackPoint, smart_hints
from mentorjournal.services.opening import create_services
from mentorjournal.services.sample import write_sample

TODAY = dt.date(2026, 4, 14)
NOW = dt.datetime(2026, 4, 14, 18, 40, tzinfo=dt.UTC)


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    """An empty journal."""
    made = create_services(tmp_path / "test.mentorjournal")
    yield made
    made.journal.close()


@pytest.fixture
def goal(services: Services) -> Goal:
    return services.goals.create(TODAY, {"title": "Submit the case series"})


def card(services: Services, goal_id: str) -> GoalCard:
    return next(card for card in services.goals.cards() if card.goal.id == goal_id)


def test_cards_agree_with_the_whole_records(services: Services) -> None:
    write_sample(services.journal, TODAY)
    milestones, actions = services.records.all(Milestone), services.records.all(ActionItem)
    cards = services.goals.cards()
    assert {item.goal.id for item in cards} == {goal.id for goal in services.records.all(Goal)}
    assert sum(item.milestones for item in cards) > 10
    for shown in cards:
        goal = services.records.get(Goal, shown.goal.id)
        mine = [item for item in milestones if item.goal == goal.id]
        todo = [item for item in actions if item.goal == goal.id]
        items: tuple[Milestone | ActionItem, ...] = (*mine, *todo)
        stamps = [item.updated_at for item in (goal, *items) if item.updated_at]
        dues = [item.due for item in items if item.due and not item.done_on]
        assert (shown.goal.title, shown.goal.status, shown.goal.target, shown.goal.closed_on) == (
            goal.title,
            goal.status,
            goal.target,
            goal.closed_on,
        )
        assert shown.milestones == len(mine)
        assert shown.milestones_done == sum(item.done_on is not None for item in mine)
        assert shown.actions_open == sum(item.done_on is None for item in todo)
        assert shown.next_due == min(dues, default=None)
        assert shown.moved == max(stamps).date()


def test_the_page_and_the_list_show_the_same_card(services: Services) -> None:
    write_sample(services.journal, TODAY)
    for shown in services.goals.cards():
        assert services.goals.page(shown.goal.id).card == shown


def test_only_an_active_goal_without_a_change_for_six_weeks_is_stalled(
    services: Services, goal: Goal
) -> None:
    moved = card(services, goal.id).moved
    assert moved is not None
    later = moved + dt.timedelta(days=STALLED_DAYS)
    assert card(services, goal.id).stalled(later)
    assert not card(services, goal.id).stalled(later - dt.timedelta(days=1))
    services.goals.set_status(goal.id, "paused", TODAY)
    assert not card(services, goal.id).stalled(later)


def test_what_is_in_the_trash_is_not_counted(services: Services, goal: Goal) -> None:
    milestone = services.goals.add_milestone(goal.id, "Outline")
    services.records.trash(milestone.id)
    assert card(services, goal.id).milestones == 0
    services.records.trash(goal.id)
    assert services.goals.cards() == ()


def test_typing_after_a_new_goal_is_the_same_step(services: Services) -> None:
    goal = services.goals.create(TODAY, {"title": "Sub"})
    services.records.amend(goal.id, {"title": "Submit"}, "Edit goal", sitting=True)
    assert services.history.undo() == "New goal"
    assert services.records.peek(goal.id) is None
    services.history.redo()
    assert services.records.get(Goal, goal.id).title == "Submit"


def test_a_new_goal_is_set_and_started_today(goal: Goal) -> None:
    assert (goal.date, goal.start, goal.status, goal.visibility) == (TODAY, TODAY, "active", "private")


def test_the_closing_day_follows_the_state(services: Services, goal: Goal) -> None:
    assert services.goals.set_status(goal.id, "achieved", TODAY).closed_on == TODAY
    later = TODAY + dt.timedelta(days=3)
    assert services.goals.set_status(goal.id, "changed", later).closed_on == TODAY
    assert services.goals.set_status(goal.id, "active", later).closed_on is None


def test_a_state_that_is_none_is_refused_and_changes_nothing(services: Services, goal: Goal) -> None:
    with pytest.raises(InvalidRecord):
        services.goals.set_status(goal.id, "forgotten", TODAY)
    assert services.records.get(Goal, goal.id) == goal


def test_the_first_promise_of_a_milestone_stays(services: Services, goal: Goal) -> None:
    first, second, third = (TODAY + dt.timedelta(days=days) for days in (10, 20, 30))
    milestone = services.goals.add_milestone(goal.id, " Outline ", first)
    services.goals.move_milestone(milestone.id, second)
    moved = services.goals.move_milestone(milestone.id, third, "The form came back.")
    assert (moved.title, moved.original_due, moved.due, moved.slipped) == (
        "Outline",
        first,
        third,
        "The form came back.",
    )


@pytest.mark.parametrize(
    ("visibility", "confidential"), [("private", False), ("exportable", False), ("private", True)]
)
def test_a_new_milestone_is_seen_by_whoever_sees_its_goal(
    services: Services, visibility: Visibility, confidential: bool
) -> None:
    goal = services.records.save(Goal(title="Run", visibility=visibility, confidential=confidential))
    milestone = services.goals.add_milestone(goal.id, "Outline", TODAY)
    kept = services.records.get(Milestone, milestone.id)
    assert (kept.visibility, kept.confidential) == (visibility, confidential)


def test_a_milestone_of_no_goal_is_refused(services: Services) -> None:
    with pytest.raises(NotFound):
        services.goals.add_milestone("01900000-0000-7000-8000-000000000000", "Outline")


def test_the_first_day_given_later_is_the_first_promise(services: Services, goal: Goal) -> None:
    milestone = services.goals.add_milestone(goal.id, "Outline")
    assert services.goals.move_milestone(milestone.id, TODAY).original_due == TODAY


def test_deleting_a_goal_takes_what_belongs_to_it_alone_and_undo_brings_all_back(
    services: Services, goal: Goal
) -> None:
    milestone = services.goals.add_milestone(goal.id, "Outline", TODAY)
    own = services.actions.add("Write to both authors", goal=goal.id)
    meeting = services.records.save(Meeting(title="Monthly", date=TODAY))
    agreed = services.actions.add("Agree the order", goal=goal.id, meeting=meeting.id)
    services.goals.trash(goal.id)
    gone = {row.id for row, _ in services.records.trashed()}
    assert gone == {goal.id, milestone.id, own.id}
    assert services.records.get(ActionItem, agreed.id).deleted_at is None
    assert services.today.view(TODAY).deadlines == ()
    assert services.history.undo() == "Delete goal"
    assert services.records.trashed() == ()
    assert services.goals.page(goal.id).milestones[0].id == milestone.id


def test_a_goal_that_is_gone_is_said_to_be(services: Services) -> None:
    with pytest.raises(NotFound):
        services.goals.page("nowhere")


def test_tracks_hold_every_milestone_between_its_days(services: Services, goal: Goal) -> None:
    planned, reached = TODAY, TODAY + dt.timedelta(days=35)
    late = services.goals.add_milestone(goal.id, "First draft", planned)
    services.goals.tick_milestone(late.id, reached)
    services.goals.add_milestone(goal.id, "No day yet")
    (track,) = services.goals.tracks()
    assert track.points == (
        TrackPoint("First draft", planned, planned, reached),
        TrackPoint("No day yet", None, None, None),
    )
    assert track.points[0].slip == 35
    assert track.points[1].slip == 0
    assert track.span() == (TODAY, reached)
    assert services.goals.page(goal.id).track() == track


def test_a_page_about_a_goal_is_linked_to_it(services: Services, goal: Goal) -> None:
    made = services.goals.write_about(goal.id, NOW)
    assert (made.title, made.date, made.related) == ("About: Submit the case series", TODAY, (goal.id,))
    assert [row.row.id for row in services.goals.page(goal.id).linked] == [made.id]
    assert services.history.undo() == "New reflection"
    assert services.records.all(Reflection) == ()


def test_a_hint_put_aside_stays_aside_and_is_no_step(services: Services, goal: Goal) -> None:
    keys = [hint.key for hint in services.goals.page(goal.id).hints]
    assert keys == ["measurable", "achievable", "relevant", "time"]
    services.goals.hide_hint(goal.id, "relevant")
    assert "relevant" not in [hint.key for hint in services.goals.page(goal.id).hints]
    assert services.history.next_undo() == "New goal"
    other = services.goals.create(TODAY, {"title": "Another aim of mine"})
    assert "relevant" in [hint.key for hint in services.goals.page(other.id).hints]


def test_a_goal_that_answers_all_is_asked_nothing() -> None:
    whole = Goal(title="Submit the case series", measure="It is out", why="It helps", target=TODAY)
    assert [hint.key for hint in smart_hints(whole, 0)] == ["achievable"]
    assert smart_hints(whole, 1) == ()
