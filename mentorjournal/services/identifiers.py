"""Words in a text that may identify a person, by the classes of the Safe Harbor list; a help, never a certificate.

The 18 classes are those of 45 CFR 164.514(b)(2)(i) (the method called Safe Harbor), in our own words. Names are
found by what stands before them ("Mr", "patient", "his wife") only: those of People are known without. Initials, beds and wards, and rare conditions are added, for they
identify too. Everything is found on this computer, by shape and by word: what has another shape is overlooked, and
some of what is found is harmless. A text without a finding is not anonymous.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

CLASSES: Final[dict[str, str]] = {
    "name": "Name",
    "place": "Address or place smaller than a state",
    "date": "Date more exact than a year",
    "age": "Age over 89",
    "phone": "Phone number",
    "fax": "Fax number",
    "email": "Email address",
    "national": "Social security or national number",
    "record": "Medical record number",
    "plan": "Health plan or insurance number",
    "account": "Account number",
    "licence": "Licence or certificate number",
    "vehicle": "Vehicle number",
    "device": "Device or serial number",
    "url": "Web address",
    "ip": "Internet (IP) address",
    "biometric": "Biometric identifier",
    "photo": "Photograph or recording of a person",
    "code": "Other unique number or code",
    "initials": "Initials",
    "ward": "Bed, ward or room",
    "rare": "Rare condition or circumstance",
}
"""Every class by its key: the 18 of the list (ages stand beside dates), and three more."""

ANYWHERE: Final = frozenset(
    (
        *("age", "phone", "fax", "email", "national", "record", "plan", "account", "licence"),
        *("vehicle", "device", "ip", "biometric", "photo", "code"),
    )
)
"""The classes that are worth a look in any text; the others are everyday words outside of clinical ones."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Words of a text from `start` to `stop`, of the class `key`, which is called `label`."""

    key: str
    label: str
    start: int
    stop: int
    words: str


def find(text: str, only: Collection[str] | None = None) -> tuple[Identifier, ...]:
    """Every likely identifier in a text, in its order; none overlaps another: the first is kept, and the longest there.

    `only` are the keys of the classes to look for, None for all. The time it takes grows with the length of the
    text alone, whatever stands in it.
    """
    from mentorjournal.services.identifier_shapes import QUIET, SHAPES

    if not text:
        return ()
    plain = text if text.isascii() else "".join(map(_plain_digit, text))
    quiet = [match.span() for match in QUIET.finditer(plain)]
    found: list[Identifier] = []
    digits = any(map(str.isdigit, text))
    for shape in SHAPES:
        if (only is not None and shape.key not in only) or (shape.needs_digit and not digits):
            continue
        for match in shape.pattern.finditer(plain):
            words = match[0].rstrip(" \t.,;:")
            if words and (shape.check is None or shape.check(words)):
                start, stop = match.start(), match.start() + len(words)
                found.append(Identifier(shape.key, CLASSES[shape.key], start, stop, text[start:stop]))
    return _apart(found, quiet)


def _plain_digit(char: str) -> str:
    """A digit of any script as 0 to 9, so that the shapes know it."""
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _apart(found: list[Identifier], quiet: list[tuple[int, int]]) -> tuple[Identifier, ...]:
    """Those that begin within nothing before them, be it another one or something known to be harmless."""
    spans: list[tuple[int, int, Identifier | None]] = [(start, stop, None) for start, stop in quiet]
    spans += [(one.start, one.stop, one) for one in found]
    kept: list[Identifier] = []
    last = 0
    for start, stop, one in sorted(spans, key=lambda span: (span[0], span[2] is not None, -span[1])):
        if start < last:
            continue
        last = stop
        if one is not None:
            kept.append(one)
    return tuple(kept)
