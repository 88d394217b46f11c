"""Looking into a backup as into a journal, without a byte of it or beside it being written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mentorjournal.errors import NewerJournal, NotAJournal, PassphraseNeeded, WrongPassphrase
from mentorjournal.storage import backup as backups
from mentorjournal.storage import beside, schema
from mentorjournal.storage import engine as engines
from mentorjournal.storage.backup_copies import copy_file
from mentorjournal.storage.database import Database
from mentorjournal.storage.journal_file import is_encrypted
from mentorjournal.storage.keys import Key, derive, fresh_salt, read_head

ONLY_READ = "a backup is only read. Restore it to write."


def key_of(path: Path, known: Key | None, passphrase: str = "") -> Key | None:
    """The key that opens a backup: the journal's own where it is of the same salt, else of the passphrase.

    None for a plain file. Raises NotAJournal, PassphraseNeeded, StorageFailed.
    """
    if not is_encrypted(path):
        return None
    salt = read_head(path).salt
    if passphrase:
        return derive(passphrase, salt)
    if known is not None and known.salt == salt:
        return known
    raise PassphraseNeeded(
        f"{path.name} has another passphrase than the journal now. Give the one of its time."
    )


def format_of(path: Path, key: Key | None) -> int:
    """The format of a closed journal file that does nothing by itself. Raises NotAJournal, WrongPassphrase,
    NewerJournal, StorageFailed."""
    try:
        with engines.plain_errors(f"reading {path.name}", "Nothing was changed."):
            raw = engines.connect(path, key, read_only=True, immutable=not beside.has_log(path))
            try:
                application = raw.execute("PRAGMA application_id").fetchone()[0]
                version: int = raw.execute("PRAGMA user_version").fetchone()[0]
                strange = schema.strange_in(raw)
            finally:
                raw.close()
    except NotAJournal as error:
        if key is None:
            raise
        raise WrongPassphrase(
            f"This passphrase does not open {path.name}, or the file is damaged. Nothing was changed; give the "
            "passphrase of the time when it was made, or take another backup."
        ) from error
    if application != schema.APPLICATION_ID:
        raise NotAJournal(f"{path.name} is a database, but not a Mentor Journal. It was not touched.")
    if version > schema.SCHEMA_VERSION:
        raise NewerJournal(
            f"{path.name} was written by a newer version of Mentor Journal. It was not touched. Update the "
            "program to look into it."
        )
    schema.refuse(strange, path.name)
    return version


@contextmanager
def opened_backup(path: Path, key: Key | None, work: Path) -> Iterator[Database]:
    """A backup, opened for reading. One of an older format is copied into a private folder in `work`,
    encrypted in any case, upgraded there, and removed at the end.

    Raises NotAJournal, WrongPassphrase, NewerJournal, StorageFailed.
    """
    if format_of(path, key) == schema.SCHEMA_VERSION:
        with _reading(path, key) as database:
            yield database
        return
    with engines.plain_errors(f"reading {path.name}", "The backup is unchanged."):
        work.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = Path(tempfile.mkdtemp(prefix=".upgraded-", dir=work))
    try:
        from mentorjournal.storage.migrate import upgrade
        from mentorjournal.storage.rekeying import rewrite

        copy = folder / "copy"
        copy_file(path, key, copy)
        if key is None:
            key = Key(os.urandom(32), fresh_salt())  # of no use to anybody once it is forgotten
            rewrite(copy, None, key)
        before = upgrade(copy, key)
        if before is not None:
            backups.remove(before)
        with _reading(copy, key) as database:
            yield database
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _reading(path: Path, key: Key | None) -> Iterator[Database]:
    engine = engines.make_engine(path, key, read_only=True, immutable=not beside.has_log(path))
    try:
        yield Database(
            path, engine, encrypted=key is not None, lock=None, read_only_because=ONLY_READ, key=key
        )
    finally:
        engine.dispose()
