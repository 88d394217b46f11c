"""Bytes that are counted while they are written."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.services.pictures import PICTURE_HEAD


class Measured:
    """Parts on their way into the journal, with the number of bytes so far and the first of them."""

    def __init__(self, parts: Iterator[bytes]) -> None:
        self.size = 0
        self.head = b""
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        for part in self._parts:
            self.size += len(part)
            if len(self.head) < PICTURE_HEAD:
                self.head += part[:PICTURE_HEAD]
            yield part
