"""What lies beside a journal file and how the file system holds it: its log, its rights, its other names."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.storage import engine as engines
from mentorjournal.storage.keys import Key

PRIVATE = 0o600
"""A journal and its copies are its owner's alone; SQLite gives its log the rights of the file."""


def make_private(path: Path) -> None:
    """Make an empty file that only its owner can read. Raises OSError, also where it is there."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE))


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


def why_not_locked(error: OSError) -> str:
    """Why the writer's lock could not be taken."""
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
