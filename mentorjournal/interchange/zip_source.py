"""A zip archive as a set of files, read in place and measured before it is believed."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from lzma import LZMAError
from pathlib import Path
from typing import IO

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.sources import in_parts, is_safe, too_large

_END_RECORD = b"PK\x05\x06"
_END_RECORD_BYTES = 22
_LONGEST_COMMENT = 65_535
_LOCKED = 1

# What zipfile lets through from a damaged archive.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    LZMAError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    KeyError,
    IndexError,
    OverflowError,
    struct.error,
)


class ZipSource:
    """The files of an archive; the archive stays open for as long as anybody holds this."""

    def __init__(self, path: Path) -> None:
        self._name = path.name
        _measure_directory(path)
        try:
            self._archive = zipfile.ZipFile(path)
        except _DAMAGE:
            message = (
                f"{path.name} is a damaged or incomplete archive. Nothing was imported; export it again."
            )
            raise ImportRefused(message) from None
        self._files: dict[str, zipfile.ZipInfo] = {}
        self._going_on: tuple[str, IO[bytes]] | None = None
        self.unsafe: list[str] = []
        for info in self._archive.infolist():
            self._accept(info)
        _measure_contents(path, self._archive.infolist())

    def _accept(self, info: zipfile.ZipInfo) -> None:
        if not info.filename or info.filename.endswith("/"):
            return
        if info.flag_bits & _LOCKED:
            message = f"{self.name} is locked with a password. Unlock it in the program that made it, then import it."
            raise ImportRefused(message)
        if not is_safe(info.filename) or stat.S_ISLNK(info.external_attr >> 16):
            self.unsafe.append(info.filename)
        else:
            self._files[info.filename] = info

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
        return self._files[name].file_size

    def modified(self, name: str) -> date:
        """The day of the file's last change; archives begin in 1980."""
        year, month, day = self._files[name].date_time[:3]
        try:
            return date(year, month, day)
        except ValueError:
            return date(1980, 1, 1)

    def read(self, name: str, limit: int) -> bytes:
        """The file's bytes; the archive's own claim about their number is not trusted."""
        data = self.head(name, limit + 1)
        if len(data) > limit:
            raise too_large(name, limit)
        return data

    def parts(self, name: str, limit: int) -> Iterator[bytes]:
        """The file's bytes, up to 1 MiB at a time."""
        read = 0
        with self._opened(name) as stream:
            for part in in_parts(stream.read, name, limit):
                read += len(part)
                yield part
        if read != self.size(name):
            message = f"{name} inside {self.name} is damaged: it is shorter than it says."
            raise ImportRefused(message)

    def between(self, name: str, start: int, end: int) -> Iterator[bytes]:
        """The file's bytes from one to the other. Going on in the same file unpacks nothing twice."""
        if self._going_on is None or self._going_on[0] != name:
            with self._opened(name):
                self._going_on = (name, self._archive.open(self._files[name]))
        stream, at = self._going_on[1], start
        try:
            while at < end:
                # Somebody else may have read on in between.
                stream.seek(at)
                part = stream.read(min(end - at, limits.MIB))
                if not part:
                    return
                at += len(part)
                yield part
        except _DAMAGE:
            message = f"{name} inside {self.name} is damaged."
            raise ImportRefused(message) from None

    def head(self, name: str, length: int) -> bytes:
        """The first bytes of the file."""
        with self._opened(name) as stream:
            return stream.read(length)

    @contextmanager
    def _opened(self, name: str) -> Iterator[IO[bytes]]:
        if name not in self._files:
            message = f"{name} is not in {self.name}."
            raise ImportRefused(message)
        try:
            with self._archive.open(self._files[name]) as stream:
                yield stream
        except _DAMAGE:
            message = f"{name} inside {self.name} is damaged."
            raise ImportRefused(message) from None


def _measure_directory(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            end = stream.seek(0, 2)
            stream.seek(max(0, end - _END_RECORD_BYTES - _LONGEST_COMMENT))
            tail = stream.read()
    except OSError:
        message = f"{path.name} cannot be read. Check that you may open it."
        raise ImportRefused(message) from None
    at = tail.rfind(_END_RECORD)
    if at < 0 or len(tail) - at < _END_RECORD_BYTES:
        return
    count, length = struct.unpack_from("<HI", tail, at + 10)
    # A longer directory says so elsewhere and is refused all the same: it starts at the largest of these numbers.
    if length > limits.MAX_ZIP_DIRECTORY_BYTES or count > limits.MAX_FILES:
        message = f"{path.name} lists more files than a journal can have. Nothing was imported."
        raise ImportRefused(message)


def _measure_contents(path: Path, infos: list[zipfile.ZipInfo]) -> None:
    packed = path.stat().st_size
    total = sum(info.file_size for info in infos)
    swollen = total > limits.ZIP_RATIO_MATTERS_FROM_BYTES and total > packed * limits.MAX_ZIP_RATIO
    overlapping = sum(info.compress_size for info in infos) > packed
    if swollen or overlapping or total > limits.MAX_ZIP_TOTAL_BYTES or len(infos) > limits.MAX_FILES:
        message = f"{path.name} would unpack to far more than it should, as a harmful archive does. Nothing was imported."
        raise ImportRefused(message)
