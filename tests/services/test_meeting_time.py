"""The timer of a meeting counts between moments, and a held meeting logs its hours once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from mentorjournal.model.types import Activity, Meeting, Person, Relationship
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.services.meeting_time import runs, spent
from mentorjournal.storage.journal_file import create, open_journal
from tests.storage.helpers import Clock

TODAY = dt.date(2026, 4, 14)


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Dr Helena Brandt"))


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    return services.records.save(Meeting(title="Monthly", date=TODAY, minutes=45, people=(helena.id,)))


def minutes(services: Services, meeting: Meeting) -> float:
    return services.meeting_time.seconds(services.records.get(Meeting, meeting.id)) / 60


def logged(services: Services) -> list[float | None]:
    return [item.hours for item in services.records.all(Activity)]


def test_the_timer_runs_pauses_and_goes_on(services: Services, meeting: Meeting, clock: Clock) -> None:
    assert runs(services.meeting_time.start(meeting.id))
    clock.forward(minutes=10)
    assert minutes(services, meeting) == 10
    assert not runs(services.meeting_time.pause(meeting.id))
    clock.forward(minutes=30)
    assert minutes(services, meeting) == 10
    services.meeting_time.start(meeting.id)
    clock.forward(seconds=90)
    assert services.meeting_time.pause(meeting.id).spent == 11.5
    assert services.history.undo() == "Pause timer"
    clock.forward(minutes=1)
    assert minutes(services, meeting) == 12.5
    assert [services.history.undo() for _ in range(3)] == ["Start timer", "Pause timer", "Start timer"]
    assert services.records.get(Meeting, meeting.id) == meeting


def test_starting_twice_and_pausing_a_standing_timer_change_nothing(
    services: Services, meeting: Meeting, clock: Clock
) -> None:
    services.meeting_time.start(meeting.id)
    clock.forward(minutes=5)
    services.meeting_time.start(meeting.id)
    clock.forward(minutes=5)
    services.meeting_time.pause(meeting.id)
    services.meeting_time.pause(meeting.id)
    assert minutes(services, meeting) == 10
    assert services.history.undo() == "Pause timer"
    assert services.history.undo() == "Start timer"
    assert services.history.undo() == "New meeting"


def test_one_meeting_at_a_time(services: Services, meeting: Meeting, clock: Clock) -> None:
    other = services.records.save(Meeting(title="Next one", date=TODAY))
    services.meeting_time.start(meeting.id)
    clock.forward(minutes=20)
    services.meeting_time.start(other.id)
    clock.forward(minutes=5)
    assert (minutes(services, meeting), minutes(services, other)) == (20, 5)
    assert [item.id for item in services.records.all(Meeting) if runs(item)] == [other.id]
    assert services.history.undo() == "Start timer"
    assert [item.id for item in services.records.all(Meeting) if runs(item)] == [meeting.id]
    clock.forward(minutes=1)
    assert minutes(services, meeting) == 26


def test_a_held_meeting_whose_timer_pauses_for_another_logs_its_hours(
    services: Services, meeting: Meeting, clock: Clock
) -> None:
    services.meetings.hold(meeting.id)
    services.meeting_time.start(meeting.id)
    clock.forward(hours=2)
    services.meeting_time.start(services.records.save(Meeting(title="Next one", date=TODAY)).id)
    assert logged(services) == [2]
    assert services.history.undo() == "Start timer"
    assert logged(services) == [0.75]


def test_the_timer_outlives_a_crash(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "crash.mentorjournal"
    with create(path, clock=clock) as journal:
        services = services_for(journal)
        meeting = services.records.save(Meeting(title="Monthly", date=TODAY))
        services.meeting_time.start(meeting.id)
    clock.forward(hours=1)
    with open_journal(path, clock=clock) as journal:
        services = services_for(journal)
        assert minutes(services, meeting) == 60
        assert services.meeting_time.pause(meeting.id).spent == 60


def test_over_midnight_it_counts_on_and_belongs_to_the_day_it_began(
    services: Services, meeting: Meeting, clock: Clock
) -> None:
    clock.now = dt.datetime(2026, 4, 14, 21, 30, tzinfo=dt.UTC)  # 23:30 in Berlin
    services.records.amend(meeting.id, {"at": dt.time(23, 30), "time_zone": "Europe/Berlin"})
    services.meeting_time.start(meeting.id)
    clock.forward(minutes=75)
    services.meetings.hold(meeting.id)
    (activity,) = services.records.all(Activity)
    assert (activity.hours, activity.date, activity.at, activity.time_zone) == (
        1.25,
        TODAY,
        dt.time(23, 30),
        "Europe/Berlin",
    )


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"),
    ],
    ids=["clocks go forward", "clocks go back"],
)
def test_a_change_of_the_clocks_makes_no_hour_and_loses_none(
    services: Services, meeting: Meeting, clock: Clock, start: str, end: str
) -> None:
    clock.now = dt.datetime.fromisoformat(start)
    services.meeting_time.start(meeting.id)
    clock.now = dt.datetime.fromisoformat(end)
    assert services.meeting_time.pause(meeting.id).spent == 60


def test_a_clock_set_back_takes_nothing_away(services: Services, meeting: Meeting, clock: Clock) -> None:
    services.records.amend(meeting.id, {"spent": 12})
    services.meeting_time.start(meeting.id)
    clock.forward(hours=-3)
    assert services.meeting_time.pause(meeting.id).spent == 12


def test_a_moment_that_cannot_be_read_stands_still(services: Services, meeting: Meeting) -> None:
    for text in ("yesterday", "2026-04-14T25:00"):
        odd = services.records.amend(meeting.id, {"timer_from": text, "spent": 7})
        assert isinstance(odd, Meeting)
        assert not runs(odd)
        assert spent(odd, dt.datetime(2026, 4, 15, tzinfo=dt.UTC)) == 7
    assert services.meeting_time.pause(meeting.id).timer_from == ""
    without_zone = replace(meeting, timer_from="2026-04-14T12:00:00")
    assert spent(without_zone, dt.datetime(2026, 4, 14, 12, 6, tzinfo=dt.UTC)) == 6


def test_a_held_meeting_logs_its_hours_in_the_same_step(
    services: Services, meeting: Meeting, helena: Person, clock: Clock
) -> None:
    tie = services.records.save(Relationship(title="Mentor", person=helena.id, my_role="mentor"))
    services.meeting_time.start(meeting.id)
    clock.forward(minutes=90)
    held = services.meetings.hold(meeting.id)
    assert (held.status, held.timer_from, held.spent) == ("held", "", 90)
    (activity,) = services.records.all(Activity)
    assert (activity.title, activity.category, activity.hours, activity.meeting, activity.date) == (
        "Monthly",
        "mentoring",
        1.5,
        meeting.id,
        TODAY,
    )
    assert (activity.relationship, activity.people, activity.role) == (tie.id, (helena.id,), "Mentor")
    assert activity.visibility == "private"
    assert services.history.undo() == "Hold meeting"
    assert logged(services) == []
    assert runs(services.records.get(Meeting, meeting.id))
    services.history.redo()
    assert logged(services) == [1.5]


def test_hours_are_never_logged_twice(services: Services, meeting: Meeting, clock: Clock) -> None:
    services.meetings.hold(meeting.id)
    assert logged(services) == [0.75]
    services.meetings.hold(meeting.id)
    services.follow_up.wrap_up(meeting.id, TODAY)
    services.meetings.set_status(meeting.id, "held")
    assert logged(services) == [0.75]
    services.meeting_time.start(meeting.id)
    clock.forward(minutes=60)
    services.meeting_time.pause(meeting.id)
    assert logged(services) == [1]
    services.meeting_time.correct(meeting.id, 30)
    assert logged(services) == [0.5]


def test_a_meeting_that_was_not_held_has_no_hours(services: Services, meeting: Meeting) -> None:
    services.meetings.set_status(meeting.id, "held")
    (entry,) = services.records.all(Activity)
    assert services.meetings.set_status(meeting.id, "missed").status == "missed"
    assert logged(services) == []
    services.meetings.set_status(meeting.id, "held")
    assert services.records.all(Activity) == (services.records.get(Activity, entry.id),)
    assert logged(services) == [0.75]
    assert services.history.undo() == "Hold meeting"
    assert services.history.undo() == "Change meeting state"
    assert logged(services) == [0.75]


def test_an_entry_of_my_own_at_a_meeting_is_never_taken_for_its_hours(
    services: Services, meeting: Meeting
) -> None:
    own = services.records.save(Activity(title="Prepared slides", hours=3, meeting=meeting.id))
    services.meetings.hold(meeting.id)
    assert services.records.get(Activity, own.id) == own
    assert sorted(logged(services), key=str) == [0.75, 3]
    services.meetings.set_status(meeting.id, "planned")
    assert services.records.all(Activity) == (own,)
    services.meetings.hold(meeting.id)
    services.meeting_time.correct(meeting.id, 30)
    assert services.records.get(Activity, own.id) == own
    assert sorted(logged(services), key=str) == [0.5, 3]


def test_without_a_length_or_a_timer_nothing_is_logged(services: Services) -> None:
    meeting = services.records.save(Meeting(title="Corridor", date=TODAY))
    services.meetings.hold(meeting.id)
    assert logged(services) == []
    services.meeting_time.correct(meeting.id, 20)
    assert logged(services) == [0.33]


def test_a_meeting_with_nobody_logs_its_hours_too(services: Services) -> None:
    meeting = services.records.save(Meeting(title="On my own", date=TODAY, minutes=60, confidential=True))
    services.meetings.hold(meeting.id)
    (activity,) = services.records.all(Activity)
    assert (activity.people, activity.relationship, activity.confidential) == ((), None, True)


# Held before its day

AHEAD = TODAY + dt.timedelta(days=15)


@pytest.fixture
def ahead(services: Services, helena: Person) -> Meeting:
    """Planned for a later day at 11:00, with the next one noted."""
    return services.records.save(
        Meeting(
            title="Monthly",
            date=AHEAD,
            at=dt.time(11),
            time_zone="Europe/Berlin",
            minutes=45,
            people=(helena.id,),
            next_date=TODAY + dt.timedelta(days=40),
        )
    )


def test_a_meeting_held_before_its_day_stands_on_the_real_day_and_time_in_one_step(
    services: Services, ahead: Meeting, clock: Clock
) -> None:
    services.meeting_time.start(ahead.id)
    clock.forward(minutes=10)
    services.meeting_time.pause(ahead.id)
    clock.forward(minutes=5)
    services.meeting_time.start(ahead.id)
    clock.forward(minutes=20)
    held = services.meetings.hold(ahead.id)
    assert (held.date, held.at, held.spent) == (TODAY, dt.time(14), 30)
    (activity,) = services.records.all(Activity)
    assert (activity.date, activity.at) == (TODAY, dt.time(14))
    coming = [item for item in services.records.all(Meeting) if item.id != ahead.id]
    assert [(item.date, item.at) for item in coming] == [(ahead.next_date, dt.time(11))]
    assert services.history.undo() == "Hold meeting"
    assert services.records.get(Meeting, ahead.id).date == AHEAD


@pytest.mark.parametrize(("at", "kept"), [(dt.time(11), dt.time(11)), (dt.time(18), None)])
def test_without_a_timer_a_time_that_is_still_to_come_is_not_kept(
    services: Services, ahead: Meeting, at: dt.time, kept: dt.time | None
) -> None:
    services.records.save(replace(ahead, at=at))
    held = services.meetings.set_status(ahead.id, "held")
    assert (held.date, held.at) == (TODAY, kept)


def test_wrapping_up_before_its_day_moves_the_meeting_too(services: Services, ahead: Meeting) -> None:
    wrapped = services.follow_up.wrap_up(ahead.id, TODAY)
    assert (wrapped.date, wrapped.wrapped_on) == (TODAY, TODAY)
    page = services.follow_up.page(ahead.id, TODAY)
    assert "14 April 2026" in page.generated
    assert page.suggestions[0].due == TODAY + dt.timedelta(days=2)
    assert services.history.undo() == "Wrap up meeting"
    assert services.records.get(Meeting, ahead.id) == ahead
