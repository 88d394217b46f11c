"""Whether single pages of a journal's file are as they were written, found without opening it."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from mentorjournal.storage.keys import PAGE_BYTES, PLAIN_HEADER, SALT_BYTES, Key

SEAL_BYTES = 64
"""SQLCipher 4 ends each page with an HMAC-SHA512 over the page, its start vector and its number."""
RESERVED_BYTES = 80
"""The seal and the start vector of 16 bytes."""
_SALT_MASK, _ROUNDS = 0x3A, 2
_LEAF_HEAD, _INNER_HEAD = 8, 12
_HEADS = {2: _INNER_HEAD, 5: _INNER_HEAD, 10: _LEAF_HEAD, 13: _LEAF_HEAD}
"""The kinds of pages of a tree and the length of their heads, from SQLite's file format."""
_MOST_OF_ONE_BYTE = 0.03
"""No byte makes up as much of an encrypted page; in a plain one the commonest letter or zero does."""
_LIKE_PLAIN = 12
"""So many bytes of SQLite's 16 at the start of a file are no accident."""


class Seals:
    """Checks the seals of encrypted pages with the key of the file."""

    def __init__(self, key: Key) -> None:
        salt = bytes(byte ^ _SALT_MASK for byte in key.salt)
        self._key = hashlib.pbkdf2_hmac("sha512", key.raw, salt, _ROUNDS, len(key.raw))

    def hold(self, page: bytes, number: int) -> bool:
        """True where a page of 4096 bytes is as it was written; pages count from 1."""
        if len(page) < PAGE_BYTES:
            return False
        start = SALT_BYTES if number == 1 else 0
        sealed = page[start:-SEAL_BYTES] + number.to_bytes(4, "little")
        return hmac.compare_digest(hmac.digest(self._key, sealed, "sha512"), page[-SEAL_BYTES:])


def pages_of(path: Path, most: int | None = None) -> Iterator[tuple[int, bytes]]:
    """The whole pages of a file with their numbers, from 1. Raises OSError."""
    with path.open("rb") as stream:
        number = 0
        while (most is None or number < most) and len(page := stream.read(PAGE_BYTES)) == PAGE_BYTES:
            number += 1
            yield number, page


def is_tree_page(page: bytes, number: int) -> bool:
    """Whether a plain page can be the page of a table or an index: its head and where its cells lie."""
    start = 100 if number == 1 else 0
    head = _HEADS.get(page[start])
    if head is None or len(page) < PAGE_BYTES:
        return False
    count = int.from_bytes(page[start + 3 : start + 5])
    content = int.from_bytes(page[start + 5 : start + 7]) or 65_536
    first = start + head
    pointers = page[first : first + 2 * count]
    cells = (int.from_bytes(pointers[place : place + 2]) for place in range(0, 2 * count, 2))
    return first + 2 * count <= content <= PAGE_BYTES and all(content <= cell < PAGE_BYTES for cell in cells)


def was_plain(path: Path) -> bool:
    """Whether a file whose start is damaged was a plain journal rather than an encrypted one.

    The start alone tells nothing once it is gone; the pages after it do. Raises OSError.
    """
    with path.open("rb") as stream:
        start = stream.read(SALT_BYTES)
    if sum(a == b for a, b in zip(start, PLAIN_HEADER, strict=False)) >= _LIKE_PLAIN:
        return True
    for number, page in pages_of(path, 16):
        ((byte, count),) = Counter(page).most_common(1)
        if number > 1 and count > PAGE_BYTES * _MOST_OF_ONE_BYTE and not (byte == 0 and count == PAGE_BYTES):
            return True
    return False
