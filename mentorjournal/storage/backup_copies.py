"""What is asked of backups once they lie on a disk: what they hold, what is new since, what is gone, one more copy."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mentorjournal.errors import Cancelled, StorageFailed
from mentorjournal.storage import backup as backups
from mentorjournal.storage import beside, schema
from mentorjournal.storage import engine as engines
from mentorjournal.storage.keys import Key
from mentorjournal.storage.notes import NOTES
from mentorjournal.storage.same_file import SameFile

READ = 1 << 20

_MARK = """
SELECT (SELECT max(id) FROM change), (SELECT max(at) FROM change), (SELECT count(*) FROM change),
(SELECT max(id) FROM revision), (SELECT count(*) FROM revision), (SELECT count(*) FROM record),
(SELECT count(*) FROM blob), (SELECT after FROM revision ORDER BY id DESC LIMIT 1)
"""
_LIVE = "SELECT id FROM record WHERE deleted_at IS NULL"
_BARE = (
    "SELECT DISTINCT sha256 FROM attachment WHERE sha256 <> '' "
    "AND NOT EXISTS (SELECT 1 FROM blob WHERE blob.sha256 = attachment.sha256)"
)


@dataclass(frozen=True, slots=True)
class Losses:
    """What an older file holds and a newer one does not: live records that are gone altogether, of how many,
    and kept files whose bytes are gone while a record still names them."""

    records: int
    of: int
    files: int


@contextmanager
def raw_reading(path: Path, key: Key | None) -> Iterator[Any]:
    """A raw connection that only reads; beside a closed file it leaves nothing. Raises JournalError."""
    with engines.plain_errors(f"reading {path.name}", "Nothing was changed."):
        raw = engines.connect(path, key, read_only=True, immutable=not beside.has_log(path))
        try:
            schema.refuse_strange(raw, path.name)
            yield raw
        finally:
            raw.close()


def mark_of(path: Path, key: Key | None, *, same: SameFile | None = None) -> str:
    """A text that is another one after anything in the journal changed, whatever the clock says. That it was
    checked or looked at is no change.

    `same` of a journal that is open.
    """
    with engines.plain_errors(f"reading {path.name}", "Nothing was changed."):
        immutable = same is None and not beside.has_log(path)
        raw = engines.connect(path, key, read_only=True, immutable=immutable, same=same)
        try:
            schema.refuse_strange(raw, path.name)
            row = raw.execute(_MARK).fetchone()
            said = raw.execute("SELECT key, value FROM meta ORDER BY key").fetchall()
        finally:
            raw.close()
    # Only a hash, for the newest revision and the owner's words are journal text.
    rows = [row, *(pair for pair in said if pair[0] not in NOTES)]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def losses(older: Path, newer: Path, key: Key | None) -> Losses:
    """What of a backup is missing in a later one. What lay in the older one's trash counts as given up.

    Raises NotAJournal or StorageFailed where one of them cannot be read with this key.
    """
    with raw_reading(newer, key) as raw:
        here = {row[0] for row in raw.execute("SELECT id FROM record")}
        bare = {row[0] for row in raw.execute(_BARE)}
    with raw_reading(older, key) as raw:
        live = [row[0] for row in raw.execute(_LIVE)]
        kept = {row[0] for row in raw.execute("SELECT sha256 FROM blob WHERE part = 0")} if bare else set()
    return Losses(sum(record not in here for record in live), len(live), len(bare & kept))


def record_ids(path: Path, key: Key | None) -> set[str]:
    """The ids of every record in a closed journal file, trashed ones too. Raises JournalError."""
    with raw_reading(path, key) as raw:
        return {row[0] for row in raw.execute("SELECT id FROM record")}


def meta_of(path: Path, key: Key | None, name: str) -> Any:
    """One value that a closed journal file keeps about itself, or None. Raises JournalError."""
    with raw_reading(path, key) as raw:
        row = raw.execute("SELECT value FROM meta WHERE key = ?", (name,)).fetchone()
    return None if row is None else json.loads(row[0])


def copy_file(
    source: Path,
    key: Key | None,
    target: Path,
    *,
    replace: bool = False,
    progress: backups.Progress | None = None,
) -> backups.Counts:
    """Copy a closed journal file as it is to `target`, known to open, and say what the copy holds.

    Written under a temporary name, flushed, read back and compared byte for byte, checked page by page and
    counted against the source; only then named. A failure leaves no file and an older `target` untouched.
    Raises StorageFailed (also where `target` exists and `replace` is False), NotAJournal, Cancelled.
    """
    if target.exists() and not replace:
        raise StorageFailed(f"{target.name} is already there. It was left as it is; choose another name.")
    part = target.with_name(f".{target.name}.part")
    kept = f"{source.name} is unchanged and no copy was kept."
    try:
        with engines.plain_errors(f"copying {source.name}", kept):
            counts = copy_onto(source, key, part, progress)
            part.replace(target)
            backups.flush(target.parent)
    except BaseException:
        with suppress(OSError):
            backups.remove(part)
        raise
    return counts


def copy_onto(
    source: Path, key: Key | None, part: Path, progress: backups.Progress | None = None
) -> backups.Counts:
    """Copy a closed journal file to `part`, in place of what a killed process left there: flushed, compared byte
    for byte, checked and counted. What is half is the caller's to remove.

    Raises OSError, the engine's errors, StorageFailed and Cancelled.
    """
    kept = f"{source.name} is unchanged."
    before = backups.counts_of(source, key)
    backups.remove(part)
    digest = _copy_bytes(source, part, progress)
    backups.flush(part)
    if _digest(part) != digest:
        raise StorageFailed(f"The copy of {source.name} was damaged while it was written. {kept}")
    backups.verify(part, key, before, kept, progress)
    return before


def _copy_bytes(source: Path, part: Path, progress: backups.Progress | None) -> str:
    beside.make_private(part)
    size, done, digest = source.stat().st_size, 0, hashlib.sha256()
    with source.open("rb") as reading, part.open("r+b") as writing:
        while data := reading.read(READ):
            writing.write(data)
            digest.update(data)
            done += len(data)
            if progress is not None and not progress(done, size):
                raise Cancelled("The copy was stopped. Nothing was changed and no copy was kept.")
    return digest.hexdigest()


def _digest(path: Path) -> str:
    """The SHA-256 of a file, from the disk rather than from memory where the system lets us ask for that."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(stream.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        while data := stream.read(READ):
            digest.update(data)
    return digest.hexdigest()
