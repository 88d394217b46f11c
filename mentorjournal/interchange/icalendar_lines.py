"""Takes a calendar file apart, line by line, so that one broken part never costs another."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Reading, Watch

KINDS: Final = {"VEVENT": "event", "VTODO": "todo", "VJOURNAL": "journal"}
MOST_PROPERTIES: Final = 2_000
MOST_VALUE_CHARS: Final = 16 * limits.MIB
_MOST_ZONE_LINES: Final = 500
_MOST_ZONES: Final = 300
_STEP: Final = 2_000
_FOLD = re.compile(rb"(?<![\r\n])[\r\n]++(?<=\n)[ \t]")
_FOLDED_TEXT = re.compile("(?<![\r\n])[\r\n]++(?<=\n)[ \t]")
"""Each run of line ends is gone through once: thousands of empty lines would else take minutes."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_OPENING = re.compile(r"\s*BEGIN:(?:VCALENDAR|VEVENT|VTODO|VJOURNAL|VTIMEZONE)[ \t]*(?:\n|\Z)", re.I)
_NAME = re.compile(r"[A-Za-z0-9-]{1,60}")
_WANTED: Final = frozenset(
    [
        "UID",
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "STATUS",
        "CLASS",
        "CATEGORIES",
        "DTSTART",
        "DTEND",
        "DURATION",
        "DUE",
        "COMPLETED",
        "CREATED",
        "LAST-MODIFIED",
        "DTSTAMP",
        "SEQUENCE",
        "RRULE",
        "RDATE",
        "EXDATE",
        "EXRULE",
        "RECURRENCE-ID",
        "ATTENDEE",
        "ORGANIZER",
        "ATTACH",
        "URL",
        "PERCENT-COMPLETE",
        "COMMENT",
        "CONTACT",
    ]
)


@dataclass(frozen=True, slots=True)
class Property:
    """One line: its name and its parameters' names in capitals."""

    name: str
    params: dict[str, str] = field(repr=False)
    value: str = field(repr=False)


@dataclass(slots=True)
class Calendar:
    """What the head of a calendar says of everything in it."""

    zone: str = ""
    method: str = ""


@dataclass(slots=True)
class Component:
    """One event, thing to do or entry, as its lines stand in the file."""

    kind: str
    number: int
    calendar: Calendar
    properties: list[Property] = field(default_factory=list)
    whole: bool = True
    shortened: bool = False

    def first(self, name: str) -> Property | None:
        """The first property of a name."""
        return next((one for one in self.properties if one.name == name), None)

    def each(self, name: str) -> Iterator[Property]:
        """Every property of a name."""
        return (one for one in self.properties if one.name == name)

    def value(self, name: str) -> str:
        """The first value of a name, or nothing."""
        found = self.first(name)
        return found.value.strip() if found else ""


@dataclass(slots=True)
class Outline:
    """A calendar file taken apart; `zones` holds each VTIMEZONE as text, by its name."""

    calendars: int = 0
    components: list[Component] = field(default_factory=list)
    zones: dict[str, str] = field(default_factory=dict)


def is_calendar(text: str) -> bool:
    """Whether a text begins as calendars do, or as one bare part of a calendar does."""
    return bool(_OPENING.match(text))


def unfolded(data: bytes) -> tuple[str, str | None]:
    """The text of a file with its folded lines whole, and what should be known about how it was read.

    Lines are folded between bytes (RFC 5545, section 3.1), so a letter may have been cut in two.
    """
    if data.startswith(_WIDE):
        text, warning = decode(data)
        return _FOLDED_TEXT.sub("", text), warning
    return decode(_FOLD.sub(b"", data))


def take_apart(text: str, reading: Reading, name: str, watch: Watch) -> Outline:
    """The parts of a calendar. Raises `ImportRefused` where there are too many, `Cancelled` when stopped."""
    return _Parting(reading, name, watch).run(text)


class _Parting:
    """Walks through the lines once."""

    def __init__(self, reading: Reading, name: str, watch: Watch) -> None:
        self._reading, self._name, self._watch = reading, name, watch
        self.outline = Outline()
        self._calendar = Calendar()
        self._open: Component | None = None
        self._zone: list[str] | None = None
        self._inner = 0

    def run(self, text: str) -> Outline:
        for number, raw in enumerate(io.StringIO(text)):
            if number % _STEP == 0:
                self._watch.step(0, 0)
            line = raw.rstrip("\n")
            if not line.strip():
                continue
            head = line[:40].upper().strip()
            if head.startswith("BEGIN:"):
                self._begin(head[6:].strip(), line)
            elif head.startswith("END:"):
                self._end(head[4:].strip(), line)
            else:
                self._property(line)
        self._finish(whole=False)
        return self.outline

    def _begin(self, kind: str, line: str) -> None:
        if self._zone is not None and (kind in KINDS or kind == "VCALENDAR"):
            # A zone whose end is missing must not swallow what follows it.
            self._zone = None
        if self._zone is not None:
            self._zone.append(line)
        elif kind in KINDS:
            self._finish(whole=False)
            self._open = Component(KINDS[kind], len(self.outline.components) + 1, self._calendar)
            self._inner = 0
            if len(self.outline.components) >= limits.MAX_ENTRIES:
                message = (
                    f"{self._name} holds more than {limits.MAX_ENTRIES:,} entries. Nothing was imported."
                )
                raise ImportRefused(message)
        elif kind == "VCALENDAR":
            self._finish(whole=False)
            self.outline.calendars += 1
            self._calendar = Calendar()
        elif self._open is not None:
            self._inner += 1
        elif kind == "VTIMEZONE":
            self._zone = [line]

    def _end(self, kind: str, line: str) -> None:
        if self._zone is not None:
            self._zone.append(line)
            if kind in ("VTIMEZONE", "VCALENDAR"):
                self._keep_zone()
        elif self._open is not None and KINDS.get(kind) == self._open.kind:
            self._finish(whole=True)
        elif kind == "VCALENDAR":
            self._finish(whole=False)
        elif self._inner:
            self._inner -= 1

    def _property(self, line: str) -> None:
        if self._zone is not None:
            if len(self._zone) < _MOST_ZONE_LINES:
                self._zone.append(line)
            return
        found = _NAME.match(line)
        name = found[0].upper() if found else ""
        if self._open is None:
            self._head(name, line)
        elif name in _WANTED and not self._inner:
            self._keep(self._open, line)

    @staticmethod
    def _keep(component: Component, line: str) -> None:
        if len(component.properties) >= MOST_PROPERTIES or len(line) > MOST_VALUE_CHARS:
            component.shortened = True
            return
        parsed = read_property(line)
        if parsed is not None:
            component.properties.append(parsed)

    def _head(self, name: str, line: str) -> None:
        if name in ("X-WR-TIMEZONE", "METHOD"):
            value = line.partition(":")[2].strip()
            if name == "METHOD":
                self._calendar.method = value.upper()
            else:
                self._calendar.zone = value

    def _keep_zone(self) -> None:
        lines, self._zone = self._zone or [], None
        tzid = next((line.partition(":")[2].strip() for line in lines if line.upper().startswith("TZID")), "")
        if tzid and len(self.outline.zones) < _MOST_ZONES and len(lines) < _MOST_ZONE_LINES:
            self.outline.zones.setdefault(tzid, "\r\n".join(lines) + "\r\n")

    def _finish(self, *, whole: bool) -> None:
        if self._open is not None:
            self._open.whole = whole
            self.outline.components.append(self._open)
        self._open = None


def read_property(line: str) -> Property | None:
    """Name, parameters and value of one unfolded line; None where it is no such line."""
    found = _NAME.match(line)
    if found is None:
        return None
    place = found.end()
    params: dict[str, str] = {}
    while line[place : place + 1] == ";":
        place, name, value = _parameter(line, place + 1)
        params.setdefault(name, value)
    if line[place : place + 1] != ":":
        return None
    return Property(found[0].upper(), params, line[place + 1 :])


def _parameter(line: str, place: int) -> tuple[int, str, str]:
    """The end, the name and the value of a parameter; what stands between quotes is not looked into."""
    quoted, end = False, place
    while end < len(line) and (quoted or line[end] not in ";:"):
        quoted ^= line[end] == '"'
        end += 1
    if quoted:
        # A quote that never closes: take the parameter as if there were none.
        end = min((at for at in (line.find(":", place), line.find(";", place)) if at >= 0), default=len(line))
    name, _, value = line[place:end].partition("=")
    return end, name.strip().upper(), value.replace('"', "")
