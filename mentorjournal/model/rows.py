"""Small plain values that lists, searches and pages are made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple


class Row(NamedTuple):
    """One record as a list shows it. `sort` orders the timeline: larger is newer.

    A tuple, because lists make them by the hundred while somebody scrolls or types.
    """

    id: str
    type: str
    title: str
    date: dt.date | None
    at: dt.time | None
    preview: str
    visibility: str
    confidential: bool
    starred: bool
    sort: int

    @property
    def heading(self) -> str:
        """The title, or the first words of the text where there is none."""
        return self.title or self.preview.partition("\n")[0] or "Untitled"


class Hit(NamedTuple):
    """One search result; `snippet` marks the found words with \\x02 and \\x03."""

    row: Row
    snippet: str


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A record connected to another: in which role, and whether the link points here or from here."""

    row: Row
    role: str
    incoming: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What a timeline shows. Empty values leave everything in; `unacted` leaves what no action follows from."""

    types: tuple[str, ...] = ()
    person: str = ""
    tag: str = ""
    visibility: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    starred: bool = False
    words: str = ""
    unacted: bool = False
