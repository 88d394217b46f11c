"""A meeting's brief as plain values: its parts in order, each line with where it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Side = Literal["mentee", "mentor"]
BadgeKind = Literal["ok", "warn", "late", "quiet", "accent", "plain"]

MENTEE_PARTS: Mapping[str, str] = {
    "objective": "One objective",
    "actions": "Actions since last time",
    "progress": "Moved, and not moved",
    "wins": "Wins",
    "questions": "Questions, most important first",
    "concerns": "Concerns, only if ticked",
    "feedback": "Feedback I want",
    "deadlines": "Next 60 days",
    "wellbeing": "How I am",
    "next": "Next time",
}
"""The ten items of a mentee's brief, in their order."""

MENTOR_PARTS: Mapping[str, str] = {
    "who": "Who, and towards what",
    "meetings": "Last three meetings",
    "promised": "What I promised",
    "questions": "Open questions",
    "signals": "Signals",
    "aspirations": "What they hope for",
    "coaching": "Two questions to ask",
    "offer": "People and resources to offer",
    "credit": "Credit and praise due",
    "boundaries": "Boundaries, only if ticked",
    "learn": "What I want to learn",
}
"""The items of a mentor's private page, in their order."""

LEFT = ("actions", "questions", "concerns", "who", "promised", "signals", "coaching", "learn")
WHOLE = ("deadlines", "wellbeing", "next")
"""Parts of the left column, and parts across the page; all others stand in the right column."""

PERSONAL = "Personal goal, left out"
"""What stands for a goal of the personal life until it is ticked."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A line as the journal gives it. `slot` is its part, with a name behind a colon where one record gives
    several lines; `masked` stands for its text as long as it is not ticked."""

    slot: str
    source: str
    text: str
    badge: str = ""
    kind: BadgeKind = "plain"
    ticked: bool = True
    whom: str = ""
    masked: str = ""

    @property
    def part(self) -> str:
        """The key of the part it belongs to."""
        return self.slot.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Line:
    """A line as the reader left it. `record` is the id of what was changed about it, empty as gathered.

    `text` is what is shown; `full` what is printed and edited, which differs while it is masked.
    """

    key: str
    slot: str
    source: str
    text: str
    full: str
    badge: str
    kind: BadgeKind
    ticked: bool
    whom: str = ""
    edited: bool = False
    added: bool = False
    by_default: bool = True
    record: str = ""

    @property
    def part(self) -> str:
        """The key of the part it belongs to."""
        return self.slot.partition(":")[0]


@dataclass(frozen=True, slots=True)
class Part:
    """One item of the brief with its lines in the reader's order."""

    key: str
    title: str
    lines: tuple[Line, ...]

    @property
    def ticked(self) -> tuple[Line, ...]:
        """The lines that go along."""
        return tuple(line for line in self.lines if line.ticked)


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody the meeting is with."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything to bring to one meeting.

    `since` is the day from which it was gathered, `first` says that this was no meeting but the beginning.
    Nothing `confidential` is ever printed: the meeting, or the relationship it belongs to.
    """

    meeting: str
    title: str
    side: Side
    people: tuple[Who, ...]
    day: dt.date | None
    at: dt.time | None
    minutes: float | None
    place: str
    objective: str
    since: dt.date | None
    first: bool
    parts: tuple[Part, ...]
    confidential: bool = False

    @property
    def names(self) -> str:
        """Everybody there, or what the meeting is called."""
        return ", ".join(who.name for who in self.people) or self.title or "Meeting"

    def part(self, key: str) -> Part:
        """A part by its key. Raises KeyError."""
        return {part.key: part for part in self.parts}[key]

    def line(self, key: str) -> Line | None:
        """A line by its key, or None."""
        return next((line for part in self.parts for line in part.lines if line.key == key), None)
