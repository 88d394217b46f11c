"""Reads calendars: every good part of them, with a plain sentence for each that is not."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.icalendar_fields import files_of, one_line, people_of, plain_text, tags_of
from mentorjournal.interchange.icalendar_lines import Component, Property, take_apart, unfolded
from mentorjournal.interchange.icalendar_plain import Appointment, Status, When
from mentorjournal.interchange.icalendar_series import Series, occurrences
from mentorjournal.interchange.icalendar_times import (
    Unreadable,
    Zones,
    minutes_between,
    moved_to,
    read_duration,
    read_when,
)
from mentorjournal.interchange.local_clock import on_the_wall
from mentorjournal.interchange.plain import Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source

FORMAT: Final = "icalendar"
ZONE_UNKNOWN: Final = "This time zone is not known here. Times in it were kept as they are written."
_DAY_MINUTES: Final = 1_440
_LONGEST_NUMBER: Final = 9
_COUNTED: Final = {"event": "events", "todo": "todos", "journal": "journals"}


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read one calendar file, or all of a folder's. Raises `ImportRefused` and `Cancelled`."""
    reading = Reading(FORMAT, parts={"calendars": 0, "events": 0, "todos": 0, "journals": 0})
    shelf = _Shelf(watch.today)
    for number, name in enumerate(names):
        watch.step(number, len(names))
        try:
            data = source.read(name, limits.MAX_TEXT_BYTES)
        except ImportRefused as error:
            if len(names) == 1:
                raise
            reading.problem(name, str(error))
            continue
        _read_file(data, name, reading, watch, shelf, among_others=len(names) > 1)
    _tie(shelf, reading, watch)
    return reading


@dataclass(slots=True)
class _Shelf:
    """What was read so far, by kind and identifier: series wait for what overrides them."""

    today: dt.date
    groups: dict[tuple[str, str], list[Series]] = field(default_factory=dict)


def _read_file(
    data: bytes, name: str, reading: Reading, watch: Watch, shelf: _Shelf, *, among_others: bool
) -> None:
    where = f"{name}, " if among_others else ""
    text, warning = unfolded(data)
    if warning:
        reading.problem(name, warning)
    outline = take_apart(text, reading, name, watch)
    reading.parts["calendars"] += outline.calendars
    zones = Zones(outline.zones)
    for number, component in enumerate(outline.components):
        if number % 500 == 0:
            watch.step(0, 0)
        reading.parts[_COUNTED[component.kind]] += 1
        made = _Parsed(component, zones, reading, where).series()
        shelf.groups.setdefault((component.kind, made.plain.uid), []).append(made)
    for zone in zones.unknown:
        reading.problem(zone[:80], ZONE_UNKNOWN)


def _tie(shelf: _Shelf, reading: Reading, watch: Watch) -> None:
    budget = [float(limits.MAX_RULE_STEPS)]
    for number, group in enumerate(shelf.groups.values()):
        if number % 100 == 0:
            watch.step(0, 0)
        reading.appointments += occurrences(group, shelf.today, reading, budget)
        if len(reading.appointments) > limits.MAX_ENTRIES:
            return


class _Parsed:
    """One component on its way to a plain value."""

    def __init__(self, component: Component, zones: Zones, reading: Reading, where: str) -> None:
        self._component, self._zones, self._reading = component, zones, reading
        self._title = one_line(component.value("SUMMARY"))
        words = f", {self._title[:60]}" if self._title else ""
        kind = {"todo": "to-do", "journal": "journal entry"}.get(component.kind, component.kind)
        self.item = f"{where}{kind} {component.number}{words}"

    def tell(self, message: str) -> None:
        self._reading.problem(self.item, message)

    def series(self) -> Series:
        """The component, with the rule and the days it repeats on, unread ones left out."""
        component = self._component
        if not component.whole:
            self.tell("The file breaks off or is damaged in its middle. What could be read of it was kept.")
        if component.shortened:
            self.tell("It has more lines than any meeting has. The first ones were read.")
        start = self._at_home("DTSTART")
        if len(list(component.each("DTSTART"))) > 1:
            self.tell("It has more than one start. The first was taken.")
        files, named = files_of(component, self.tell)
        plain = Appointment(
            component.kind,  # type: ignore[arg-type]
            self._uid(),
            title=self._title,
            text=self._text(),
            start=start,
            minutes=self._minutes(start),
            place=one_line(component.value("LOCATION")),
            status=self._status(),
            confidential=component.value("CLASS").upper() == "CONFIDENTIAL",
            tags=tags_of(component),
            people=people_of(component),
            media=files,
            extra=(*named, *self._address()),
            rule=component.value("RRULE").upper(),
            due=self._at_home("DUE"),
            done_on=self._done_on(),
            created=self._moment("CREATED"),
            updated=self._moment("LAST-MODIFIED"),
            sequence=self._sequence(),
            item=self.item,
        )
        return Series(
            plain,
            replaces=self._when("RECURRENCE-ID"),
            and_later=self._ranges(),
            added=self._list("RDATE"),
            left_out=[when for when, _ in self._list("EXDATE")],
            zones=self._zones,
        )

    def _uid(self) -> str:
        uid = one_line(self._component.value("UID"))[:1_000]
        if uid:
            return uid
        names = ("SUMMARY", "DTSTART", "DUE", "RDATE", "RECURRENCE-ID", "DESCRIPTION")
        return fingerprint("none", *(self._component.value(name) for name in names))

    def _text(self) -> str:
        texts = [plain_text(written.value) for written in self._component.each("DESCRIPTION")]
        return "\n\n".join(filter(None, texts))

    def _address(self) -> tuple[tuple[str, str], ...]:
        url = self._component.value("URL")
        return (("link", url[:2_000]),) if url else ()

    def _at_home(self, name: str) -> When | None:
        """A day or time on the clock of whoever keeps the calendar."""
        when = self._when(name)
        home = self._component.calendar.zone
        if when is not None and when.zone == "UTC" and home:
            # A calendar written in UTC says in its head on which clock its people live.
            return moved_to(when, home, self._zones)
        return when

    def _when(self, name: str) -> When | None:
        written = self._component.first(name)
        if written is None:
            return None
        try:
            return read_when(written, self._zones)
        except Unreadable as error:
            self.tell(
                f"{_WORDS.get(name, 'A date')} “{error}” is no date. It was left out, the rest was kept."
            )
            return None

    def _moment(self, name: str) -> dt.datetime | None:
        written = self._component.first(name)
        try:
            return read_when(written, self._zones).moment if written else None
        except Unreadable:
            return None

    def _minutes(self, start: When | None) -> float | None:
        if start is None or self._component.kind != "event":
            return None
        end = self._when("DTEND")
        if end is not None:
            minutes = (
                _whole_days(start, end)
                if end.time is None or start.time is None
                else minutes_between(start, end)
            )
            if minutes < 0:
                self.tell("It ends before it begins. Its start was kept, its length was not.")
            return minutes if minutes > 0 else None
        return self._duration(start)

    def _duration(self, start: When) -> float | None:
        written = self._component.value("DURATION")
        if not written:
            return None
        try:
            length = read_duration(written).total_seconds() / 60
        except (Unreadable, OverflowError):
            self.tell("Its length cannot be read. Its start was kept.")
            return None
        if length < 0:
            self.tell("It ends before it begins. Its start was kept, its length was not.")
        one_day = start.time is None and length == _DAY_MINUTES
        return length if length > 0 and not one_day else None

    def _status(self) -> Status:
        status = self._component.value("STATUS").upper()
        if status == "CANCELLED" or self._component.calendar.method == "CANCEL":
            return "cancelled"
        done = status == "COMPLETED" or self._component.value("PERCENT-COMPLETE") == "100"
        return (
            "done" if self._component.kind == "todo" and (done or self._component.first("COMPLETED")) else ""
        )

    def _done_on(self) -> dt.date | None:
        completed = self._at_home("COMPLETED")
        if completed is not None:
            # It is always in UTC (RFC 5545, section 3.8.2.1), which is the day of few people.
            in_utc = completed.moment if completed.zone == "UTC" else None
            return on_the_wall(in_utc).day if in_utc else completed.day
        changed = self._moment("LAST-MODIFIED")
        return on_the_wall(changed).day if changed and self._status() == "done" else None

    def _ranges(self) -> bool:
        written = self._component.first("RECURRENCE-ID")
        return written is not None and bool(written.params.get("RANGE"))

    def _list(self, name: str) -> list[tuple[When, float | None]]:
        """The days of RDATE or EXDATE, each with its own length where it has one."""
        found: list[tuple[When, float | None]] = []
        bad: list[str] = []
        for written in self._component.each(name):
            for value in written.value.split(",", limits.MAX_RULE_DATES)[: limits.MAX_RULE_DATES]:
                try:
                    found.append(_period(written, value, self._zones))
                except (Unreadable, OverflowError):
                    bad.append(value.strip()[:20])
        if bad:
            more = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
            self.tell(f"Of the days it repeats on, “{bad[0]}”{more} cannot be read. The rest was kept.")
        return found[: limits.MAX_RULE_DATES]

    def _sequence(self) -> int:
        written = self._component.value("SEQUENCE")
        fits = written.isascii() and written.isdigit() and len(written) <= _LONGEST_NUMBER
        return int(written) if fits else 0


_WORDS: Final = {
    "DTSTART": "Its start",
    "DTEND": "Its end",
    "DUE": "Its due day",
    "COMPLETED": "The day it was done",
}


def _period(written: Property, value: str, zones: Zones) -> tuple[When, float | None]:
    """A day or time, or one with an end or a length behind a slash."""
    first, slash, second = value.partition("/")
    start = read_when(written, zones, first)
    if not slash:
        return start, None
    if second.strip().upper().startswith(("P", "+P", "-P")):
        minutes = read_duration(second).total_seconds() / 60
    else:
        minutes = minutes_between(start, read_when(written, zones, second))
    return start, minutes if minutes > 0 else None


def _whole_days(start: When, end: When) -> float:
    """The minutes of several whole days; none for a single one, which needs no length."""
    days = (end.day - start.day).days
    return days * _DAY_MINUTES if days > 1 or days < 0 else 0
