"""The rules by which meetings repeat (RFC 5545, section 3.3.10), followed for a bounded while."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from dataclasses import dataclass
from typing import Final, NamedTuple

MOST: Final = 200
"""How many meetings of one series are ever made."""

_LONGEST: Final = 400
_MOST_INTERVAL: Final = 1_000
_EARLIEST: Final = 1900
LAST: Final = dt.datetime(dt.MAXYEAR, 12, 31)  # noqa: DTZ001  naive, as every time of a series
_CYCLE: Final = 400
"""After so many years every date falls on its weekday again, leap years and week numbers too."""

_COST: Final = {"DAILY": 1.0, "WEEKLY": 2 / 7, "MONTHLY": 4 / 30, "YEARLY": 20 / 365}
"""What following a rule for one day costs, in steps of a daily one."""

_NUMBERS = re.compile(r"[+-]?\d{1,3}(?:,[+-]?\d{1,3})*\Z")
_DAYS = re.compile(
    r"(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU))*\Z"
)
_WHOLE = re.compile(r"\d{1,6}\Z")
_UNTIL = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?\Z")
_SHAPES: Final = {
    "INTERVAL": _WHOLE,
    "COUNT": _WHOLE,
    "UNTIL": _UNTIL,
    "BYDAY": _DAYS,
    "BYMONTH": _NUMBERS,
    "BYMONTHDAY": _NUMBERS,
    "BYYEARDAY": _NUMBERS,
    "BYWEEKNO": _NUMBERS,
    "BYSETPOS": _NUMBERS,
    "WKST": re.compile(r"(?:MO|TU|WE|TH|FR|SA|SU)\Z"),
}
# Times of day come from the start; a rule that sets several a day is no meeting's.
_OF_THE_CLOCK: Final = frozenset({"BYHOUR", "BYMINUTE", "BYSECOND"})


class NoRule(ValueError):
    """A rule that cannot be followed; its text says why, as a clause."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that can be followed. `until` is on the clock of the series, or in UTC where `in_utc`."""

    text: str
    freq: str
    interval: int
    count: int | None
    until: dt.datetime | None
    in_utc: bool = False

    @property
    def is_endless(self) -> bool:
        """Whether it never stops by itself."""
        return self.count is None and self.until is None


def parse(text: str) -> Rule:
    """Read a rule. Raises NoRule."""
    if len(text) > _LONGEST:
        raise NoRule("its rule is far too long")
    parts = dict(_part(piece) for piece in text.upper().strip().strip(";").split(";"))
    freq = parts.pop("FREQ", "")
    if freq not in _COST:
        raise NoRule("it repeats by the hour or faster" if freq else "its rule does not say how often")
    if _OF_THE_CLOCK & parts.keys():
        raise NoRule("it repeats several times a day")
    for name, value in parts.items():
        if name not in _SHAPES or not _SHAPES[name].match(value):
            raise NoRule(f"{name[:20]} in its rule is not understood")
    interval, count = int(parts.pop("INTERVAL", "1")), parts.pop("COUNT", None)
    if not 1 <= interval <= _MOST_INTERVAL or count == "0":
        raise NoRule("its rule leads nowhere")
    until, in_utc = _until(parts.pop("UNTIL", None))
    steps = [f"FREQ={freq}", *([f"INTERVAL={interval}"] if interval > 1 else [])]
    bare = ";".join([*steps, *(f"{name}={value}" for name, value in parts.items())])
    return Rule(bare, freq, interval, int(count) if count else None, until, in_utc)


def _part(piece: str) -> tuple[str, str]:
    name, _, value = piece.partition("=")
    return name.strip(), value.strip()


def _until(written: str | None) -> tuple[dt.datetime | None, bool]:
    found = _UNTIL.match(written) if written else None
    if found is None:
        return None, False
    try:
        # A day without a time holds that whole day.
        moment = dt.datetime.strptime(found[1] + (found[2] or "235959"), "%Y%m%d%H%M%S")  # noqa: DTZ007
    except ValueError:
        raise NoRule("the end in its rule is no date") from None
    return moment, found[3] == "Z"


class Followed(NamedTuple):
    """The starts of a series, how many there would be without a limit, and the steps it took to find them."""

    starts: list[dt.datetime]
    total: int
    steps: float


def follow(rule: Rule, start: dt.datetime, last: dt.datetime, most: int = MOST) -> Followed:
    """The starts up to `last`, naive like `start`, which is always the first; where there are more than `most`,
    the latest. `rule.until` is read on the clock of `start`. Raises NoRule.
    """
    from dateutil.rrule import rrulestr

    if start.year < _EARLIEST:
        raise NoRule("it begins before 1900")
    end = max(start, min(last, rule.until) if rule.until else last)
    # A rule without a next day is followed to the last year there is. The calendar repeats itself every 400
    # years, weekdays and all, so a series is followed as close to that year as it can be.
    shift = (dt.MAXYEAR - end.year) // _CYCLE * _CYCLE
    begin, limit = start.replace(year=start.year + shift), end.replace(year=end.year + shift)
    kept: deque[dt.datetime] = deque([begin], maxlen=most)
    total, reached = 1, LAST
    try:
        for moment in rrulestr(rule.text, dtstart=begin):
            if moment > limit or (rule.count is not None and total >= rule.count):
                reached = moment
                break
            if moment > begin:
                kept.append(moment)
                total += 1
    except (ValueError, OverflowError, TypeError):
        raise NoRule("its rule is not understood") from None
    steps = max(1.0, (reached - begin).days * _COST[rule.freq] / rule.interval)
    return Followed([moment.replace(year=moment.year - shift) for moment in kept], total, steps)
