"""One writer for a journal: a lock the system frees after a crash, and a note of who holds it."""

from __future__ import annotations

import datetime as dt
import errno
import logging
import os
import warnings
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mentorjournal.storage.number_lock import NumberLock
from mentorjournal.storage.owner_note import Note, our_note, read_note, write_note

log = logging.getLogger(__name__)

LOCKLESS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS})
"""What a drive answers that cannot lock files."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has the journal open for writing; empty strings where the note could not be read."""

    user: str
    machine: str
    since: str
    elsewhere: bool = False
    """True where another machine holds it, known only by its note in a folder that both see."""

    def __str__(self) -> str:
        """As part of a sentence: `amara on lab-pc since 14:02`."""
        return f"{self.user or 'somebody'} on {self.machine or 'another machine'} since {self.since or 'earlier'}"


class WriterLock:
    """The right to write one journal file; held until released or until the process ends.

    The system's lock decides on one machine: it ends with its process, so a crash leaves nothing to clear up.
    Machines that share the folder through a sync client or a drive see only the note, and its sign of life.
    """

    def __init__(self, journal: Path) -> None:
        # Reading needs no lock, and this library takes its time to load.
        from filelock import FileLock

        self._journal = journal = journal.resolve()
        # The worker may open a journal that the window's thread closes.
        self._lock = FileLock(journal.with_name(f".{journal.name}.lock"), timeout=0, thread_local=False)
        self._note = journal.with_name(f".{journal.name}.owner")
        self._number = NumberLock()
        self._ours: Note | None = None

    def acquire(self, now: dt.datetime) -> Holder | None:
        """None when the lock is ours now, else who has it. Raises OSError where the folder or its drive refuses,
        with one of LOCKLESS where the drive cannot lock at all."""
        holder = self._take(now)
        if holder is not None:
            return holder
        left = read_note(self._note)
        if left is not None and not left.is_of_this_computer:
            log.warning("No sign of life from %s any more: the right to write was taken over.", left.machine)
        self._ours = our_note(now)
        try:
            write_note(self._note, self._ours)
        except OSError:
            self._let_go()
            raise
        return None

    def hold_new_file(self) -> None:
        """Hold a file that was made after `acquire`, too."""
        self._number.take(self._journal)

    def is_free(self, now: dt.datetime) -> bool:
        """Whether `acquire` would succeed now; nothing is taken."""
        if self._lock.is_locked:
            return False
        try:
            return self._take(now) is None
        except OSError:
            return False
        finally:
            self._let_go()

    def refresh(self, now: dt.datetime) -> Holder | None:
        """Give a sign of life; who writes on another machine meanwhile, or None.

        Their note is left as it is: two that write over each other's would both look dead in turn.
        """
        if self._ours is None:
            return None
        other = self._elsewhere(now)
        if other is None:
            self._ours = Note(*_head(self._ours), now.astimezone(dt.UTC), self._ours.process)
            with suppress(OSError):  # a sign that is missed once does no harm
                write_note(self._note, self._ours)
        return other

    def release(self) -> None:
        """Give the right back; safe to call twice."""
        if self._lock.is_locked:
            left = read_note(self._note)
            if left is None or left.is_of_this_computer:
                with suppress(OSError):
                    self._note.unlink(missing_ok=True)
            self._ours = None
            self._let_go()

    def _let_go(self) -> None:
        self._number.release()
        self._lock.release()

    def _take(self, now: dt.datetime) -> Holder | None:
        from filelock import Timeout

        try:
            with warnings.catch_warnings(action="ignore", category=UserWarning):
                self._lock.acquire()
        except Timeout:
            self._refuse_soft()
            note = read_note(self._note)
            return Holder("", "", "") if note is None else _holder(note)
        except NotImplementedError as error:
            raise OSError(errno.ENOTSUP, str(error) or "locks are not supported") from error
        self._refuse_soft()
        elsewhere = self._elsewhere(now)
        if elsewhere is None and not self._number.take(self._journal):
            ours = our_note(now)
            elsewhere = Holder(ours.user, ours.machine, "")  # under the name that the file had before
        if elsewhere is not None:
            self._let_go()
        return elsewhere

    def _refuse_soft(self) -> None:
        """Raise OSError where the library took its way out of a drive without locks: a mere file, which would
        outlive a crash."""
        from filelock import SoftFileLock

        if isinstance(self._lock, SoftFileLock):
            self._lock.release()
            raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    def _elsewhere(self, now: dt.datetime) -> Holder | None:
        """Who writes on another machine, by a note with a recent sign of life."""
        note = read_note(self._note)
        if note is None or note.is_of_this_computer or not note.is_alive(self._note, now):
            return None
        return _holder(note, elsewhere=True)


def _holder(note: Note, *, elsewhere: bool = False) -> Holder:
    return Holder(note.user, note.machine, note.since, elsewhere)


def _head(note: Note) -> tuple[str, str, str, str]:
    return note.user, note.machine, note.computer, note.since
