"""A calendar says no more than it must, any program reads it, and importing it again changes nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import dateutil.tz
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorjournal.errors import Cancelled, InvalidRecord, StorageFailed
from mentorjournal.model.types import ActionItem, Agreement, Goal, Meeting, Milestone, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.calendar_export import CalendarChoice, CalendarMade
from mentorjournal.services.clock import end_of, start_of
from tests.services.calendar_steps import (
    BERLIN,
    EVERYTHING,
    LORD_HOWE,
    TODAY,
    USUAL,
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


def test_a_meeting_is_read_by_another_program_with_its_title_time_place_and_length(
    services: Services, ics: Path
) -> None:
    made = services.records.save(planned(title="Lunch; aims, and “draft”", place="Room 4, 2nd floor"))
    assert export(services, ics) == CalendarMade(ics, 1, 0, 0, 0, 0)
    event = read_back(ics).vevent
    assert event.summary.value == "Lunch; aims, and “draft”"
    assert event.location.value == "Room 4, 2nd floor"
    assert event.dtstart.value == dt.datetime(2026, 4, 16, 10, 30, tzinfo=ZoneInfo(BERLIN))
    assert event.dtend.value - event.dtstart.value == dt.timedelta(minutes=45)
    assert event.uid.value == f"{made.id}@mentorjournal"
    assert event.dtstamp.value == (made.updated_at or services.journal.clock()).replace(microsecond=0)


def test_every_line_is_short_and_the_zone_is_explained_in_the_file(services: Services, ics: Path) -> None:
    services.records.save(planned(title="Ünwieldy " * 40))
    export(services, ics)
    assert max(map(len, ics.read_bytes().split(b"\r\n"))) <= 75
    assert read_back(ics).vtimezone.tzid.value == BERLIN
    zone = read_back(ics).vevent.dtstart.value.tzinfo
    for moment in ("2026-03-29T01:59", "2026-03-29T03:00", "2026-10-25T03:00", "2027-07-01T00:00"):
        wall = dt.datetime.fromisoformat(moment)
        assert zone.utcoffset(wall) == ZoneInfo(BERLIN).utcoffset(wall)


def test_notes_people_and_confidential_records_stay_behind(services: Services, ics: Path) -> None:
    zoe = services.records.save(Person(title="Zoë Marsh", email="zoe@example.org"))
    services.records.save(planned(people=(zoe.id,), notes="She is leaving.", objective="Ask about the grant"))
    services.records.save(planned(title="The complaint", confidential=True))
    services.records.save(ActionItem(title="Write to the dean", due=TODAY, confidential=True))
    assert export(services, ics).confidential == 2
    text = text_of(services, ics)
    for secret in ("Zoë", "zoe@", "leaving", "grant", "complaint", "dean"):
        assert secret not in text
    text = text_of(services, ics, EVERYTHING)
    for asked in ("Zoë", "zoe@example.org", "leaving", "grant"):
        assert asked in text
    assert "complaint" not in text
    assert "dean" not in text


def test_what_is_private_says_so_and_what_may_be_shared_does_not(services: Services, ics: Path) -> None:
    services.records.save(planned(title="Private one"))
    services.records.save(planned(title="Shared one", visibility="shared"))
    assert {event.summary.value: hasattr(event, "class") for event in read_back_all(services, ics)} == {
        "Private one": True,
        "Shared one": False,
    }


def test_the_past_comes_only_when_asked_for_and_never_what_was_cancelled(
    services: Services, ics: Path
) -> None:
    services.records.save(planned(title="Ahead"))
    services.records.save(planned(title="Behind", date=dt.date(2026, 1, 5), status="held"))
    services.records.save(planned(title="Off", status="cancelled"))
    services.records.save(planned(title="Some day", date=None))
    assert [event.summary.value for event in read_back_all(services, ics)] == ["Ahead"]
    both = read_back_all(services, ics, CalendarChoice(period="all"))
    assert [event.summary.value for event in both] == ["Behind", "Ahead"]
    assert export(services, ics, CalendarChoice(period="all")).undated == 1


def test_actions_with_a_day_reviews_and_hard_dates_are_days_of_the_calendar(
    services: Services, ics: Path
) -> None:
    zoe = services.records.save(Person(title="Zoë"))
    services.records.save(ActionItem(title="Send the draft", due=dt.date(2026, 4, 20)))
    services.records.save(ActionItem(title="Read the draft", due=dt.date(2026, 4, 24), owner=zoe.id))
    services.records.save(ActionItem(title="Some day"))
    services.records.save(ActionItem(title="Done", due=TODAY, done_on=TODAY))
    first = services.records.save(Agreement(title="v1", review_on=dt.date(2026, 5, 1)))
    services.records.save(Agreement(title="v2", previous=first.id, review_on=dt.date(2026, 11, 1)))
    goal = services.records.save(Goal(title="Submit", target=dt.date(2026, 9, 30)))
    services.records.save(Milestone(title="Ethics", goal=goal.id, due=dt.date(2026, 6, 1)))
    done = export(services, ics)
    assert (done.meetings, done.actions, done.days) == (0, 2, 1)
    todos = read_back(ics).vtodo_list
    assert [(todo.summary.value, todo.due.value) for todo in todos] == [
        ("Send the draft", dt.date(2026, 4, 20)),
        ("Read the draft", dt.date(2026, 4, 24)),
    ]
    assert [hasattr(todo, "categories") for todo in todos] == [False, True]
    assert read_back(ics).vevent.dtstart.value == dt.date(2026, 11, 1)
    days = [event.dtstart.value for event in read_back_all(services, ics, EVERYTHING)]
    assert days == [dt.date(2026, 11, 1), dt.date(2026, 9, 30), dt.date(2026, 6, 1)]
    assert import_again(services, ics) == (0, 0, 5)


def test_a_change_raises_the_number_that_calendars_compare(services: Services, ics: Path, clock: Any) -> None:
    made = services.records.save(planned())
    before = int(read_back_all(services, ics)[0].sequence.value)
    clock.now += dt.timedelta(hours=2)
    services.records.amend(made.id, {"place": "Library"})
    assert int(read_back_all(services, ics)[0].sequence.value) > before


def test_importing_our_own_calendar_changes_nothing_and_a_moved_meeting_is_moved(
    services: Services, ics: Path, clock: Any
) -> None:
    made = services.records.save(planned(notes="My notes"))
    services.records.save(planned(title="", place="Café"))
    services.records.save(ActionItem(title="Send it", due=TODAY))
    export(services, ics)
    assert import_again(services, ics) == (0, 0, 3)
    later = ics.read_text("utf-8").replace("20260416T103000", "20260417T090000", 1)
    later = later.replace("20260416T111500", "20260417T094500", 1)
    ics.write_text(later, "utf-8")
    assert import_again(services, ics) == (0, 1, 2)
    moved = services.records.get(Meeting, made.id)
    assert (moved.date, moved.at, moved.minutes) == (dt.date(2026, 4, 17), dt.time(9), 45)
    assert moved.notes == "My notes"


def test_an_older_calendar_of_ours_does_not_undo_what_was_changed_since(
    services: Services, ics: Path, clock: Any
) -> None:
    made = services.records.save(planned())
    export(services, ics)
    clock.now += dt.timedelta(hours=2)
    services.records.amend(made.id, {"title": "Aims and budget", "at": dt.time(15)})
    assert import_again(services, ics) == (0, 0, 1)
    assert services.records.get(Meeting, made.id).title == "Aims and budget"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(
    day=st.dates(dt.date(2001, 1, 1), dt.date(2036, 12, 31)),
    at=st.none() | st.times().map(lambda time: time.replace(microsecond=0, fold=0)),
    zone=st.sampled_from(["", "UTC", BERLIN, LORD_HOWE, "America/St_Johns", "Asia/Kathmandu"]),
    minutes=st.none() | st.integers(1, 3000),
    title=st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=90),
)
def test_any_meeting_comes_back_as_it_was(
    services: Services,
    ics: Path,
    day: dt.date,
    at: dt.time | None,
    zone: str,
    minutes: int | None,
    title: str,
) -> None:
    made = services.records.save(
        planned(title=" ".join(title.split()) or "x", date=day, at=at, time_zone=zone, minutes=minutes)
    )
    choice = CalendarChoice(meetings=(made.id,))
    export(services, ics, choice)
    assert import_again(services, ics) == (0, 0, 1)
    event = read_back(ics).vevent
    start = event.dtstart.value
    assert (start if at is None else start.date()) == day
    if at is not None:
        assert start.time() == at
    if at is not None and zone and not dateutil.tz.datetime_ambiguous(start):
        begun = start_of(made, "UTC")
        assert begun is not None
        assert not dateutil.tz.datetime_exists(begun) or start == begun


@pytest.mark.parametrize(
    ("zone", "day", "at", "minutes", "end"),
    [
        (BERLIN, dt.date(2026, 3, 28), dt.time(23), 300, "2026-03-29T05:00:00+02:00"),
        (BERLIN, dt.date(2026, 10, 24), dt.time(23), 300, "2026-10-25T03:00:00+01:00"),
        (BERLIN, dt.date(2026, 10, 25), dt.time(1, 30), 45, "2026-10-25T02:15:00+02:00"),
        (LORD_HOWE, dt.date(2026, 4, 5), dt.time(1), 60, "2026-04-05T01:30:00+10:30"),
        ("", dt.date(2026, 5, 1), dt.time(23, 30), 60, "2026-05-02T00:30:00+00:00"),
    ],
)
def test_a_length_is_real_minutes_over_midnight_and_over_a_change_of_the_clock(
    services: Services, ics: Path, zone: str, day: dt.date, at: dt.time, minutes: int, end: str
) -> None:
    meeting = services.records.save(planned(time_zone=zone, date=day, at=at, minutes=minutes))
    found, start = end_of(meeting, "UTC"), start_of(meeting, "UTC")
    assert found is not None
    assert start is not None
    assert found.isoformat() == end
    assert found.astimezone(dt.UTC) - start.astimezone(dt.UTC) == dt.timedelta(minutes=minutes)
    export(services, ics, CalendarChoice(meetings=(meeting.id,)))
    assert import_again(services, ics) == (0, 0, 1)
    event = read_back(ics).vevent
    if hasattr(event, "duration"):
        assert event.duration.value == dt.timedelta(minutes=minutes)
    elif zone:
        assert event.dtend.value == found


def test_one_meeting_is_saved_by_itself_unless_it_is_confidential(services: Services, ics: Path) -> None:
    meeting = services.records.save(planned(status="cancelled"))
    export(services, ics, CalendarChoice(meetings=(meeting.id,)))
    assert read_back(ics).vevent.status.value == "CANCELLED"
    services.records.save(replace(meeting, confidential=True))
    with pytest.raises(InvalidRecord, match="confidential"):
        export(services, ics, CalendarChoice(meetings=(meeting.id,)))


def test_only_a_calendar_of_ours_is_replaced_and_only_when_asked(services: Services, ics: Path) -> None:
    services.records.save(planned())
    export(services, ics)
    with pytest.raises(StorageFailed, match="already there"):
        services.calendar.export(ics, CalendarChoice(), TODAY)
    theirs = ics.read_text("utf-8").replace("PRODID:-//Mentor Journal//", "PRODID:-//Another//")
    for text in ("My letter", theirs):
        ics.write_text(text, "utf-8")
        with pytest.raises(StorageFailed, match="something else"):
            export(services, ics)
        assert ics.read_text("utf-8") == text
    with pytest.raises(StorageFailed, match="belongs to the journal"):
        services.calendar.export(services.journal.path, CalendarChoice(), TODAY, force=True)


def test_an_export_that_is_stopped_writes_nothing_and_leaves_the_earlier_calendar(
    services: Services, ics: Path
) -> None:
    services.records.save(planned())
    export(services, ics)
    before = ics.read_bytes()
    services.records.save(planned(title="Another"))
    heard: list[tuple[int, int]] = []
    with pytest.raises(Cancelled, match="No calendar was written"):
        services.calendar.export(
            ics,
            USUAL,
            TODAY,
            force=True,
            cancelled=lambda: bool(heard),
            progress=lambda *at: heard.append(at),
        )
    assert heard == [(0, 2)]
    assert ics.read_bytes() == before
    services.calendar.export(ics, USUAL, TODAY, force=True, progress=lambda *at: heard.append(at))
    assert heard[1:] == [(0, 2), (2, 2)]
