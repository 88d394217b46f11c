"""Finding records: order, conditions, and more ids than one statement takes."""

from __future__ import annotations

import datetime as dt

import pytest

from mentorjournal.errors import NotFound
from mentorjournal.model.types import Goal, Meeting, Milestone, Person, Reflection, Resource, Tag
from mentorjournal.storage import tables as t
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import (
    linked,
    linked_from,
    linked_to_any,
    pointed_at_by,
    points_anywhere,
)
from tests.storage.helpers import Clock

MANY = 1_003


def test_newest_first_goes_by_day_then_time_then_arrival(journal: Database) -> None:
    day, next_day = dt.date(2026, 4, 14), dt.date(2026, 4, 15)
    with journal.writing("Start") as writer:
        for title, date, at in (
            ("third", day, dt.time(9, 0)),
            ("second", day, dt.time(9, 0)),
            ("fifth", day, None),
            ("first", next_day, None),
            ("fourth", day, dt.time(8, 59, 59)),
            ("last", dt.date(1, 1, 1), None),
            ("future", dt.date(9999, 12, 31), dt.time(23, 59, 59)),
        ):
            writer.put(Reflection(title=title, date=date, at=at))
        titles = [entry.title for entry in writer.find(Reflection)]
    assert titles == ["future", "first", "second", "third", "fourth", "fifth", "last"]


def test_a_record_without_a_day_stands_where_it_was_made(journal: Database, clock: Clock) -> None:
    with journal.writing("Start") as writer:
        writer.put(Goal(title="yesterday", date=dt.date(2026, 4, 13)))
        writer.put(Goal(title="no day"))
        writer.put(Goal(title="tomorrow", date=dt.date(2026, 4, 15)))
        assert [goal.title for goal in writer.find(Goal)] == ["tomorrow", "no day", "yesterday"]


def test_many_records_share_one_second_in_the_order_they_came(journal: Database) -> None:
    with journal.writing("Import", kind="import") as writer:
        for number in range(MANY):
            writer.put(Tag(title=f"{number:04d}"))
        assert [tag.title for tag in writer.find(Tag, limit=3)] == ["1002", "1001", "1000"]
        assert len(writer.find(Tag)) == MANY


def test_a_changed_day_moves_a_record_and_an_unchanged_one_does_not(journal: Database) -> None:
    day = dt.date(2026, 4, 14)
    with journal.writing("Start") as writer:
        first = writer.put(Reflection(title="a", date=day))
        second = writer.put(Reflection(title="b", date=day))
        writer.put(Reflection(id=first.id, title="a, edited", date=day))
        assert [entry.title for entry in writer.find(Reflection)] == ["b", "a, edited"]
        writer.put(Reflection(id=second.id, title="b", date=dt.date(2026, 4, 1)))
        assert [entry.title for entry in writer.find(Reflection)] == ["a, edited", "b"]


def test_more_ids_than_one_statement_takes(journal: Database) -> None:
    with journal.writing("Import", kind="import") as writer:
        person = writer.put(Person(title="Ada"))
        tags = [writer.put(Tag(title=f"tag {number}")).id for number in range(MANY)]
        goals = [writer.put(Goal(title=f"goal {number}", people=(person.id,))).id for number in range(MANY)]
        busy = writer.put(Meeting(title="Busy", tags=tuple(tags)))
        sources = writer.known_sources(["", *tags])
    assert sources == set()
    with journal.reading() as reader:
        assert list(reader.many(["gone", *reversed(goals), goals[0]])) == list(reversed(goals))
        assert reader.titles([*tags, "gone"]) == {tag: f"tag {number}" for number, tag in enumerate(tags)}
        assert len(reader.find(Goal, linked("people", person.id))) == MANY
        assert reader.count(Goal, linked("people", person.id)) == MANY
        assert reader.count(Tag, linked_from(busy.id, "tags")) == MANY
        assert reader.get(Meeting, busy.id).tags == tuple(tags)
        assert all(goal.people == (person.id,) for goal in reader.find(Goal))
        assert len(reader.sources_of(person.id)) == MANY


def test_conditions_limits_and_orders_join(journal: Database) -> None:
    goal_columns = t.columns(Goal)
    with journal.writing("Start") as writer:
        for title, status in (("c", "active"), ("a", "active"), ("b", "dropped")):
            writer.put(Goal(title=title, status=status))
        found = writer.find(Goal, goal_columns.status == "active", order=(goal_columns.title,), limit=5)
        assert [goal.title for goal in found] == ["a", "c"]
        assert writer.count(Goal, goal_columns.status == "dropped") == 1
        with pytest.raises(AttributeError):
            _ = goal_columns.no_such_field


def test_one_kind_is_not_mistaken_for_another(journal: Database) -> None:
    with journal.writing("Start") as writer:
        goal = writer.put(Goal(title="Teach"))
    with journal.reading() as reader:
        with pytest.raises(NotFound, match="This milestone"):
            reader.get(Milestone, goal.id)
        assert reader.peek("gone") is None
        assert reader.find(Milestone) == ()


def test_a_view_stays_as_it_was_while_others_write(journal: Database) -> None:
    with journal.reading() as reader:
        assert reader.count(Goal) == 0
        with journal.writing("New goal") as writer:
            writer.put(Goal(title="Teach"))
        assert reader.count(Goal) == 0
    with journal.reading() as reader:
        assert reader.count(Goal) == 1


def test_records_imported_before_are_known_by_their_source(journal: Database) -> None:
    with journal.writing("Import", kind="import") as writer:
        writer.put(Goal(title="Teach", source_id="almanah:7"))
        writer.trash(writer.put(Goal(title="Sing", source_id="almanah:8")))
        assert writer.known_sources(["almanah:7", "almanah:8", "almanah:9", ""]) == {"almanah:7", "almanah:8"}


def test_a_tally_counts_live_sources_of_one_type_and_role(journal: Database) -> None:
    with journal.writing("Start") as writer:
        first, second, empty = (writer.put(Goal(title=title)) for title in "abc")
        for number in range(3):
            due = dt.date(2026, 4, 14) if number else None
            writer.put(Milestone(title=str(number), goal=first.id, due=due, related=(empty.id,)))
        writer.trash(writer.put(Milestone(title="gone", goal=first.id)))
        writer.put(Milestone(title="x", goal=second.id))
        writer.put(Resource(title="other type", goal=second.id))
        ids = (first.id, second.id, empty.id, first.id)
        assert writer.tally(Milestone, "goal", ids) == {first.id: 3, second.id: 1}
        dated = t.columns(Milestone).due.is_not(None)
        assert writer.tally(Milestone, "goal", ids, dated) == {first.id: 2}
        assert writer.tally(Tag, "goal", ids) == {}
        assert writer.tally(Milestone, "goal", ()) == {}


def test_a_tally_takes_more_targets_than_one_statement(journal: Database) -> None:
    with journal.writing("Start") as writer:
        goals = [writer.put(Goal(title=str(number))).id for number in range(MANY)]
        for goal in goals:
            writer.put(Milestone(title="m", goal=goal))
        assert writer.tally(Milestone, "goal", goals) == dict.fromkeys(goals, 1)


def test_pointing_and_being_pointed_at_are_conditions(journal: Database) -> None:
    with journal.writing("Start") as writer:
        goal, bare = writer.put(Goal(title="a")), writer.put(Goal(title="b"))
        mark = writer.put(Milestone(title="m", goal=goal.id))
        loose = writer.put(Milestone(title="loose"))
        writer.put(Resource(title="r", goal=bare.id))
        assert writer.find(Milestone, points_anywhere("goal")) == (mark,)
        assert writer.find(Milestone, ~points_anywhere("goal")) == (loose,)
        assert writer.find(Goal, pointed_at_by(Milestone, "goal")) == (goal,)
        writer.trash(mark)
        assert set(writer.find(Goal, ~pointed_at_by(Milestone, "goal"))) == {goal, bare}


def test_ids_alone_are_newest_first_and_live(journal: Database) -> None:
    with journal.writing("Start") as writer:
        old, new, gone = (
            writer.put(Goal(title=title, date=dt.date(2026, 4, number), status="active"))
            for number, title in enumerate(("old", "new", "gone"), 1)
        )
        writer.put(Goal(title="paused", date=dt.date(2026, 4, 9), status="paused"))
        writer.trash(gone)
        assert writer.ids(Goal, t.columns(Goal).status == "active") == (new.id, old.id)
        assert writer.ids(Milestone) == ()


def test_a_link_to_one_of_several_is_a_condition(journal: Database) -> None:
    with journal.writing("Start") as writer:
        goals = [writer.put(Goal(title=str(number))).id for number in range(3)]
        marks = [writer.put(Milestone(title="m", goal=goal)) for goal in goals]
        assert set(writer.find(Milestone, linked_to_any("goal", goals[:2]))) == set(marks[:2])
        assert writer.find(Milestone, linked_to_any("related", goals)) == ()
        assert writer.find(Milestone, linked_to_any("goal", ())) == ()
