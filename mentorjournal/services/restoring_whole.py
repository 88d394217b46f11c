"""Putting a whole backup in the place of a closed journal, with a backup of the present first."""

from __future__ import annotations

import datetime as dt
import secrets
from pathlib import Path

from mentorjournal import settings
from mentorjournal.errors import JournalError, JournalInUse
from mentorjournal.interchange.age_keys import public_of
from mentorjournal.services import backup_shelf as shelf
from mentorjournal.storage import backup_whole as whole
from mentorjournal.storage.backup import Progress
from mentorjournal.storage.backup import backup as make_backup
from mentorjournal.storage.backup_copies import meta_of, record_ids
from mentorjournal.storage.backup_reading import format_of, key_of
from mentorjournal.storage.database import utc_now
from mentorjournal.storage.engine import plain_errors
from mentorjournal.storage.keys import Key
from mentorjournal.storage.lock import WriterLock
from mentorjournal.storage.whole import IDENTITY as PACKET_KEY


class NotItsBackup(JournalError):
    """A backup of another journal."""


def restore_whole(
    journal: Path,
    key: Key | None,
    backup: Path,
    progress: Progress | None = None,
    *,
    passphrase: str = "",
    only_own: bool = False,
) -> str:
    """Replace a closed journal by a backup and return a sentence for the reader.

    The present is backed up first and verified; one too damaged for that is set aside byte for byte. At any
    moment the old file or the new one is whole. `key` opens the journal now, and the backup where it is of the
    same salt; else `passphrase` is that of the backup, and opens the journal afterwards. With `only_own` a backup of
    another journal is refused, as far as the present one can be read.

    Raises NotItsBackup, JournalInUse, NotAJournal, PassphraseNeeded, WrongPassphrase, StorageFailed, Cancelled.
    """
    backup_key = key_of(backup, key, passphrase)
    format_of(backup, backup_key)
    now = utc_now()
    with plain_errors("restoring the journal", "The journal is as it was before."):
        lock = WriterLock(journal)
        holder = lock.acquire(now)
        if holder is not None:
            raise JournalInUse(
                f"{holder} has {journal.name} open. Nothing was changed; close it there first."
            )
        try:
            if only_own:
                _refuse_other(journal, key, backup, backup_key)
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
    made_at = now.astimezone().replace(microsecond=0)
    real = journal.resolve()
    identity, aside, said = "", None, ""
    is_sound = real.exists() and not whole.is_damaged(real, key)
    packet_key, of_packets = _packet_key(real, key, backup, backup_key, is_sound=is_sound)
    if is_sound:
        identity = (
            shelf.identity_of(real, key) or shelf.identity_of(backup, backup_key) or secrets.token_hex(4)
        )
        kept = _back_up(journal, key, identity, made_at)
        said = f" What it held before is kept among the backups, as {kept.name}."
    else:
        aside = _free_name(real, made_at)
        said = f" The damaged file is kept beside it as {aside.name}." if real.exists() else ""
    words = {shelf.IDENTITY: identity} if identity else {}
    words |= {PACKET_KEY: packet_key} if packet_key else {}
    counts = whole.put_in_place(journal, key, backup, backup_key, words, aside=aside, progress=progress)
    if key is None and backup_key is not None:
        said += " It opens with the passphrase of the time when the backup was made."
    name = shelf.read_name(backup.name)
    made = f" of {name.made_at:%d %B %Y, %H:%M}" if name else ""
    return f"The backup{made} stands in the place of the journal: {counts.total:,} records.{said}{of_packets}"


def _back_up(journal: Path, key: Key | None, identity: str, made_at: dt.datetime) -> Path:
    folder = settings.backup_folder() / shelf.folder_name(journal, identity)
    with plain_errors("keeping the present", "Nothing was changed."):
        shelf.private_folder(folder)
        serial = max((item.name.serial for item in shelf.lying(folder)), default=0) + 1
        name = shelf.Name(shelf.stem_of(journal), serial, made_at, "before")
        make_backup(journal, key, folder / name.file)
    return folder / name.file


def _refuse_other(journal: Path, key: Key | None, backup: Path, backup_key: Key | None) -> None:
    real = journal.resolve()
    if not real.exists() or whole.is_damaged(real, key):
        return
    if _is_other(real, key, backup, backup_key):
        raise NotItsBackup(
            f"{backup.name} is no backup of {journal.name}: they have not one record in common. Nothing was changed."
        )


def _is_other(real: Path, key: Key | None, backup: Path, backup_key: Key | None) -> bool:
    """A backup has the journal's identity, or at least one of its records; of an empty journal all may be one."""
    identity = shelf.identity_of(real, key)
    if identity and shelf.identity_of(backup, backup_key) == identity:
        return False
    here = record_ids(real, key)
    return bool(here) and not here & record_ids(backup, backup_key)


def _packet_key(
    real: Path, key: Key | None, backup: Path, backup_key: Key | None, *, is_sound: bool
) -> tuple[str, str]:
    """The secret key for packets that a backup from before it must be given, and what to tell of it.

    Without it what others made for this journal would stay closed for good. It goes into no other journal.
    """
    if _is_other(real, key, backup, backup_key) if is_sound else not real.exists():
        return "", ""
    theirs = meta_of(backup, backup_key, PACKET_KEY)
    lost = " If it had a key for review packets, that is lost; a new one has to be compared again."
    if not is_sound and real.stat().st_size == 0:
        return "", "" if theirs else lost
    try:
        ours = meta_of(real, key, PACKET_KEY)
        if ours and not is_sound:
            public_of(str(ours))  # half of a key is none
    except (JournalError, ValueError):
        return "", "" if theirs else lost
    if not ours or ours == theirs:
        return "", ""
    if theirs:
        return "", (
            " The backup has another key for review packets than the journal had: what was made for that one "
            "cannot be opened here, and the fingerprint has to be compared again."
        )
    return str(
        ours
    ), " The backup was made before the journal had a key for review packets; the key came along."


def _free_name(real: Path, made_at: dt.datetime) -> Path:
    """A name for a damaged file that neither a file nor the log of one has."""
    for number in range(1, 1_000):
        more = f", {number}" if number > 1 else ""
        path = real.with_name(f"{real.stem} (damaged, {made_at:%Y-%m-%d %H.%M.%S}{more}){real.suffix}")
        if not any(path.with_name(path.name + end).exists() for end in ("", "-wal", "-journal")):
            break
    return path
