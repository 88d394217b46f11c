"""What lies beside a journal: logs that are not ours, rights, other names, and nothing left by reading."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from pathlib import Path

import pytest
from filelock import FileLock

from mentorjournal.errors import NotAJournal, ReadOnlyJournal, StorageFailed
from mentorjournal.model.types import Goal
from mentorjournal.storage.backup import backup
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.lock import WriterLock
from tests.storage.helpers import Clock

OPENED_BY_ANYBODY = stat.S_IRWXG | stat.S_IRWXO


def _names(path: Path) -> set[str]:
    return {item.name for item in path.parent.iterdir() if not item.name.endswith(".lock")}


@pytest.fixture
def written(path: Path) -> Path:
    with create(path) as journal, journal.writing("New goal") as writer:
        writer.put(Goal(title="Kept"))
    return path


@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_log_left_by_another_journal_is_never_read_into_a_new_one(path: Path, end: str) -> None:
    left = path.with_name(path.name + end)
    left.write_bytes(b"the last words")
    with pytest.raises(StorageFailed, match=f"{left.name} lies there"):
        create(path)
    assert _names(path) == {left.name}
    assert left.read_bytes() == b"the last words"
    left.write_bytes(b"")
    create(path).close()


def test_a_journal_made_while_the_lock_was_awaited_is_not_written_over(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = WriterLock.acquire

    def late(lock: WriterLock, now: object) -> object:
        path.write_text("somebody else's")
        return take(lock, now)  # type: ignore[arg-type]

    monkeypatch.setattr(WriterLock, "acquire", late)
    with pytest.raises(StorageFailed, match="already there"):
        create(path)
    assert path.read_text() == "somebody else's"


@pytest.mark.skipif(os.name == "nt", reason="rights are kept otherwise there")
def test_a_journal_its_log_and_its_backup_are_for_nobody_else(path: Path) -> None:
    copy = path.with_name("copy.journal")
    with create(path) as journal:
        with journal.writing("New goal") as writer:
            writer.put(Goal(title="Private"))
        backup(path, None, copy)
        for file in (path, copy, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")):
            assert not file.stat().st_mode & OPENED_BY_ANYBODY, file.name


def test_a_write_protected_file_opens_for_reading_and_closes(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written.chmod(0o444)
    if os.access(written, os.W_OK):  # to the superuser nothing is protected
        may = os.access
        monkeypatch.setattr(
            os,
            "access",
            lambda file, mode: may(file, mode) and not (mode & os.W_OK and Path(file) == written),
        )
    with open_journal(written) as journal:
        assert "its file does not allow writing" in journal.read_only_because
        with journal.reading() as reader:
            assert [goal.title for goal in reader.find(Goal)] == ["Kept"]
        with pytest.raises(ReadOnlyJournal), journal.writing("Edit goal"):
            pass
    assert _names(written) == {written.name}


def test_a_journal_with_two_names_is_only_read(written: Path) -> None:
    other = written.with_name("other.journal")
    try:
        other.hardlink_to(written)
    except OSError:
        pytest.skip("no hard links here")
    for name in (written, other):
        with open_journal(name) as journal:
            assert "more than one name" in journal.read_only_because
    other.unlink()
    with open_journal(written) as journal:
        assert not journal.read_only_because


def test_a_symbolic_link_leads_to_the_log_of_its_journal(journal: Database, path: Path) -> None:
    with journal.writing("New goal") as writer:
        writer.put(Goal(title="Only in the log"))
    link = path.with_name("link.journal")
    try:
        link.symlink_to(path)
    except OSError:
        pytest.skip("no symbolic links here")
    with open_journal(link, read_only=True) as second, second.reading() as reader:
        assert [goal.title for goal in reader.find(Goal)] == ["Only in the log"]


def test_a_full_disk_is_not_called_a_want_of_rights_and_leaves_no_note(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = Path.write_text

    def full(file: Path, text: str, **how: str) -> int:
        if ".owner" in file.name:
            write(file, "", **how)
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(file, text, **how)

    monkeypatch.setattr(Path, "write_text", full)
    with open_journal(written) as journal:
        assert journal.read_only_because.startswith("the disk is full")
        with journal.reading() as reader:
            assert reader.count(Goal) == 1
        assert _names(written) == {written.name}


def test_an_empty_log_keeps_nobody_from_reading_where_nothing_can_be_written(
    written: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = written.with_name(written.name + "-wal")
    log.touch()

    def refuse(_lock: FileLock) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(FileLock, "acquire", refuse)
    with open_journal(written) as journal, journal.reading() as reader:
        assert reader.count(Goal) == 1
        assert _names(written) == {written.name, log.name}


@pytest.mark.parametrize("passphrase", ["", "three quiet herons"])
def test_reading_leaves_nothing_beside_the_journal(path: Path, passphrase: str) -> None:
    create(path, passphrase).close()
    with open_journal(path, passphrase, read_only=True) as journal, journal.reading() as reader:
        assert reader.count(Goal) == 0
    assert _names(path) == {path.name}


def test_a_reader_that_closes_takes_nothing_from_who_writes(journal: Database, path: Path) -> None:
    with open_journal(path, read_only=True) as second, second.reading():
        pass
    with journal.writing("New goal") as writer:
        writer.put(Goal(title="Later"))
    with open_journal(path, read_only=True) as second, second.reading() as reader:
        assert reader.count(Goal) == 1


def test_an_encrypted_journal_that_was_cut_off_is_said_to_be_incomplete(path: Path, clock: Clock) -> None:
    create(path, "three quiet herons", clock=clock).close()
    cut = path.with_name("cut.journal")
    shutil.copyfile(path, cut)
    os.truncate(cut, cut.stat().st_size - 100)
    with pytest.raises(NotAJournal, match=r"incomplete.*open a backup"):
        open_journal(cut, "three quiet herons")
