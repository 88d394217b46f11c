"""A journal's file under another key, or under none: built anew beside it, compared, and put in its place whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.errors import Cancelled, JournalInUse, StorageFailed
from mentorjournal.storage import engine as engines
from mentorjournal.storage import schema
from mentorjournal.storage.backup import flush, remove
from mentorjournal.storage.beside import hold, make_private, overwrite, part_of
from mentorjournal.storage.keys import Key

STEPS: Final = 20_000
"""Of SQLite's machine between two looks at how far it is: some hundredths of a second."""
PATIENCE_MS: Final = 500
"""For another connection to end; a window that has the file open keeps its own for hours."""

Progress = Callable[[int, int], bool]
"""Told bytes done and bytes in all; False stops the work."""


class Unsettled(StorageFailed):
    """The new file stands in its place, but the disk did not confirm it."""


def rewrite(
    path: Path,
    old: Key | None,
    new: Key | None,
    *,
    keep_times: bool = False,
    progress: Progress | None = None,
) -> None:
    """Put a closed journal, opened by `old`, under `new`; None is no encryption.

    The caller holds the writer's lock where the file is a journal in use. At any moment the old file or the new
    one stands there, whole: the new one is built under another name, read through and counted against the old
    one, flushed to the disk, and only then renamed. The bytes of a plain file that gives way are overwritten,
    as far as the system lets us. `keep_times` for a copy that is known by its age.

    Raises JournalInUse where anybody has the file open, StorageFailed, NotAJournal, and Cancelled before the
    renaming; after any of them the old file stands. Raises Unsettled where the new one does.
    """
    real, part = path.resolve(), part_of(path)
    kept = f"{path.name} is as it was before."
    with engines.plain_errors(f"encrypting {path.name} anew", kept):
        times = real.stat()
        try:
            remove(part)
            make_private(part)
            with _alone(real, old) as raw:
                schema.refuse_strange(raw, path.name)
                counts = _counts(raw)
                _export(raw, part, new, _Meter(part, times.st_size, progress))
            _finish(part, new, counts, kept)
            if keep_times:
                os.utime(part, ns=(times.st_atime_ns, times.st_mtime_ns))
            flush(part)
            if any(log.exists() for log in _beside(real)):
                raise JournalInUse(
                    f"{path.name} was opened in another window or program meanwhile. {kept} Close it there, and "
                    "try again."
                )
            _tell(progress, 1, 1)
            old_bytes = hold(real) if old is None and new is not None else None
            part.replace(real)
        except BaseException:
            with suppress(OSError):
                remove(part)
            raise
    try:
        flush(real.parent)
        with suppress(OSError):
            overwrite(old_bytes)
    except OSError as error:
        raise Unsettled(
            f"{path.name} was encrypted anew and opens with the new passphrase, or without one if you removed it, "
            f"but the disk did not confirm it ({error.strerror or error}). Look after the disk, and make a backup."
        ) from error
    finally:
        if old_bytes is not None:
            os.close(old_bytes)


def opens_with(path: Path, key: Key | None) -> bool:
    """Whether a closed file is a database that this key opens. Raises StorageFailed where it cannot be read."""
    with engines.plain_errors(f"reading {path.name}", "Nothing was changed."):
        raw = engines.connect(path, key, read_only=True, immutable=True)
        try:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.DatabaseError as error:
            if "not a database" in str(error):
                return False
            raise
        finally:
            raw.close()
    return True


@contextmanager
def _alone(path: Path, key: Key | None) -> Iterator[Any]:
    """A connection beside which there is no other, everything in the file and nothing in its log."""
    raw = engines.connect(path, key, read_only=False)
    try:
        raw.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
        raw.execute("PRAGMA locking_mode = EXCLUSIVE")
        try:
            raw.execute("BEGIN EXCLUSIVE")
        except sqlcipher.OperationalError as error:
            if "locked" not in str(error):
                raise
            raise JournalInUse(
                f"{path.name} is open in another window or program. It is as it was before. Close it there, and "
                "try again."
            ) from error
        raw.execute("COMMIT")
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        # A killed process leaves it, and alone we need none.
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        yield raw
    finally:
        raw.close()


class _Meter:
    """Asked by SQLite every so often; tells how large the new file is by now."""

    def __init__(self, part: Path, size: int, progress: Progress | None) -> None:
        self._part = part
        self._size = max(size, 1)
        self._progress = progress
        self.stopped = False

    def __call__(self) -> int:
        if self._progress is None:
            return 0
        done = min(self._part.stat().st_size, self._size)
        self.stopped = not self._progress(done, self._size)
        return int(self.stopped)


def _tell(progress: Progress | None, done: int, total: int) -> None:
    if progress is not None and not progress(done, total):
        raise Cancelled("It was stopped. The journal is as it was before.")


def _export(raw: Any, part: Path, key: Key | None, meter: _Meter) -> None:
    raw.execute("ATTACH ? AS fresh KEY ?", (str(part), "" if key is None else key.quoted()))
    # It is thrown away if anything fails, so nothing of it needs to be taken back.
    raw.execute("PRAGMA fresh.journal_mode = OFF")
    raw.execute("PRAGMA fresh.synchronous = OFF")
    raw.set_progress_handler(meter, STEPS)
    try:
        raw.execute("SELECT sqlcipher_export('fresh')").fetchone()
        for mark in ("application_id", "user_version"):
            value = raw.execute(f"PRAGMA main.{mark}").fetchone()[0]
            raw.execute(f"PRAGMA fresh.{mark} = {int(value)}")
    except sqlcipher.OperationalError as error:
        if not meter.stopped:
            raise
        raise Cancelled("It was stopped. The journal is as it was before.") from error
    finally:
        raw.set_progress_handler(None, 0)
    raw.execute("DETACH fresh")


def _finish(part: Path, key: Key | None, before: dict[str, int], kept: str) -> None:
    """Give the new file its log mode, read it through and count it."""
    raw = engines.connect(part, key, read_only=False)
    try:
        raw.execute("PRAGMA journal_mode = WAL").fetchone()
        problems = [row[0] for row in raw.execute("PRAGMA integrity_check(5)")]
        after = _counts(raw)
    finally:
        raw.close()
    if problems != ["ok"]:
        raise StorageFailed(f"The new file was damaged while it was written ({problems[0]}). {kept}")
    if after != before:
        raise StorageFailed(f"The new file does not hold as much as the old one. {kept}")


def _counts(raw: Any) -> dict[str, int]:
    """How many rows each table has, with the two marks of the file, whatever schema it is of."""
    tables = [
        row[0]
        for row in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' AND rootpage > 0")
    ]
    rows = {name: raw.execute(f'SELECT count(*) FROM main."{name}"').fetchone()[0] for name in tables}  # noqa: S608
    marks = {
        f"PRAGMA {mark}": raw.execute(f"PRAGMA main.{mark}").fetchone()[0]
        for mark in ("application_id", "user_version")
    }
    return rows | marks


def _beside(path: Path) -> Iterator[Path]:
    """What SQLite keeps beside a file while somebody has it open."""
    return (path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))
