"""The only door to a journal file: create it, open it, read it, write it."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, Pool, exc

from mentorjournal.errors import (
    JournalError,
    NewerJournal,
    NotAJournal,
    PassphraseNeeded,
    ReadOnlyJournal,
    StorageFailed,
    WrongPassphrase,
)
from mentorjournal.model.changes import ChangeSet
from mentorjournal.storage import beside, damage, revisions, schema
from mentorjournal.storage import engine as engines
from mentorjournal.storage.keys import Key, derive, fresh_salt, read_head
from mentorjournal.storage.lock import Holder, WriterLock
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

Clock = Callable[[], dt.datetime]
Listener = Callable[[ChangeSet], None]
log = logging.getLogger(__name__)


def utc_now() -> dt.datetime:
    """The present moment, aware, in UTC."""
    return dt.datetime.now(dt.UTC)


class Database:
    """One open journal; `read_only_because` is empty when it can be written. Make one with `create` or
    `open_journal`; close it, or use it as a context manager."""

    def __init__(
        self,
        path: Path,
        engine: Engine,
        *,
        encrypted: bool,
        lock: WriterLock | None,
        read_only_because: str = "",
        clock: Clock = utc_now,
        tidy: Callable[[], None] | None = None,
        key: Key | None = None,
    ) -> None:
        self.path = path
        self.key = key
        """The key its file was opened with, None for a plain one; for what opens the file a second time."""
        self.encrypted = encrypted
        self.read_only_because = read_only_because
        self.clock = clock
        self.time_zone = ""
        """The IANA name kept with the days of new records; whoever knows it sets it."""
        self._engine = engine
        self._lock = lock
        self._tidy = tidy
        self._listeners: list[Listener] = []
        self._stopped: list[Callable[[str], None]] = []
        self.held_by: Holder | None = None
        """Who writes it, where that is why this window only reads."""
        self.damaged = False
        """True once damage was found; it is read-only then."""
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
            yield Reader(connection)

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
        log knows; that is made anew from the log where no connection is left.
        """
        if self._anchor is None:
            self._anchor = engines.guard(self.path, self.key)
        yield

    @contextmanager
    def _watching(self) -> Iterator[None]:
        """Stop writing for good where the engine says that the file is damaged."""
        try:
            yield
        except (exc.DBAPIError, sqlcipher.Error) as error:
            if damage.is_damage(error):
                self.stop_writing(damage.met_later(self.path), damaged=True)
            raise

    def stop_writing(self, because: str, *, damaged: bool = False) -> None:
        """From now on read only, and no byte of the file is written any more, not even by closing it: it is
        `damaged`, or another. A change under way in another thread ends first; then `when_stopped` is told."""
        with self._writing:
            self.damaged = self.damaged or damaged
            if self.read_only_because:
                return
            self.read_only_because = because
            # Its read-only connection is the last to close, and such a one leaves the log as it is.
            self._guard = engines.guard(self.path, self.key)
            writing, self._tidy = self._engine, None
            self._retired = writing.pool
            self._engine = engines.make_engine(self.path, self.key, read_only=True)
            writing.dispose()
        for listener in tuple(self._stopped):
            listener(because)

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
        if self._tidy is not None:
            self._tidy()
            self._tidy = None
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


def create(path: Path, passphrase: str = "", *, clock: Clock = utc_now) -> Database:
    """A new, empty journal. Raises StorageFailed where the file exists or the folder refuses."""
    _refuse_taken(path)
    kept = "No journal was made."
    with engines.plain_errors("creating the journal", kept):
        path.parent.mkdir(parents=True, exist_ok=True)
        lock, holder = _lock(path, clock)
        if holder is not None:
            raise StorageFailed(f"{path.name} is being made by {holder}. {kept}")
        part = path.with_name(f".{path.name}.part")
        try:
            _refuse_taken(path)
            key = derive(passphrase, fresh_salt()) if passphrase else None
            _build(part, key)
            part.replace(path)
            engine = engines.make_engine(path, key, read_only=False)
        except BaseException:
            for end in ("", "-wal", "-shm", "-journal"):
                part.with_name(part.name + end).unlink(missing_ok=True)
            lock.release()
            raise
    return Database(path, engine, encrypted=key is not None, lock=lock, clock=clock, key=key)


def _refuse_taken(path: Path) -> None:
    """A log left by a journal of this name would be read into a new one, and ruin it."""
    if path.exists():
        raise StorageFailed(f"{path.name} is already there. It was left as it is; choose another name.")
    for log_file in beside.logs_of(path):
        raise StorageFailed(
            f"{log_file.name} lies there, from a journal of this name that is gone. It may hold the last of its "
            "text and was left as it is. Choose another name, or bring that journal back beside it."
        )


def _build(part: Path, key: Key | None) -> None:
    """Make the whole file under another name, so that a crash leaves no half journal under its own."""
    part.unlink(missing_ok=True)
    beside.make_private(part)
    engine = engines.make_engine(part, key, read_only=False, fresh=True)
    try:
        with engine.begin() as connection:
            schema.create(connection)
        raw = engine.raw_connection()
        raw.driver_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
        raw.close()
    finally:
        engine.dispose()


def open_journal(
    path: Path,
    passphrase: str = "",
    *,
    read_only: bool = False,
    clock: Clock = utc_now,
    key: Key | None = None,
) -> Database:
    """Open a journal for writing, or for reading where it is asked, held elsewhere or write-protected.

    A `key` of an earlier opening, which is copied, spares the passphrase where the file is still of the same salt.
    Raises NotAJournal, WrongPassphrase, PassphraseNeeded, NewerJournal or StorageFailed.
    """
    key = _key_for(path, passphrase, key)
    version, damaged = _probe(path, key)
    lock, holder = None, None
    because = damaged or (
        "this window was opened for reading only." if read_only else beside.never_written(path)
    )
    immutable = (bool(damaged) or beside.is_write_protected(path)) and not beside.has_log(path)
    if not because:
        try:
            lock, holder = _lock(path, clock)
            if holder is not None:
                because = beside.why_held(holder)
            else:
                beside.remove_left_over(path)
        except OSError as error:
            because = beside.why_not_locked(error)
            immutable = not beside.has_log(path)
    try:
        if version < schema.SCHEMA_VERSION:
            _upgrade(path, key, because, damaged)
        engine = engines.make_engine(path, key, read_only=bool(because), immutable=immutable)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    tidy = partial(beside.tidy, path, key) if because and not immutable and not damaged else None
    opened = Database(
        path,
        engine,
        encrypted=key is not None,
        lock=lock,
        read_only_because=because,
        clock=clock,
        tidy=tidy,
        key=key,
    )
    opened.held_by, opened.damaged = holder, bool(damaged)
    return opened


def is_encrypted(path: Path) -> bool:
    """True when a passphrase is needed to open this file. Raises NotAJournal, StorageFailed."""
    with engines.plain_errors("opening it", "Nothing was changed."):
        if path.is_dir():
            raise NotAJournal(f"{path.name} is a folder, not a journal. Choose the file inside it.")
        if not path.is_file():
            raise NotAJournal(f"There is no journal at {path}. Check the name, or make a new one.")
        head = read_head(path)
        if head.is_plain_database:
            return False
        damage.refuse_damaged_start(path)
    if head.may_be_cut_off:
        raise NotAJournal(
            f"{path.name} is not a whole journal. It may be an encrypted one that is incomplete, say after a copy "
            "that broke off. It was not touched; copy it again, or open a backup."
        )
    if not head.may_be_encrypted:
        raise NotAJournal(f"{path.name} is not a Mentor Journal. It was not touched; choose another file.")
    return True


def _key_for(path: Path, passphrase: str, known: Key | None) -> Key | None:
    if not is_encrypted(path):
        return None
    if known is not None and not passphrase and known.salt == read_head(path).salt:
        return known.copy()
    if not passphrase:
        raise PassphraseNeeded(f"{path.name} is encrypted. Give its passphrase to open it.")
    return derive(passphrase, read_head(path).salt)


def _probe(path: Path, key: Key | None) -> tuple[int, str]:
    """The schema version of the file, and why it must not be written; looked at without changing it."""
    try:
        with engines.plain_errors("opening it", "Nothing was changed."):
            # Without a log nobody has it open, and immutable leaves no files beside it.
            raw = engines.connect(path, key, read_only=True, immutable=not beside.has_log(path))
            try:
                application = raw.execute("PRAGMA application_id").fetchone()[0]
                version: int = raw.execute("PRAGMA user_version").fetchone()[0]
                strange = schema.strange_in(raw)
                ours = application == schema.APPLICATION_ID and 0 < version <= schema.SCHEMA_VERSION
                damaged = damage.first_look(path, key, raw) if ours else ""
            finally:
                raw.close()
    except NotAJournal as error:
        if key is not None:
            if said := damage.opens_nothing(path, key):
                raise NotAJournal(said) from error
            raise WrongPassphrase(
                f"This passphrase does not open {path.name}, or the file is no journal. Nothing was changed; "
                "try again. A forgotten passphrase cannot be recovered."
            ) from error
        raise
    if application != schema.APPLICATION_ID:
        raise NotAJournal(f"{path.name} is a database, but not a Mentor Journal. It was not touched.")
    if strange and version <= schema.SCHEMA_VERSION:
        raise NotAJournal(
            f"{path.name} holds {strange}, which Mentor Journal never writes and which could change or show what "
            "nobody asked for. It was not opened and not touched. Ask whoever gave you the file for an export."
        )
    if version > schema.SCHEMA_VERSION:
        raise NewerJournal(
            f"{path.name} was written by a newer version of Mentor Journal (its format is {version}, this "
            f"program knows {schema.SCHEMA_VERSION}). It was not touched. Update the program to open it."
        )
    return version, damaged


def _lock(path: Path, clock: Clock) -> tuple[WriterLock, Holder | None]:
    lock = WriterLock(path)
    return lock, lock.acquire(clock())


def _upgrade(path: Path, key: Key | None, because: str, damaged: str) -> None:
    """Bring an older file to this schema, a backup beside it first; Alembic is imported only here."""
    if damaged:
        raise NotAJournal(f"{damaged} It is of an earlier format, too, and damaged it is not upgraded.")
    if because:
        raise JournalError(f"{path.name} needs an upgrade first, but {because}")
    from mentorjournal.storage.migrate import upgrade

    upgrade(path, key)
