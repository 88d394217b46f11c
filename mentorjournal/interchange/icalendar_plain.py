"""What a calendar file holds, as plain values: meetings, things to do and journal entries."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from mentorjournal.interchange.plain import Media

Kind = Literal["event", "todo", "journal"]
Status = Literal["", "cancelled", "done"]


@dataclass(frozen=True, slots=True)
class When:
    """A day, and a time on the clock of `zone`, an IANA name; empty where the clock is nobody's in particular.

    `moment` is the same in UTC, None where no zone says so.
    """

    day: dt.date
    time: dt.time | None = None
    zone: str = ""
    moment: dt.datetime | None = None

    @property
    def wall(self) -> dt.datetime:
        """The time on that clock, naive; midnight of a whole day."""
        return dt.datetime.combine(self.day, self.time or dt.time())


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody invited, or who invites; either word may be empty."""

    name: str = field(repr=False)
    email: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Appointment:
    """One meeting, one thing to do or one entry of a calendar.

    `uid` is the calendar's own identifier and `slot` the start that the rule of a series gave it, as
    `20260302T090000` or `20260302`; together they stay the same when the meeting is moved. `sequence` grows with
    each change. `minutes` are real
    ones, across midnight and a change of the clock. `rule` is the series' RRULE (RFC 5545, section 3.3.10).
    """

    kind: Kind
    uid: str
    slot: str = ""
    title: str = field(default="", repr=False)
    text: str = field(default="", repr=False)
    start: When | None = None
    minutes: float | None = None
    place: str = field(default="", repr=False)
    status: Status = ""
    confidential: bool = False
    tags: tuple[str, ...] = field(default=(), repr=False)
    people: tuple[Attendee, ...] = ()
    media: tuple[Media, ...] = ()
    extra: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    rule: str = ""
    due: When | None = None
    done_on: dt.date | None = None
    created: dt.datetime | None = None
    updated: dt.datetime | None = None
    sequence: int = 0
    item: str = ""

    @property
    def source_id(self) -> str:
        """The same each time the same meeting is read, wherever it was moved."""
        return source_id(self.uid, self.slot)


def source_id(uid: str, slot: str = "") -> str:
    """How a record remembers which meeting of a calendar it is."""
    return f"ical:{uid};{slot}" if slot else f"ical:{uid}"
