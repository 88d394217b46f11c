"""A year on the screen: its sums and the lines they are made of, each leading to its record."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.services.year_sums import LET_GO, REACHED, YearNumbers, span_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.given import read_activity_hours
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.year_lines import (
    MetLine,
    Rated,
    YearLine,
    read_held,
    read_lines,
    read_met,
    read_months,
    read_pages,
    read_rated,
)

__all__ = ["MetLine", "Rated", "Year", "YearLine", "YearReviews"]


@dataclass(frozen=True, slots=True)
class Year:
    """A year for its owner: everything in the journal counts, whatever may leave it.

    `hours` are (category, hours, how many). `quotes` is feedback heard, `chances` what was applied for.
    """

    since: dt.date
    until: dt.date
    numbers: YearNumbers
    goals: tuple[YearLine, ...]
    milestones: tuple[YearLine, ...]
    met: tuple[MetLine, ...]
    kept: tuple[YearLine, ...]
    quotes: tuple[YearLine, ...]
    skills: tuple[Rated, ...]
    chances: tuple[YearLine, ...]
    outcomes: tuple[YearLine, ...]
    thanks: tuple[YearLine, ...]
    ahead: tuple[YearLine, ...]
    hours: tuple[tuple[str, float, int], ...]

    @property
    def empty(self) -> bool:
        """Nothing happened in it, as far as the journal knows."""
        return self.numbers == YearNumbers() and not (self.thanks or self.ahead or self.skills)


class YearReviews:
    """What a person does with a year: choose one and look back on it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def years(self, today: dt.date, month: int = 1) -> tuple[int, ...]:
        """The years that have anything in them, the newest first, none that has not begun; always this one.

        A year begins on the first day of `month` and is called by the calendar year in which it begins.
        """
        now = _year_of(today.year, today.month, month)
        with self._database.reading() as reader:
            found = {_year_of(year, at, month) for year, at in read_months(reader)}
        return tuple(sorted({now, *(year for year in found if 0 < year <= now)}, reverse=True))

    def year(self, year: int, month: int = 1) -> Year:
        """One year with its sums and lines."""
        since, until = span_of(year, month)
        with self._database.reading() as reader:
            return read_year(reader, since, until)


def read_year(reader: Reader, since: dt.date, until: dt.date) -> Year:
    """The year between two days, both included."""
    parts = ("goals", "milestones", "kept", "quotes", "chances", "outcomes", "thanks", "ahead")
    lines = {name: read_lines(reader, name, since, until) for name in parts}
    met, skills = read_met(reader, since, until), read_rated(reader, since, until)
    hours = tuple(sorted(read_activity_hours(reader, since, until), key=lambda row: (-row[1], row[0])))
    held, minutes = read_held(reader, since, until)
    stages = [line.kind for line in lines["chances"]]
    states = [line.kind for line in lines["goals"]]
    numbers = YearNumbers(
        reached=sum(state in REACHED for state in states),
        let_go=sum(state in LET_GO for state in states),
        milestones=len(lines["milestones"]),
        meetings=held,
        people=len(met),
        meeting_hours=minutes / 60,
        activities=sum(count for _, _, count in hours),
        hours=sum(amount for _, amount, _ in hours),
        pages=read_pages(reader, since, until),
        kept=len(lines["kept"]),
        feedback=len(lines["quotes"]),
        answered=sum(bool(line.more.strip()) for line in lines["quotes"]),
        skills=sum(one.last > one.first for one in skills),
        applied=len(stages),
        accepted=stages.count("accepted"),
        rejected=stages.count("rejected"),
        outcomes=len(lines["outcomes"]),
    )
    return Year(since=since, until=until, numbers=numbers, met=met, skills=skills, hours=hours, **lines)


def _year_of(year: int, month: int, begins: int) -> int:
    """The year, called by where it begins, that a month belongs to."""
    return year if month >= begins else year - 1
