"""Writes calendars that any calendar program reads (RFC 5545); the library folds, escapes and brings the zones."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.icalendar_plain import Attendee, When
from mentorjournal.interchange.icalendar_zones import explained
from mentorjournal.interchange.plain import unheard

if TYPE_CHECKING:
    from icalendar import Component
    from icalendar.parser import Contentline

PRODUCT: Final = "-//Mentor Journal//Mentor Journal//EN"
_LONGEST_LINE: Final = 75
_HEAD_BYTES: Final = 1_024
_STEP: Final = 100
_DAY_MINUTES: Final = 1_440
_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LAST_YEAR: Final = 2_200
_FIRST_YEAR: Final = 1_900


@dataclass(frozen=True, kw_only=True, slots=True)
class Leaf:
    """What every part of a calendar that we write has. `stamp` is when it was last changed, in UTC."""

    uid: str
    title: str = field(repr=False)
    stamp: dt.datetime
    created: dt.datetime | None = None
    sequence: int = 0
    text: str = field(default="", repr=False)
    private: bool = False
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class EventOut(Leaf):
    """One meeting or one series. Days of `slot`, `added` and `left_out` are on the clock of `start`.

    `slot` names which meeting of a series this one replaces; a series has a `rule`.
    """

    start: When
    minutes: float | None = None
    place: str = field(default="", repr=False)
    cancelled: bool = False
    people: tuple[Attendee, ...] = ()
    slot: When | None = None
    rule: str = ""
    added: tuple[When, ...] = ()
    left_out: tuple[When, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class TodoOut(Leaf):
    """One thing to do, with the day it is due."""

    due: dt.date


def write(
    events: Sequence[EventOut], todos: Sequence[TodoOut], step: Callable[[int, int], None] = unheard
) -> bytes:
    """One calendar with all of them, in UTF-8. `step` hears how many of how many parts are made, and may raise."""
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    years = [day.year for event in events for day in _days_of(event)]
    for zone in sorted({event.start.zone for event in events} - {"", "UTC"}):
        first, last = max(min(years) - 1, _FIRST_YEAR), min(max(years) + 2, _LAST_YEAR)
        calendar.add_component(explained(zone, min(first, last), last))
    *head, end = _lines(calendar)
    data, total = b"".join(head), len(events) + len(todos)
    made: list[bytes] = []
    parts: list[EventOut | TodoOut] = [*events, *todos]
    for number, part in enumerate(parts):
        if number % _STEP == 0:
            step(number, total)
        made += _lines(_event(part) if isinstance(part, EventOut) else _todo(part))
    step(total, total)
    return b"".join((data, *made, end))


def is_ours(path: Path) -> bool:
    """Whether a file is a calendar that this program wrote, and no other wrote anew. Raises OSError."""
    with path.open("rb") as stream:
        first, *more = stream.read(_HEAD_BYTES).splitlines()[:5] or [b""]
    return first == b"BEGIN:VCALENDAR" and f"PRODID:{PRODUCT}".encode() in more


def _lines(component: Component) -> list[bytes]:
    return [_folded(line) for line in component.content_lines() if line]


def _folded(line: Contentline) -> bytes:
    """A line with its end. The library goes through every letter to fold it, which most lines are too short for."""
    whole = line.encode()
    data: bytes = whole if len(whole) < _LONGEST_LINE else line.to_ical()  # type: ignore[no-untyped-call]
    return data + b"\r\n"


def _days_of(event: EventOut) -> tuple[dt.date, ...]:
    """The first and the last day an event is known to have, so that its zone is explained for all of them."""
    until = re.search(r"UNTIL=(\d{4})", event.rule)
    last = event.start.day.replace(day=1, year=max(int(until[1]), 1)) if until else event.start.day
    return (event.start.day, last, *(day.day for day in event.added))


def _event(event: EventOut) -> Component:
    from icalendar import Event, vRecur

    made = Event()
    _leaf(made, event)
    start = value_of(event.start)
    made.add("dtstart", start)
    # One that would last beyond the last day there is has no end in the file.
    with suppress(OverflowError):
        _add_end(made, event, start)
    if event.place:
        made.add("location", _printable(event.place))
    made.add("status", "CANCELLED" if event.cancelled else "CONFIRMED")
    if event.slot is not None:
        made.add("recurrence-id", value_of(event.slot))
    if event.rule:
        made.add("rrule", vRecur.from_ical(event.rule))
    for name, days in (("rdate", event.added), ("exdate", event.left_out)):
        if days:
            made.add(name, [value_of(day) for day in days])
    _add_people(made, event.people)
    return made


def _add_end(made: Component, event: EventOut, start: dt.date) -> None:
    if not event.minutes or event.minutes <= 0:
        return
    if not isinstance(start, dt.datetime):
        days = -int(-event.minutes // _DAY_MINUTES)
        if days > 1:
            made.add("dtend", start + dt.timedelta(days=days))
        return
    length = dt.timedelta(seconds=round(event.minutes * 60))
    if start.tzinfo is None:
        made.add("dtend", start + length)
        return
    end = (start.astimezone(dt.UTC) + length).astimezone(start.tzinfo)
    twice = end.replace(fold=0).utcoffset() != end.replace(fold=1).utcoffset()
    if twice or start.utcoffset() != end.utcoffset():
        # Written on the clock, an end in the hour that comes twice could be taken for either of the two, and the
        # meetings of a series would take their length from one whose night is an hour longer.
        made.add("duration", length)
    else:
        made.add("dtend", end)


def _add_people(made: Component, people: Iterable[Attendee]) -> None:
    from icalendar import vCalAddress

    for person in people:
        address = vCalAddress(f"mailto:{person.email}")
        if person.name:
            address.params["CN"] = _printable(person.name).replace('"', "'")
        made.add("attendee", address, encode=False)


def _todo(todo: TodoOut) -> Component:
    from icalendar import Todo

    made = Todo()
    _leaf(made, todo)
    made.add("due", todo.due)
    made.add("status", "NEEDS-ACTION")
    return made


def _leaf(made: Component, leaf: Leaf) -> None:
    made.add("uid", leaf.uid)
    made.add("dtstamp", leaf.stamp)
    made["last-modified"] = made["dtstamp"]
    if leaf.created is not None:
        made.add("created", leaf.created)
    made.add("sequence", leaf.sequence)
    made.add("summary", _printable(leaf.title))
    if leaf.text:
        made.add("description", _printable(leaf.text))
    if leaf.categories:
        made.add("categories", list(leaf.categories))
    if leaf.private:
        made.add("class", "PRIVATE")


def _printable(text: str) -> str:
    """A text without the characters that no line of a calendar may hold (RFC 5545, section 3.1)."""
    return _CONTROL.sub("", clean(text))


def value_of(when: When) -> Any:
    """The day, or the moment on its clock, as the library takes it."""
    if when.time is None:
        return when.day
    return when.wall.replace(tzinfo=ZoneInfo(when.zone)) if when.zone else when.wall
