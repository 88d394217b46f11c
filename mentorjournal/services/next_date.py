"""The next date of a meeting, proposed by what two people agreed: same weekday, same time."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from dataclasses import dataclass

from mentorjournal.model.choices import label
from mentorjournal.model.types import Meeting, Relationship
from mentorjournal.services.reporting.words import short_date

_DAYS = {"weekly": 7, "fortnightly": 14}
_MONTHS = {"monthly": 1, "quarterly": 3, "half_yearly": 6}
USUAL = "monthly"
"""How often, where nothing was agreed."""
_WEEK = 7
_LONGEST_MONTH = 31
_YEAR_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Proposal:
    """A day and time to meet next, and in a few words why; no day where none is proposed, and why not."""

    day: dt.date | None
    at: dt.time | None
    why: str


def proposed(meeting: Meeting, tie: Relationship | None, today: dt.date) -> Proposal:
    """When to meet next: the cadence of the relationship counted from this meeting, after `today`, and not
    before a pause is over. Weekday and time stay."""
    cadence = tie.cadence if tie is not None else USUAL
    if tie is not None and tie.phase == "closed":
        return Proposal(None, None, "This relationship is closed.")
    if not cadence:
        return Proposal(None, None, "You meet as needed, so no day is proposed.")
    start = meeting.date or today
    pause = tie.paused_until if tie is not None else None
    try:
        day = _first(start, cadence, max(today, pause - dt.timedelta(days=1)) if pause else today)
    except (OverflowError, ValueError):
        return Proposal(None, None, "The calendar ends here, so no day is proposed.")
    how_often = label("cadence", cadence)
    why = f"{how_often}, as agreed" if tie is not None else f"{how_often}, as nothing else is agreed"
    if pause is not None and pause > today:
        why += f"; paused until {short_date(pause)}"
    return Proposal(day, meeting.at, why)


def _first(start: dt.date, cadence: str, after: dt.date) -> dt.date:
    """The first day of the rhythm that lies after a day."""
    if cadence in _DAYS:
        step = _DAYS[cadence]
        rounds = max(1, (after - start).days // step + 1)
        return start + dt.timedelta(days=rounds * step)
    months = _MONTHS[cadence]
    rounds = max(1, (after - start).days // (_LONGEST_MONTH * months))
    while (day := _months_on(start, rounds * months)) <= after:
        rounds += 1
    return day


def _months_on(start: dt.date, months: int) -> dt.date:
    """The same weekday nearest to the same day some months later."""
    years, month = divmod(start.month - 1 + months, _YEAR_MONTHS)
    year = start.year + years
    same = dt.date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    off = (start.weekday() - same.weekday()) % _WEEK
    return same + dt.timedelta(days=off if off <= _WEEK // 2 else off - _WEEK)
