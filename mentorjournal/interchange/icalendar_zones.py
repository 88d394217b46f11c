"""Explains a time zone inside a calendar file, change by change, as every program can follow it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

_DAY: Final = dt.timedelta(days=1)
_SECOND: Final = dt.timedelta(seconds=1)


def explained(name: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of an IANA zone over whole years (RFC 5545, section 3.6.5).

    Each change stands by itself, for not every program reads lists of changes, and with the time that the
    clock showed before it, as the rules want.
    """
    from icalendar import Timezone

    zone = ZoneInfo(name)
    made = Timezone()
    made.add("tzid", name)
    start = dt.datetime(first_year, 1, 1, tzinfo=dt.UTC)
    end = dt.datetime(last_year, 12, 31, tzinfo=dt.UTC)
    _add(made, start, start - _SECOND, zone)
    for moment in _changes(zone, start, end):
        _add(made, moment, moment - _SECOND, zone)
    return made


def _changes(zone: ZoneInfo, start: dt.datetime, end: dt.datetime) -> Iterator[dt.datetime]:
    """The moments, in UTC, at which the clock of a zone is set anew."""
    day, before = start, _offset(start, zone)
    while day < end:
        day += _DAY
        after = _offset(day, zone)
        if after != before:
            low, high = day - _DAY, day
            while high - low > _SECOND:
                middle = low + (high - low) // 2
                low, high = (middle, high) if _offset(middle, zone) == before else (low, middle)
            yield high.replace(microsecond=0)
        before = after


def _offset(moment: dt.datetime, zone: ZoneInfo) -> dt.timedelta:
    return moment.astimezone(zone).utcoffset() or dt.timedelta()


def _add(made: Timezone, moment: dt.datetime, before: dt.datetime, zone: ZoneInfo) -> None:
    from icalendar import TimezoneDaylight, TimezoneStandard

    here = moment.astimezone(zone)
    old, new = _offset(before, zone), _offset(moment, zone)
    part = TimezoneDaylight() if here.dst() else TimezoneStandard()
    part.add("dtstart", (moment + old).replace(tzinfo=None))
    part.add("tzoffsetfrom", old)
    part.add("tzoffsetto", new)
    part.add("tzname", here.tzname() or zone.key)
    made.add_component(part)
