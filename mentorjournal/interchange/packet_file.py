"""A review packet as one file: JSON and attached files in a small zip, encrypted whole."""

from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NoReturn

from mentorjournal.errors import ImportRefused, InvalidRecord
from mentorjournal.interchange import age_keys, limits
from mentorjournal.interchange.packet_json import (
    FORMAT,
    VERSION,
    contents_from,
    contents_plain,
    reply_from,
    reply_plain,
)
from mentorjournal.interchange.packet_plain import Contents, Reply

ENDING: Final = ".age"
MOST_BYTES: Final = 64 * limits.MIB
"""A packet as a whole, encrypted."""
MOST_JSON: Final = 8 * limits.MIB
MOST_FILES: Final = 200
_TEXT: Final = "packet.json"
_SHA256: Final = re.compile(r"files/([0-9a-f]{64})")
_OTHER: Final = "The file opens, and holds no review packet of Mentor Journal. Nothing was changed."
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)


class Opened:
    """An opened packet: what it says, and its files by hash."""

    def __init__(self, said: Contents | Reply, files: Mapping[str, bytes]) -> None:
        self.said = said
        self.files = files


def read_bytes(path: Path) -> bytes:
    """The encrypted packet. Raises ImportRefused where it cannot be read, or is larger than any."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ImportRefused(f"{path.name} cannot be read ({error.strerror}). Nothing was changed.") from error
    if len(data) > MOST_BYTES:
        raise ImportRefused(f"{path.name} is larger than any review packet. Nothing was changed.")
    return data


def packed(said: Contents | Reply, files: Mapping[str, bytes] = {}) -> bytes:
    """The bytes to encrypt. Raises InvalidRecord where they are more than a packet may hold."""
    plain = contents_plain(said) if isinstance(said, Contents) else reply_plain(said)
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False).encode()
    if (
        len(text) > MOST_JSON
        or len(files) > MOST_FILES
        or sum(map(len, files.values())) > MOST_BYTES - 2 * MOST_JSON
    ):
        raise InvalidRecord(
            "This is more than one packet may hold. Nothing was written; choose fewer records."
        )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in ((_TEXT, text), *((f"files/{key}", files[key]) for key in sorted(files))):
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def unpacked(data: bytes) -> Opened:
    """What decrypted bytes hold. Nothing is written anywhere. Raises ImportRefused, which says why."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _refuse_strange(members, len(data))
            text = _member(archive, _TEXT, MOST_JSON)
            files = {
                item.filename[6:]: _member(archive, item.filename, MOST_BYTES)
                for item in members
                if item.filename != _TEXT
            }
    except (
        zipfile.BadZipFile,
        KeyError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
        _zlib_error(),
    ):
        raise ImportRefused(_OTHER) from None
    for key, body in files.items():
        if hashlib.sha256(body).hexdigest() != key:
            raise ImportRefused("A file in this packet is damaged. Nothing was changed; ask for it again.")
    return Opened(said_in(text), files)


def _refuse_strange(members: list[zipfile.ZipInfo], size: int) -> None:
    names = [item.filename for item in members]
    total = sum(item.file_size for item in members)
    bomb = total > limits.MAX_ZIP_RATIO * size + limits.MIB * 8 or total > 2 * MOST_BYTES
    if bomb or len(names) > MOST_FILES + 1:
        raise ImportRefused(
            "This packet would unpack to far more than it should, as a harmful file does. Nothing was changed."
        )
    if names.count(_TEXT) != 1 or len(set(names)) != len(names):
        raise ImportRefused(_OTHER)
    if not all(name == _TEXT or _SHA256.fullmatch(name) for name in names):
        raise ImportRefused("This packet holds files that no packet holds. Nothing was changed.")


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    with archive.open(name) as stream:
        data = stream.read(most + 1)
    if len(data) > most:
        raise ImportRefused("This packet holds more text than any review. Nothing was changed.")
    return data


def said_in(text: bytes) -> Contents | Reply:
    """What the text of a packet says. Raises ImportRefused."""
    try:
        plain = json.loads(text.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ImportRefused(_OTHER) from None
    if not isinstance(plain, dict) or plain.get("format") != FORMAT or type(plain.get("version")) is not int:
        raise ImportRefused(_OTHER)
    if plain["version"] > VERSION:
        raise ImportRefused(
            "This packet was made by a newer version of Mentor Journal. Nothing was changed; update the program first."
        )
    return reply_from(plain) if plain.get("kind") == "answer" else contents_from(plain)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _zlib_error() -> type[Exception]:
    import zlib

    return zlib.error


def open_packet(data: bytes, *, identity: str = "", passphrase: str = "") -> Opened:
    """Decrypt and read a packet or an answer. Raises ImportRefused."""
    return unpacked(age_keys.unseal(data, identity=identity, passphrase=passphrase))


def fingerprint_of(plain: Any) -> str:
    """The hash of a JSON value, however its members are ordered."""
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
