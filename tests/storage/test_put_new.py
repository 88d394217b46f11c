"""Many new records at once are kept as they would be one by one: rows, links, places, index, history, undo."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record
from mentorjournal.model.types import Activity, Goal, Milestone, Person, Reflection, Tag
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create
from tests.storage.helpers import Clock, raw_rows, undo
from tests.strategies import records

TABLES = ("record", "link", "search_doc")
STAMP = dt.datetime(2026, 4, 1, 9, tzinfo=dt.UTC)


def kept(database: Database) -> dict[str, list[tuple[object, ...]]]:
    rows = {name: sorted(raw_rows(database, f"SELECT * FROM {name}"), key=repr) for name in TABLES}
    return rows | {"revision": raw_rows(database, "SELECT record, type, before, after FROM revision")}


def one_by_one(database: Database, several: list[Record]) -> list[Record]:
    with database.writing("Import") as writer:
        first = [writer.put(record, keep_stamps=True) for record in several]
        # Links to records further down find them only now.
        return [
            writer.put(dataclasses.replace(record), keep_stamps=True) if record != old else old
            for record, old in zip(several, first, strict=True)
        ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(several=st.lists(records(), max_size=6, unique_by=lambda record: record.id))
def test_many_at_once_are_kept_as_one_by_one(
    several: list[Record], tmp_path_factory: pytest.TempPathFactory
) -> None:
    stamped = [dataclasses.replace(record, created_at=STAMP, updated_at=STAMP) for record in several]
    folder = tmp_path_factory.mktemp("both")
    with (
        create(folder / "a.journal", clock=Clock()) as one,
        create(folder / "b.journal", clock=Clock()) as many,
    ):
        first = one_by_one(one, stamped)
        with many.writing("Import") as writer:
            assert writer.put_new(stamped) == first
        assert kept(many) == kept(one)


def test_links_hold_in_any_order_and_dead_ones_are_left_out(journal: Database) -> None:
    goal, tag, person = new_id(), new_id(), new_id()
    several = [
        Milestone(id=new_id(), title="Outline", goal=goal, created_at=STAMP, tags=(tag, new_id())),
        Goal(id=goal, title="Write it", created_at=STAMP, people=(person,)),
        Tag(id=tag, title="paper", created_at=STAMP),
        Person(id=person, title="Helena Brandt", created_at=STAMP),
    ]
    with journal.writing("Import") as writer:
        outline, aim, *_ = writer.put_new(several)
    assert isinstance(outline, Milestone)
    assert (outline.goal, outline.tags, aim.people) == (goal, (tag,), (person,))
    with journal.reading() as reader:
        assert reader.get(Milestone, outline.id) == outline
    undo(journal)
    assert raw_rows(journal, "SELECT count(*) FROM record") == [(0,)]


def test_those_of_one_second_keep_their_order_among_what_is_there(journal: Database) -> None:
    day = dt.date(2026, 4, 1)
    with journal.writing("First") as writer:
        writer.put(Reflection(title="first", date=day))
    with journal.writing("Import") as writer:
        writer.put_new([Reflection(id=new_id(), title=title, date=day, created_at=STAMP) for title in "abc"])
    rows = raw_rows(journal, "SELECT title FROM record ORDER BY sort")
    assert [title for (title,) in rows] == ["first", "a", "b", "c"]


def test_one_that_is_there_is_put_like_any_other_and_nonsense_is_refused(journal: Database) -> None:
    with journal.writing("First") as writer:
        goal = writer.put(Goal(title="As it was"))
    with journal.writing("Again") as writer:
        (again,) = writer.put_new([dataclasses.replace(goal, title="Another")])
    assert again.title == "Another"
    with pytest.raises(InvalidRecord), journal.writing("Bad") as writer:
        writer.put_new([Activity(id=new_id(), title="Endless", hours=float("inf"), created_at=STAMP)])
    assert raw_rows(journal, "SELECT count(*) FROM record") == [(1,)]
