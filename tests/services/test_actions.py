"""Action items: mine and theirs, added and ticked."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.types import ActionItem, Goal, Insight, Meeting, Person
from mentorjournal.services.bundle import Services

DAY = dt.date(2026, 4, 14)


def day(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


def test_mine_and_theirs_come_apart_the_earliest_due_first(services: Services) -> None:
    helena = services.records.save(Person(title="Helena"))
    for title, due in (("later", 9), ("no day", None), ("soon", 1)):
        services.actions.add(title, due=None if due is None else day(due))
    services.actions.add("hers", owner=helena.id, due=DAY)
    done = services.actions.add("done")
    services.actions.tick(done.id, DAY)
    gone = services.actions.add("gone")
    services.records.trash(gone.id)
    assert [item.item.title for item in services.actions.open(mine=True)] == ["soon", "later", "no day"]
    assert [(item.item.title, item.owner) for item in services.actions.open(mine=False)] == [
        ("hers", "Helena")
    ]


def test_a_new_action_item_is_one_step_with_all_its_links(services: Services) -> None:
    goal, meeting = services.records.save(Goal(title="g")), services.records.save(Meeting(title="m"))
    insight = services.records.save(Insight(title="i"))
    made = services.actions.add("  Send it ", due=DAY, goal=goal.id, meeting=meeting.id, source=insight.id)
    assert (made.title, made.due, made.goal, made.meeting, made.origin) == (
        "Send it",
        DAY,
        goal.id,
        meeting.id,
        insight.id,
    )
    assert [item.item for item in services.actions.following(insight.id)] == [made]
    assert services.history.undo() == "New action item"
    assert services.records.peek(made.id) is None


def test_a_tick_is_undone_and_taken_back(services: Services) -> None:
    made = services.actions.add("Send it")
    assert services.actions.tick(made.id, DAY).done_on == DAY
    assert services.history.next_undo() == "Finish action item"
    assert services.actions.tick(made.id, None).done_on is None
    assert services.history.undo() == "Reopen action item"
    assert services.records.get(ActionItem, made.id).done_on == DAY


def test_ticking_what_is_no_action_says_so(services: Services) -> None:
    goal = services.records.save(Goal(title="g"))
    with pytest.raises(NotFound, match="This action item is not in the journal any more"):
        services.actions.tick(goal.id, DAY)
