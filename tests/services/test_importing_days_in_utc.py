"""What a calendar gives in UTC falls on the day its owner lived it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorjournal.model.types import ActionItem, Reflection
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services

THE_NINTH = dt.date(2026, 3, 9)
TODO = """BEGIN:VTODO
UID:{0}
SUMMARY:{0}
{1}
END:VTODO
"""
ENTRY = """BEGIN:VJOURNAL
UID:{0}
SUMMARY:{0}
DESCRIPTION:Said.
{1}
END:VJOURNAL
"""


@pytest.fixture
def _new_york(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system's zone cannot be changed for one test")
    with monkeypatch.context() as there:
        there.setenv("TZ", "America/New_York")
        time.tzset()
        yield
    time.tzset()


def bring(services: Services, tmp_path: Path, *parts: str, head: str = "") -> importing.Imported:
    path = tmp_path / "theirs.ics"
    path.write_text(f"BEGIN:VCALENDAR\n{head}{''.join(parts)}END:VCALENDAR\n", "utf-8")
    return importing.run(services.journal, path)


@pytest.mark.usefixtures("_new_york")
@pytest.mark.parametrize("zone", ["", "America/New_York"])
def test_days_of_tasks_and_entries_are_those_of_the_journal(
    services: Services, tmp_path: Path, zone: str
) -> None:
    services.journal.time_zone = zone
    parts = (
        TODO.format("due", "DUE:20260310T020000Z"),
        TODO.format("done", "COMPLETED:20260310T020000Z"),
        TODO.format("changed", "STATUS:COMPLETED\nLAST-MODIFIED:20260310T020000Z"),
        ENTRY.format("begun", "DTSTART:20260310T020000Z"),
        ENTRY.format("written", "CREATED:20260310T020000Z"),
    )
    bring(services, tmp_path, *parts)
    tasks = {one.title: one for one in services.records.all(ActionItem)}
    assert tasks["due"].due == THE_NINTH
    assert "due at: 22:00" in tasks["due"].detail
    assert (tasks["done"].done_on, tasks["changed"].done_on) == (THE_NINTH, THE_NINTH)
    entries = {one.title: one for one in services.records.all(Reflection)}
    assert (entries["begun"].date, entries["begun"].at, entries["begun"].time_zone) == (
        THE_NINTH,
        dt.time(22),
        zone,
    )
    assert entries["written"].date == THE_NINTH
    assert bring(services, tmp_path, *parts).updated == 0


@pytest.mark.usefixtures("_new_york")
def test_a_calendar_in_utc_that_names_its_zone_means_the_days_there(
    services: Services, tmp_path: Path
) -> None:
    late = "20260309T160000Z"
    parts = (TODO.format("t", f"DUE:{late}\nCOMPLETED:{late}"), ENTRY.format("e", f"DTSTART:{late}"))
    bring(services, tmp_path, *parts, head="X-WR-TIMEZONE:Asia/Tokyo\n")
    (task,), (entry,) = services.records.all(ActionItem), services.records.all(Reflection)
    assert (task.due, task.done_on, entry.date) == (dt.date(2026, 3, 10),) * 3
