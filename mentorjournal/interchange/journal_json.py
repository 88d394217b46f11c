"""The open format of a whole journal: one JSON text with every record, its files inside or beside it."""

from __future__ import annotations

import base64
import binascii
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from pathlib import Path
from typing import Any, BinaryIO, Final

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange.json_stream import JsonStream
from mentorjournal.interchange.limits import HEAD_BYTES
from mentorjournal.interchange.plain import Problem
from mentorjournal.interchange.sources import FolderSource
from mentorjournal.model.plain import from_plain, to_plain
from mentorjournal.model.record import Record
from mentorjournal.whole_file import private

FORMAT: Final = "mentorjournal"
VERSION: Final = 3
FILE: Final = "journal.json"
"""The name of the JSON text in an export that is a folder."""
FILES: Final = "attachments"

_READ: Final = 1 << 20
_MARK: Final = re.compile(r'"format"\s*:\s*"mentorjournal"')
_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class DamagedFile(ValueError):
    """The bytes of one attachment cannot be read; the rest of the export can."""


@dataclass(frozen=True, slots=True)
class Blob:
    """The bytes of an attachment: SHA-256 in hex, size in bytes, and parts of up to 1 MiB.

    Reading the parts raises DamagedFile, in an export that is read, where they make no sense.
    """

    sha256: str
    size: int
    parts: Iterator[bytes] = field(repr=False)


def write(
    out: BinaryIO,
    about: Mapping[str, Any],
    records: Iterable[Record],
    blobs: Iterable[Blob],
    folder: Path | None = None,
) -> None:
    """Write an export, one record and one part of a file at a time.

    `about` goes to the head as it is. Files are written as base64 into the text, or below `folder` where
    one is given. Raises OSError.
    """
    head = {"format": FORMAT, "version": VERSION, **about}
    members = [f"{_dumped(key)}: {_dumped(value)}" for key, value in head.items()]
    out.write(("{" + ",\n".join(members)).encode())
    _write_array(out, "records", (_dumped(to_plain(record)) for record in records))
    entries = (_inside(blob) if folder is None else _beside(blob, folder) for blob in blobs)
    _write_array(out, "attachments", (_dumped(entry) for entry in chain.from_iterable(entries)))
    out.write(b"}\n")


def _write_array(out: BinaryIO, key: str, elements: Iterable[str]) -> None:
    out.write(f",\n{_dumped(key)}: [".encode())
    for number, element in enumerate(elements):
        out.write((",\n" if number else "\n").encode() + element.encode())
    out.write(b"\n]")


def _inside(blob: Blob) -> Iterator[dict[str, Any]]:
    last = max(0, math.ceil(blob.size / _READ) - 1)
    for number, part in enumerate(blob.parts):
        yield {
            "sha256": blob.sha256,
            "size": blob.size,
            "part": number,
            "last_part": last,
            "base64": base64.b64encode(part).decode(),
        }


def _beside(blob: Blob, folder: Path) -> Iterator[dict[str, Any]]:
    (folder / FILES).mkdir(mode=0o700, exist_ok=True)
    name = f"{FILES}/{blob.sha256}"
    with open(folder / name, "wb", opener=private) as stream:
        stream.writelines(blob.parts)
    yield {"sha256": blob.sha256, "size": blob.size, "file": name}


def _dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def recognises(path: Path) -> bool:
    """Whether a file, or the folder around it, is an export in this format, judged by its first bytes."""
    text = _text_of(path)
    try:
        with text.open("rb") as stream:
            head = stream.read(HEAD_BYTES).decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    except OSError:
        return False
    return head.startswith("{") and _MARK.search(head) is not None


def strange_in(folder: Path) -> str:
    """The name of something in the folder of an export that no export writes there; "" where all is ours."""
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or not (path.is_dir() if path.name == FILES else path.name == FILE):
            return path.name
    kept = folder / FILES
    for path in sorted(kept.iterdir()) if kept.is_dir() else ():
        if path.is_symlink() or not path.is_file() or not _SHA256.fullmatch(path.name):
            return f"{FILES}/{path.name}"
    return ""


def _text_of(path: Path) -> Path:
    return path / FILE if path.is_dir() else path


class JournalExport:
    """One export on disk; each call of `records` or `blobs` reads it anew, so nothing is held.

    Raises ImportRefused where it is not an export, is damaged, or is of a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._text = _text_of(path)
        self._folder = FolderSource(self._text.parent)
        self.about = self._head()

    def _walk(self) -> Iterator[tuple[str, JsonStream]]:
        try:
            with self._text.open(encoding="utf-8-sig", newline="") as stream:
                walker = JsonStream(stream, self._text.name)
                for key in walker.members():
                    yield key, walker
        except OSError as error:
            raise ImportRefused(
                f"{self._text.name} cannot be read ({error.strerror}). Nothing was imported."
            ) from error

    def _head(self) -> dict[str, Any]:
        head: dict[str, Any] = {}
        for key, walker in self._walk():
            if key in ("records", FILES):
                if "format" in head and "version" in head:
                    break
                walker.skip()
            else:
                head[key] = _storable(walker.value())
        if head.get("format") != FORMAT or type(head.get("version")) is not int:
            raise ImportRefused(f"{self._text.name} is no journal export. Nothing was imported.")
        if head["version"] > VERSION:
            raise ImportRefused(
                f"{self._text.name} was written by a newer version of Mentor Journal (format {head['version']}, "
                f"this program reads {VERSION}). Nothing was imported; update the program first."
            )
        return head

    def records(self) -> Iterator[Record | Problem]:
        """Every record in the order of the file; in its place a problem where one cannot be read."""
        for number, element in enumerate(self._elements("records"), 1):
            item = f"record {number}"
            if not isinstance(element, dict):
                yield Problem(item, "It is no record and was left out.")
                continue
            try:
                yield from_plain(element)
            except InvalidRecord as error:
                yield Problem(item, f"{str(error)[:300]} It was left out.")

    def blobs(self) -> Iterator[Blob | Problem]:
        """Every attachment's bytes; in its place a problem where an entry makes no sense.

        The parts of one must be read before the next is asked for.
        """
        entries = (element if isinstance(element, dict) else {} for element in self._elements(FILES))
        for sha256, group in groupby(entries, key=lambda entry: str(entry.get("sha256"))):
            if not _SHA256.fullmatch(sha256):
                yield Problem("an attachment", "It has no checksum and was left out.")
                continue
            first = next(group)
            size = first.get("size")
            entry = chain((first,), group)  # noqa: B031 - used once, by the first reader of the parts
            yield Blob(sha256, size if type(size) is int else 0, self._parts(entry))

    def _parts(self, entries: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
        for entry in entries:
            name, text = entry.get("file"), entry.get("base64")
            if isinstance(name, str):
                yield from self._file(name)
            elif isinstance(text, str):
                try:
                    yield base64.b64decode(text, validate=True)
                except (binascii.Error, ValueError):
                    raise DamagedFile("Its base64 is damaged.") from None
            else:
                raise DamagedFile("The export says nothing of its bytes.")

    def _file(self, name: str) -> Iterator[bytes]:
        if not self._folder.has(name):
            raise DamagedFile(f"{name[:100]} is not beside the export.")
        try:
            with (self._text.parent / name).open("rb") as stream:
                yield from iter(lambda: stream.read(_READ), b"")
        except OSError as error:
            raise DamagedFile(f"{name[:100]} cannot be read ({error.strerror}).") from error

    def _elements(self, wanted: str) -> Iterator[Any]:
        for key, walker in self._walk():
            if key == wanted:
                for element in walker.elements():
                    yield _storable(element) if walker.may_hold_halves else element
                # Records are read several times: what follows them is not read along each time.
                if wanted == "records":
                    return
            else:
                walker.skip()


def _storable(value: Any) -> Any:
    """The value without half characters, which a damaged text may hold and no file can keep."""
    if isinstance(value, str):
        return value if value.isascii() else _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return value
