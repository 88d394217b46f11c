"""The heads of notes that our own export wrote: what is the journal's bookkeeping in them, and no words of anybody."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mentorjournal.interchange.plain import own_source
from mentorjournal.model.record import VISIBILITIES
from mentorjournal.model.types import RECORD_TYPES, ActionItem, Reflection
from mentorjournal.model.zones import zone_named

_PLURALS: Final = {cls.LABEL: cls.PLURAL for cls in RECORD_TYPES.values()}
_BECOMES: Final = frozenset({ActionItem.LABEL, Reflection.LABEL})
"""What a note becomes; of every other type it is worth saying that it was one."""
_CONFIDENTIAL: Final = "confidential"
SIGNATURE: Final = ".mentor-journal-export"
"""The hidden list of its files that a folder written by our own export holds."""
README: Final = "About this folder.txt"
ATTACHMENTS: Final = "attachments"


def is_part_of(names: Iterable[str]) -> bool:
    """Whether files are those of a folder that our own export wrote."""
    return SIGNATURE in names


def is_no_note(name: str) -> bool:
    """Whether a file of such a folder is an attached one, or the program's own word on it, whatever its ending."""
    return name in (SIGNATURE, README) or name.startswith(f"{ATTACHMENTS}/")


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a note says of it; `source` is "" where the note is not ours. `extra` is all the rest."""

    extra: tuple[tuple[str, str], ...]
    source: str = ""
    starred: bool = False
    confidential: bool = False
    time_zone: str | None = None


def head_of(extra: Iterable[tuple[str, str]], name: str) -> Head:
    """What the properties of a note with no place of their own say of it, and the folder it lies in."""
    folder = posixpath.dirname(name)
    given = tuple(extra)
    placed = (*given, ("folder", folder)) if folder else given
    said = dict(given)
    kind, seen = said.get("type", ""), said.get("visibility", "")
    source = own_source(said.get("id", ""))
    if not source or kind not in _PLURALS or seen not in (*VISIBILITIES, _CONFIDENTIAL):
        return Head(placed)
    place = said.get("time zone", "")
    known = bool(place) and zone_named(place) is not None
    taken = {"id", "visibility", "starred", *(("time zone",) if known else ())}
    taken |= {"type"} if kind in _BECOMES else set()
    kept = [
        (key, value)
        for key, value in placed
        if key not in taken and not (key == "folder" and posixpath.basename(value) == _PLURALS[kind])
    ]
    return Head(
        tuple(kept), source, said.get("starred") == "yes", seen == _CONFIDENTIAL, place if known else None
    )
