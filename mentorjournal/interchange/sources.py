"""Where files are read from: a folder that is never left, or an archive that is never unpacked."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits


class Source(Protocol):
    """A set of named files; names are relative and use forward slashes."""

    @property
    def name(self) -> str:
        """What the user picked, for messages."""
        ...

    def names(self, under: str = "") -> Sequence[str]:
        """Every file below a folder, sorted; raises `ImportRefused` when there are too many."""
        ...

    def has(self, name: str) -> bool:
        """Whether there is such a file, inside the source and not behind a link."""
        ...

    def size(self, name: str) -> int:
        """How many bytes the file holds."""
        ...

    def modified(self, name: str) -> date:
        """The day the file was last changed."""
        ...

    def read(self, name: str, limit: int) -> bytes:
        """The file's bytes; raises `ImportRefused` when it is missing, unreadable or longer than `limit`."""
        ...

    def parts(self, name: str, limit: int) -> Iterator[bytes]:
        """The file's bytes, up to 1 MiB at a time; raises as `read` does, perhaps in the middle."""
        ...

    def between(self, name: str, start: int, end: int) -> Iterator[bytes]:
        """The file's bytes from one to the other, up to 1 MiB at a time."""
        ...

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of the file."""
        ...


def is_safe(name: str) -> bool:
    """Whether a relative name stays inside its folder on every operating system."""
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if not parts or "\0" in name or "\\" in name or ":" in parts[0]:
        return False
    return not name.startswith("/") and ".." not in parts


def too_large(name: str, limit: int) -> ImportRefused:
    """The refusal of a file longer than we are willing to hold."""
    return ImportRefused(f"{name} is larger than {limit // limits.MIB} MB, more than can be read safely.")


def in_parts(read: Callable[[int], bytes], name: str, limit: int) -> Iterator[bytes]:
    """What `read` gives, up to 1 MiB at a time; raises `ImportRefused` as soon as it is more than `limit`."""
    total = 0
    while part := read(limits.MIB):
        total += len(part)
        if total > limit:
            raise too_large(name, limit)
        yield part


def up_to(read: Callable[[int], bytes], left: int) -> Iterator[bytes]:
    """What `read` gives, `left` bytes of it at most, up to 1 MiB at a time."""
    while left > 0 and (part := read(min(left, limits.MIB))):
        left -= len(part)
        yield part


class FolderSource:
    """The files below a folder; links and special files are passed over."""

    def __init__(self, root: Path, name: str | None = None) -> None:
        self._root = root
        self._name = root.name if name is None else name

    @property
    def name(self) -> str:
        """What the user picked."""
        return self._name

    def names(self, under: str = "") -> list[str]:
        """Every regular file below a folder, sorted."""
        found: list[str] = []
        waiting = [(under.strip("/"), 0)]
        if under and not self._plain(under, stat.S_ISDIR):
            return found
        while waiting:
            folder, depth = waiting.pop()
            if depth > limits.MAX_FOLDER_DEPTH:
                continue
            for one in self._listing(folder):
                name = f"{folder}/{one.name}" if folder else one.name
                if one.is_dir(follow_symlinks=False):
                    waiting.append((name, depth + 1))
                elif one.is_file(follow_symlinks=False):
                    found.append(name)
            if len(found) > limits.MAX_FILES:
                message = (
                    f"{self.name} holds more than {limits.MAX_FILES:,} files. Nothing was imported; "
                    "choose the journal's own folder."
                )
                raise ImportRefused(message)
        return sorted(found)

    def _listing(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._root / folder) as found:
                return list(found)
        except OSError:
            if not folder:
                message = f"{self.name} cannot be opened. Nothing was imported; check that you may read it."
                raise ImportRefused(message) from None
            return []

    def _plain(self, name: str, wanted: object = stat.S_ISREG) -> bool:
        if not is_safe(name):
            return False
        path = os.fspath(self._root)
        parts = name.split("/")
        try:
            for part in parts[:-1]:
                path = os.path.join(path, part)  # noqa: PTH118 - for each file of many, and a Path is slow
                if not stat.S_ISDIR(os.lstat(path).st_mode):
                    return False
            mode = os.lstat(os.path.join(path, parts[-1])).st_mode  # noqa: PTH118
        except (OSError, ValueError):
            return False
        return stat.S_ISREG(mode) if wanted is stat.S_ISREG else stat.S_ISDIR(mode)

    def has(self, name: str) -> bool:
        """Whether there is such a regular file below the folder."""
        return self._plain(name)

    def size(self, name: str) -> int:
        """How many bytes the file holds."""
        return self._status(name).st_size

    def modified(self, name: str) -> date:
        """The day of the file's last change, on this computer's clock."""
        try:
            return datetime.fromtimestamp(self._status(name).st_mtime).astimezone().date()
        except (OverflowError, ValueError, OSError):
            return date(1970, 1, 1)

    def _status(self, name: str) -> os.stat_result:
        try:
            return (self._root / name).lstat()
        except OSError:
            message = f"{name} is not there any more."
            raise ImportRefused(message) from None

    def read(self, name: str, limit: int) -> bytes:
        """The file's bytes."""
        with self._opened(name) as stream:
            # A read of `limit` bytes, or of 1 MiB, at once would take that much memory for the smallest file.
            size = os.fstat(stream.fileno()).st_size
            if size < limits.MIB:
                first = stream.read(size + 1)
                if len(first) <= size <= limit:
                    return first
                stream.seek(0)
            return b"".join(in_parts(stream.read, name, limit))

    def parts(self, name: str, limit: int) -> Iterator[bytes]:
        """The file's bytes, up to 1 MiB at a time."""
        with self._opened(name) as stream:
            yield from in_parts(stream.read, name, limit)

    def between(self, name: str, start: int, end: int) -> Iterator[bytes]:
        """The file's bytes from one to the other."""
        with self._opened(name) as stream:
            stream.seek(start)
            yield from up_to(stream.read, end - start)

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of the file."""
        with self._opened(name) as stream:
            return stream.read(length)

    @contextmanager
    def _opened(self, name: str) -> Iterator[BinaryIO]:
        if not self.has(name):
            message = f"{name} is not there any more, or is a link to somewhere else."
            raise ImportRefused(message)
        try:
            with open(os.path.join(self._root, name), "rb") as stream:  # noqa: PTH118, PTH123
                yield stream
        except OSError:
            message = f"{name} cannot be read. Check that you may open it."
            raise ImportRefused(message) from None
