"""One user action: all of it or nothing, told once, and never inside another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from mentorjournal.errors import StorageFailed
from mentorjournal.model.types import Goal, Reflection
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from tests.storage.helpers import Clock, picture


@pytest.fixture
def told(journal: Database) -> Iterator[list[tuple[str, str, int]]]:
    heard: list[tuple[str, str, int]] = []
    stop = journal.subscribe(
        lambda changes: heard.append((changes.label, changes.origin, len(changes.items)))
    )
    yield heard
    stop()


def test_a_change_is_told_once_after_the_commit_with_its_origin(
    journal: Database, told: list[tuple[str, str, int]]
) -> None:
    seen: list[int] = []

    def look(_changes: object) -> None:
        with journal.reading() as reader:
            seen.append(reader.count(Goal))

    stop = journal.subscribe(look)
    with journal.writing("New goals", origin="page 7") as writer:
        writer.put(Goal(title="One"))
        writer.put(Goal(title="Two"))
        assert told == []
    assert told == [("New goals", "page 7", 2)]
    assert seen == [2]
    stop()
    stop()
    with journal.writing("New goal") as writer:
        writer.put(Goal(title="Three"))
    assert seen == [2]


def test_nothing_changed_is_told_to_nobody_and_makes_no_step(
    journal: Database, told: list[tuple[str, str, int]]
) -> None:
    with journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="One"))
    with journal.writing("Edit goal") as writer:
        writer.put(goal)
    with journal.writing("There and back") as writer:
        writer.put(Goal(id=goal.id, title="Two"))
        writer.put(goal, keep_stamps=True)
    with journal.writing("Made and gone") as writer:
        writer.erase(writer.put(Goal(title="Never mind")).id)
    assert [label for label, _, _ in told] == ["New goal"]


def test_an_error_inside_rolls_everything_back_and_is_told_to_nobody(
    journal: Database, told: list[tuple[str, str, int]]
) -> None:
    with journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="Kept"))
        entry = writer.put(Reflection(title="Before", related=(goal.id,)))
    before = picture(journal)
    told.clear()

    class OurBugError(Exception):
        pass

    def many_things() -> None:
        with journal.writing("Many things") as writer:
            writer.put(Reflection(id=entry.id, title="After"))
            writer.erase(goal.id)
            writer.put_blob(b"bytes")
            writer.put(Goal(title="Another"))
            raise OurBugError

    with pytest.raises(OurBugError):
        many_things()
    assert picture(journal) == before
    assert told == []
    with journal.reading() as reader:
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM blob").scalar() == 0
        assert reader.connection.exec_driver_sql("SELECT count(*) FROM change").scalar() == 1


def test_a_full_disk_keeps_the_journal_and_says_so(path: Path, clock: Clock) -> None:
    with create(path, clock=clock) as journal:
        with journal.writing("New goal") as writer:
            goal = writer.put(Goal(title="Kept"))
        pages = path.stat().st_size // 4096

        @event.listens_for(journal._engine, "checkout")
        def limit(raw: object, *_: object) -> None:
            raw.execute(f"PRAGMA max_page_count = {pages + 20}")  # type: ignore[attr-defined]

        def attach() -> None:
            with journal.writing("Attach") as writer:
                writer.put(Goal(id=goal.id, title="Not kept"))
                writer.put_blob(bytes(1 << 20))

        with pytest.raises(StorageFailed, match="disk is full while saving “Attach”"):
            attach()
        event.remove(journal._engine, "checkout", limit)
        with journal.writing("Edit goal") as writer:
            assert writer.get(Goal, goal.id) == goal
            writer.put(Goal(id=goal.id, title="Writable again"))
    with open_journal(path) as journal, journal.reading() as reader:
        assert reader.get(Goal, goal.id).title == "Writable again"


def test_writing_inside_writing_is_refused_at_once(journal: Database) -> None:
    with journal.writing("Outer") as writer:
        writer.put(Goal(title="Kept"))
        with pytest.raises(RuntimeError, match="inside"), journal.writing("Inner"):
            pass
    with journal.reading() as reader:
        assert reader.count(Goal) == 1
