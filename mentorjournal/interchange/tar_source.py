"""A tar archive as a set of files, read in place; it is never unpacked, and no header is believed about memory."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.sources import is_safe, too_large

_DAMAGE = (tarfile.TarError, OSError, ValueError, OverflowError, EOFError)


@dataclass(frozen=True, slots=True)
class _Member:
    at: int
    size: int
    changed: float


class _Careful:
    """A file of which nobody reads more than 1 MiB at once, whatever a header claims of its own length."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= limits.MIB:
            message = "a header of that length"
            raise tarfile.ReadError(message)
        return self._stream.read(size)


class TarSource:
    """The files of an archive that is not compressed. `cut` says that it ends before its end."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = path.name
        self._files: dict[str, _Member] = {}
        self.unsafe: list[str] = []
        self.cut = False
        try:
            with path.open("rb") as stream:
                self._list(stream)
        except OSError:
            message = f"{path.name} cannot be read. Check that you may open it."
            raise ImportRefused(message) from None
        if not self._files and self.cut:
            message = (
                f"{path.name} is a damaged or incomplete archive. Nothing was imported; export it again."
            )
            raise ImportRefused(message)

    def _list(self, stream: BinaryIO) -> None:
        end = stream.seek(0, 2)
        stream.seek(0)
        try:
            archive = tarfile.open(fileobj=_Careful(stream), mode="r:")  # type: ignore[call-overload] # noqa: SIM115
            with closing(archive):
                while (member := archive.next()) is not None:
                    self._accept(member, end)
                    # Its own list would take ten times the memory of ours.
                    archive.members.clear()
        except _DAMAGE:
            self.cut = True

    def _accept(self, member: tarfile.TarInfo, end: int) -> None:
        if len(self._files) + len(self.unsafe) >= limits.MAX_FILES:
            message = f"{self.name} lists more files than a journal can have. Nothing was imported."
            raise ImportRefused(message)
        if member.isdir():
            return
        name = member.name.removeprefix("./")
        if not member.isreg() or member.issparse() or not is_safe(name):
            self.unsafe.append(member.name[:200])
            return
        if member.offset_data + member.size > end:
            self.cut = True
        changed = float(member.mtime or 0)
        self._files[name] = _Member(member.offset_data, member.size, changed)

    @property
    def name(self) -> str:
        """What the user picked."""
        return self._name

    def names(self, under: str = "") -> list[str]:
        """Every file below a folder of the archive, sorted."""
        prefix = f"{under.rstrip('/')}/" if under else ""
        return sorted(name for name in self._files if name.startswith(prefix))

    def has(self, name: str) -> bool:
        """Whether the archive holds such a file."""
        return name in self._files

    def size(self, name: str) -> int:
        """How many bytes the file says it holds."""
        return self._found(name).size

    def modified(self, name: str) -> date:
        """The day of the file's last change."""
        try:
            return datetime.fromtimestamp(self._found(name).changed, UTC).astimezone().date()
        except (OverflowError, ValueError, OSError):
            return date(1970, 1, 1)

    def read(self, name: str, limit: int) -> bytes:
        """The file's bytes."""
        return b"".join(self.parts(name, limit))

    def parts(self, name: str, limit: int) -> Iterator[bytes]:
        """The file's bytes, up to 1 MiB at a time."""
        if self.size(name) > limit:
            raise too_large(name, limit)
        return self.between(name, 0, self.size(name))

    def between(self, name: str, start: int, end: int) -> Iterator[bytes]:
        """The file's bytes from one to the other, up to 1 MiB at a time."""
        member = self._found(name)
        left = max(0, min(end, member.size) - start)
        try:
            with self._path.open("rb") as stream:
                stream.seek(member.at + start)
                while left:
                    part = stream.read(min(left, limits.MIB))
                    if not part:
                        message = f"{name} inside {self.name} is cut short."
                        raise ImportRefused(message)
                    left -= len(part)
                    yield part
        except OSError:
            message = f"{name} inside {self.name} cannot be read."
            raise ImportRefused(message) from None

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of the file."""
        return next(self.between(name, 0, min(length, limits.MIB)), b"")

    def _found(self, name: str) -> _Member:
        if name not in self._files:
            message = f"{name} is not in {self.name}."
            raise ImportRefused(message)
        return self._files[name]
