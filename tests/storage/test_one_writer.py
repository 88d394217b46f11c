"""One writer, with processes that live and die, folders that are synced, and drives that cannot lock."""

from __future__ import annotations

import datetime as dt
import errno
import json
import logging
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mentorjournal.errors import ReadOnlyJournal
from mentorjournal.model.types import Goal
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.lock import LOCKLESS, WriterLock
from mentorjournal.storage.owner_note import FRESH, Note, read_note, write_note
from tests.storage.helpers import start

HOLDER = """
import platform, sys
from pathlib import Path
if sys.argv[2]:
    platform.node = lambda: sys.argv[2]
from mentorjournal.storage.journal_file import open_journal
journal = open_journal(Path(sys.argv[1]))
print(journal.read_only_because or "mine", flush=True)
for line in sys.stdin:
    if line.strip() == "sign":
        journal.give_sign()
    else:
        journal.close()
    print("done", flush=True)
"""


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def note_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.owner")


class Holder:
    """A process that has a journal open, on a machine of any name."""

    def __init__(self, path: Path, machine: str = "") -> None:
        self.process = start(HOLDER, str(path), machine)
        self.said = self._line()

    def _line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def tell(self, word: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        assert self._line() == "done"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@contextmanager
def held(path: Path, machine: str = "") -> Iterator[Holder]:
    """The journal held by a process, which is gone at the end."""
    holder = Holder(path, machine)
    try:
        yield holder
    finally:
        holder.kill()
        for stream in (holder.process.stdin, holder.process.stdout):
            assert stream is not None
            stream.close()


@pytest.fixture
def made(path: Path) -> Path:
    """A journal that nobody has open."""
    create(path).close()
    return path


def synced(made: Path, folder: Path) -> Path:
    """The journal and its note as a sync client brings them to another computer: no lock, no moments."""
    folder.mkdir(exist_ok=True)
    for file in (made, note_of(made)):
        (folder / file.name).unlink(missing_ok=True)
        if file.exists():
            shutil.copyfile(file, folder / file.name)
    return folder / made.name


def test_who_is_killed_leaves_nothing_to_clear_up(made: Path) -> None:
    with held(made) as holder:
        assert holder.said == "mine"
        with open_journal(made) as second:
            assert "has this journal open for writing" in second.read_only_because
            assert not second.can_be_had()
            holder.kill()
            assert note_of(made).exists(), "a kill tidies nothing"
            assert second.can_be_had()
    with open_journal(made) as third:
        assert third.read_only_because == ""


def test_of_two_that_open_at_once_one_writes(made: Path) -> None:
    with held(made) as first, held(made) as second:
        said = sorted((first.said, second.said))
        assert said[0] == "mine"
        assert "open for writing" in said[1]


def test_another_machine_that_lives_keeps_the_right(made: Path, tmp_path: Path) -> None:
    with held(made, "lab-pc") as holder:
        here = synced(made, tmp_path / "here")
        with open_journal(here) as journal:
            assert "on lab-pc since" in journal.read_only_because
            assert "10 minutes after its last sign of life" in journal.read_only_because
            with pytest.raises(ReadOnlyJournal), journal.writing("New goal") as change:
                change.put(Goal(title="Two at once"))
        later = now() + FRESH - dt.timedelta(minutes=1)
        with open_journal(here, clock=lambda: later) as journal:
            assert journal.read_only_because
        first = read_note(note_of(made))
        holder.tell("sign")
        second = read_note(note_of(made))
        assert first is not None
        assert second is not None
        assert first.seen is not None
        assert second.seen is not None
        assert second.seen > first.seen
        assert (second.machine, second.since) == ("lab-pc", first.since)
        holder.tell("close")
        with open_journal(synced(made, tmp_path / "here")) as journal:
            assert journal.read_only_because == "", "a note that was taken away frees it at once"


def leave_note(path: Path, seen: dt.datetime) -> None:
    """The note of another machine, arrived just now."""
    write_note(note_of(path), Note("ada", "lab-pc", "0123456789abcdef", "09:12 on 03 April", seen))


def test_another_machine_that_is_silent_is_followed_and_the_log_says_so(
    made: Path, caplog: pytest.LogCaptureFixture
) -> None:
    leave_note(made, now())
    later = now() + FRESH + dt.timedelta(minutes=1)
    with caplog.at_level(logging.WARNING), open_journal(made, clock=lambda: later) as journal:
        assert journal.read_only_because == ""
        left = read_note(note_of(made))
        assert left is not None
        assert left.is_of_this_computer
    assert "No sign of life from lab-pc" in caplog.text


@pytest.mark.parametrize("hours", [-30, 30])
def test_a_wrong_clock_elsewhere_is_no_proof_of_death(made: Path, hours: int) -> None:
    leave_note(made, now() + dt.timedelta(hours=hours))
    with open_journal(made) as journal:
        assert journal.read_only_because, "it arrived here just now"
    later = now() + FRESH + dt.timedelta(minutes=1)
    with open_journal(made, clock=lambda: later) as journal:
        assert journal.read_only_because == "", "it lies here unchanged, whatever it says of the time"


def test_a_machine_of_the_same_name_is_another_one(made: Path) -> None:
    write_note(note_of(made), Note("ada", platform.node(), "0123456789abcdef", "09:12", now()))
    with open_journal(made) as journal:
        assert journal.read_only_because


def test_a_note_of_an_older_version_of_this_machine_is_ours(made: Path) -> None:
    note = {"user": "ada", "machine": platform.node(), "since": "09:12", "process": 1}
    note_of(made).write_text(json.dumps(note), "utf-8")
    with open_journal(made) as journal:
        assert journal.read_only_because == ""


@pytest.mark.parametrize("text", ["", "[]", '{"user": 1}', "\0", "[" * 100_000])
def test_a_note_that_says_nothing_holds_nothing(made: Path, text: str) -> None:
    note_of(made).write_text(text, "utf-8")
    with open_journal(made) as journal:
        assert journal.read_only_because == ""


def test_two_that_opened_before_they_knew_of_each_other_are_told(made: Path) -> None:
    with open_journal(made) as journal:
        assert journal.give_sign() is None
        leave_note(made, now())
        theirs = note_of(made).read_bytes()
        other = journal.give_sign()
        assert other is not None
        assert (other.elsewhere, other.machine) == (True, "lab-pc")
    assert note_of(made).read_bytes() == theirs, "their note is theirs to take away"


@pytest.mark.skipif(sys.platform == "win32", reason="locks of POSIX")
@pytest.mark.parametrize("number", sorted(LOCKLESS))
def test_a_drive_that_cannot_lock_is_read_and_never_written(
    made: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(number, errno.errorcode[number])

    monkeypatch.setattr(fcntl, "flock", refuse)
    before = made.read_bytes()
    with open_journal(made) as journal:
        assert "its drive cannot lock files" in journal.read_only_because
        assert "Copy the journal to a drive of this computer" in journal.read_only_because
        assert not journal.can_be_had()
        with journal.reading() as reader:
            assert reader.find(Goal) == ()
    assert made.read_bytes() == before


def test_a_system_without_locks_at_all_is_told_like_one_that_refuses(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import filelock

    def missing(_: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr(filelock.FileLock, "_acquire", missing)
    with open_journal(made) as journal:
        assert "its drive cannot lock files" in journal.read_only_because


def test_looking_whether_it_is_free_takes_nothing(made: Path) -> None:
    lock = WriterLock(made)
    assert lock.is_free(now())
    assert not note_of(made).exists()
    with open_journal(made) as journal:
        assert journal.read_only_because == ""
        assert not lock.is_free(now())
