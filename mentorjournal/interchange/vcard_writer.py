"""The people of a journal as an address book (vCard 4.0, RFC 6350)."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import BinaryIO, Final

from mentorjournal.interchange import limits
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.interchange.references import one_line
from mentorjournal.model.types import Attachment, Person

PRODUCT: Final = "-//Mentor Journal//Mentor Journal//EN"
MOST_PICTURE_BYTES: Final = 4 * limits.MIB
"""Address books refuse larger pictures, or grow slow with them."""
_LONGEST_LINE: Final = 75
_GUARDED: Final = {"\\": "\\\\", ",": "\\,", ";": "\\;", "\n": "\\n", "\r": ""}


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write every chosen person who may be named; whoever may not is counted in `Left` and stays behind.

    A card is a name, an address and a number: a role or a pseudonym on it would still tell who it is.
    """
    left = Left()
    for person in portable.of(Person):
        if portable.name(person.id) != person.title:
            left.lost("a person who is not shown by name")
            continue
        for line in _card(person, portable, left):
            out.write(_folded(line))
        left.records += 1
        portable.check(left.records)
    return left


def _card(person: Person, portable: Portable, left: Left) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:4.0"
    yield f"PRODID:{PRODUCT}"
    yield f"UID:urn:uuid:{person.id}"
    for name, value in (
        ("FN", person.title),
        ("NICKNAME", person.short_name),
        ("EMAIL", person.email),
        ("TEL", person.phone),
        ("ORG", person.organisation),
        ("TITLE", person.position),
    ):
        if said := one_line(value):
            yield f"{name}:{_guarded(said)}"
    if person.notes:
        yield f"NOTE:{_guarded(person.notes)}"
    if tags := portable.tags(person):
        yield f"CATEGORIES:{','.join(map(_guarded, tags))}"
    yield from _picture(person, portable, left)
    if person.updated_at:
        yield f"REV:{person.updated_at.year:04}{person.updated_at:%m%dT%H%M%SZ}"
    yield "END:VCARD"
    for held, words in (
        (bool(person.roles), "the roles of a person"),
        (bool(person.arena or person.tie), "where the tie to a person comes from"),
        (bool(person.shares), "what experience a person shares with me"),
    ):
        if held:
            left.lost(words)


def _picture(person: Person, portable: Portable, left: Left) -> Iterator[str]:
    """The first attached picture as the photo; every other file stays behind."""
    shown = False
    for attachment_id in person.attachments:
        attachment = portable.get(attachment_id)
        if not isinstance(attachment, Attachment):
            continue
        data = None if shown else _bytes(attachment, portable)
        if not data:
            left.lost("an attached file of a person")
            continue
        shown = True
        left.files += 1
        yield f"PHOTO:data:{attachment.media_type};base64,{base64.b64encode(data).decode('ascii')}"


def _bytes(attachment: Attachment, portable: Portable) -> bytes | None:
    if not attachment.media_type.startswith("image/") or (attachment.size or 0) > MOST_PICTURE_BYTES:
        return None
    parts = portable.bytes_of(attachment.sha256)
    return None if parts is None else b"".join(parts)


def _guarded(text: str) -> str:
    return "".join(_GUARDED.get(sign, sign) for sign in text)


def _folded(line: str) -> bytes:
    """The line in pieces of at most 75 bytes that cut no letter (RFC 6350, section 3.2)."""
    data = line.encode("utf-8", "replace")
    pieces, start, room = [], 0, _LONGEST_LINE
    while len(data) - start > room:
        end = start + room
        while data[end] & 0xC0 == 0x80:  # noqa: PLR2004  the mark of a byte inside a letter
            end -= 1
        pieces.append(data[start:end])
        start, room = end, _LONGEST_LINE - 1
    return b"\r\n ".join([*pieces, data[start:]]) + b"\r\n"
