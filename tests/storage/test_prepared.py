"""Prepared statements give and take the same values as executing them does."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from sqlalchemy import bindparam, delete, insert, select, update

from mentorjournal.errors import StorageFailed
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Goal, Meeting, Reflection
from mentorjournal.storage import tables as t
from mentorjournal.storage.database import Database
from mentorjournal.storage.prepared import Prepared

FULL = Reflection(
    title="Ärzte, 医者",
    date=dt.date(2026, 4, 14),
    at=dt.time(18, 40, 5),
    confidential=True,
    sections=(Section("what", "What?", "One\ntwo"), Section("text", "", "")),
    clinical=True,
)


def test_a_record_read_by_a_prepared_statement_is_the_record_found_by_a_query(journal: Database) -> None:
    with journal.writing("New") as change:
        kept = [
            change.put(record)
            for record in (FULL, Meeting(title="m", minutes=45.0, roles_played=("coach",)), Goal(title="g"))
        ]
    with journal.reading() as reader:
        for record in kept:
            assert reader.peek(record.id) == reader.find(type(record))[0] == record


def test_values_pass_the_column_types_in_both_directions(journal: Database) -> None:
    moment = dt.datetime(2026, 4, 14, 20, 40, 0, 123_456, dt.timezone(dt.timedelta(hours=2)))
    add = Prepared(insert(t.change))
    lose = Prepared(update(t.change).where(t.change.c.id == bindparam("of")).values(state="lost"))
    read = Prepared(select(t.change.c.at, t.change.c.label).where(t.change.c.state == bindparam("state")))
    with journal.writing("Add") as change:
        words = {"label": "x", "kind": "edit", "state": "done"}
        made = add.run(change.connection, {"id": 7, "at": moment, "started_at": moment, **words})
        assert made.lastrowid == 7
        assert read.names == ("at", "label")
        assert read.rows(change.connection, {"state": "done"}) == [(moment, "x")]
        assert lose.run(change.connection, {"of": 7}).rowcount == 1
        assert read.rows(change.connection, {"state": "done"}) == []
        assert change.connection.scalar(select(t.change.c.at).where(t.change.c.id == 7)) == moment


def test_a_limit_and_other_constants_are_kept(journal: Database) -> None:
    one = Prepared(select(t.record.c.title).order_by(t.record.c.title).limit(1))
    with journal.writing("New") as change:
        for title in "ba":
            change.put(Goal(title=title))
        assert one.rows(change.connection, {}) == [("a",)]


def test_an_error_of_the_driver_is_told_in_plain_words_and_rolls_back(journal: Database) -> None:
    add = Prepared(insert(t.link))
    kept: list[Goal] = []

    def break_off() -> None:
        with journal.writing("Break") as change:
            kept.append(change.put(Goal(title="g")))
            source = kept[0].id
            add.run(change.connection, {"source": source, "role": "related", "target": "no", "position": 0})

    with pytest.raises(StorageFailed):
        break_off()
    assert kept
    with journal.reading() as reader:
        assert reader.find(Goal) == ()


def test_only_a_select_has_rows(journal: Database) -> None:
    with journal.reading() as reader, pytest.raises(TypeError):
        Prepared(delete(t.meta)).rows(reader.connection, {})


def test_threads_share_a_statement_made_ready_by_whoever_comes_first(journal: Database) -> None:
    with journal.writing("New") as change:
        for number in range(4):
            change.put(Goal(title=f"{number}"))
    one = Prepared(select(t.record.c.title, t.record.c.created_at).where(t.record.c.title == bindparam("of")))
    start, found = threading.Barrier(4), dict[str, list[tuple[object, ...]]]()

    def look(title: str) -> None:
        with journal.reading() as reader:
            start.wait()
            for _ in range(50):
                found[title] = one.rows(reader.connection, {"of": title})

    threads = [threading.Thread(target=look, args=(f"{number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with journal.reading() as reader:
        made = {goal.title: [(goal.title, goal.created_at)] for goal in reader.find(Goal)}
    assert found == made
