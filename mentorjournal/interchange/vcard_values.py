"""The values of a card: parts between semicolons, birthdays without a year, numbers, addresses and pictures."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Iterator
from functools import partial
from typing import Final
from urllib.parse import unquote_to_bytes

from mentorjournal.interchange import limits
from mentorjournal.interchange.plain import Media
from mentorjournal.interchange.vcard_lines import Line

MOST_PICTURE_BYTES: Final = 10 * limits.MIB
_ESCAPED: Final = re.compile(r"\\(.)", re.S)
_PARTS: Final = re.compile(r"(?:[^;\\]|\\.)*", re.S)
_WORDS: Final = re.compile(r"(?:[^,\\]|\\.)*", re.S)
_DATE: Final = re.compile(r"(\d{4}|--)-?(\d{2})-?(\d{2})(?!\d)")
_NO_YEAR: Final = frozenset({"--", "1604"})
"""Address books that need a year write 1604 where nobody knows it: the first leap year of their calendar."""
_DATA: Final = re.compile(r"data:([\w.+/-]{0,100})(?:;[^,;]{0,100}){0,5}?(;base64)?,", re.I)
_SIGNS: Final = (
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG", "png"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"RIFF", "webp"),
)
_MEDIA: Final = {"jpg": "image/jpeg"}
_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def text_of(value: str) -> str:
    """A text without the backslashes that guard its signs (RFC 6350, section 3.4)."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def line_of(value: str) -> str:
    """The same on one line."""
    return " ".join(text_of(value).split())


def parts_of(value: str) -> list[str]:
    """The parts between semicolons, each on one line; a comma within a part becomes one with a space."""
    found = [match[0] for match in _PARTS.finditer(value[: limits.KIB * 64])]
    return [", ".join(filter(None, map(line_of, _split(part)))) for part in _without_ends(found)]


def words_of(value: str) -> list[str]:
    """The words between commas, each on one line."""
    return [word for part in _split(value[: limits.KIB * 64]) if (word := line_of(part))]


def _split(value: str) -> list[str]:
    return _without_ends([match[0] for match in _WORDS.finditer(value)])


def _without_ends(found: list[str]) -> list[str]:
    # The pattern also matches the nothing at the end of each part.
    kept, skip = [], False
    for piece in found:
        if not skip or piece:
            kept.append(piece)
        skip = bool(piece)
    return kept


def day_in_words(value: str) -> str:
    """A birthday as people say it: "3 February 1980", "3 February" without a year; what is no date as it is."""
    value = value.strip()
    found = _DATE.match(value)
    if found is None:
        return line_of(value)
    year, month, day = found[1], int(found[2]), int(found[3])
    try:
        dt.date(2000, month, day)
    except ValueError:
        return line_of(value)
    return f"{day} {_MONTHS[month - 1]}" + ("" if year in _NO_YEAR else f" {year}")


def number_of(line: Line) -> str:
    """A telephone number; of an address of one, the number in it."""
    value = line_of(line.value)
    if value.lower().startswith("tel:"):
        number, _, extension = value[4:].partition(";ext=")
        return f"{number} ext. {extension}" if extension else number
    return value


def address_of(line: Line) -> str:
    """An e-mail address without what stands before it."""
    value = line_of(line.value)
    return value[7:].strip() if value.lower().startswith("mailto:") else value


def where(line: Line) -> str:
    """What kind of number or address it is, in words, with a space before; "" where the card does not say."""
    said = {"CELL": "mobile", "HOME": "home", "WORK": "work", "FAX": "fax", "PAGER": "pager"}
    words = [word for key, word in said.items() if key in line.types]
    return f" ({', '.join(words)})" if words else ""


def picture_of(line: Line, number: int) -> Media | str | None:
    """The picture of a card: a file, the address of one, or None where it is damaged or too large."""
    value = line.value.strip()
    data_address = _DATA.match(value[:700])
    if data_address:
        body = value[data_address.end() :]
        data = _decoded(body) if data_address[2] else unquote_to_bytes(body)
    elif line.is_base64:
        data = _decoded(value)
    elif value:
        return line_of(value)[:2_000]
    else:
        return None
    if not data or len(data) > MOST_PICTURE_BYTES:
        return None
    ending = next((ending for sign, ending in _SIGNS if data.startswith(sign)), "bin")
    name = f"photo.{ending}" if number == 1 else f"photo-{number}.{ending}"
    media_type = "application/octet-stream" if ending == "bin" else _MEDIA.get(ending, f"image/{ending}")
    return Media(name, media_type, len(data), partial(_in_parts, data))


def _in_parts(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), limits.MIB):
        yield data[start : start + limits.MIB]


def _decoded(text: str) -> bytes | None:
    letters = "".join(text.split()).rstrip("=")
    # One letter alone stands for no byte: of a picture that was cut off, the rest can still be shown.
    letters = letters[:-1] if len(letters) % 4 == 1 else letters
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True) or None
    except (binascii.Error, ValueError):
        return None
