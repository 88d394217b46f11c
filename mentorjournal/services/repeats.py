"""The ways in which a meeting sensibly repeats, from the day of its first one."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS: Final = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}
_WEEK: Final = 7
_SURE_DAYS: Final = 28
"""Every month has as many."""

_OF_CADENCE: Final = {
    "weekly": "weekly",
    "fortnightly": "fortnightly",
    "monthly": "monthly_weekday",
    "quarterly": "quarterly",
    "half_yearly": "half_yearly",
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """One way to repeat: its key, its words, and its rule (RFC 5545, section 3.3.10) without an end."""

    key: str
    label: str
    rule: str


def repeats(day: dt.date) -> tuple[Repeat, ...]:
    """The ways to repeat a meeting that is first held on `day`, the most frequent first."""
    weekday, name = DAYS[day.weekday()], f"{day:%A}"
    place = _place_in_month(day)
    by_weekday, nth = f"BYDAY={place}{weekday}", f"{_ORDINALS[place]} {name}"
    return (
        Repeat("weekly", f"Every week on {name}", f"FREQ=WEEKLY;BYDAY={weekday}"),
        Repeat("fortnightly", f"Every two weeks on {name}", f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}"),
        Repeat("monthly_weekday", f"Every month on the {nth}", f"FREQ=MONTHLY;{by_weekday}"),
        Repeat("monthly_day", _by_day_words(day), f"FREQ=MONTHLY;{_by_day(day)}"),
        Repeat("quarterly", f"Every three months on the {nth}", f"FREQ=MONTHLY;INTERVAL=3;{by_weekday}"),
        Repeat("half_yearly", f"Twice a year on the {nth}", f"FREQ=MONTHLY;INTERVAL=6;{by_weekday}"),
    )


def usual_repeat(cadence: str) -> str:
    """The key of the way that fits a relationship's cadence; every month where it has none."""
    return _OF_CADENCE.get(cadence, "monthly_weekday")


def last_of(rule: str, day: dt.date, at: dt.time | None) -> str:
    """The rule with its last day, on the clock of the series."""
    return f"{rule};UNTIL={day:%Y%m%d}" + (f"T{at:%H%M%S}" if at else "")


def _place_in_month(day: dt.date) -> int:
    """Which of its weekdays in the month; a fifth one is the last, for most months have only four."""
    place = (day.day - 1) // _WEEK + 1
    return place if place in _ORDINALS else -1


def _by_day(day: dt.date) -> str:
    """The same day of each month, or its last one where the month is shorter."""
    if day.day <= _SURE_DAYS:
        return f"BYMONTHDAY={day.day}"
    days = ",".join(str(number) for number in range(_SURE_DAYS, day.day + 1))
    return f"BYMONTHDAY={days};BYSETPOS=-1"


def _by_day_words(day: dt.date) -> str:
    short = " (or its last day)" if day.day > _SURE_DAYS else ""
    return f"Every month on day {day.day}{short}"
