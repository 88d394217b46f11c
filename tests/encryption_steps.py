"""A small journal with a backup, and ways to break work on its file at every step: by an error, or by a kill."""

from __future__ import annotations

import datetime as dt
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest

from mentorjournal import settings
from mentorjournal.errors import JournalError
from mentorjournal.model.types import Goal, Person, Tag
from mentorjournal.services.backups import Backups
from mentorjournal.services.encryption import change_passphrase
from mentorjournal.storage.backup import counts_of
from mentorjournal.storage.journal_file import create, open_journal
from mentorjournal.storage.keys import PLAIN_HEADER, derive, read_head
from mentorjournal.storage.rekeying import Unsettled, opens_with
from tests.storage.faulty_files import faulty_files
from tests.storage.helpers import picture, undo

OLD, NEW, LAST = "three quiet herons", "two loud cranes", "one sleepy owl"
KINDS = (("", NEW), (OLD, NEW), (OLD, ""))
"""Set, changed, removed."""
PHRASES = tuple(f"walrus{number:02}patient" for number in range(20))
UPGRADED = "mine (format 2, 2026-03-01).mentorjournal"

ASKED = (
    (os, "open"),
    (os, "fsync"),
    (os, "utime"),
    (os, "write"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (Path, "write_text"),
)
"""What the work asks of the file system by itself; the rest goes through the engine."""

Picture = dict[str, list[tuple[Any, ...]]]


def fill(folder: Path, passphrase: str = "") -> Picture:
    """Make a journal with every phrase in it, an edit undone, a backup and a copy that an upgrade left; its picture."""
    path = folder / "mine.mentorjournal"
    with create(path, passphrase) as journal:
        with journal.writing("People") as writer:
            tag = writer.put(Tag(title=PHRASES[0]))
            ada = writer.put(Person(title=PHRASES[1], email=f"{PHRASES[2]}@example.org"))
            writer.put_blob(PHRASES[3].encode() * 5_000)
        for number, phrase in enumerate(PHRASES):
            with journal.writing(f"About {phrase}") as writer:
                goal = Goal(
                    id=f"goal-{number}", title=phrase, why=phrase * 9, people=(ada.id,), tags=(tag.id,)
                )
                writer.put(goal)
        undo(journal)
        backups = Backups(journal)
        backups.make("asked")
        backups.copy_to(folder / UPGRADED)
        return picture(journal)


def copies_in(folder: Path) -> list[Path]:
    """The backup and the copy of an upgrade, of a journal made by `fill`."""
    found = [path for path in folder.rglob("*.mentorjournal") if path.name != "mine.mentorjournal"]
    return sorted(found)


def picture_of(path: Path, *passphrases: str) -> tuple[str, Picture]:
    """Which passphrase opens a journal, and its picture."""
    for passphrase in passphrases:
        try:
            with open_journal(path, passphrase) as journal:
                if journal.encrypted == bool(passphrase):
                    return passphrase, picture(journal)
        except JournalError:
            continue
    raise AssertionError(f"{path.name} opens with none of them")


def holding(folder: Path, words: tuple[str, ...] = PHRASES) -> list[str]:
    """The files of a folder in whose bytes one of the words stands."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path.name for path in files if any(word.encode() in path.read_bytes() for word in words)]


def assert_whole(home: Path, old: str, new: str, before: Picture) -> str:
    """The journal is as it was, and each copy holds as much, under the old passphrase or the new one; which one
    the journal has."""
    has, found = picture_of(home / "mine.mentorjournal", old, new)
    assert found == before
    copies = copies_in(home)
    assert len(copies) == 2
    for copy in copies:
        salt = read_head(copy).salt
        keys = [derive(word, salt) if word else None for word in (old, new)]
        key = next(key for key in keys if (key is None) == (salt == PLAIN_HEADER) and opens_with(copy, key))
        assert counts_of(copy, key).records["goal"] == 19
    return has


def assert_change_can_be_made(home: Path, old: str, has: str, before: Picture) -> None:
    """After whatever happened a passphrase is set, and no plain text of before is left on the disk.

    A copy that has the old passphrase still is named, where the journal has it no more.
    """
    change = change_passphrase(home / "mine.mentorjournal", has, LAST)
    assert has != old or not change.left
    assert picture_of(home / "mine.mentorjournal", LAST) == (LAST, before)
    for copy in change.left:
        assert old
        assert opens_with(copy, derive(old, read_head(copy).salt))
    assert holding(home) == []
    names = {item.name.removeprefix(".").removesuffix(".lock") for item in home.iterdir() if item.is_file()}
    # A copy that could not be opened keeps even the empty log of the process that was killed over it.
    assert names - {f"{copy.name}-wal" for copy in change.left} == {"mine.mentorjournal", UPGRADED}


class AtCall:
    """Raises an error of the system at the `number`th call of ours to it, or ends the process there (code 0)."""

    def __init__(self, number: int, code: int = 0, names: tuple[str, ...] = ()) -> None:
        self.left = number
        self.code = code
        self.names = names
        self.calls = 0
        self.hit = ""

    def __call__(self, name: str) -> None:
        """Before a call of that name."""
        if self.names and name not in self.names:
            return
        self.calls += 1
        if self.calls == self.left:
            self.hit = name
            if not self.code:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self.code, os.strerror(self.code))


@contextmanager
def asked(before: Callable[[str], None]) -> Iterator[None]:
    """Call `before` with the name of each thing that we ask of the file system ourselves."""

    def counted(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            before(name)
            return real(*arguments, **named)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for owner, name in ASKED:
            patch.setattr(owner, name, counted(name, getattr(owner, name)))
        yield


def tried(home: Path, old: str, new: str, at: AtCall | None = None) -> tuple[str, str]:
    """Try a change; which passphrase the journal should have after it, and what was said."""
    path = home / "mine.mentorjournal"
    try:
        with asked(at) if at else nullcontext():
            return new, change_passphrase(path, old, new).said
    except Unsettled as error:
        return new, error.message
    except JournalError as error:
        return old, error.message


def killed(home: Path, old: str, new: str, *, at: int = 0, engine_at: int = 0) -> bool:
    """Change it in a process of its own, which is ended before its `at`th own call, or before the engine's
    `engine_at`th that changes a file; whether it came so far."""
    process = os.fork()
    if process == 0:
        try:
            with faulty_files() as layer:
                layer.end_at = engine_at
                tried(home, old, new, AtCall(at))
        finally:
            os._exit(0)
    _, status = os.waitpid(process, 0)
    return os.WIFSIGNALED(status)


def at_noon() -> dt.datetime:
    """A moment for clocks."""
    return dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)


def copied_homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Picture]]:
    """A plain journal and an encrypted one by their passphrase, each in a home of its own, to be copied."""
    homes = {}
    with pytest.MonkeyPatch.context() as patch:
        for passphrase in ("", OLD):
            home = tmp_path_factory.mktemp("home")
            patch.setenv(settings.HOME_VARIABLE, str(home))
            homes[passphrase] = (home, fill(home, passphrase))
    return homes
