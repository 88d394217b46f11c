"""Takes an address book apart, line by line, so that one broken card never costs another."""

from __future__ import annotations

import codecs
import io
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean, decode
from mentorjournal.interchange.icalendar_lines import Property, read_property
from mentorjournal.interchange.plain import Watch

MOST_PROPERTIES: Final = 2_000
MOST_LINE_BYTES: Final = 16 * limits.MIB
_STEP: Final = 5_000
_NO_PREF: Final = 101
_MOST_JOINED: Final = 5_000
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OPENING: Final = re.compile(r"\s*(?:[A-Za-z0-9-]{1,60}\.)?BEGIN:VCARD[ \t]*(?:\n|\Z)", re.I)
_QUOTED: Final = re.compile(rb"^[^:]{0,2000};(?:ENCODING=)?QUOTED-PRINTABLE[;:]", re.I)
_BASE64: Final = re.compile(rb"^[^:]{0,2000};(?:ENCODING=)?(?:BASE64|B)[;:]", re.I)
_ENDS: Final = re.compile(rb"\r++\n?")
"""Some programs end a line twice, in the middle of what they fold."""
_LETTERS: Final = re.compile(rb"[A-Za-z0-9+/= \t]+\Z")
_GROUPED: Final = re.compile(r"([A-Za-z0-9-]{1,60})\.(?=[A-Za-z])")
_CHARSETS: Final = re.compile(
    r"(?:iso[-_]?8859|windows|cp|utf|latin|us|koi8|gb|big5|euc|shift|iso[-_]?2022)[-_a-z0-9]{0,20}", re.I
)
_TYPE_WORDS: Final = frozenset(
    {
        "WORK",
        "HOME",
        "CELL",
        "FAX",
        "PAGER",
        "VOICE",
        "PREF",
        "INTERNET",
        "VIDEO",
        "MSG",
        "BBS",
        "MODEM",
        "CAR",
        "ISDN",
    }
    | {
        "PCS",
        "DOM",
        "INTL",
        "POSTAL",
        "PARCEL",
        "JPEG",
        "PNG",
        "GIF",
        "X509",
        "PGP",
        "MAIN",
        "TEXT",
        "IPHONE",
        "OTHER",
    }
)
_ENCODINGS: Final = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a card: `types` are its TYPE words in capitals, `group` ties it to another line."""

    name: str
    value: str = field(repr=False)
    types: frozenset[str] = frozenset()
    group: str = ""
    pref: int = _NO_PREF
    """1 to 100 of vCard 4; 1 where an older card says PREF; else 101."""
    params: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def is_base64(self) -> bool:
        """Whether its value is a file."""
        return self.params.get("ENCODING", "").upper() in ("BASE64", "B")


@dataclass(slots=True)
class Card:
    """The lines of one card as they stand in the file; `whole` is False where its end is missing."""

    number: int
    lines: list[Line] = field(default_factory=list)
    whole: bool = True
    shortened: bool = False
    unread: int = 0
    joined: int = 0
    """How many lines were put below another, the long ones counted more often: each costs a copy."""

    def each(self, name: str) -> list[Line]:
        """Every line of a name, the preferred first."""
        return sorted((line for line in self.lines if line.name == name), key=lambda line: line.pref)

    def value(self, name: str) -> str:
        """The preferred value of a name, or nothing."""
        return next((line.value for line in self.each(name) if line.value.strip(" ;")), "")


def is_vcard(text: str) -> bool:
    """Whether a text begins as address books do."""
    return bool(_OPENING.match(text))


def cards(data: bytes, name: str, watch: Watch) -> Iterator[Card]:
    """Every card of a file, one at a time. Raises `ImportRefused` where there are too many, `Cancelled` when stopped."""
    if data.startswith(_WIDE):
        data = decode(data)[0].encode("utf-8")
    _refuse_many(data.count(b"BEGIN:VCARD"), name)
    parting = _Parting()
    for count, raw in enumerate(_whole_lines(data.removeprefix(codecs.BOM_UTF8))):
        if count % _STEP == 0:
            watch.step(0, 0)
        if (card := parting.take(raw)) is not None:
            yield card
        _refuse_many(parting.number, name)
    if (card := parting.cut()) is not None:
        yield card


def _refuse_many(number: int, name: str) -> None:
    if number > limits.MAX_LISTED:
        message = f"{name} holds more than {limits.MAX_LISTED:,} cards. Nothing was imported."
        raise ImportRefused(message)


class _Parting:
    """Goes through the lines once and tells where a card ends."""

    def __init__(self) -> None:
        self.number = 0
        self._open: Card | None = None
        self._inner = 0

    def take(self, raw: bytes) -> Card | None:
        """The card that ends with this line, if one does."""
        head = raw[:40].strip().upper()
        if head == b"BEGIN:VCARD":
            return self._begin()
        if self._open is None:
            return None
        if head == b"END:VCARD":
            return self._end()
        if not self._inner:
            _add(self._open, raw)
        return None

    def _begin(self) -> Card | None:
        if self._open is not None and (self._inner or self._ends_with_agent(self._open)):
            # vCard 2.1 puts the whole card of an assistant inside a card.
            self._inner += 1
            return None
        before = self.cut()
        self.number += 1
        self._open = Card(self.number)
        return before

    @staticmethod
    def _ends_with_agent(card: Card) -> bool:
        return bool(card.lines) and card.lines[-1].name == "AGENT" and not card.lines[-1].value.strip()

    def _end(self) -> Card | None:
        if self._inner:
            self._inner -= 1
            return None
        done, self._open = self._open, None
        return done

    def cut(self) -> Card | None:
        """The card that is open where the file, or the next card, comes before its end."""
        if self._open is not None:
            self._open.whole = False
        self._inner = 0
        return self._end()


def _whole_lines(data: bytes) -> Iterator[bytes]:
    """The lines of a file with what was folded put together, as each version of the format folds."""
    parts: list[bytes] = []
    size, soft, base64 = 0, False, False
    for raw in io.BytesIO(_ENDS.sub(b"\n", data)):
        line = raw.rstrip(b"\n")
        if soft and line.strip().upper() != b"END:VCARD":
            # A soft break of quoted-printable; the next line is part of the value, however it looks.
            parts.append(line.removesuffix(b"="))
            soft = line.endswith(b"=")
        elif line[:1] in (b" ", b"\t") and parts:
            parts.append(line[1:])
        elif base64 and line and _LETTERS.match(line):
            parts.append(line)
        else:
            if parts and size <= MOST_LINE_BYTES:
                yield b"".join(parts)
            parts, size = [], 0
            quoted = bool(_QUOTED.match(line))
            base64 = bool(_BASE64.match(line))
            soft = quoted and line.endswith(b"=")
            parts = [line.removesuffix(b"=") if soft else line] if line.strip() else []
        size += len(line)
        if size > MOST_LINE_BYTES:
            # What is too long to be read need not be held either.
            parts = parts[:1]
    if parts and size <= MOST_LINE_BYTES:
        yield b"".join(parts)


def _add(card: Card, raw: bytes) -> None:
    if len(card.lines) >= MOST_PROPERTIES:
        card.shortened = True
        return
    text = _decoded(raw, "")
    group = _GROUPED.match(text)
    found = read_property(text[group.end() :] if group else text)
    if found is None:
        if card.lines and not card.lines[-1].is_base64 and card.joined < _MOST_JOINED:
            # Some programs write the lines of a note below each other without folding them.
            last = card.lines[-1]
            card.joined += 1 + len(last.value) // limits.KIB
            card.lines[-1] = Line(
                last.name, f"{last.value}\n{text}", last.types, last.group, last.pref, last.params
            )
        else:
            card.unread += 1
        return
    card.lines.append(_line(found, raw, group[1].lower() if group else ""))


def _line(found: Property, raw: bytes, group: str) -> Line:
    params = dict(found.params)
    for name, value in found.params.items():
        # vCard 2.1 writes the value alone: TEL;HOME;VOICE or PHOTO;BASE64.
        if not value and name in _ENCODINGS:
            params["ENCODING"] = name
    words = [name for name, value in found.params.items() if not value and name in _TYPE_WORDS]
    types = frozenset((*words, *_type_words(raw)))
    value = found.value
    if params.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":
        start = raw.find(b":") if b'"' not in raw.partition(b":")[0] else raw.rfind(b'":') + 1
        value = _decoded(quopri.decodestring(raw[start + 1 :]), params.get("CHARSET", ""))
    elif params.get("CHARSET"):
        value = value if value.isascii() else _again(raw, found, params["CHARSET"])
    pref = params.get("PREF", "")
    number = (
        int(pref)
        if pref.isdecimal() and 0 < int(pref[:4]) <= _NO_PREF
        else 1
        if "PREF" in types
        else _NO_PREF
    )
    return Line(found.name, value, types, group, number, params)


def _again(raw: bytes, found: Property, charset: str) -> str:
    """The value in the letters its line names, where the file as a whole is in others."""
    whole = _decoded(raw, charset)
    read = read_property(_GROUPED.sub("", whole, count=1))
    return read.value if read is not None else found.value


def _type_words(raw: bytes) -> Iterator[str]:
    """The words of every TYPE of a line; the parameter may come more than once."""
    head = raw.partition(b":")[0][:2000].decode("ascii", "replace").upper()
    for written in re.findall(r"TYPE=\"?([^;:\"]{1,200})", head):
        yield from (word.strip() for word in written.split(","))


def _decoded(raw: bytes, charset: str) -> str:
    try:
        return clean(raw.decode(charset if _CHARSETS.fullmatch(charset) else "utf-8"))
    except (LookupError, UnicodeError):
        return decode(raw)[0]
