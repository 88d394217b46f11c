"""One writer for a journal: a lock the system frees after a crash, and a note of who holds it."""

from __future__ import annotations

import datetime as dt
import getpass
import json
import os
import platform
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the journal open for writing; empty strings where the note could not be read."""

    user: str
    machine: str
    since: str

    def __str__(self) -> str:
        """As part of a sentence: `amara on lab-pc since 14:02`."""
        return f"{self.user or 'somebody'} on {self.machine or 'another machine'} since {self.since or 'earlier'}"


class WriterLock:
    """The right to write one journal file; held until released or until the process ends."""

    def __init__(self, journal: Path) -> None:
        # Reading needs no lock, and this library takes its time to load.
        from filelock import FileLock

        journal = journal.resolve()
        # The worker may open a journal that the window's thread closes.
        self._lock = FileLock(journal.with_name(f".{journal.name}.lock"), timeout=0, thread_local=False)
        self._note = journal.with_name(f".{journal.name}.owner")

    def acquire(self, now: dt.datetime) -> Holder | None:
        """None when the lock is ours now, else who has it. Raises OSError where the folder refuses."""
        from filelock import Timeout

        try:
            self._lock.acquire()
        except Timeout:
            return self._read()
        note = {
            "user": _user(),
            "machine": platform.node(),
            "since": now.astimezone().strftime("%H:%M on %d %B"),
            "process": os.getpid(),
        }
        try:
            self._note.write_text(json.dumps(note), encoding="utf-8")
        except OSError:
            with suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()
            raise
        return None

    def release(self) -> None:
        """Give the right back; safe to call twice."""
        if self._lock.is_locked:
            self._note.unlink(missing_ok=True)
            self._lock.release()

    def _read(self) -> Holder:
        try:
            note = json.loads(self._note.read_text(encoding="utf-8"))
            return Holder(str(note["user"]), str(note["machine"]), str(note["since"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Holder("", "", "")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
