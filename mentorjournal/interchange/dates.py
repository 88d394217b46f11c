"""Dates and times as people and programs write them at the start of an entry."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal

Order = Literal["day first", "month first"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?[ ]{1,3})?"
_CLOCK = (
    r"(?P<{p}hour>\d{{1,2}})[:.h](?P<{p}minute>\d{{2}})(?:[:.](?P<{p}second>\d{{2}})(?:[.,]\d{{1,9}})?)?"
    r"(?:\s?(?P<{p}half>[ap])\.?m\b\.?)?"
)
_ZONE = r"(?:\s?(?P<zone>Z|UTC|GMT(?:[+-]\d{1,2})?|[+-]\d{2}:?\d{2})(?!\w))?"
_TIME = rf"(?:(?:T|,?\s{{1,3}}at\s{{1,3}}|,?\s{{1,3}}){_CLOCK.format(p='')}{_ZONE})?"

_FORMS = (
    re.compile(
        rf"(?P<year>\d{{4}})(?P<sep>[-/._])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}}){_TIME}", re.I
    ),
    re.compile(
        rf"(?P<a>\d{{1,2}})(?P<sep>[-/.])(?P<b>\d{{1,2}})(?P=sep)(?P<year>\d{{4}}|\d{{2}}){_TIME}", re.I
    ),
    re.compile(
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\.?[ ](?P<name>{_MONTH}),?[ ](?P<year>\d{{4}}){_TIME}",
        re.I,
    ),
    re.compile(
        rf"{_WEEKDAY}(?P<name>{_MONTH})[ ]{{1,2}}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?[ ](?P<year>\d{{4}}){_TIME}",
        re.I,
    ),
    re.compile(
        rf"{_WEEKDAY}(?P<name>{_MONTH})[ ]{{1,2}}(?P<day>\d{{1,2}})[ ]{_CLOCK.format(p='')}[ ](?P<year>\d{{4}})",
        re.I,
    ),
    re.compile(rf"(?P<year>\d{{4}})(?P<month>\d{{2}})(?P<day>\d{{2}}){_TIME}", re.I),
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}}){_TIME}", re.I),
)
_AMBIGUOUS = 1
_LAST_MONTH = 12
_NOON = 12
_CENTURY_TURNS = 69
_SHORT_YEAR = 100


@dataclass(frozen=True, slots=True)
class Stamp:
    """A moment on somebody's clock.

    `day_known` is False where only the month was written and the first stands for it. `either_way` is True
    for a day and month that could be read the other way round. `zone` is the written offset, if any.
    """

    day: date
    time: time | None = None
    zone: timezone | None = None
    day_known: bool = True
    either_way: bool = False

    @property
    def utc(self) -> datetime | None:
        """The moment in UTC, where the writing says which zone it means."""
        if self.zone is None or self.time is None:
            return None
        try:
            return datetime.combine(self.day, self.time, self.zone).astimezone(UTC)
        except OverflowError:
            return None


def stamp_at_start(text: str, order: Order = "day first") -> tuple[Stamp, int] | None:
    """The date a text begins with and where the rest starts; None if it begins with none."""
    for form in _FORMS:
        match = form.match(text)
        if match and (match.end() == len(text) or text[match.end()].isspace()):
            stamp = _stamp(match.groupdict(), order)
            if stamp:
                return stamp, match.end()
    return None


def stamp(text: str, order: Order = "day first") -> Stamp | None:
    """The date a text is, and is nothing but; None if it is none."""
    text = text.strip()
    found = stamp_at_start(text, order)
    return found[0] if found and found[1] == len(text) else None


def order_of(texts: Iterable[str]) -> Order | None:
    """Whether the day or the month comes first in these dates; None where they do not tell.

    With full stops between them the day is first. A number above twelve decides; failing that the reading that leaves the dates in order of time, for a
    journal is kept that way.
    """
    pairs = [pair for text in texts if (pair := _pair(text))]
    if not pairs or all(sep == "." for *_, sep in pairs):
        return "day first"
    if any(first > _LAST_MONTH for first, *_ in pairs):
        return "day first"
    if any(second > _LAST_MONTH for _, second, *_ in pairs):
        return "month first"
    breaks_day = _breaks([(year, second, first) for first, second, year, _ in pairs])
    breaks_month = _breaks([(year, first, second) for first, second, year, _ in pairs])
    if breaks_day == breaks_month:
        return None
    return "day first" if breaks_day < breaks_month else "month first"


def _pair(text: str) -> tuple[int, int, int, str] | None:
    match = _FORMS[_AMBIGUOUS].match(text.strip())
    return (int(match["a"]), int(match["b"]), _year(match["year"]), match["sep"]) if match else None


def _breaks(days: list[tuple[int, int, int]]) -> int:
    return sum(1 for earlier, later in itertools.pairwise(days) if later < earlier)


def _stamp(parts: dict[str, str | None], order: Order) -> Stamp | None:
    try:
        day, known, either = _day(parts, order)
        return Stamp(day, _clock(parts), _zone(parts.get("zone")), known, either)
    except ValueError:
        return None


def _day(parts: dict[str, str | None], order: Order) -> tuple[date, bool, bool]:
    year = _year(parts["year"] or "")
    first, second = parts.get("a"), parts.get("b")
    if first and second:
        month, day = (int(second), int(first)) if order == "day first" else (int(first), int(second))
        if month > _LAST_MONTH:
            month, day = day, month
        either = day <= _LAST_MONTH and day != month and parts.get("sep") != "."
        return date(year, month, day), True, either
    name = parts.get("name")
    month = _MONTHS.index(name[:3].lower()) + 1 if name else int(parts["month"] or 0)
    written = parts.get("day")
    return date(year, month, int(written) if written else 1), bool(written), False


def _year(text: str) -> int:
    year = int(text)
    if len(text) > len("99"):
        return year
    return year + (1900 if year % _SHORT_YEAR >= _CENTURY_TURNS else 2000)


def _clock(parts: dict[str, str | None]) -> time | None:
    written = parts.get("hour")
    if not written:
        return None
    hour = int(written)
    half = (parts.get("half") or "").lower()
    if half and hour <= _NOON:
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return time(hour, int(parts["minute"] or 0), int(parts["second"] or 0))


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    offset = re.search(r"([+-])(\d{1,2}):?(\d{2})?$", text)
    if not offset:
        return UTC
    minutes = int(offset[2]) * 60 + int(offset[3] or 0)
    return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes))
