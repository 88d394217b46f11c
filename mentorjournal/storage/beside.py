"""What lies beside a journal file and how the file system holds it: its log, its rights, its other names."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.storage import engine as engines
from mentorjournal.storage.keys import Key
from mentorjournal.storage.lock import LOCKLESS, Holder
from mentorjournal.storage.owner_note import FRESH

ZEROS = 1 << 20
PRIVATE = 0o600
"""A journal and its copies are its owner's alone; SQLite gives its log the rights of the file."""


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can read. Raises OSError, also where it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))


def part_of(path: Path) -> Path:
    """Where the next state of a journal is built, by whoever holds the writer's lock."""
    real = path.resolve()
    return real.with_name(f".{real.name}.part")


def kept_of(path: Path) -> Path:
    """Where the copy lies that is made before a journal's file gives way to another, until it is open again."""
    real = path.resolve()
    return real.with_name(f".{real.name}.before")


def remove_left_over(path: Path) -> None:
    """Remove what a process that was killed has left of a journal: it may be its text, readable by anybody.

    Call it with the writer's lock held, and the journal known to open. What cannot be removed stays.
    """
    part, kept = part_of(path), kept_of(path)
    for left in (part, kept, kept.with_name(f".{kept.name}.part")):
        with suppress(OSError):
            erase(left)
        for end in ("-journal", "-wal", "-shm"):
            with suppress(OSError):
                left.with_name(left.name + end).unlink(missing_ok=True)


def erase(path: Path) -> None:
    """Overwrite a plain file and remove it; what an SSD or a copying file system keeps is beyond us.

    Raises OSError where it cannot be removed.
    """
    held = hold(path)
    try:
        path.unlink(missing_ok=True)
        with suppress(OSError):
            overwrite(held)
    finally:
        if held is not None:
            os.close(held)


def hold(path: Path) -> int | None:
    """A handle of a file that is about to lose its name; None where the system gives none."""
    if sys.platform == "win32":  # which lets nobody rename over a file that is open
        return None
    try:
        return os.open(path, os.O_RDWR | os.O_NOFOLLOW)
    except OSError:
        return None


def overwrite(handle: int | None) -> None:
    """Zeros over what a file held, once its last name is gone."""
    if handle is None or os.fstat(handle).st_nlink:
        return
    left = os.fstat(handle).st_size
    os.lseek(handle, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(handle, bytes(min(left, ZEROS)))
    os.fsync(handle)


def logs_of(path: Path) -> Iterator[Path]:
    """The logs of a journal that are not empty: what was committed, or begun, and is not in the file."""
    real = path.resolve()  # SQLite keeps them beside the file itself, not beside a link to it
    for end in ("-wal", "-journal"):
        log = real.with_name(real.name + end)
        with suppress(FileNotFoundError, NotADirectoryError):
            if log.stat().st_size:
                yield log


def has_log(path: Path) -> bool:
    """True where the file alone does not tell everything."""
    return any(logs_of(path))


def is_write_protected(path: Path) -> bool:
    """True where the file or its folder refuses this user."""
    real = path.resolve()
    return not (os.access(real, os.W_OK) and os.access(real.parent, os.W_OK))


def never_written(path: Path) -> str:
    """Why this file is opened for reading only whoever else has it open, or an empty string."""
    if not os.access(path, os.W_OK):
        return "its file does not allow writing. Ask for the right to write it, or open a copy."
    if path.stat().st_nlink > 1:
        return (
            "its file goes by more than one name (hard links), and two windows could write it at once. "
            "Copy it, and open the copy."
        )
    return ""


def why_held(holder: Holder) -> str:
    """Why a journal that somebody writes is opened for reading only."""
    if holder.elsewhere:
        minutes = int(FRESH.total_seconds() // 60)
        return (
            f"{holder} has this journal open for writing, in a folder that both computers see. Close it there. "
            f"Where that computer is off, it can be written here {minutes} minutes after its last sign of life."
        )
    return f"{holder} has this journal open for writing. Close it there, then open it here again."


def why_not_locked(error: OSError) -> str:
    """Why the writer's lock could not be taken.

    A drive without locks is only read: SQLite itself relies on the same locks, and without them two programs
    that write would ruin the file, where reading loses nothing.
    """
    if error.errno in LOCKLESS:
        return (
            "its drive cannot lock files, so two windows could write at once and ruin it. Copy the journal to a "
            "drive of this computer and open the copy; keep backups on this one."
        )
    if error.errno in engines.FULL:
        return "the disk is full. Free some space, then open it here again."
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"its folder does not allow writing ({error.strerror or error})."
    return f"its folder refused the writer's lock ({error.strerror or error})."


def tidy(path: Path, key: Key | None) -> None:
    """Let SQLite remove the empty log that reading made, unless somebody else has the journal open."""
    real = path.resolve()
    if has_log(path) or not real.with_name(real.name + "-wal").exists():
        return
    # Only the last connection that may write removes it, under SQLite's own locks.
    with suppress(sqlcipher.Error, OSError):
        raw = engines.connect(path, key, read_only=False)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            raw.close()
