"""Programs write the first or the last day there is for "not known" or "for ever": no journal breaks by it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from mentorjournal.model.types import Insight, Meeting
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.taking_away.choice import Choice
from mentorjournal.services.taking_away.taking import take_away

FIRST = dt.datetime(1, 1, 1, tzinfo=dt.UTC)
CALENDAR = """BEGIN:VCALENDAR
BEGIN:VEVENT
UID:a
SUMMARY:Weekly
CREATED:00010101T000000Z
LAST-MODIFIED:00010101T000000Z
DTSTART;TZID=America/New_York:20260601T200000
RRULE:FREQ=WEEKLY;UNTIL=99991231T235959
END:VEVENT
BEGIN:VEVENT
UID:b
SUMMARY:First of all days
DTSTART:00010101T000000
RRULE:FREQ=DAILY;COUNT=3
END:VEVENT
BEGIN:VEVENT
UID:c
SUMMARY:As long as there is time
DTSTART;TZID=Pacific/Kiritimati:00010101T010000
DTEND;TZID=Pacific/Kiritimati:99991231T235900
END:VEVENT
END:VCALENDAR
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


@pytest.mark.usefixtures("_new_york")
def test_a_calendar_from_the_first_to_the_last_day_comes_in_and_leaves_again(
    services: Services, tmp_path: Path
) -> None:
    path = tmp_path / "theirs.ics"
    path.write_text(CALENDAR, "utf-8")
    importing.run(services.journal, path)
    assert services.records.all(Meeting)
    for key, name in (("ics", "out.ics"), ("docx", "out.docx"), ("html", "out.html")):
        take_away(services.journal, tmp_path / name, Choice(key, "everything"))
    said = (tmp_path / "out.ics").read_text("utf-8")
    assert "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z" in said


def test_stamps_of_the_first_year_are_not_kept_and_those_of_early_ones_are_read_back(
    services: Services,
) -> None:
    unknown, early = dt.datetime(1, 5, 1, tzinfo=dt.UTC), dt.datetime(850, 5, 1, tzinfo=dt.UTC)
    with services.journal.writing("Import") as change:
        change.put(Insight(id="a", title="Unknown", created_at=unknown, updated_at=unknown), keep_stamps=True)
        change.put(Insight(id="b", title="Early", created_at=early, updated_at=early), keep_stamps=True)
    with services.journal.reading() as reader:
        assert reader.get(Insight, "a").created_at == services.journal.clock()
        assert reader.get(Insight, "b").created_at == early


def test_a_moment_that_an_earlier_version_wrote_without_its_noughts_is_read(services: Services) -> None:
    kept = services.records.save(Insight(title="Old"))
    with services.journal.writing("Break") as change:
        change.connection.execute(text("UPDATE record SET created_at = '1-05-01T12:00:00.000000Z'"))
    with services.journal.reading() as reader:
        assert reader.get(Insight, kept.id).created_at == FIRST.replace(month=5, hour=12)


def test_a_calendar_holds_no_control_characters(services: Services, tmp_path: Path) -> None:
    services.records.save(
        Meeting(title="One\x00\x0b two\x1f", place="Here\x0c", notes="a\x01b", date=dt.date(2026, 5, 1))
    )
    take_away(services.journal, tmp_path / "out.ics", Choice("ics", "everything"))
    data = (tmp_path / "out.ics").read_bytes()
    assert not {byte for byte in data if byte < 32} - {10, 13}
    assert b"SUMMARY:One two\r\n" in data


@pytest.mark.parametrize("kind", ["VEVENT", "VTODO"])
def test_a_title_longer_than_any_is_cut_once(services: Services, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "theirs.ics"
    path.write_text(
        f"BEGIN:VCALENDAR\nBEGIN:{kind}\nUID:a\nSUMMARY:{'word ' * 100}\nEND:{kind}\nEND:VCALENDAR\n", "utf-8"
    )
    assert importing.run(services.journal, path).imported == 1
    done = importing.run(services.journal, path)
    assert (done.imported, done.updated, done.skipped) == (0, 0, 1)


def test_meetings_on_the_last_evening_there_is_overlap_like_any_other(services: Services) -> None:
    one = Meeting(title="One", date=dt.date.max, at=dt.time(23), time_zone="America/New_York", minutes=30.0)
    services.records.save(one)
    other = services.records.save(replace(one, title="Other"))
    assert "One" in services.calendar.overlaps(other.id)[0]
