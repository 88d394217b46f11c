"""A backup in the place of a closed journal: built beside it, checked, and renamed over it at one stroke."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from mentorjournal.errors import JournalInUse, NotAJournal, StorageFailed
from mentorjournal.storage import backup as backups
from mentorjournal.storage import beside, schema
from mentorjournal.storage import engine as engines
from mentorjournal.storage.backup_copies import copy_onto, raw_reading
from mentorjournal.storage.keys import Key


def is_damaged(path: Path, key: Key | None) -> bool:
    """Whether a closed journal cannot be read whole with this key, or is empty. Raises OSError, StorageFailed."""
    if path.stat().st_size == 0:
        return True  # not even looked into: SQLite would remove its log
    try:
        with raw_reading(path, key) as raw:
            ours = raw.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
            return not ours or [row[0] for row in raw.execute("PRAGMA integrity_check(1)")] != ["ok"]
    except NotAJournal:
        return True


def _set_aside(path: Path, kept: Path) -> None:
    """Give a damaged journal, with its log, a second name that it keeps."""
    for own, other in _beside(path, kept):
        if own.exists() and (own == path or own.stat().st_size):
            try:
                os.link(own, other)
            except OSError:  # a file system without a second name for a file
                beside.make_private(other)
                shutil.copyfile(own, other)
                backups.flush(other)


def _beside(path: Path, kept: Path) -> list[tuple[Path, Path]]:
    return [
        (path.with_name(path.name + end), kept.with_name(kept.name + end)) for end in ("", "-wal", "-journal")
    ]


def put_in_place(
    journal: Path,
    key: Key | None,
    backup: Path,
    backup_key: Key | None,
    words: dict[str, Any],
    *,
    aside: Path | None = None,
    progress: backups.Progress | None = None,
) -> backups.Counts:
    """Rename a checked copy of `backup` over a closed journal and say what it holds.

    The copy is brought under `key`, that of the journal now; a plain journal does not make an encrypted backup
    plain. `words` are kept in it about itself. The caller holds the writer's lock
    and has a backup of what the journal held; a damaged one is not written to, but gets the name `aside` as it
    is. Raises JournalInUse, StorageFailed, NotAJournal or Cancelled; then the old file stands.
    """
    real, part, new_key = journal.resolve(), beside.part_of(journal), key or backup_key
    kept = "The journal is as it was before."
    try:
        with engines.plain_errors(f"restoring {journal.name}", kept):
            counts = copy_onto(backup, backup_key, part, progress)
            if new_key is not None and (backup_key is None or backup_key.salt != new_key.salt):
                from mentorjournal.storage.rekeying import rewrite

                rewrite(part, backup_key, new_key)
            _say_of_itself(part, new_key, words)
            backups.verify(part, new_key, counts, kept, progress)
            backups.flush(part)
            if aside is not None:
                _set_aside(real, aside)
            elif real.exists():
                _settle(real, key)
            # A log that is left would be read into the new file; all it held is kept elsewhere by now.
            for log in beside.logs_of(journal):
                log.unlink()
            real.with_name(f"{real.name}-shm").unlink(missing_ok=True)
            part.replace(real)
    except BaseException:
        with suppress(OSError):
            backups.remove(part)
        for _, other in _beside(real, aside) if aside is not None else ():
            with suppress(OSError):
                other.unlink(missing_ok=True)
        raise
    try:
        backups.flush(real.parent)
    except OSError as error:
        raise StorageFailed(
            f"The backup stands in the place of {journal.name}, but the disk did not confirm it "
            f"({error.strerror or error}). What was there before is kept. Look after the disk, then open the journal."
        ) from error
    return counts


def _settle(path: Path, key: Key | None) -> None:
    """Bring the log of a sound, closed journal into its file, so that the file alone is whole."""
    raw = engines.connect(path, key, read_only=False)
    try:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.close()
    if busy:
        raise JournalInUse(
            f"{path.name} is open in another window or program. It is as it was before. Close it there, and try "
            "again."
        )


def _say_of_itself(part: Path, key: Key | None, words: dict[str, Any]) -> None:
    raw = engines.connect(part, key, read_only=False)
    try:
        raw.execute("BEGIN IMMEDIATE")
        for name, value in words.items():
            raw.execute("INSERT OR REPLACE INTO meta(key, value) VALUES (?, ?)", (name, json.dumps(value)))
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        raw.close()
