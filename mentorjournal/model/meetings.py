"""The record types of a meeting: the event, its agenda, and what was changed in its brief."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Meeting(Record):
    """The dated event: who (people), agenda, notes, what was given and received. Times are local.

    `timer_from` is the UTC moment (ISO 8601) since which the timer runs, empty while it stands; `spent` are
    the minutes it counted. `series` is shared by the meetings of one repeated event, `rule` is its RRULE
    (RFC 5545, section 3.3.10).
    """

    TYPE: ClassVar[str] = "meeting"
    LABEL: ClassVar[str] = "Meeting"
    PLURAL: ClassVar[str] = "Meetings"

    relationship: str | None = f.link("Relationship", "relationship")
    status: str = f.choice("State", "meeting_status", "planned")
    minutes: float | None = f.number("Length in minutes")
    place: str = f.text("Place or link")
    objective: str = f.text("One objective")
    notes: str = f.note("Notes")
    gave: str = f.note("What I gave")
    received: str = f.note("What I received")
    roles_played: tuple[str, ...] = f.choice_set("Roles played", "roles")
    next_date: dt.date | None = f.date_field("Next meeting")
    worth: str = f.text("Worth to me")
    contributions: tuple[str, ...] = f.choice_set("What was given", "contribution")
    support: tuple[str, ...] = f.choice_set("Kinds of support", "support")
    timer_from: str = f.text("Timer runs since", searchable=False)
    spent: float | None = f.number("Minutes spent")
    summary: str = f.note("Summary to send")
    wrapped_on: dt.date | None = f.date_field("Wrapped up on")
    series: str = f.text("Series", searchable=False)
    rule: str = f.text("Repeats", searchable=False)


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Record):
    """One line of a meeting's agenda, ticked when talked about."""

    TYPE: ClassVar[str] = "agenda_item"
    LABEL: ClassVar[str] = "Agenda item"
    PLURAL: ClassVar[str] = "Agenda items"
    IN_TIMELINE: ClassVar[bool] = False

    meeting: str | None = f.link("Meeting", "meeting")
    position: float | None = f.number("Order")
    discussed: bool = f.flag("Talked about")


@dataclass(frozen=True, kw_only=True)
class BriefLine(Record):
    """What the reader changed about one line of a meeting's brief; lines left as gathered have no record.

    `part` is the item of the brief, `source` the record the line was gathered from (none: added by hand),
    `title` the reader's own words (empty: as gathered), `ticked` "" as gathered, "on" or "off".
    """

    TYPE: ClassVar[str] = "brief_line"
    LABEL: ClassVar[str] = "Line of a brief"
    PLURAL: ClassVar[str] = "Lines of briefs"
    IN_TIMELINE: ClassVar[bool] = False

    meeting: str | None = f.link("Meeting", "meeting")
    part: str = f.text("Part", searchable=False)
    source: str | None = f.link("Gathered from")
    ticked: str = f.text("Ticked", searchable=False)
    position: float | None = f.number("Order")
