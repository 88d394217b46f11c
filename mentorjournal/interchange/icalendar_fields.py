"""The words of a calendar's lines: texts, tags, people and attached files."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from mentorjournal.interchange import limits
from mentorjournal.interchange.icalendar_lines import Component, Property
from mentorjournal.interchange.icalendar_plain import Attendee
from mentorjournal.interchange.media import fit_name, media_type
from mentorjournal.interchange.plain import Media
from mentorjournal.interchange.words import bare_tags

MOST_FILE_BYTES: Final = 10 * limits.MIB
MOST_PEOPLE: Final = 200

_ESCAPED = re.compile(r"\\(.)", re.S)
_BETWEEN = re.compile(r"(?<!\\)((?:\\\\)*),")
_EMAIL = re.compile(r"[^\s@<>:]+@[^\s@<>:]+\Z")
_ENDINGS: Final = {
    "application/pdf": ".pdf",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/plain": ".txt",
}
_NO_PEOPLE: Final = frozenset({"ROOM", "RESOURCE", "GROUP"})


def plain_text(value: str) -> str:
    """A text without the backslashes that guard its commas and line ends (RFC 5545, section 3.3.11)."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()


def one_line(value: str) -> str:
    """The same on one line."""
    return " ".join(plain_text(value).split())


def tags_of(component: Component) -> tuple[str, ...]:
    """The categories; one may hold a comma of its own."""
    pieces: list[str] = []
    for written in component.each("CATEGORIES"):
        parts = _BETWEEN.split(written.value)
        # The pattern's group holds the backslashes before a comma, which belong to the word before it.
        pieces += [
            word + (parts[at + 1] if at + 1 < len(parts) else "") for at, word in list(enumerate(parts))[::2]
        ]
    return bare_tags(one_line(piece) for piece in pieces)


def people_of(component: Component) -> tuple[Attendee, ...]:
    """Who invites and who is invited, without rooms and those who declined; each once."""
    found: dict[str, Attendee] = {}
    for name in ("ORGANIZER", "ATTENDEE"):
        for written in component.each(name):
            if written.params.get("CUTYPE", "").upper() in _NO_PEOPLE:
                continue
            person = _attendee(written)
            key = person.email.casefold() or person.name.casefold()
            if written.params.get("PARTSTAT", "").upper() == "DECLINED":
                found.pop(key, None)
            elif key:
                found.setdefault(key, person)
    return tuple(found.values())[:MOST_PEOPLE]


def _attendee(written: Property) -> Attendee:
    address = written.value.strip()
    if address.lower().startswith("mailto:"):
        address = address[7:].strip()
    email = address if _EMAIL.match(address) else ""
    name = one_line(written.params.get("CN", "")).strip("'\" ")
    if _EMAIL.match(name):
        # Programs that know no name repeat the address in its place.
        email, name = email or name, ""
    return Attendee(name, email)


def files_of(
    component: Component, tell: Callable[[str], None]
) -> tuple[tuple[Media, ...], tuple[tuple[str, str], ...]]:
    """The files that lie inside the calendar, and the addresses of those that do not; `tell` hears of trouble."""
    inside: dict[str, Media] = {}
    named: list[tuple[str, str]] = []
    for written in component.each("ATTACH"):
        if (
            written.params.get("ENCODING", "").upper() != "BASE64"
            and written.params.get("VALUE", "").upper() != "BINARY"
        ):
            if written.value.strip():
                named.append(("attachment", written.value.strip()[:2_000]))
            continue
        name = _file_name(written, len(inside) + 1, inside)
        data = _decoded(written.value)
        if data is None:
            tell(f"The attached file {name} is damaged and was left out.")
        elif len(data) > MOST_FILE_BYTES:
            tell(
                f"The attached file {name} is larger than {MOST_FILE_BYTES // limits.MIB} MB and was left out."
            )
        else:
            inside[name] = Media(name, media_type(name), len(data), partial(_parts, data))
    return tuple(inside.values()), tuple(named)


def _parts(data: bytes) -> Iterator[bytes]:
    for start in range(0, len(data), limits.MIB):
        yield data[start : start + limits.MIB]


def _decoded(text: str) -> bytes | None:
    letters = "".join(text.split())
    try:
        return base64.b64decode(letters + "=" * (-len(letters) % 4), validate=True) or None
    except (binascii.Error, ValueError):
        return None


def _file_name(written: Property, number: int, taken: dict[str, Media]) -> str:
    given = next(
        (
            written.params[key]
            for key in ("FILENAME", "X-FILENAME", "X-APPLE-FILENAME")
            if written.params.get(key)
        ),
        "",
    )
    ending = _ENDINGS.get(written.params.get("FMTTYPE", "").lower(), "")
    name = fit_name(given) if given else f"attachment-{number}{ending}"
    return name if name not in taken else f"{number}-{name}"
