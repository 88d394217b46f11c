"""From a passphrase to SQLCipher's key, derived once per opening instead of once per connection."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, SupportsIndex

from mentorjournal.errors import StorageFailed

KDF_ITERATIONS = 256_000
"""SQLCipher 4's default for PBKDF2-HMAC-SHA512, so that its own tools open the file by passphrase."""

SALT_BYTES = 16
PLAIN_HEADER = b"SQLite format 3\0"
PAGE_BYTES = 4096


class Key:
    """A derived key with the salt of its file. Nothing that is shown, copied or kept elsewhere holds it.

    `raw` can be wiped, and is when nobody holds the key any more; Python's own copies, made while a key is
    derived or given to SQLCipher, are freed at once but not overwritten.
    """

    __slots__ = ("raw", "salt")

    def __init__(self, raw: bytes | bytearray, salt: bytes) -> None:
        self.raw = bytearray(raw)
        self.salt = salt

    def quoted(self) -> str:
        """Key and salt as SQLCipher takes them, which skips its own derivation. Raises StorageFailed once wiped."""
        if not self.raw:
            raise StorageFailed(
                "The journal was closed meanwhile, and its key is gone. Nothing was changed; open it again."
            )
        return f"x'{self.raw.hex()}{self.salt.hex()}'"

    def pragma(self) -> str:
        """The statement that unlocks a connection. Raises StorageFailed once wiped."""
        return f'PRAGMA key = "{self.quoted()}"'

    def copy(self) -> Key:
        """The same key, to be wiped by itself. Raises StorageFailed once wiped."""
        self.quoted()
        return Key(self.raw, self.salt)

    def wipe(self) -> None:
        """Overwrite the key and forget it; safe to call twice."""
        self.raw[:] = bytes(len(self.raw))
        self.raw.clear()

    def __del__(self) -> None:
        """Wipe it."""
        self.wipe()

    def __eq__(self, other: object) -> bool:
        """Whether both open the same file."""
        return isinstance(other, Key) and (self.raw, self.salt) == (other.raw, other.salt)

    __hash__ = None  # type: ignore[assignment]  # it changes when it is wiped

    def __repr__(self) -> str:
        """Nothing of the key."""
        return "Key(…)"

    def __reduce_ex__(self, _protocol: SupportsIndex) -> NoReturn:
        """A key is never written down."""
        raise TypeError("A key cannot be pickled; `copy` makes another.")


def derive(passphrase: str, salt: bytes) -> Key:
    """The key of `passphrase` for a file whose first 16 bytes are `salt`; a tenth to a third of a second."""
    return Key(hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, KDF_ITERATIONS, 32), salt)


def fresh_salt() -> bytes:
    """A new random salt of 16 bytes that does not look like the start of another kind of file."""
    while True:
        salt = os.urandom(SALT_BYTES)
        if not salt.startswith(_KNOWN) and not _is_text(salt):
            return salt


@dataclass(frozen=True)
class FileHead:
    """What the first bytes and the size of a file tell without a key."""

    salt: bytes
    size: int

    @property
    def is_plain_database(self) -> bool:
        """True for an SQLite file that is not encrypted."""
        return self.salt == PLAIN_HEADER

    @property
    def may_be_encrypted(self) -> bool:
        """True where the size fits whole encrypted pages and the start is no known text or format."""
        if self.size < PAGE_BYTES or self.size % PAGE_BYTES:
            return False
        return not self.salt.startswith(_KNOWN) and not _is_text(self.salt)

    @property
    def may_be_cut_off(self) -> bool:
        """True where the start could be that of an encrypted journal, but not of whole pages."""
        if len(self.salt) < SALT_BYTES or not self.size % PAGE_BYTES:
            return False
        return not self.salt.startswith(_KNOWN) and not _is_text(self.salt)


_KNOWN = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"{",
    b"<?xml",
    b"\xfd7zXZ",
)


_PRINTED = frozenset(range(32, 127)) | {9, 10, 13}


def _is_text(start: bytes) -> bool:
    return all(byte in _PRINTED for byte in start)


def read_head(path: Path) -> FileHead:
    """The head of a file. Raises OSError where it cannot be read."""
    with path.open("rb") as stream:
        start = stream.read(SALT_BYTES)
        return FileHead(start, os.fstat(stream.fileno()).st_size)
