"""Everything that changed: by day, one line for each record and sitting, with what is deleted."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.types import Goal, Insight, Meeting, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.changes import ChangedRecord
from tests.storage.helpers import Clock

ZONE = dt.timezone(dt.timedelta(hours=10))
"""So far east that the evening in UTC is the next day."""


def rows(services: Services, clock: Clock, *, days: int = 7) -> list[ChangedRecord]:
    moment = (clock.now - dt.timedelta(days=days)).astimezone(ZONE)
    return [row for day in services.changes.since(moment) for row in day.rows]


def test_days_are_local_and_the_newest_comes_first(services: Services, clock: Clock) -> None:
    services.records.save(Goal(title="Evening"))
    clock.forward(hours=3)
    services.records.save(Goal(title="After midnight"))
    moment = (clock.now - dt.timedelta(days=1)).astimezone(ZONE)
    found = services.changes.since(moment)
    assert [(day.day.day, [row.title for row in day.rows]) for day in found] == [
        (15, ["After midnight"]),
        (14, ["Evening"]),
    ]


def test_a_sitting_is_one_line_and_names_the_fields(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="First"))
    clock.forward(minutes=20)
    services.records.amend(goal.id, {"title": "Second"}, "Edit title")
    clock.forward(minutes=1)
    person = services.records.save(Person(title="Ada"))
    services.records.amend(goal.id, {"people": (person.id,), "why": "So"}, "Edit others")
    found = [row for row in rows(services, clock) if row.id == goal.id]
    assert [(row.what, row.title) for row in found] == [("edited", "Second"), ("new", "First")]
    assert set(found[0].fields) == {"Title", "People", "Why it matters"}, found[0].fields
    assert found[0].version == services.history.versions(goal.id)[0].id


def test_what_was_taken_back_within_a_sitting_is_no_change(services: Services, clock: Clock) -> None:
    goal = services.records.save(Goal(title="First"))
    clock.forward(minutes=20)
    services.records.amend(goal.id, {"title": "Second"}, "Edit title")
    services.history.undo()
    assert [row.what for row in rows(services, clock)] == ["new"]


def test_where_a_record_is_now_stands_with_each_change(services: Services, clock: Clock) -> None:
    kept, trashed, undone = (services.records.save(Goal(title=title)) for title in ("a", "b", "c"))
    clock.forward(minutes=20)
    services.records.trash(trashed.id)
    services.records.trash(kept.id)
    clock.forward(minutes=20)
    services.records.untrash(kept.id)
    found = {(row.title, row.what): row.standing for row in rows(services, clock)}
    assert found["b", "deleted"] == "trash"
    assert found["b", "new"] == "trash"
    assert found["a", "back"] == "here"
    for _ in range(4):
        services.history.undo()
    clock.forward(minutes=20)
    assert services.records.peek(undone.id) is None
    gone = [row for row in rows(services, clock) if row.id == undone.id]
    assert {row.standing for row in gone} == {"gone"}
    assert gone[0].what == "gone"


def test_confidential_records_are_told_and_a_text_gives_a_title(services: Services, clock: Clock) -> None:
    services.records.save(Insight(detail="Silence helps.\nMore.", confidential=True))
    (row,) = rows(services, clock)
    assert (row.title, row.confidential) == ("Silence helps.", True)


def test_a_day_can_be_chosen(services: Services, clock: Clock) -> None:
    services.records.save(Goal(title="Before"))
    clock.forward(days=3)
    middle = clock.now
    services.records.save(Goal(title="Meant"))
    clock.forward(days=3)
    services.records.save(Goal(title="After"))
    (day,) = services.changes.since(middle, middle + dt.timedelta(days=1))
    assert [row.title for row in day.rows] == ["Meant"]


def test_the_last_meeting_says_since_when(services: Services, clock: Clock) -> None:
    assert services.changes.last_meeting(clock.now) is None
    services.records.save(Meeting(title="Soon", date=dt.date(2026, 4, 20), status="planned"))
    services.records.save(Meeting(title="Then", date=dt.date(2026, 4, 2), at=dt.time(9, 30), status="held"))
    assert services.changes.last_meeting(clock.now) == (
        "Then",
        dt.datetime(2026, 4, 2, 9, 30, tzinfo=dt.UTC),
    )


def test_what_is_deleted_or_taken_back_is_brought_back(services: Services, clock: Clock) -> None:
    trashed, undone = (services.records.save(Goal(title=title)) for title in ("Trashed", "Undone"))
    services.history.undo()
    services.records.trash(trashed.id)
    services.changes.bring_back(undone.id)
    services.changes.bring_back(trashed.id)
    assert {goal.title for goal in services.records.all(Goal)} == {"Trashed", "Undone"}
    services.history.undo()
    services.history.undo()
    assert services.records.all(Goal) == ()
    with pytest.raises(NotFound, match="Nothing was changed"):
        services.changes.bring_back("0190f5c0-0000-7000-8000-000000000000")
