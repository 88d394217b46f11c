"""Copies of a journal that are known to open: made online, counted, then named."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from mentorjournal.errors import Cancelled, StorageFailed
from mentorjournal.storage import engine as engines
from mentorjournal.storage import schema
from mentorjournal.storage.beside import make_private
from mentorjournal.storage.keys import Key
from mentorjournal.storage.same_file import SameFile

PAGES_A_STEP = 1_024
STEPS_BETWEEN = 50_000
"""Instructions of the engine, some milliseconds of them, between two looks whether to stop."""
Progress = Callable[[int, int], bool]
"""Told pages done and pages in all; False stops the work."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a journal file holds: records by type (trashed ones too), links, revisions, kept files."""

    records: Mapping[str, int]
    links: int
    revisions: int
    files: int

    @property
    def total(self) -> int:
        """Every record of every type."""
        return sum(self.records.values())


def counts_of(path: Path, key: Key | None) -> Counts:
    """What a closed journal file holds, read without leaving anything beside it.

    Raises NotAJournal where the file is damaged, StorageFailed where it cannot be read.
    """
    with engines.plain_errors(f"reading {path.name}", "Nothing was changed."):
        raw = engines.connect(path, key, read_only=True, immutable=True)
        try:
            schema.refuse_strange(raw, path.name)
            return _count(raw)
        finally:
            raw.close()


def backup(
    path: Path,
    key: Key | None,
    target: Path,
    *,
    replace: bool = False,
    progress: Progress | None = None,
    same: SameFile | None = None,
) -> Counts:
    """Copy a journal, open or not, to `target` under the same key, and say what the copy holds.

    `same` of one that is open: nothing is copied of another file that has its name now.

    The copy is written under a temporary name, checked page by page, counted against the original,
    flushed to the disk and only then named; a failure leaves no file and an older `target` untouched.
    Raises StorageFailed (also where `target` exists and `replace` is False), NotAJournal, Cancelled.
    """
    part = target.with_name(f".{target.name}.part")
    kept = "The journal is unchanged and no backup was kept."
    with engines.plain_errors("making a backup", kept):
        if target.exists() and not replace:
            raise StorageFailed(f"{target.name} is already there. It was left as it is; choose another name.")
    try:
        with engines.plain_errors("making a backup", kept):
            target.parent.mkdir(parents=True, exist_ok=True)
            remove(part)
            before = _copy(path, key, part, progress, same)
            try:
                verify(part, key, before, kept, progress)
            except StorageFailed as error:
                if not _is_damaged(path, key, same):
                    raise
                raise StorageFailed(
                    f"{path.name} is damaged itself, so no backup of it was kept. Restore the newest good backup, or "
                    "save into a new journal what can still be read."
                ) from error
            flush(part)
            part.replace(target)
            flush(target.parent)
    except BaseException:
        with suppress(OSError):
            remove(part)
        raise
    return before


def _copy(
    path: Path, key: Key | None, part: Path, progress: Progress | None, same: SameFile | None
) -> Counts:
    def told(_status: int, remaining: int, total: int) -> None:
        if progress is not None and not progress(total - remaining, total):
            raise Cancelled("The backup was stopped. The journal is unchanged and no backup was kept.")

    source = engines.connect(path, key, read_only=True, same=same)
    try:
        # One read transaction around both, so that the copy and its count are of the same moment.
        source.execute("BEGIN")
        counts = _count(source)
        make_private(part)
        copy = engines.connect(part, key, read_only=False, fresh=True)
        try:
            source.backup(copy, pages=PAGES_A_STEP, progress=told)
        finally:
            copy.close()
        source.execute("COMMIT")
    finally:
        source.close()
    return counts


def _is_damaged(path: Path, key: Key | None, same: SameFile | None) -> bool:
    raw = engines.connect(path, key, read_only=True, same=same)
    try:
        return [row[0] for row in raw.execute("PRAGMA integrity_check(1)")] != ["ok"]
    except raw.DatabaseError:
        return True
    finally:
        raw.close()


def verify(part: Path, key: Key | None, before: Counts, kept: str, progress: Progress | None = None) -> None:
    """Raise StorageFailed where a copy is damaged in any page or holds something else than `before`.

    `progress` is told that all is copied, again and again, and stops the work by False: Cancelled.
    """
    raw = engines.connect(part, key, read_only=True, immutable=True)
    stopped = False

    def ask() -> int:
        nonlocal stopped
        stopped = progress is not None and not progress(1, 1)
        return stopped

    try:
        raw.set_progress_handler(ask, STEPS_BETWEEN)
        schema.refuse_strange(raw, part.name)
        problems = [row[0] for row in raw.execute("PRAGMA integrity_check(5)")]
        after = _count(raw)
    except raw.OperationalError:
        if stopped:
            raise Cancelled(f"The copy was stopped while it was checked. {kept}") from None
        raise
    finally:
        raw.close()
    if problems != ["ok"]:
        raise StorageFailed(f"The backup was damaged while it was written ({problems[0]}). {kept}")
    if after != before:
        raise StorageFailed(f"The backup holds {after.total} records instead of {before.total}. {kept}")


def _count(raw: Any) -> Counts:
    records = dict(raw.execute("SELECT type, count(*) FROM record GROUP BY type ORDER BY type"))
    links, revisions, files = raw.execute(
        "SELECT (SELECT count(*) FROM link), (SELECT count(*) FROM revision), "
        "(SELECT count(*) FROM blob WHERE part = 0)"
    ).fetchone()
    return Counts(MappingProxyType(records), links, revisions, files)


def flush(path: Path) -> None:
    """Ask the system to bring a file, or a folder's list of names, to the disk."""
    if path.is_dir() and os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(part: Path) -> None:
    """Remove a half copy with what the engine keeps beside it. Raises OSError."""
    for end in ("", "-journal", "-wal", "-shm"):
        part.with_name(part.name + end).unlink(missing_ok=True)
