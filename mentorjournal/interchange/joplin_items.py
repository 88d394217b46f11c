"""One item of Joplin: a title, a text, and below the last blank line what the program knows of it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.tar_source import TarSource

NOTE: Final = "1"
FOLDER: Final = "2"
RESOURCE: Final = "4"
TAG: Final = "5"
NOTE_TAG: Final = "6"

_NAME = re.compile(r"(?:^|/)[0-9a-f]{32}\.md$")
_TYPE = re.compile(r"^type_: \d{1,2}\s*\Z", re.M)
_PROPERTY = re.compile(r"([a-z][a-z0-9_]{0,40}):(?: (.*))?")
_LOOKS: Final = 5
_TAIL_CHARS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Item:
    """One item; `values` holds the properties as they are written."""

    title: str = field(repr=False)
    body: str = field(repr=False)
    values: Mapping[str, str] = field(repr=False)

    def get(self, key: str) -> str:
        """A property, or nothing."""
        return self.values.get(key, "")

    def is_set(self, key: str) -> bool:
        """Whether a property is neither absent nor zero."""
        return self.get(key).strip(" 0.") != ""


def is_item_name(name: str) -> bool:
    """Whether a file is named as Joplin names its items: 32 hexadecimal digits."""
    return bool(_NAME.search(name))


def is_item(text: str) -> bool:
    """Whether a text ends as Joplin's items end."""
    return bool(_TYPE.search(text[-_TAIL_CHARS:]))


def parse(text: str) -> Item | None:
    """The item of a file; None if it is none. The text may hold blank lines and lines that look like properties."""
    lines = text.rstrip("\n").split("\n")
    values: dict[str, str] = {}
    at = len(lines)
    while at and lines[at - 1].strip():
        at -= 1
        found = _PROPERTY.fullmatch(lines[at].rstrip("\r"))
        if found is None:
            return None
        values.setdefault(found[1], found[2] or "")
    if not values.get("type_"):
        return None
    above = "\n".join(lines[:at]).rstrip("\n")
    title, _, body = above.partition("\n")
    return Item(title.strip(), body.strip("\n"), values)


def _in_files(source: Source, names: Sequence[str]) -> list[str]:
    found = [name for name in names if is_item_name(name)]
    for name in found[:_LOOKS]:
        try:
            text, _ = decode(source.read(name, limits.MAX_NOTE_BYTES))
        except ImportRefused:
            continue
        if is_item(text):
            return found
    return []


def in_archive(source: Source, names: Sequence[str]) -> list[str]:
    """The items of a JEX file, which is a tar archive."""
    return _in_files(source, names) if isinstance(source, TarSource) else []


def in_folder(source: Source, names: Sequence[str]) -> list[str]:
    """The items of a RAW folder, or of one that was packed with another program."""
    return [] if isinstance(source, TarSource) else _in_files(source, names)


def resource_files(source: Source) -> dict[str, str]:
    """The stored files by the identifier of their resource."""
    return {
        PurePosixPath(name).stem.lower(): name
        for name in source.names()
        if PurePosixPath(name).parent.name in {"resources", ".resource"}
    }
