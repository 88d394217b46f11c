"""The one place that opens SQLCipher connections and turns its errors into ours."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, exc
from sqlalchemy.pool import QueuePool

from mentorjournal.errors import (
    Damaged,
    InvalidRecord,
    JournalError,
    NotAJournal,
    ReadOnlyJournal,
    StorageFailed,
)
from mentorjournal.storage.keys import Key
from mentorjournal.storage.same_file import SameFile

BUSY_MS = 5_000
FULL = (errno.ENOSPC, errno.EDQUOT)
DAMAGE = ("malformed", "not a database", "hmac check", "could not decode to utf-8")
"""What the engine says, in small letters, where the bytes of a file are not what was written."""


def connect(
    path: Path,
    key: Key | None,
    *,
    read_only: bool,
    immutable: bool = False,
    fresh: bool = False,
    same: SameFile | None = None,
) -> Any:
    """One raw connection with our pragmas set; `immutable` reads a file whose folder refuses writing.

    Only `fresh` makes a file: one that vanished meanwhile is an error, never an empty journal. With `same`, one
    that is another than before is an error too.
    """
    if same is not None:
        same.refuse_other()
    mode = "immutable=1" if immutable else "mode=ro" if read_only else "mode=rwc" if fresh else "mode=rw"
    uri = f"{path.absolute().as_uri()}?{mode}"
    raw = sqlcipher.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
    raw.execute("PRAGMA cipher_log_level = NONE")
    if key is not None:
        raw.executescript(key.pragma())  # unlike `execute` it leaves no text in the cache of statements
    raw.execute("PRAGMA trusted_schema = OFF")  # a file from elsewhere may hold triggers and views of its own
    raw.execute("PRAGMA cell_size_check = ON")
    raw.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA temp_store = MEMORY")
    raw.execute("PRAGMA secure_delete = ON")  # what is erased for good must not stay in free pages
    if read_only:
        raw.execute("PRAGMA query_only = ON")
    if same is not None:
        # None of the above reads the file, so the log was not looked for yet.
        with closing_on_error(raw):
            same.refuse_other()
    return raw


@contextmanager
def closing_on_error(raw: Any) -> Iterator[None]:
    """Close a connection that nobody gets."""
    try:
        yield
    except BaseException:
        raw.close()
        raise


def make_engine(
    path: Path,
    key: Key | None,
    *,
    read_only: bool,
    immutable: bool = False,
    fresh: bool = False,
    same: SameFile | None = None,
    prepare: Callable[[Any], None] | None = None,
) -> Engine:
    """An SQLAlchemy engine over `path`. The key stays in the creator: no URL, log or repr holds it.

    `prepare` is called with every raw connection before anybody uses it.
    """

    def made() -> Any:
        raw = connect(path, key, read_only=read_only, immutable=immutable, fresh=fresh, same=same)
        if prepare is not None:
            prepare(raw)
        return raw

    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=made,
        poolclass=QueuePool,
        pool_size=4,
        pool_use_lifo=True,  # the connection used last has the pages and statements in its cache
        pool_reset_on_return=None,
        hide_parameters=True,  # they are journal text, and errors reach logs
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        with discarding(connection):
            driver = connection.connection.driver_connection
            driver.execute(connection.get_execution_options().get("begin", "BEGIN"))

    return engine


@contextmanager
def discarding(connection: Connection) -> Iterator[None]:
    """Throw the connection away where the engine fails inside, so that the next use gets a fresh one.

    After a single failing read SQLCipher calls a sound file damaged for as long as the connection lives.
    """
    try:
        yield
    except (exc.DBAPIError, sqlcipher.Error, StorageFailed, NotAJournal):
        connection.invalidate()
        raise


@contextmanager
def plain_errors(doing: str, kept: str) -> Iterator[None]:
    """Turn the engine's errors into a JournalError; `doing` and `kept` complete the sentence."""
    try:
        yield
    except JournalError:
        raise
    except exc.DBAPIError as error:
        raise translated(error.orig or error, doing, kept) from error
    except sqlcipher.Error as error:
        raise translated(error, doing, kept) from error
    except UnicodeEncodeError as error:
        raise InvalidRecord(
            f"A text holds half a character, which no file can keep. {kept} Remove it."
        ) from error
    except UnicodeDecodeError as error:
        raise NotAJournal(
            f"The journal file holds a text that is none ({doing}): it was damaged. Nothing was written to it. "
            "Check it, or open a backup."
        ) from error
    except OSError as error:
        raise from_os(error, doing, kept) from error


def translated(error: BaseException, doing: str, kept: str) -> JournalError:
    """The sentence for an error of the engine."""
    text = str(error).lower()
    if "disk is full" in text:
        return StorageFailed(f"The disk is full while {doing}. {kept} Free some space and try again.")
    if "readonly" in text or "read-only" in text or "query_only" in text:
        return ReadOnlyJournal(f"The journal cannot be written while {doing}: it is read-only. {kept}")
    if any(words in text for words in DAMAGE):
        quoted = "" if "decode" in text else f" ({error})"  # that one quotes the text it could not read
        return Damaged(
            f"The journal file is damaged or not a journal{quoted}. Nothing was written to it. "
            "Restore the newest good backup, or save into a new journal what can still be read."
        )
    if "locked" in text or "busy" in text:
        return StorageFailed(f"Another program keeps the journal busy while {doing}. {kept} Try again.")
    return StorageFailed(f"The journal could not be used while {doing} ({error}). {kept}")


def from_os(error: OSError, doing: str, kept: str) -> JournalError:
    """The sentence for an error of the file system."""
    if error.errno in FULL:
        return StorageFailed(f"The disk is full while {doing}. {kept} Free some space and try again.")
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StorageFailed(
            f"The folder does not allow writing while {doing} ({error.filename}). {kept} "
            "Choose another folder, or ask for the right to write there."
        )
    return StorageFailed(f"The file system failed while {doing} ({error.strerror or error}). {kept}")


class Guard:
    """A connection that only reads, open as long as others to the file are closed: while it is there, none of
    them is the last, and the last one that can write would bring the log into the file."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    def close(self) -> None:
        """Close it, last."""
        self._raw.close()


def guard(path: Path, key: Key | None, same: SameFile, *, damaged: bool = False) -> Guard:
    """Open one. What it reads does not matter; that it looked is what holds the file.

    Raises OtherFile, and the engine's error where it could not look, for then it holds nothing; of a `damaged`
    file the look itself is all that can be had.
    """
    raw = connect(path, key, read_only=True, same=same)
    with closing_on_error(raw), suppress(*((sqlcipher.Error,) if damaged else ())):
        raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return Guard(raw)
