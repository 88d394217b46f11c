"""The period of a report is counted in days of the reader, not of Greenwich."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator

import pytest

from mentorjournal.model.types import Goal, Insight
from mentorjournal.services.reporting.gather import day_of, in_period
from mentorjournal.services.reporting.options import ReportOptions

EARLY = dt.datetime(2026, 5, 20, 20, 0, tzinfo=dt.UTC)


@pytest.fixture
def _sydney(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as there:
        there.setenv("TZ", "Australia/Sydney")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.usefixtures("_sydney")
@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone cannot be changed on this system")
def test_what_has_no_day_belongs_to_the_local_day_it_was_made() -> None:
    since = ReportOptions(since=dt.date(2026, 5, 21), until=dt.date(2026, 5, 21))
    assert day_of(Insight(created_at=EARLY)) == dt.date(2026, 5, 21)
    assert in_period(Insight(created_at=EARLY), since)
    assert in_period(Goal(created_at=EARLY), since)
