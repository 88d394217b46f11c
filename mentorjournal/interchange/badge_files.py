"""Where Open Badges hide: plain JSON, a signed token, a PNG with a text in it, an SVG with an element in it."""

from __future__ import annotations

import base64
import binascii
import json
import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import decode, load_json
from mentorjournal.interchange.markdown_notes import is_hidden
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.xml_stream import XmlDamage, XmlStream

MOST_BYTES: Final = 16 * limits.MIB
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_KEYWORDS: Final = (b"openbadgecredential", b"openbadges")
_MOST_TEXT: Final = 4 * limits.MIB
_CHUNK_HEAD: Final = 8
_TOKEN: Final = re.compile(r"\s*([\w-]{8,20000})\.([\w-]{8,})\.([\w-]*)\s*", re.ASCII)
_TOKEN_START: Final = re.compile(r"\s*(eyJ[\w-]{5,20000})\.([\w-]{8})", re.ASCII)
_SVG: Final = re.compile(r"<svg[\s>]")
_IN_SVG: Final = re.compile(r"<openbadges:(?:credential|assertion)[\s>]")
_SIGN: Final = re.compile(
    rb"OpenBadgeCredential|AchievementCredential|w3id\.org/openbadges|purl\.imsglobal\.org/spec/ob/"
)
_TYPES: Final = frozenset({"OpenBadgeCredential", "AchievementCredential"})
_ENDINGS: Final = frozenset({".json", ".jsonld", ".jws", ".jwt", ".png", ".svg", ".txt"})
_MOST_FILES: Final = 2_000
_LOOKS: Final = 40
_MOST_OF_ONE: Final = 500


def types_of(document: Any) -> set[str]:
    """The types of a JSON-LD object, which stand alone or in a list."""
    if not isinstance(document, dict):
        return set()
    written = document.get("type", document.get("@type"))
    return {one for one in (written if isinstance(written, list) else [written]) if isinstance(one, str)}


def is_badge(document: Any) -> bool:
    """Whether parsed JSON is an award of Open Badges 3.0, 2.0 or 1, or a list or presentation of them."""
    if isinstance(document, list):
        return any(is_badge(one) for one in document[:_LOOKS] if isinstance(one, dict))
    if not isinstance(document, dict):
        return False
    if "verifiableCredential" in document and "VerifiablePresentation" in types_of(document):
        return True
    if _TYPES & types_of(document):
        return True
    is_assertion = "badge" in document and ("recipient" in document or "issuedOn" in document)
    return is_assertion and bool({"verify", "verification", "issuedOn", "uid"} & document.keys())


def is_badge_text(text: str, _: str = "") -> bool:
    """Whether a text is a signed token of JSON, or a drawing with a badge in it."""
    if _SVG.search(text[:4096]):
        return bool(_IN_SVG.search(text))
    found = _TOKEN_START.match(text)
    if not found:
        return False
    try:
        return b'"alg"' in _letters(found[1]) and _letters(found[2]).lstrip().startswith(b"{")
    except ValueError:
        return False


def is_badge_file(source: Source, name: str, head: bytes) -> bool:
    """Whether a picture holds a badge; it is looked through, since most programs put it at the end."""
    try:
        return head.startswith(_PNG) and bool(_png_text(source.parts(name, MOST_BYTES), look_only=True))
    except ImportRefused:
        return False


def in_files(source: Source, names: Sequence[str]) -> list[str]:
    """The badges of a folder or an archive that holds nothing else."""
    visible = [name for name in names if not is_hidden(name)]
    endings = {PurePosixPath(name).suffix.lower() for name in visible}
    if not visible or len(visible) > _MOST_FILES or not endings <= _ENDINGS:
        return []
    if not endings - {".txt", ".png", ".svg"} and len(visible) > _LOOKS:
        return []
    return visible if any(_shows(source, name) for name in visible[:_LOOKS]) else []


def _shows(source: Source, name: str) -> bool:
    try:
        head = source.head(name, limits.HEAD_BYTES)
        return bool(_SIGN.search(head)) or is_badge_text(decode(head)[0]) or is_badge_file(source, name, head)
    except ImportRefused:
        return False


def awards(source: Source, name: str) -> Iterator[Any]:
    """Every award in a file, as JSON or as the address that is all a file says. Raises `ImportRefused`."""
    head = source.head(name, limits.HEAD_BYTES)
    if head.startswith(_PNG):
        found = _png_text(source.parts(name, MOST_BYTES))
        if not found:
            message = "It is a picture without a badge in it."
            raise ImportRefused(message)
        yield from _of_text(decode(found)[0], name)
        return
    data = source.read(name, MOST_BYTES)
    text = decode(data)[0]
    if _SVG.search(text[:4096]):
        yield from _of_text(_in_svg(data, name), name)
    else:
        yield from _of_text(text, name)


def _of_text(text: str, name: str) -> Iterator[Any]:
    if _TOKEN.fullmatch(text):
        yield from _each(_payload(text), name)
    elif text.strip().startswith(("http://", "https://")) and len(text.split()) == 1:
        yield text.strip()
    else:
        yield from _each(load_json(text.encode("utf-8", "replace"), name), name)


def _each(document: Any, name: str) -> Iterator[Any]:
    """The awards in a list or a presentation; what is signed on its own is opened."""
    if isinstance(document, dict) and "verifiableCredential" in document:
        document = document["verifiableCredential"]
    rows = document if isinstance(document, list) else [document]
    for row in rows[:_MOST_OF_ONE]:
        enveloped = (
            row.get("id")
            if isinstance(row, dict) and "EnvelopedVerifiableCredential" in types_of(row)
            else row
        )
        if isinstance(enveloped, str):
            token = enveloped.rpartition(",")[2]
            yield _payload(token) if _TOKEN.fullmatch(token) else enveloped[:2_000]
        else:
            yield row
    if len(rows) > _MOST_OF_ONE:
        message = f"{name} holds more than {_MOST_OF_ONE} badges; the rest was left out."
        raise ImportRefused(message)


def _payload(token: str) -> Any:
    """What a compact token says; its signature is not looked at."""
    found = _TOKEN.fullmatch(token)
    try:
        said = json.loads(_letters(found[2] if found else ""))
    except (ValueError, RecursionError):
        message = "The signed token in it is damaged."
        raise ImportRefused(message) from None
    if isinstance(said, dict) and isinstance(said.get("vc"), dict):
        return {"id": said.get("jti"), "validFrom": _since(said.get("nbf", said.get("iat"))), **said["vc"]}
    return said


def _since(seconds: Any) -> Any:
    """The moment of a token, which counts seconds."""
    from mentorjournal.interchange.local_clock import from_epoch

    moment = from_epoch(seconds, 1)
    return moment.isoformat().replace("+00:00", "Z") if moment else None


def _letters(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error as error:
        raise ValueError from error


def _png_text(parts: Iterator[bytes], *, look_only: bool = False) -> bytes:
    """The badge in a picture, or its keyword where only that is asked; b"" where there is none."""
    whole = b"".join(parts)
    at = len(_PNG)
    while at + _CHUNK_HEAD <= len(whole):
        size, kind = struct.unpack_from(">I4s", whole, at)
        body = whole[at + _CHUNK_HEAD : at + _CHUNK_HEAD + min(size, _MOST_TEXT)]
        if kind in (b"iTXt", b"tEXt") and (found := _keyed(kind, body)):
            return b"x" if look_only else found
        at += _CHUNK_HEAD + size + 4
    return b""


def _keyed(kind: bytes, body: bytes) -> bytes:
    """The text of a chunk that is a badge's."""
    keyword, _, rest = body.partition(b"\0")
    if keyword not in _KEYWORDS:
        return b""
    if kind == b"tEXt":
        return rest
    compressed, rest = rest[:1] == b"\1", rest[2:]
    text = rest.split(b"\0", 2)[-1]
    if not compressed:
        return text
    try:
        return zlib.decompressobj().decompress(text, _MOST_TEXT)
    except zlib.error:
        return b""


class _Drawing(XmlStream):
    """Finds the badge in an SVG."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.found = ""
        self._inside = False

    def opened(self, element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] in ("credential", "assertion") and not self.found:
            self.found = attributes.get("verify", "").strip()
            self._inside = not _TOKEN.fullmatch(self.found)
            self.found = "" if self._inside else self.found

    def said(self, text: str) -> None:
        if self._inside and len(self.found) < _MOST_TEXT:
            self.found += text

    def closed(self, element: str) -> None:
        if element.rpartition(":")[2] in ("credential", "assertion"):
            self._inside = False


def _in_svg(data: bytes, name: str) -> str:
    drawing = _Drawing(name)
    try:
        drawing.feed(data, last=True)
    except XmlDamage:
        if not drawing.found:
            message = "It is damaged."
            raise ImportRefused(message) from None
    if not drawing.found.strip():
        message = "It is a drawing without a badge in it."
        raise ImportRefused(message)
    return drawing.found
