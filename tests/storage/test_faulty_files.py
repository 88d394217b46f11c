"""A disk that fails: the error is clear, what was there stays, and work goes on when it works again."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import exc

from mentorjournal.errors import NotAJournal, ReadOnlyJournal, StorageFailed
from mentorjournal.model.types import Goal
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import Key
from tests.storage.faulty_files import IS_POSSIBLE, Fault, FaultyFiles, faulty_files
from tests.storage.helpers import assert_sound

pytestmark = pytest.mark.skipif(not IS_POSSIBLE, reason="stands under SQLite's layer for Linux")

LARGE = "many words " * 4_000


def save(journal: Database, title: str, why: str = "") -> None:
    with journal.writing("New goal") as writer:
        writer.put(Goal(title=title, why=why))


def titles(journal: Database) -> set[str]:
    with journal.reading() as reader:
        return {goal.title for goal in reader.find(Goal)}


def filled(path: Path, passphrase: str) -> Key | None:
    with create(path, passphrase) as journal:
        save(journal, "kept", LARGE)
        return journal.copy_key()


def opened(path: Path, key: Key | None) -> Database:
    return open_journal(path, key=None if key is None else key.copy())


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("full", "The disk is full"),
        ("short and full", "The disk is full"),
        ("short write", "could not be used"),
        ("error on write", "could not be used"),
        ("sync", "could not be used"),
        ("read-only", "it is read-only"),
    ],
)
def test_a_change_that_the_disk_refuses_is_said_and_undone_and_can_be_made_afterwards(
    path: Path, kind: str, says: str
) -> None:
    with faulty_files() as layer, create(path) as journal:
        save(journal, "kept")
        layer.arm(Fault(kind))
        with pytest.raises((StorageFailed, ReadOnlyJournal), match=says) as told:
            save(journal, "refused", LARGE)
        assert "The journal is as it was before." in told.value.message
        layer.lift()
        assert titles(journal) == {"kept"}
        assert not journal.read_only_because
        save(journal, "afterwards")
        assert titles(journal) == {"kept", "afterwards"}
        assert_sound(journal)


@pytest.mark.parametrize("passphrase", ["", "three quiet herons"], ids=["plain", "encrypted"])
def test_a_single_failing_read_does_not_make_a_sound_journal_look_damaged(
    path: Path, passphrase: str
) -> None:
    key = filled(path, passphrase)
    failed = 0
    for first in range(1, 5):
        with faulty_files() as layer, opened(path, key) as journal:
            save(journal, "before")
            for_another_writer(path, key, first)
            layer.arm(Fault("error on read", first, 1))
            failed += not saves(journal)
            layer.lift()
            assert not journal.read_only_because
            save(journal, f"after {first}")
            assert f"after {first}" in titles(journal)
    assert failed


def for_another_writer(path: Path, key: Key | None, number: int) -> None:
    """Write past the journal that is open, so that it has to read its pages again."""
    from mentorjournal.storage import engine

    own = None if key is None else key.copy()
    made = engine.make_engine(path, own, read_only=False)
    other = Database(path, made, encrypted=key is not None, lock=None, key=own)
    save(other, f"from elsewhere {number}", LARGE)
    other.close()


def saves(journal: Database) -> bool:
    """Whether the failing disk let it be; the error is one of the disk, not of the file."""
    try:
        save(journal, "perhaps", LARGE)
    except StorageFailed:
        return False
    return True


def test_damage_that_a_second_look_does_not_find_stops_nothing_the_first_time(path: Path) -> None:
    key = filled(path, "three quiet herons")
    with faulty_files() as layer, opened(path, key) as journal:
        with pytest.raises(StorageFailed, match="a second look found it sound"):
            read_after_a_swallowed_error(journal, layer, 2)
        assert not journal.read_only_because
        save(journal, "afterwards")
        assert titles(journal) == {"kept", "afterwards"}
        for_another_writer(path, key, 1)
        with pytest.raises(NotAJournal):
            read_after_a_swallowed_error(journal, layer, 1)
        assert "is damaged" in journal.read_only_because


def read_after_a_swallowed_error(journal: Database, layer: FaultyFiles, call: int) -> None:
    """After it SQLCipher calls every page damaged that this connection reads."""
    with journal.reading() as reader:
        layer.arm(Fault("error on read", call, 1))
        with suppress(exc.DBAPIError):
            reader.find(Goal)
        layer.lift()
        reader.find(Goal)


@pytest.mark.parametrize("passphrase", ["", "three quiet herons"], ids=["plain", "encrypted"])
def test_a_commit_whose_flush_failed_does_not_come_back(path: Path, passphrase: str) -> None:
    key = filled(path, passphrase)
    with faulty_files() as layer:
        with opened(path, key) as journal:
            save(journal, "first")
            layer.arm(Fault("sync"))
            for number in range(3):
                with pytest.raises(StorageFailed):
                    save(journal, f"refused {number}", LARGE)
            layer.lift()
            assert titles(journal) == {"kept", "first"}
        with opened(path, key) as journal:
            assert titles(journal) == {"kept", "first"}


@pytest.mark.parametrize("passphrase", ["", "three quiet herons"], ids=["plain", "encrypted"])
def test_a_commit_whose_flush_failed_does_not_come_back_where_the_first_look_failed_too(
    path: Path, passphrase: str
) -> None:
    key = filled(path, passphrase)
    with faulty_files() as layer, opened(path, key) as journal:
        layer.arm(Fault("full", 1, 1))  # met by the very first call that looks into the log
        saves(journal)
        layer.lift()
        before = titles(journal)
        layer.arm(Fault("sync"))
        with pytest.raises(StorageFailed, match="as it was before"):
            save(journal, "refused", LARGE)
        layer.lift()
        assert titles(journal) == before


@pytest.mark.parametrize("passphrase", ["", "three quiet herons"], ids=["plain", "encrypted"])
def test_a_page_torn_while_the_log_goes_into_the_file_is_no_damage(path: Path, passphrase: str) -> None:
    key = filled(path, passphrase)
    for first in range(1, 8):
        with faulty_files() as layer:
            journal = opened(path, key)
            save(journal, f"goal {first}", LARGE)
            layer.arm(Fault("short write", first))
            journal.close()  # the last to close brings the log into the file
            assert layer.failed
            layer.lift()
            with opened(path, key) as again:
                assert not again.read_only_because
                assert f"goal {first}" in titles(again)
                assert_sound(again)


def test_a_file_that_cannot_be_opened_just_now_is_left_as_it_is(path: Path) -> None:
    filled(path, "")
    before = path.read_bytes()
    with faulty_files() as layer:
        layer.arm(Fault("refused"))
        with pytest.raises(StorageFailed, match="Nothing was changed"):
            open_journal(path)
        layer.lift()
        assert path.read_bytes() == before
        with open_journal(path) as journal:
            assert titles(journal) == {"kept"}
