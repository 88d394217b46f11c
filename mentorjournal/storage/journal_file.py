"""Making and opening a journal's file: whose it is, with which key, whole or damaged, for writing or reading."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from mentorjournal.errors import (
    Damaged,
    JournalError,
    NewerJournal,
    NotAJournal,
    PassphraseNeeded,
    StorageFailed,
    WrongPassphrase,
)
from mentorjournal.storage import beside, damage, schema
from mentorjournal.storage import engine as engines
from mentorjournal.storage.database import Clock, Database, utc_now
from mentorjournal.storage.keys import Key, derive, fresh_salt, read_head
from mentorjournal.storage.lock import Holder, WriterLock
from mentorjournal.storage.same_file import SameFile


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
            lock.hold_new_file()
            same = SameFile(path)
            engine = engines.make_engine(path, key, read_only=False, same=same)
        except BaseException:
            for end in ("", "-wal", "-shm", "-journal"):
                part.with_name(part.name + end).unlink(missing_ok=True)
            lock.release()
            raise
    return Database(path, engine, same=same, encrypted=key is not None, lock=lock, clock=clock, key=key)


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
        same = SameFile(path)
        engine = engines.make_engine(path, key, read_only=bool(because), immutable=immutable, same=same)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    tidy = partial(beside.tidy, path, key) if because and not immutable and not damaged else None
    opened = Database(
        path,
        engine,
        same=same,
        encrypted=key is not None,
        lock=lock,
        read_only_because=because,
        clock=clock,
        key=key,
    )
    opened.held_by, opened.damaged, opened.tidy = holder, bool(damaged), tidy
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
    # A write into the file that broke off leaves half a page at its end; the whole one stands in the log.
    if head.may_be_cut_off and beside.has_log(path):
        return True
    if head.may_be_cut_off:
        raise Damaged(
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
                raise Damaged(said) from error
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
        raise Damaged(f"{damaged} It is of an earlier format, too, and damaged it is not upgraded.")
    if because:
        raise JournalError(f"{path.name} needs an upgrade first, but {because}")
    from mentorjournal.storage.migrate import upgrade

    upgrade(path, key)
