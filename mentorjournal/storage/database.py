"""The only door to an open journal: read it, write it, hear of changes, stop, close."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import ClassVar

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, Pool, exc

from mentorjournal.errors import ReadOnlyJournal, StorageFailed
from mentorjournal.model.changes import ChangeSet
from mentorjournal.storage import damage, revisions
from mentorjournal.storage import engine as engines
from mentorjournal.storage.keys import Key
from mentorjournal.storage.lock import Holder, WriterLock
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.same_file import OtherFile, SameFile
from mentorjournal.storage.writer import Writer

Clock = Callable[[], dt.datetime]
Listener = Callable[[ChangeSet], None]
log = logging.getLogger(__name__)


def utc_now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


class Database:
    """One open journal; `read_only_because` is empty when it can be written. Make one with `create` or
    `open_journal` of `journal_file`; close it, or use it as a context manager."""

    veiled: ClassVar[bool] = False
    """True where private and confidential text stands behind a veil, for a shared screen."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        encrypted: bool,
        lock: WriterLock | None,
        read_only_because: str = "",
        clock: Clock = utc_now,
        key: Key | None = None,
        same: SameFile | None = None,
    ) -> None:
        self.path = path
        self.same = same or SameFile(path)
        """Which file is open; whoever makes a connection of its own to it asks here."""
        self.key = key
        """The key its file was opened with, None for a plain one; for what opens the file a second time."""
        self.encrypted = encrypted
        self.read_only_because = read_only_because
        self.clock = clock
        self.time_zone = ""
        """The IANA name kept with the days of new records; whoever knows it sets it."""
        self._engine = engine
        self._lock = lock
        self.tidy: Callable[[], None] | None = None
        """Done once it is closed, where reading leaves something beside the file."""
        self._listeners: list[Listener] = []
        self._stopped: list[Callable[[str], None]] = []
        self.held_by: Holder | None = None
        """Who writes it, where that is why this window only reads."""
        self.damaged = False
        """True once damage was found; it is read-only then."""
        self._doubted = False
        """True once damage was met that a second look did not find."""
        self._guard: engines.Guard | None = None
        self._anchor: engines.Guard | None = None
        self._retired: Pool | None = None
        self._writing = threading.RLock()
        self._inside = False

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A consistent view; the connection goes back to the pool at the end."""
        with (
            engines.plain_errors("reading", "Nothing was changed."),
            self._watching(),
            self._engine.connect() as connection,
            engines.discarding(connection),
            connection.begin(),
        ):
            yield Reader(connection, veiled=self.veiled)

    def reading_all(self) -> AbstractContextManager[Reader]:
        """Like `reading`, also where `reading` hides what may not be seen on a shared screen."""
        return self.reading()

    def refuse_read_only(self, label: str) -> None:
        """Raise ReadOnlyJournal where `writing` would: before something is done outside that cannot be taken back."""
        if self.read_only_because:
            raise ReadOnlyJournal(f"“{label}” was not done: {self.read_only_because}")

    @contextmanager
    def writing(
        self, label: str, *, origin: str = "", kind: revisions.Kind = "edit", sitting: bool = False
    ) -> Iterator[Writer]:
        """One user action: one transaction, one undo step, one ChangeSet told after the commit.

        `sitting` lets edits of the same record close in time become one step. An error inside rolls
        everything back. Raises ReadOnlyJournal or StorageFailed, and RuntimeError inside another one.
        """
        with self._writing:
            self.refuse_read_only(label)
            if self._inside:
                raise RuntimeError(f"“{label}” was asked for inside another change; they must be one.")
            self._inside = True
            try:
                with (
                    engines.plain_errors(f"saving “{label}”", "The journal is as it was before."),
                    self._watching(),
                    self._anchored(),
                    self._engine.connect().execution_options(begin="BEGIN IMMEDIATE") as connection,
                    engines.discarding(connection),
                    connection.begin(),
                ):
                    writer = Writer(connection, self.clock(), self.time_zone)
                    yield writer
                    revisions.record_change(writer, label, kind, sitting=sitting)
                    self.refuse_read_only(label)  # damage may have been met inside
            finally:
                self._inside = False
            changes = ChangeSet(label, origin, writer.changed(), writer.profile_changed)
            if changes.items or changes.profile:
                self._tell(changes)

    @contextmanager
    def _anchored(self) -> Iterator[None]:
        """Let one connection that only reads live as long as writing goes on.

        When a flush fails, a whole commit may stand in the log that is none, and only SQLite's index beside the
        log knows; that is made anew from the log where no connection is left. So nothing is written before
        that one could look.
        """
        if self._anchor is None:
            with suppress(
                OtherFile
            ):  # what is open still goes to the file that was opened, and is kept from there
                self._anchor = engines.guard(self.path, self.key, self.same)
                self.same.learn_logs()  # it made them, if they were not there
        yield

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Stop writing for good where the engine says that the file is damaged, and a second look or a second
        time says so too."""
        try:
            yield
        except (exc.DBAPIError, sqlcipher.Error) as error:
            if not damage.is_damage(error):
                raise
            if self.damaged or self._doubted or damage.is_confirmed(self.path, self.key, self.same, error):
                self.stop_writing(damage.met_later(self.path), damaged=True)
                raise
            self._doubted = True
            raise StorageFailed(damage.met_once(self.path)) from error

    def stop_writing(self, because: str, *, damaged: bool = False) -> None:
        """From now on read only, and no byte of the file is written any more, not even by closing it: it is
        `damaged`, or another. A change under way in another thread ends first; then `when_stopped` is told."""
        with self._writing:
            self.damaged = self.damaged or damaged
            if self.read_only_because:
                return
            self.read_only_because, self.tidy = because, None
            # Where the file is another now, the connections there are hold all that is left of the one that was
            # opened, and SQLite itself brings its log into no other.
            with suppress(OtherFile):
                self._only_read()
                if damaged:
                    damage.remember(self.path)
        for listener in tuple(self._stopped):
            listener(because)

    def _only_read(self) -> None:
        """Let only new connections be used, which cannot write."""
        # The guard is the last to close, and as one that only reads it leaves the log as it is.
        self._guard = engines.guard(self.path, self.key, self.same, damaged=True)
        writing = self._engine
        self._retired = writing.pool
        self._engine = engines.make_engine(self.path, self.key, read_only=True, same=self.same)
        writing.dispose()

    def when_stopped(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Call `listener` with the reason once writing stops, in the thread that found out; returns how to stop."""
        self._stopped.append(listener)
        return lambda: self._stopped.remove(listener) if listener in self._stopped else None

    def _tell(self, changes: ChangeSet) -> None:
        """Every listener hears of it; one that fails is logged, for the change itself is committed."""
        for listener in tuple(self._listeners):
            try:
                listener(changes)
            except Exception as error:  # noqa: BLE001  a commit must not look failed
                log.error("A listener failed: %s", type(error).__name__)  # noqa: TRY400  no journal text

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` after every commit, in the thread that committed; returns how to stop."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def give_sign(self) -> Holder | None:
        """Show other machines that this window lives; who writes the journal meanwhile, or None."""
        return self._lock.refresh(self.clock()) if self._lock is not None else None

    @property
    def holds_lock(self) -> bool:
        """Whether this window has the right to write the file, used or not."""
        return self._lock is not None

    def can_be_had(self) -> bool:
        """Whether the right to write, held by somebody at opening, is free now."""
        return self.held_by is not None and WriterLock(self.path).is_free(self.clock())

    def copy_key(self) -> Key | None:
        """The key once more, for opening the file again after `close` wipes ours; None for a plain file."""
        return None if self.key is None else self.key.copy()

    def close(self) -> None:
        """Close every connection, wipe the key and give the writer's lock back; safe to call twice."""
        self._listeners.clear()
        self._stopped.clear()
        if self._anchor is not None:
            self._anchor.close()  # before the last that can write, which brings the log into the file
        self._engine.dispose()
        if self._guard is not None and self._retired is not None:
            self._retired.dispose()  # what came back to it since
            self._guard.close()
        if self.tidy is not None:
            self.tidy()
            self.tidy = None
        if self.key is not None:
            self.key.wipe()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Database:
        """The journal itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()
