"""What is chosen for a document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorjournal.services.reporting import Candidate, ReportOptions

PERIODS: tuple[str, ...] = ("quarter", "year", "twelve", "all")
"""Periods that move with the day: three months, this year, twelve months, everything."""
LONG_AGO = dt.date(1900, 1, 1)
DISPLAYS: tuple[str, ...] = ("name", "role", "pseudonym", "omit")
"""How a person may appear in a document."""


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a person; `added` and `dropped` differ from what is ticked by default.

    `period` is one of PERIODS, or empty where `since` and `until` were chosen themselves. `paper` is empty
    until one is chosen, then "a4" or "letter". `names` says how single people appear here whatever they agreed to, `seen`
    holds the keys of points of the review that were looked at and are all right.
    """

    document: str = "progress"
    scheme: str = ""
    layout: str = ""
    purpose: str = ""
    for_whom: str = ""
    own_words: str = ""
    period: str = "twelve"
    since: dt.date | None = None
    until: dt.date | None = None
    paper: str = ""
    evidence: bool = True
    own_copy: bool = False
    added: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    seen: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)

    def span(self, today: dt.date) -> tuple[dt.date | None, dt.date | None]:
        """The first and last day as of today."""
        if self.period == "all":
            return None, None
        if self.period == "year":
            return today.replace(month=1, day=1), today
        if self.period in ("quarter", "twelve"):
            return months_before(today, 3 if self.period == "quarter" else 12), today
        return self.since, self.until

    def takes(self, item: Candidate) -> bool:
        """Whether a record is ticked."""
        if not item.offered:
            return False
        return item.id in self.added or (item.ticked and item.id not in self.dropped)

    def ticked(self, items: Sequence[Candidate], *, on: bool) -> Choices:
        """The same with these records ticked, or not."""
        ids = frozenset(item.id for item in items if item.offered)
        if on:
            extra = frozenset(item.id for item in items if item.offered and not item.ticked)
            return replace(self, added=self.added | extra, dropped=self.dropped - ids)
        usual = frozenset(item.id for item in items if item.offered and item.ticked)
        return replace(self, added=self.added - ids, dropped=self.dropped | usual)

    def named(self, person_id: str, display: str) -> Choices:
        """The same with a person appearing so; an empty display is as they agreed."""
        names = {key: shown for key, shown in self.names.items() if key != person_id}
        return replace(self, names={**names, person_id: display} if display in DISPLAYS else names)

    def options(self, today: dt.date, items: Sequence[Candidate] | None = None) -> ReportOptions:
        """The options of the service; without `items` nothing is selected by hand."""
        since, until = self.span(today)
        chosen = None if items is None else frozenset(item.id for item in items if self.takes(item))
        return ReportOptions(
            document=self.document,
            scheme=self.scheme,
            layout=self.layout,
            purpose=self.purpose,
            for_whom=self.for_whom,
            since=since,
            until=until,
            paper="letter" if self.paper == "letter" else "a4",
            selected=chosen,
            whole=self.whole,
            own_words=self.own_words,
            names=self.names,
            evidence=self.evidence,
            own_copy=self.own_copy,
        )


def days_of(period: str, today: dt.date) -> tuple[dt.date, dt.date]:
    """The first and the last day of one of PERIODS that ends today; everything begins LONG_AGO."""
    if period == "all":
        return LONG_AGO, today
    if period == "year":
        return today.replace(month=1, day=1), today
    return months_before(today, 3 if period == "quarter" else 12), today


def months_before(day: dt.date, months: int) -> dt.date:
    """The same day so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    for number in range(day.day, 0, -1):
        try:
            return dt.date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError("every month has a first day")
