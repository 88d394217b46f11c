"""A series goes out as one event with its exceptions, and any program reads it on the same days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorjournal.model.types import Meeting
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarChoice
from mentorjournal.services.repeats import repeats
from tests.services.calendar_steps import (
    BERLIN,
    EVERYTHING,
    LORD_HOWE,
    export,
    import_again,
    planned,
    read_back,
    read_back_all,
    text_of,
)


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return tmp_path / "mine.ics"


def test_a_series_is_one_event_with_its_rule_and_moved_meetings_are_exceptions(
    services: Services, ics: Path
) -> None:
    first = services.records.save(planned(date=dt.date(2026, 4, 16)))
    made = services.calendar.plan_series(first.id, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH", count=6)
    services.records.amend(made[2].id, {"at": dt.time(16), "place": "Café"})
    services.records.trash(made[3].id)
    master, moved = read_back_all(services, ics)
    assert master.rrule.value.startswith("FREQ=WEEKLY;UNTIL=20260625T083000Z;INTERVAL=2")
    assert moved.recurrence_id.value == dt.datetime(2026, 5, 14, 10, 30, tzinfo=ZoneInfo(BERLIN))
    starts = [f"{moment:%d.%m. %H:%M}" for moment in master.rruleset]
    assert starts == [f"{day} 10:30" for day in ("16.04.", "30.04.", "14.05.", "11.06.", "25.06.")]
    assert import_again(services, ics) == (0, 0, 5)


def test_meetings_that_left_their_rule_go_out_one_by_one(services: Services, ics: Path) -> None:
    first = services.records.save(planned())
    made = services.calendar.plan_series(first.id, "FREQ=WEEKLY;BYDAY=TH", count=3)
    for meeting in made:
        services.records.amend(meeting.id, {"rule": "FREQ=HOURLY"})
    events = read_back_all(services, ics)
    assert len(events) == 3
    assert not any(hasattr(event, "rrule") for event in events)
    assert import_again(services, ics) == (0, 0, 3)


def test_a_confidential_meeting_of_a_series_is_left_out_of_its_rule(services: Services, ics: Path) -> None:
    first = services.records.save(planned())
    made = services.calendar.plan_series(first.id, "FREQ=WEEKLY;BYDAY=TH", count=4)
    services.records.amend(made[1].id, {"confidential": True, "title": "The complaint"})
    (master,) = read_back_all(services, ics)
    assert len(list(master.rruleset)) == 3
    assert "complaint" not in text_of(services, ics)


def test_a_calendar_of_another_program_goes_out_under_its_own_identifiers(
    services: Services, ics: Path
) -> None:
    theirs = ics.with_name("theirs.ics")
    theirs.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:abc@theirs\nSUMMARY:Lab meeting\n"
        "DTSTART;TZID=Europe/Berlin:20260420T090000\nDTEND;TZID=Europe/Berlin:20260420T100000\n"
        "RRULE:FREQ=WEEKLY;COUNT=5\nEXDATE;TZID=Europe/Berlin:20260427T090000\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert import_again(services, theirs) == (4, 0, 0)
    (master,) = read_back_all(services, ics)
    assert master.uid.value == "abc@theirs"
    assert [moment.day for moment in master.rruleset] == [20, 4, 11, 18]
    assert import_again(services, ics) == (0, 0, 4)
    assert import_again(services, theirs) == (0, 0, 4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(
    day=st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
    zone=st.sampled_from([BERLIN, LORD_HOWE, "America/St_Johns", "UTC", ""]),
    at=st.none() | st.sampled_from([dt.time(0), dt.time(2, 30), dt.time(10), dt.time(23, 45)]),
    way=st.integers(0, 5),
    count=st.integers(2, 8),
    gone=st.integers(1, 7),
)
def test_any_series_is_read_on_the_same_days_and_comes_back_unchanged(
    services: Services,
    ics: Path,
    day: dt.date,
    zone: str,
    at: dt.time | None,
    way: int,
    count: int,
    gone: int,
) -> None:
    for earlier in services.records.all(Meeting):
        services.records.trash(earlier.id)
    first = services.records.save(planned(date=day, time_zone=zone, at=at))
    made = list(services.calendar.plan_series(first.id, repeats(day)[way].rule, count=count))
    if gone < count - 1:
        services.records.trash(made.pop(gone).id)
    (master,) = read_back_all(services, ics, CalendarChoice(period="all"))
    days = [moment.date() if at else moment for moment in master.rruleset]
    assert [day if at else day.date() for day in days] == [one.date for one in made]
    assert import_again(services, ics) == (0, 0, len(made))


def test_one_meeting_of_our_series_is_sent_as_a_meeting_by_itself(services: Services, ics: Path) -> None:
    first = services.records.save(planned())
    made = services.calendar.plan_series(first.id, "FREQ=WEEKLY;BYDAY=TH", count=4)
    export(services, ics, CalendarChoice(meetings=(made[2].id,)))
    event = read_back(ics).vevent
    assert event.uid.value == f"{made[2].id}@mentorjournal"
    assert not hasattr(event, "recurrence_id")
    seen = importing.preview(services.journal, ics)
    assert (seen.already_there, seen.problems) == (1, ())


def test_what_a_whole_series_says_is_said_once_and_notes_on_one_meeting_with_that_one(
    services: Services, ics: Path
) -> None:
    theirs = ics.with_name("theirs.ics")
    theirs.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:abc@theirs\nSUMMARY:Lab meeting\nDESCRIPTION:Bring data\n"
        "DTSTART;TZID=Europe/Berlin:20260420T090000\nRRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    import_again(services, theirs)
    (master,) = read_back_all(services, ics, EVERYTHING)
    assert master.description.value == "Bring data"
    (second,) = [one for one in services.records.all(Meeting) if one.date == dt.date(2026, 4, 27)]
    services.records.amend(second.id, {"notes": "She was late"})
    master, changed = read_back_all(services, ics, EVERYTHING)
    assert (master.description.value, changed.description.value) == ("Bring data", "She was late")
    assert changed.recurrence_id.value.day == 27
    assert import_again(services, ics) == (0, 0, 4)


def test_notes_on_the_only_meeting_so_far_do_not_stand_on_those_to_come(
    services: Services, ics: Path
) -> None:
    first = services.records.save(planned())
    services.calendar.plan_series(first.id, "FREQ=WEEKLY;BYDAY=TH", count=2)
    services.records.amend(first.id, {"notes": "She was late"})
    master, noted = read_back_all(services, ics, EVERYTHING)
    assert not hasattr(master, "description")
    assert noted.description.value == "She was late"
