"""Steps of undo: what becomes one step, what ends a sitting, and that back and forth lose nothing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable

import pytest

from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Goal, Meeting, Person, Reflection
from mentorjournal.storage import revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.prepared import Prepared
from tests.storage.helpers import Clock, hits, picture, raw_rows, redo, undo, undo_steps

Type = Callable[[str], None]


@pytest.fixture
def goal(journal: Database) -> Goal:
    with journal.writing("New goal", sitting=True) as writer:
        return writer.put(Goal(title="Teach"))


@pytest.fixture
def typing(journal: Database, goal: Goal) -> Type:
    def type_in(words: str) -> None:
        with journal.writing("Edit goal", sitting=True) as writer:
            writer.put(dataclasses.replace(writer.get(Goal, goal.id), why=words))

    return type_in


def test_edits_of_one_sitting_are_one_step(journal: Database, typing: Type, clock: Clock) -> None:
    clock.forward(hours=2)
    for words in ("a", "ab", "abc"):
        clock.forward(minutes=4, seconds=59)
        typing(words)
    assert undo_steps(journal) == ["New goal", "Edit goal"]
    assert undo(journal) == "Edit goal"
    with journal.reading() as reader:
        assert [goal.why for goal in reader.find(Goal)] == [""]
    assert redo(journal) == "Edit goal"
    with journal.reading() as reader:
        assert [goal.why for goal in reader.find(Goal)] == ["abc"]


def test_typing_into_a_new_record_belongs_to_making_it(journal: Database, typing: Type, clock: Clock) -> None:
    clock.forward(minutes=1)
    typing("a")
    clock.forward(minutes=1)
    typing("ab")
    assert undo_steps(journal) == ["New goal"]
    undo(journal)
    with journal.reading() as reader:
        assert reader.find(Goal) == ()


def test_a_pause_of_more_than_five_minutes_ends_a_sitting(
    journal: Database, typing: Type, clock: Clock
) -> None:
    clock.forward(hours=2)
    typing("a")
    clock.forward(minutes=5)
    typing("ab")
    clock.forward(minutes=5, seconds=1)
    typing("abc")
    assert undo_steps(journal) == ["New goal", "Edit goal", "Edit goal"]


def test_a_sitting_lasts_an_hour_at_most(journal: Database, typing: Type, clock: Clock) -> None:
    clock.forward(hours=2)
    typing("0")
    for minute in range(4, 64, 4):
        clock.forward(minutes=4)
        typing(str(minute))
    assert undo_steps(journal) == ["New goal", "Edit goal"]
    clock.forward(minutes=4)
    typing("later")
    assert undo_steps(journal) == ["New goal", "Edit goal", "Edit goal"]


def test_another_record_in_between_ends_a_sitting(journal: Database, typing: Type, clock: Clock) -> None:
    clock.forward(hours=2)
    typing("a")
    with journal.writing("New reflection", sitting=True) as writer:
        writer.put(Reflection(title="x"))
    typing("ab")
    assert undo_steps(journal) == ["New goal", "Edit goal", "New reflection", "Edit goal"]


def test_an_undo_in_between_ends_a_sitting(journal: Database, typing: Type, clock: Clock) -> None:
    clock.forward(hours=2)
    typing("a")
    undo(journal)
    typing("b")
    undo(journal)
    redo(journal)
    typing("bc")
    assert undo_steps(journal) == ["New goal", "Edit goal", "Edit goal"]
    undo(journal)
    with journal.reading() as reader:
        assert [goal.why for goal in reader.find(Goal)] == ["b"]


def test_another_action_on_the_same_record_is_a_step_of_its_own(
    journal: Database, typing: Type, goal: Goal, clock: Clock
) -> None:
    clock.forward(hours=2)
    typing("a")
    with journal.writing("Star goal") as writer:
        writer.put(dataclasses.replace(writer.get(Goal, goal.id), starred=True))
    typing("ab")
    with journal.writing("Edit goal") as writer:
        writer.put(dataclasses.replace(writer.get(Goal, goal.id), why="abc"))
    assert undo_steps(journal) == ["New goal", "Edit goal", "Star goal", "Edit goal", "Edit goal"]


def test_typed_and_taken_back_in_one_sitting_is_no_step(
    journal: Database, typing: Type, clock: Clock
) -> None:
    clock.forward(hours=2)
    typing("a")
    clock.forward(minutes=1)
    typing("")
    assert undo(journal) in ("Edit goal", "New goal")
    with journal.reading() as reader:
        assert all(goal.why == "" for goal in reader.find(Goal))


def test_a_new_edit_ends_what_could_be_redone(journal: Database, typing: Type, clock: Clock) -> None:
    clock.forward(hours=2)
    typing("a")
    undo(journal)
    typing("b")
    assert redo(journal) == ""
    with journal.reading() as reader:
        assert [goal.why for goal in reader.find(Goal)] == ["b"]
        assert revisions.next_redo(reader.connection) is None


def test_an_import_is_undone_in_one_step_whatever_its_records_link_to(journal: Database) -> None:
    before = picture(journal)
    with journal.writing("Import 40 records", kind="import") as writer:
        people = [writer.put(Person(title=f"p{number}")) for number in range(20)]
        for number, person in enumerate(people):
            meeting = writer.put(Meeting(title=f"m{number}", people=(person.id, people[0].id)))
            writer.put(dataclasses.replace(person, related=(meeting.id,), people=(people[-1].id,)))
    after = picture(journal)
    assert undo(journal) == "Import 40 records"
    assert picture(journal) == before
    assert hits(journal, "p1") == []
    assert redo(journal) == "Import 40 records"
    assert picture(journal) == after


def test_undo_and_redo_of_nothing_change_nothing(journal: Database) -> None:
    assert undo(journal) == ""
    assert redo(journal) == ""
    assert raw_rows(journal, "SELECT count(*) FROM change") == [(0,)]


def test_looking_for_what_is_undone_reads_no_other_step(journal: Database) -> None:
    for statement in (Prepared(revisions._LOSE_REDO), revisions._NEXT_REDO):
        plan = raw_rows(journal, f"EXPLAIN QUERY PLAN {statement._sql}", *statement._converted({}))
        assert re.search(r"USING (COVERING )?INDEX change_undone", plan[0][3])


def test_the_history_of_a_record_tells_what_was_done_when(
    journal: Database, typing: Type, clock: Clock
) -> None:
    clock.forward(hours=2)
    typing("a")
    clock.forward(hours=2)
    undo(journal)
    with journal.reading() as reader:
        (record,) = reader.find(Goal)
        history = revisions.versions(reader, record.id)
        assert [(version.label, version.kind) for version in history] == [
            ("Undo", "undo"),
            ("Edit goal", "edit"),
            ("New goal", "edit"),
        ]
        assert history[0].after == history[1].before == history[2].after == record
        assert history[2].before is None
        assert isinstance(history[1].after, Goal)
        assert history[1].after.why == "a"
        assert history[1].at == clock.now - dt.timedelta(hours=2)
        assert len(revisions.versions(reader, record.id, limit=1)) == 1
        since = revisions.since(reader, clock.now - dt.timedelta(hours=3))
        assert [version.label for version in since] == ["Undo", "Edit goal"]


def test_emptying_the_trash_leaves_no_word_and_no_step(journal: Database) -> None:
    with journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="Walruspatient"))
        kept = writer.put(Reflection(title="Kept", related=(goal.id,)))
    with journal.writing("Delete goal") as writer:
        writer.trash(goal)
    told: list[ChangeSet] = []
    journal.subscribe(told.append)
    with journal.writing("Empty trash") as writer:
        writer.erase(goal.id)
        revisions.forget(writer, [goal.id])
    assert [(item.type, item.how) for item in told[0].items] == [
        ("reflection", "changed"),
        ("goal", "removed"),
    ]
    for table in ("record", "revision", "change", "search_doc"):
        assert "Walruspatient" not in repr(raw_rows(journal, f"SELECT * FROM {table}"))
    assert undo_steps(journal) == ["New goal"]
    with journal.reading() as reader:
        assert reader.get(Reflection, kept.id).related == ()
    undo(journal)
    redo(journal)
    with journal.reading() as reader:
        assert reader.find(Goal) == ()
        assert reader.get(Reflection, kept.id).title == "Kept"
