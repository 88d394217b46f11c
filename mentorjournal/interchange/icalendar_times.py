"""Days, times, lengths and time zones as calendars write them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final
from zoneinfo import ZoneInfo

from mentorjournal.interchange.icalendar_lines import Property
from mentorjournal.interchange.icalendar_plain import When
from mentorjournal.model.zones import zone_named

_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z)?)?\Z", re.I)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,8})M)?(?:(\d{1,9})S)?)?\Z", re.I
)
_PLACE_NAME = re.compile(r"[A-Z][A-Za-z]+/[A-Za-z_+-]+(?:/[A-Za-z_+-]+)?\Z")
_LOCATION = re.compile(r"^X-LIC-LOCATION[^:\n]*:(.*?)\s*$", re.M | re.I)
_RULE = re.compile(r"^RRULE[^:\n]*:(.*?)\s*$", re.M | re.I)
_MOST_RULES: Final = 24
_LAST_ETC: Final = 14
_FIRST_ETC: Final = -12
# What the library raises for a definition it cannot follow; its checks of its own lines are assertions.
_NO_ZONE: Final = (
    *(ValueError, KeyError, TypeError, AttributeError, IndexError),
    *(ArithmeticError, AssertionError, RuntimeError),
)
_HOUR: Final = dt.timedelta(hours=1)


class Unreadable(ValueError):
    """A value that is no date, time or length."""


class Zones:
    """The time zones a calendar names: known ones, Windows' names for them, and those it brings itself."""

    def __init__(self, definitions: Mapping[str, str]) -> None:
        self._definitions = definitions
        self._known: dict[str, ZoneInfo | None] = {}
        self._own: dict[str, dt.tzinfo | None] = {}
        self.unknown: dict[str, None] = {}
        """Names that mean nothing here, in the order they were met."""

    def locate(self, name: str, wall: dt.datetime) -> tuple[str, dt.tzinfo | None]:
        """The IANA name of a zone at a time on its clock, and how to reckon with it; either may be missing."""
        name = name.strip().strip('"')
        exact = self._exact(name)
        if exact is not None:
            return exact.key, exact
        own = self._brought(name)
        guess = self._guess(name)
        if own is None:
            if guess is None:
                self.unknown.setdefault(name, None)
                return "", None
            return guess.key, guess
        offset = own.utcoffset(wall)
        if guess is not None and guess.utcoffset(wall) == offset:
            return guess.key, guess
        return _fixed(offset), own

    def _exact(self, name: str) -> ZoneInfo | None:
        if name not in self._known:
            self._known[name] = zone_named(name)
        return self._known[name]

    def _guess(self, name: str) -> ZoneInfo | None:
        """The zone a name hides, as in `/softwarestudio.org/Olson/Europe/Prague` or `Central Standard Time`."""
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        said = _LOCATION.search(self._definitions.get(name, ""))
        tail = re.split(r"[/_]", name)
        ends = ["/".join(tail[-2:]), "/".join(tail[-3:])]
        names = [WINDOWS_TO_OLSON.get(name, ""), said[1] if said else "", *ends]
        found = (self._exact(one) for one in names if _PLACE_NAME.match(one))
        return next((one for one in found if one is not None), None)

    def _brought(self, name: str) -> dt.tzinfo | None:
        """The zone as the file itself defines it; None where it does not, or not so that it can be followed."""
        if name not in self._own:
            self._own[name] = _defined(self._definitions.get(name, ""))
        return self._own[name]


def _defined(text: str) -> dt.tzinfo | None:
    rules = _RULE.findall(text)
    yearly = all("FREQ=YEARLY" in rule.upper() and "BYHOUR" not in rule.upper() for rule in rules)
    if not text or len(rules) > _MOST_RULES or not yearly:
        return None
    from icalendar import Timezone

    try:
        zone = Timezone.from_ical(text)
        made: dt.tzinfo | None = zone.to_tz(lookup_tzid=False) if isinstance(zone, Timezone) else None
        if made is None or made.utcoffset(dt.datetime(2000, 1, 1)) is None:  # noqa: DTZ001
            return None
    except _NO_ZONE:
        return None
    return made


def _fixed(offset: dt.timedelta | None) -> str:
    """The name of a clock that is always so far from UTC; nothing where no such name exists."""
    hours, rest = divmod(offset or dt.timedelta(), _HOUR)
    if rest or not _FIRST_ETC <= hours <= _LAST_ETC:
        return ""
    # POSIX counts westwards: Etc/GMT-11 is eleven hours ahead of Greenwich.
    return f"Etc/GMT{-hours:+d}" if hours else "UTC"


def read_when(written: Property, zones: Zones, value: str | None = None) -> When:
    """The day, or the time, that a property gives. Raises Unreadable."""
    text = (written.value if value is None else value).strip()
    found = _STAMP.match(text)
    if found is None:
        raise Unreadable(text[:40])
    try:
        day = dt.date(int(found[1]), int(found[2]), int(found[3]))
        if found[4] is None:
            return When(day)
        time = dt.time(int(found[4]), int(found[5]), min(int(found[6] or 0), 59))
    except ValueError:
        raise Unreadable(text[:40]) from None
    return at_wall(
        dt.datetime.combine(day, time), "UTC" if found[7] else written.params.get("TZID", ""), zones
    )


def at_wall(wall: dt.datetime, zone: str, zones: Zones) -> When:
    """A time on the clock of a zone named as the calendar names it; on no zone's clock where that is empty."""
    key, tzinfo = zones.locate(zone, wall) if zone else ("", None)
    return When(wall.date(), wall.time(), key, in_utc(wall, tzinfo))


def in_utc(wall: dt.datetime, tzinfo: dt.tzinfo | None) -> dt.datetime | None:
    """A naive time on the clock of a zone as a moment; None without a zone, or at the ends of time."""
    if tzinfo is None:
        return None
    try:
        return wall.replace(tzinfo=tzinfo).astimezone(dt.UTC)
    except (OverflowError, ValueError):
        return None


def moved_to(when: When, zone: str, zones: Zones) -> When:
    """The same moment on the clock of another zone; as it is where it has no moment or the zone is unknown."""
    if when.moment is None or when.zone == zone:
        return when
    _, tzinfo = zones.locate(zone, when.wall)
    if tzinfo is None:
        return when
    try:
        wall = when.moment.astimezone(tzinfo).replace(tzinfo=None)
    except (OverflowError, ValueError):
        return when
    return at_wall(wall, zone, zones)


def read_duration(text: str) -> dt.timedelta:
    """A length such as PT1H30M. Raises Unreadable."""
    found = _DURATION.match(text.strip())
    if found is None or not any(found.groups()[1:]):
        raise Unreadable(text[:40])
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups()[1:])
    length = dt.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes, seconds=seconds)
    return -length if found[1] == "-" else length


def minutes_between(start: When, end: When) -> float:
    """How many minutes pass, real ones where both are moments."""
    if start.moment is not None and end.moment is not None:
        return (end.moment - start.moment).total_seconds() / 60
    return (end.wall - start.wall).total_seconds() / 60
