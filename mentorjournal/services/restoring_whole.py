"""Putting a whole backup in the place of a closed journal, with a backup of the present first."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

from mentorjournal import settings
from mentorjournal.errors import JournalError, JournalInUse, NotAJournal, StorageFailed
from mentorjournal.services import backup_shelf as shelf
from mentorjournal.storage import backup_whole as whole
from mentorjournal.storage.backup import Progress
from mentorjournal.storage.backup import backup as make_backup
from mentorjournal.storage.backup_copies import meta_of
from mentorjournal.storage.backup_reading import format_of, key_of
from mentorjournal.storage.database import utc_now
from mentorjournal.storage.engine import plain_errors
from mentorjournal.storage.keys import Key
from mentorjournal.storage.lock import WriterLock


def restore_whole(
    journal: Path,
    key: Key | None,
    backup: Path,
    progress: Progress | None = None,
    *,
    passphrase: str = "",
) -> str:
    """Replace a closed journal by a backup and return a sentence for the reader.

    The present is backed up first and verified; one too damaged for that is set aside byte for byte. At any
    moment the old file or the new one is whole. `key` opens the journal now, and the backup where it is of the
    same salt; else `passphrase` is that of the backup, and opens the journal afterwards.

    Raises JournalInUse, NotAJournal, PassphraseNeeded, WrongPassphrase, StorageFailed, Cancelled.
    """
    backup_key = key_of(backup, key, passphrase)
    format_of(backup, backup_key)
    now = utc_now()
    lock = WriterLock(journal)
    with plain_errors("restoring the journal", "The journal is as it was before."):
        holder = lock.acquire(now)
    if holder is not None:
        raise JournalInUse(f"{holder} has {journal.name} open. Nothing was changed; close it there first.")
    try:
        return _restored(journal, key, backup, backup_key, now, progress)
    finally:
        lock.release()


def _restored(
    journal: Path,
    key: Key | None,
    backup: Path,
    backup_key: Key | None,
    now: dt.datetime,
    progress: Progress | None,
) -> str:
    identity = _identity(journal, key) or _identity(backup, backup_key) or secrets.token_hex(4)
    said = ""
    if journal.exists():
        with plain_errors("keeping the present", "Nothing was changed."):
            said = _keep_present(journal, key, identity, now)
    # The passphrase of now goes on; a plain journal does not make an encrypted backup plain.
    counts = whole.put_in_place(
        journal, backup, backup_key, key or backup_key, {shelf.IDENTITY: identity}, progress
    )
    name = shelf.read_name(backup.name)
    made = f" of {name.made_at:%d %B %Y, %H:%M}" if name else ""
    return f"The backup{made} stands in the place of the journal: {counts.total:,} records.{said}"


def _keep_present(journal: Path, key: Key | None, identity: str, now: dt.datetime) -> str:
    """Keep what the journal holds now, verified, or byte for byte where it is damaged; where that is, in words."""
    made_at = now.astimezone().replace(microsecond=0)
    folder = settings.backup_folder() / shelf.folder_name(journal, identity)
    serial = max((item.name.serial for item in shelf.lying(folder)), default=0) + 1
    target = folder / shelf.Name(shelf.stem_of(journal), serial, made_at, "before").file
    try:
        shelf.private_folder(folder)
        whole.settle(journal, key)
        make_backup(journal, key, target)
    except (NotAJournal, StorageFailed):
        if not whole.is_damaged(journal, key):
            raise
    else:
        return " What it held before is kept among the backups."
    real = journal.resolve()
    kept = real.with_name(f"{real.stem} (damaged, {made_at:%Y-%m-%d %H.%M.%S}){real.suffix}")
    whole.set_aside(real, kept)
    return f" The damaged file is kept beside it as {kept.name}."


def _identity(path: Path, key: Key | None) -> str:
    try:
        found = meta_of(path, key, shelf.IDENTITY) if path.exists() else ""
    except JournalError:
        return ""
    return found if isinstance(found, str) else ""
