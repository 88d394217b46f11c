"""A lock on a file by its number: one that is renamed while it is open still belongs to its writer."""

from __future__ import annotations

import logging
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal import settings
from mentorjournal.storage.same_file import mark_of_file

if TYPE_CHECKING:
    from filelock import BaseFileLock

log = logging.getLogger(__name__)


class NumberLock:
    """Known to all windows of one person on one computer, for it lies among our own files.

    Not taken on the journal itself: network drives turn such a lock into the kind that SQLite uses. It comes on
    top of the lock by name, so where our own folder refuses, that one alone has to do.
    """

    def __init__(self) -> None:
        self._lock: BaseFileLock | None = None

    def take(self, journal: Path) -> bool:
        """Whether no other window writes this file, under whatever name it was opened there."""
        lock = _lock_for(journal)
        if lock is None:
            return True
        from filelock import SoftFileLock, Timeout

        try:
            lock.acquire()
        except Timeout:
            return isinstance(lock, SoftFileLock)
        except (OSError, NotImplementedError) as error:
            log.warning("Our own folder cannot lock: %s", type(error).__name__)
            return True
        if isinstance(lock, SoftFileLock):  # a mere file, which would outlive a crash
            lock.release()
            return True
        self._lock = lock
        return True

    def release(self) -> None:
        """Give it back; safe to call twice."""
        if self._lock is None:
            return
        with suppress(OSError):
            Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()
        self._lock = None


def _lock_for(journal: Path) -> BaseFileLock | None:
    """None where there is nothing to lock: no file yet, no numbers, or a system that renames no open file."""
    if sys.platform == "win32":
        return None
    from filelock import FileLock

    with suppress(OSError):
        device, number = mark_of_file(journal.stat())
        if device and number:
            folder = settings.lock_folder()
            folder.mkdir(parents=True, exist_ok=True)
            return FileLock(folder / f"{device:x}-{number:x}.lock", timeout=0, thread_local=False)
    return None
