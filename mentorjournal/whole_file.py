"""Files and folders that appear whole or not at all, and that only their owner may read."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Final

_LONGEST: Final = 40
_RANDOM: Final = r"[a-z0-9_]{8}\.(part|old)"
_COMPANIONS: Final = ("-wal", "-shm", "-journal")


@contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A stream whose bytes become `target` when the block ends well, in place of any older file.

    The file has mode 0600. After an error `target` is as it was and nothing else is left. Raises OSError,
    also where `target` is a folder or a device.
    """
    if target.exists() and not target.is_file():
        raise FileExistsError(errno.EEXIST, "Something that is no file has this name", str(target))
    _sweep(target)
    handle, name = tempfile.mkstemp(prefix=_prefix(target), suffix=".part", dir=target.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            _claim(stream.fileno())
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(target)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


@contextmanager
def whole_folder(target: Path) -> Iterator[Path]:
    """An empty folder that becomes `target` when the block ends well, in place of any older one.

    The folder has mode 0700. After an error `target` is as it was and nothing else is left. Raises OSError.
    """
    target = target.resolve()
    _sweep(target)
    part = Path(tempfile.mkdtemp(prefix=_prefix(target), suffix=".part", dir=target.parent))
    handle = _opened(part)
    try:
        if handle is not None:
            _claim(handle)
        yield part
        _swap(part, target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    finally:
        if handle is not None:
            os.close(handle)


def private(path: str, flags: int) -> int:
    """An opener for `open`: a file it makes has mode 0600."""
    return os.open(path, flags, 0o600)


def belongs_to_journal(journal: Path, target: Path) -> bool:
    """Whether `target` is a journal's file, by whatever path, or one that the engine keeps beside it."""
    for base in {journal.absolute(), journal.resolve()}:
        beside = [base.with_name(base.name + ending) for ending in _COMPANIONS]
        notes = [base.with_name(f".{base.name}.{ending}") for ending in ("lock", "owner")]
        if any(_same(own, target) for own in (base, *beside, *notes)):
            return True
    return False


def _same(one: Path, other: Path) -> bool:
    if one.absolute() == other.absolute() or one.resolve() == other.resolve():
        return True
    try:
        return one.samefile(other.resolve())
    except OSError:
        return False


def _swap(part: Path, target: Path) -> None:
    if not target.exists():
        part.rename(target)
        return
    old = part.with_suffix(".old")
    target.rename(old)
    try:
        part.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _prefix(target: Path) -> str:
    """How the parts of one target begin; long names keep apart by their hash."""
    return f".{target.name[:_LONGEST]}.{hashlib.sha256(os.fsencode(target.name)).hexdigest()[:8]}."


def _sweep(target: Path) -> None:
    """Remove what a process that was killed has left of this target: it may be a journal in plain text."""
    pattern = re.compile(re.escape(_prefix(target)) + _RANDOM)
    with suppress(OSError):
        for part in sorted(path for path in target.parent.iterdir() if pattern.fullmatch(path.name)):
            if part.suffix == ".old":
                _settle(part, target)
            elif _is_left_over(part):
                shutil.rmtree(part, ignore_errors=True) if part.is_dir() else part.unlink(missing_ok=True)


def _settle(old: Path, target: Path) -> None:
    """Remove what gave way to a folder, or bring it back where the process ended before the other was there."""
    part = old.with_suffix(".part")
    if part.exists() and not _is_left_over(part):
        return
    if target.exists():
        shutil.rmtree(old, ignore_errors=True)
    else:
        old.rename(target)


def _is_left_over(part: Path) -> bool:
    """Whether nobody writes it any more; Windows refuses by itself to remove what is open."""
    if sys.platform == "win32":
        return True
    handle = _opened(part)
    if handle is None:
        return False
    try:
        return _claim(handle)
    finally:
        os.close(handle)


def _opened(path: Path) -> int | None:
    """A handle for claiming a file or folder, None where the system gives none."""
    if sys.platform == "win32":
        return None
    try:
        return os.open(path, os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None


def _claim(handle: int) -> bool:
    """Hold what is open here as being written; the system lets go of it when the process ends."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
