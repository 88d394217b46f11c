"""What is chosen for a report, and how it is kept with the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.services.reporting import Candidate, Paper, ReportOptions

PERIODS: tuple[str, ...] = ("quarter", "year", "twelve", "all")
"""Periods that move with the day: three months, this year, twelve months, everything."""
MOST_KEPT = 5000


@dataclass(frozen=True, slots=True)
class Choices:
    """The choices of a person; `added` and `dropped` differ from what is ticked by default.

    `period` is one of PERIODS, or empty where `since` and `until` were chosen themselves.
    """

    purpose: str = ""
    own_words: str = ""
    period: str = "twelve"
    since: dt.date | None = None
    until: dt.date | None = None
    added: frozenset[str] = frozenset()
    dropped: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()

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

    def options(
        self, today: dt.date, paper: Paper, items: Sequence[Candidate] | None = None
    ) -> ReportOptions:
        """The options of the service; without `items` nothing is selected by hand."""
        since, until = self.span(today)
        chosen = None if items is None else frozenset(item.id for item in items if self.takes(item))
        return ReportOptions(
            purpose=self.purpose,
            since=since,
            until=until,
            paper=paper,
            selected=chosen,
            whole=self.whole,
            own_words=self.own_words,
        )

    def as_draft(self) -> dict[str, Any]:
        """As plain JSON."""
        return {
            "purpose": self.purpose,
            "own_words": self.own_words,
            "period": self.period,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            **{name: sorted(getattr(self, name))[:MOST_KEPT] for name in ("added", "dropped", "whole")},
        }


def from_draft(draft: dict[str, Any]) -> Choices:
    """The choices as kept; what makes no sense gives way to its default."""
    period = draft.get("period")
    known = period in PERIODS or period == ""
    return Choices(
        purpose=_text(draft.get("purpose")),
        own_words=_text(draft.get("own_words")),
        period=str(period) if known else "twelve",
        since=_day(draft.get("since")),
        until=_day(draft.get("until")),
        added=_ids(draft.get("added")),
        dropped=_ids(draft.get("dropped")),
        whole=_ids(draft.get("whole")),
    )


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


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if isinstance(value, str) and value else None
    except ValueError:
        return None


def _ids(value: object) -> frozenset[str]:
    return frozenset(filter(None, map(_text, value))) if isinstance(value, list) else frozenset()
