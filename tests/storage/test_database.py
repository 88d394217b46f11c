"""Creating, opening and writing a journal, and every way in which that can be refused."""

from __future__ import annotations

import errno
import os
import signal
import sqlite3
import zipfile
from pathlib import Path

import pytest
from filelock import FileLock

from mentorjournal.errors import (
    JournalError,
    NewerJournal,
    NotAJournal,
    PassphraseNeeded,
    ReadOnlyJournal,
    StorageFailed,
    WrongPassphrase,
)
from mentorjournal.model.types import Goal
from mentorjournal.storage import engine as engines
from mentorjournal.storage import schema
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, is_encrypted, open_journal
from tests.storage.helpers import start

PNG = b"\x89PNG\r\n\x1a\n" + bytes(4088)


def test_what_was_written_is_there_after_reopening(path: Path) -> None:
    with create(path) as journal, journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="Learn to lead a clinic"))
    with open_journal(path) as journal, journal.reading() as reader:
        assert reader.get(Goal, goal.id) == goal
        assert not journal.encrypted
        assert not journal.read_only_because


def test_an_encrypted_journal_opens_with_its_passphrase_and_nothing_else(path: Path) -> None:
    with create(path, "three quiet herons ü") as journal, journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="Learn to lead a clinic"))
    assert is_encrypted(path)
    with open_journal(path, "three quiet herons ü") as journal, journal.reading() as reader:
        assert journal.encrypted
        assert reader.get(Goal, goal.id) == goal
    before = path.read_bytes()
    with pytest.raises(WrongPassphrase, match="try again"):
        open_journal(path, "three quiet heron")
    with pytest.raises(PassphraseNeeded, match=r"mine\.journal is encrypted"):
        open_journal(path)
    assert path.read_bytes() == before


def test_a_passphrase_for_a_plain_journal_is_not_needed_and_does_no_harm(path: Path) -> None:
    create(path).close()
    open_journal(path, "not asked for").close()


def _zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", bytes(8192))


def _other_database(path: Path) -> None:
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE record (id TEXT)")
    other.commit()
    other.close()


@pytest.mark.parametrize(
    "write",
    [
        lambda path: path.write_text("Dear diary, " * 1000, "utf-8"),
        lambda path: path.write_bytes(b"Dear diary, 1234" * 256),
        lambda path: path.write_bytes(PNG),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 16),
        _zip,
        _other_database,
    ],
    ids=["text", "text of whole pages", "png", "empty", "damaged database", "zip", "other database"],
)
@pytest.mark.parametrize("passphrase", ["", "guess"])
def test_a_file_that_is_no_journal_is_refused_and_left_alone(
    path: Path, write: object, passphrase: str
) -> None:
    write(path)  # type: ignore[operator]
    before = path.read_bytes()
    with pytest.raises(NotAJournal):
        open_journal(path, passphrase)
    assert path.read_bytes() == before
    assert [item.name for item in path.parent.iterdir()] == [path.name]


def test_a_folder_is_not_a_journal(path: Path) -> None:
    path.mkdir()
    with pytest.raises(NotAJournal, match="is a folder, not a journal"):
        open_journal(path)


def test_a_journal_that_is_not_there_is_not_made_by_opening(path: Path) -> None:
    with pytest.raises(NotAJournal, match="There is no journal at"):
        open_journal(path)
    assert not path.exists()


def test_random_bytes_are_taken_for_an_encrypted_journal_and_no_passphrase_opens_them(path: Path) -> None:
    path.write_bytes(b"\x01" + os.urandom(8191))
    with pytest.raises(WrongPassphrase, match="or the file is no journal"):
        open_journal(path, "guess")


def test_a_journal_of_a_later_version_is_refused_in_plain_words(path: Path) -> None:
    create(path).close()
    raw = engines.connect(path, None, read_only=False)
    raw.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 1}")
    raw.close()
    with pytest.raises(NewerJournal, match="Update the program"):
        open_journal(path)


def test_creating_never_writes_over_a_file(path: Path) -> None:
    path.write_text("mine")
    with pytest.raises(StorageFailed, match="already there"):
        create(path)
    assert path.read_text() == "mine"


@pytest.mark.usefixtures("usual_build")
def test_a_failed_creation_leaves_no_journal(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_connection: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(schema, "create", full)
        with pytest.raises(StorageFailed, match="disk is full"):
            create(path)
    assert not path.exists()
    create(path).close()


@pytest.mark.usefixtures("usual_build")
def test_every_new_journal_is_the_same_to_the_byte(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("one.journal", "two.journal")]
    for path in paths:
        create(path).close()
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_creating_in_a_folder_that_refuses_says_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _refuse_locks(monkeypatch)
    with pytest.raises(StorageFailed, match="does not allow writing"):
        create(path)
    assert not path.exists()


def _refuse_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(lock: FileLock, *_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", lock.lock_file)

    monkeypatch.setattr(FileLock, "acquire", refuse)


def test_a_journal_in_a_folder_that_refuses_opens_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create(path) as journal, journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="Learn to lead a clinic"))
    before = sorted(path.parent.iterdir())
    _refuse_locks(monkeypatch)
    with open_journal(path) as journal:
        assert "its folder does not allow writing" in journal.read_only_because
        with journal.reading() as reader:
            assert reader.get(Goal, goal.id) == goal
        with (
            pytest.raises(ReadOnlyJournal, match="“Edit goal” was not done: its folder"),
            journal.writing("Edit goal"),
        ):
            pass
        assert sorted(path.parent.iterdir()) == before


def test_a_second_opening_reads_and_says_who_writes(journal: Database, path: Path) -> None:
    with journal.writing("New goal") as writer:
        goal = writer.put(Goal(title="Learn to lead a clinic"))
    with open_journal(path) as second:
        assert "has this journal open for writing" in second.read_only_because
        assert "since" in second.read_only_because
        assert "somebody" not in second.read_only_because
        with second.reading() as reader:
            assert reader.get(Goal, goal.id) == goal
        with pytest.raises(ReadOnlyJournal), second.writing("Edit goal"):
            pass
        with journal.writing("New goal") as writer:
            later = writer.put(Goal(title="Seen by both"))
        with second.reading() as reader:
            assert reader.get(Goal, later.id) == later
    journal.close()
    with open_journal(path) as third:
        assert not third.read_only_because


HOLD = """
import sys
from pathlib import Path
from mentorjournal.model.types import Goal
from mentorjournal.storage.journal_file import open_journal
journal = open_journal(Path(sys.argv[1]))
with journal.writing("New goal") as writer:
    writer.put(Goal(title="Kept"))
print(journal.read_only_because or "mine", flush=True)
sys.stdin.read()
"""


def test_another_process_holds_the_journal_until_it_is_killed(path: Path) -> None:
    create(path).close()
    holder = start(HOLD, str(path))
    assert holder.stdout is not None
    assert holder.stdout.readline() == "mine\n"
    with open_journal(path) as second:
        assert "has this journal open" in second.read_only_because
    holder.send_signal(signal.SIGKILL)
    holder.communicate()
    with open_journal(path) as third:
        assert not third.read_only_because
        with third.reading() as reader:
            assert [goal.title for goal in reader.find(Goal)] == ["Kept"]


def test_a_journal_opened_for_reading_takes_no_lock(path: Path) -> None:
    create(path).close()
    with open_journal(path, read_only=True) as reading, open_journal(path) as writing:
        assert "for reading only" in reading.read_only_because
        assert not writing.read_only_because


def test_closing_twice_is_safe_and_leaves_one_file(path: Path) -> None:
    journal = create(path)
    with journal.writing("New goal") as writer:
        writer.put(Goal(title="Kept"))
    journal.close()
    journal.close()
    assert {item.name for item in path.parent.iterdir()} <= {path.name, f".{path.name}.lock"}


def test_an_older_journal_that_cannot_be_written_is_not_upgraded(path: Path) -> None:
    create(path).close()
    raw = engines.connect(path, None, read_only=False)
    raw.execute("PRAGMA user_version = 0")
    raw.close()
    with pytest.raises(JournalError, match="needs an upgrade first"):
        open_journal(path, read_only=True)
