"""Calendars that other programs really wrote, where a checkout of them lies beside the project."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from mentorjournal.interchange import registry
from mentorjournal.interchange.icalendar_plain import Appointment, When
from mentorjournal.interchange.plain import Reading
from tests.interchange.real import REAL, of

KINDS = {"VEVENT": "event", "VTODO": "todo", "VJOURNAL": "journal"}
CLOCKS = {"UTC+11": "Etc/GMT-11", "custom_Pacific/Fiji": "Pacific/Fiji"}
"""What the zones that files bring along themselves are called elsewhere."""


def read(name: str) -> Reading:
    if not (REAL / name).exists():
        pytest.skip("no real files beside this checkout")
    return registry.read(REAL / name)


def told(reading: Reading) -> str:
    return "\n".join(problem.message for problem in reading.problems)


def check_when(found: When | None, written: str) -> None:
    """`written` is such as 20130901T180000 @Europe/Paris, 20101010T100000Z or 20031225."""
    stamp, _, zone = written.partition(" @")
    if not re.match(r"\d{8}", stamp):
        assert found is None
        return
    assert found is not None
    if len(stamp) == len("20031225"):
        assert (found.day, found.time) == (dt.date.fromisoformat(stamp), None)
        return
    wall = dt.datetime.fromisoformat(stamp.rstrip("Z"))
    tzinfo = ZoneInfo("UTC" if stamp.endswith("Z") else CLOCKS.get(zone, zone))
    assert found.moment == wall.replace(tzinfo=tzinfo).astimezone(dt.UTC)
    assert stamp.endswith("Z") or found.wall == wall


def of_item(item: dict[str, Any], reading: Reading) -> Appointment:
    """The appointment an expected item became: by identifier and replaced start, else by title."""
    kind = KINDS[item["type"]]
    found = [one for one in reading.appointments if one.kind == kind]
    if "uid" in item:
        found = [one for one in found if one.uid == item["uid"]]
    if "recurrence_id" in item:
        slot = item["recurrence_id"].partition(" @")[0]
        found = [one for one in found if one.slot == slot] or found
    if "dtstart" in item and len(found) > 1:
        day = item["dtstart"][:8]
        found = [one for one in found if one.start and f"{one.start.day:%Y%m%d}" == day] or found
    if "summary" in item:
        found = [one for one in found if one.title == item["summary"]]
    return found[0]


@pytest.mark.parametrize("unit", of("icalendar/"))
def test_every_calendar_reads_as_it_should(unit: dict[str, Any]) -> None:
    expect, reading = unit["expect"], read(unit["path"])
    assert registry.recognise(REAL / unit["path"]) == "icalendar"
    counted = {key: expect[key] for key in ("events", "todos", "journals", "calendars") if key in expect}
    assert {key: reading.parts[key] for key in counted} == counted
    for item in expect["items"]:
        found = of_item(item, reading)
        if "dtstart" in item:
            check_when(found.start, item["dtstart"])
        if "due" in item:
            check_when(found.due, item["due"])
        if "categories" in item:
            assert list(found.tags) == item["categories"]
        if "rrule" in item:
            assert set(found.rule.split(";")) == set(item["rrule"].split(";"))
        if "dtend" in item and "T" in item["dtend"]:
            assert found.start is not None
            assert found.start.moment is not None
            assert found.minutes is not None
            end = found.start.moment + dt.timedelta(minutes=found.minutes)
            check_when(When(end.date(), end.time(), "UTC", end), f"{end:%Y%m%dT%H%M%S}Z")
            stamp, _, zone = item["dtend"].partition(" @")
            wall = dt.datetime.fromisoformat(stamp.rstrip("Z"))
            assert end == wall.replace(tzinfo=ZoneInfo(CLOCKS.get(zone, zone) or "UTC"))
    assert bool(told(reading)) or "unreadable_properties" not in expect
    again = registry.read(REAL / unit["path"])
    assert [one.source_id for one in again.appointments] == [one.source_id for one in reading.appointments]
    assert len({one.source_id for one in reading.appointments}) == len(reading.appointments)


def starts(reading: Reading) -> list[str]:
    return [f"{one.start.wall:%d %b %Y %H:%M}" for one in reading.appointments if one.start]


def test_a_daily_series_has_its_third_day_moved() -> None:
    reading = read("icalendar/radicale/event_daily_rrule_overridden.ics")
    hours = [start[-5:] for start in starts(reading)]
    assert hours == ["12:00", "12:00", "14:00", "12:00", "12:00"]


def test_whole_days_repeat_and_one_is_moved() -> None:
    reading = read("icalendar/radicale/event_full_day_rrule_overridden.ics")
    assert sorted(one.start.day.day for one in reading.appointments if one.start) == [2, 4, 10]


def test_an_end_in_utc_ends_a_series_on_its_own_clock() -> None:
    reading = read("icalendar/radicale/event9.ics")
    assert starts(reading) == ["01 Jun 2017 08:00", "02 Jun 2017 08:00"]
    assert [one.minutes for one in reading.appointments] == [120, 120]


def test_a_day_left_out_of_timed_meetings_is_left_out() -> None:
    reading = read("icalendar/radicale/event_mixed_datetime_and_date.ics")
    assert starts(reading) == ["01 Sep 2013 18:00", "03 Sep 2013 18:00"]


def test_a_file_that_breaks_off_gives_what_it_has_and_says_so() -> None:
    reading = read("icalendar/radicale/broken-vevent.ics")
    assert [one.minutes for one in reading.appointments] == [330]
    assert "breaks off" in told(reading)


def test_a_picture_inside_a_calendar_is_whole() -> None:
    (one,) = read("icalendar/collective_icalendar/issue_1549_binary_attachment.ics").appointments
    (media,) = one.media
    assert media.read().startswith(b"\x89PNG")
    assert len(media.read()) == media.size


def test_a_start_that_is_no_date_and_days_that_are_none_are_told() -> None:
    assert "INVALID-DATE" in told(read("icalendar/collective_icalendar/broken_dtstart.ics"))
    assert "20131210Z" in told(read("icalendar/ical_js/google_birthday.ics"))
