"""A private copy of a journal with what its log holds brought in, made without the engine and without a write
to the original."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mentorjournal.storage.beside import make_private
from mentorjournal.storage.keys import PAGE_BYTES

CHUNK = 1 << 20
_HEAD, _FRAME = struct.Struct(">8I"), struct.Struct(">6I")
_LITTLE, _BIG = 0x377F0682, 0x377F0683
"""How SQLite's write-ahead log begins, by the order of the bytes of its checksums."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What the copy is made of: whole pages in all, pages that came from the log, and whether it broke off."""

    pages: int
    from_log: int
    log_broken: bool


def merged_copy(path: Path, target: Path) -> Merged:
    """Copy a journal that nobody writes to `target`, which must not be there. Raises OSError."""
    make_private(target)
    log = path.resolve().with_name(path.resolve().name + "-wal")
    with path.open("rb") as source, target.open("r+b") as copy:
        while chunk := source.read(CHUNK):
            copy.write(chunk)
        taken: dict[int, int] = {}
        broken, size = False, 0
        if log.is_file() and log.stat().st_size:
            taken, broken, size = _committed(log)
            with log.open("rb") as stream:
                for number, place in taken.items():
                    stream.seek(place)
                    copy.seek((number - 1) * PAGE_BYTES)
                    copy.write(stream.read(PAGE_BYTES))
        copy.seek(0, 2)
        pages = size or copy.tell() // PAGE_BYTES
        copy.truncate(pages * PAGE_BYTES)
    return Merged(pages, len(taken), broken)


def _committed(log: Path) -> tuple[dict[int, int], bool, int]:
    """Where in the log the newest committed version of each page lies, whether the log broke off, and how many
    pages the journal has after it."""
    kept: dict[int, int] = {}
    open_: dict[int, int] = {}
    size, broken = 0, False
    for number, size_then, place in _frames(log):
        if number == 0:
            broken = True
            break
        open_[number] = place
        if size_then:
            kept.update(open_)
            open_.clear()
            size = size_then
    return {number: place for number, place in kept.items() if number <= size}, broken, size


def _frames(log: Path) -> Iterator[tuple[int, int, int]]:
    """Page number, size after a commit or 0, and place of each frame; (0, 0, 0) where a damaged one ends it."""
    with log.open("rb") as stream:
        head = stream.read(_HEAD.size)
        if len(head) < _HEAD.size:
            yield 0, 0, 0
            return
        magic, _, page_bytes, _, salt, more_salt, *sums = _HEAD.unpack(head)
        order = {_LITTLE: "<", _BIG: ">"}.get(magic, "")
        if not order or page_bytes != PAGE_BYTES or _summed(order, head[:24], (0, 0)) != tuple(sums):
            yield 0, 0, 0
            return
        state = (sums[0], sums[1])
        while True:
            frame, page = stream.read(_FRAME.size), stream.read(PAGE_BYTES)
            if len(page) < PAGE_BYTES:
                return
            number, size, *rest = _FRAME.unpack(frame)
            if rest[:2] != [salt, more_salt]:  # of an earlier round of the log
                return
            state = _summed(order, page, _summed(order, frame[:8], state))
            if state != tuple(rest[2:]):
                yield 0, 0, 0
                return
            yield number, size, stream.tell() - PAGE_BYTES


def _summed(order: str, data: bytes, state: tuple[int, int]) -> tuple[int, int]:
    """SQLite's checksum of the log, of whole pairs of 32-bit words, carried on."""
    first, second = state
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for place in range(0, len(words), 2):
        first = (first + words[place] + second) & 0xFFFFFFFF
        second = (second + words[place + 1] + first) & 0xFFFFFFFF
    return first, second
