"""A backup in the place of a closed journal: built beside it, checked, and renamed over it at one stroke."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from mentorjournal.errors import NotAJournal
from mentorjournal.storage import backup as backups
from mentorjournal.storage import beside
from mentorjournal.storage import engine as engines
from mentorjournal.storage.backup_copies import copy_onto, raw_reading
from mentorjournal.storage.keys import Key


def is_damaged(path: Path, key: Key | None) -> bool:
    """Whether a closed journal cannot be read whole. Raises StorageFailed where the disk refuses."""
    try:
        with raw_reading(path, key) as raw:
            return [row[0] for row in raw.execute("PRAGMA integrity_check(1)")] != ["ok"]
    except NotAJournal:
        return True


def set_aside(path: Path, kept: Path) -> None:
    """Give a damaged journal, with its log, a second name that it keeps. Raises OSError."""
    for end in ("", "-wal", "-journal"):
        own, other = path.with_name(path.name + end), kept.with_name(kept.name + end)
        if not own.exists():
            continue
        try:
            os.link(own, other)
        except OSError:  # a file system without a second name for a file
            beside.make_private(other)
            shutil.copyfile(own, other)
            backups.flush(other)


def put_in_place(
    journal: Path,
    backup: Path,
    backup_key: Key | None,
    key: Key | None,
    words: dict[str, Any],
    progress: backups.Progress | None = None,
) -> backups.Counts:
    """Rename a checked copy of `backup` over a closed journal and say what it holds.

    The copy is brought under `key`, and `words` are kept in it about itself. The caller holds the writer's lock
    and has kept what the journal held. Raises StorageFailed, NotAJournal or Cancelled; then the old file stands.
    """
    real, part = journal.resolve(), beside.part_of(journal)
    kept = "The journal is as it was before."
    try:
        with engines.plain_errors(f"restoring {journal.name}", kept):
            counts = copy_onto(backup, backup_key, part, progress)
            if (key is None) != (backup_key is None) or (key and backup_key and key.salt != backup_key.salt):
                from mentorjournal.storage.rekeying import rewrite

                rewrite(part, backup_key, key)
            _say_of_itself(part, key, words)
            backups.verify(part, key, counts, kept)
            backups.flush(part)
            # A log that is left would be read into the new file; all it held is kept elsewhere by now.
            for log in beside.logs_of(journal):
                log.unlink()
            real.with_name(f"{real.name}-shm").unlink(missing_ok=True)
            part.replace(real)
            backups.flush(real.parent)
    except BaseException:
        with suppress(OSError):
            backups.remove(part)
        raise
    return counts


def settle(journal: Path, key: Key | None) -> None:
    """Bring the log of a sound, closed journal into its file, so that the file alone is whole.

    Raises StorageFailed, also where another connection has it open.
    """
    with engines.plain_errors(f"restoring {journal.name}", "The journal is as it was before."):
        raw = engines.connect(journal.resolve(), key, read_only=False)
        try:
            raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            raw.close()


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
