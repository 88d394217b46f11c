"""What overlaps is said, a meeting repeats as its relationship asks, and no meeting of a series moves another."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.types import Meeting, Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.repeats import repeats

DAY = dt.date(2026, 4, 16)
WEEKLY = "FREQ=WEEKLY;BYDAY=TH"


def keep(services: Services, **values: Any) -> Meeting:
    shape = {
        "title": "Aims page",
        "date": DAY,
        "at": dt.time(10),
        "time_zone": "Europe/Berlin",
        "minutes": 45,
    }
    return services.records.save(Meeting(**{**shape, **values}))


def test_a_meeting_at_the_same_time_is_named_with_its_hours(services: Services) -> None:
    meeting = keep(services, title="Supervision")
    keep(services, title="Walk with Zoë", at=dt.time(10, 30), minutes=30)
    keep(services, title="Right after", at=dt.time(10, 45))
    keep(services, title="Right before", at=dt.time(9, 15))
    assert services.calendar.overlaps(meeting.id) == ("Overlaps with Walk with Zoë, 10:30 to 11:00.",)


@pytest.mark.parametrize(
    "values",
    [
        {"status": "cancelled"},
        {"status": "missed"},
        {"at": None},
        {"date": None},
        {"date": dt.date(2026, 4, 17)},
    ],
)
def test_what_takes_no_time_then_overlaps_with_nothing(services: Services, values: dict[str, Any]) -> None:
    meeting = keep(services)
    keep(services, **values)
    assert services.calendar.overlaps(meeting.id) == ()


def test_overlaps_are_found_over_midnight_across_zones_and_without_a_length(services: Services) -> None:
    meeting = keep(services, at=dt.time(8), minutes=60)
    keep(services, title="On call", date=dt.date(2026, 4, 15), at=dt.time(20), minutes=780)
    keep(services, title="Call from New York", at=dt.time(2, 30), time_zone="America/New_York", minutes=None)
    zoe = services.records.save(Person(title="Zoë"))
    keep(services, title="", at=dt.time(8, 59), minutes=1, people=(zoe.id,))
    assert services.calendar.overlaps(meeting.id) == (
        "Overlaps with On call, 15 April, 20:00 to 09:00 on 16 April.",
        "Overlaps with Call from New York, 08:30.",
        "Overlaps with Zoë, 08:59 to 09:00.",
    )


@pytest.mark.parametrize(
    ("cadence", "days"),
    [
        ("weekly", ["16 Apr", "23 Apr", "30 Apr"]),
        ("fortnightly", ["16 Apr", "30 Apr", "14 May"]),
        ("monthly", ["16 Apr", "21 May", "18 Jun"]),
        ("quarterly", ["16 Apr", "16 Jul", "15 Oct"]),
        ("half_yearly", ["16 Apr", "15 Oct", "15 Apr"]),
        ("", ["16 Apr", "21 May", "18 Jun"]),
    ],
)
def test_a_meeting_repeats_by_the_cadence_of_its_relationship(
    services: Services, cadence: str, days: list[str]
) -> None:
    zoe = services.records.save(Person(title="Zoë"))
    services.records.save(Relationship(title="Zoë", person=zoe.id, cadence=cadence))
    meeting = keep(services, people=(zoe.id,), notes="Only here", objective="This one's")
    made = services.calendar.plan_series(meeting.id, count=3)
    assert [f"{one.date:%d %b}" for one in made] == days
    assert {(one.title, one.at, one.minutes, one.people, one.status) for one in made} == {
        ("Aims page", dt.time(10), 45, (zoe.id,), "planned")
    }
    assert [one.notes for one in made] == ["Only here", "", ""]
    assert len({one.series for one in made}) == len({one.rule for one in made}) == 1
    assert services.history.undo() == "Repeat meeting"
    assert [one.id for one in services.records.all(Meeting)] == [meeting.id]
    assert services.records.get(Meeting, meeting.id).series == ""


@pytest.mark.parametrize(
    ("day", "key", "days"),
    [
        (dt.date(2026, 1, 31), "monthly_day", ["31 Jan", "28 Feb", "31 Mar", "30 Apr"]),
        (dt.date(2026, 1, 29), "monthly_day", ["29 Jan", "28 Feb", "29 Mar", "29 Apr"]),
        (dt.date(2026, 1, 12), "monthly_day", ["12 Jan", "12 Feb", "12 Mar", "12 Apr"]),
        (dt.date(2026, 1, 30), "monthly_weekday", ["30 Jan", "27 Feb", "27 Mar", "24 Apr"]),
        (dt.date(2026, 1, 14), "monthly_weekday", ["14 Jan", "11 Feb", "11 Mar", "08 Apr"]),
    ],
)
def test_a_month_without_that_day_takes_its_last(
    services: Services, day: dt.date, key: str, days: list[str]
) -> None:
    rule = next(one.rule for one in repeats(day) if one.key == key)
    meeting = keep(services, date=day)
    assert [f"{one:%d %b}" for one in services.calendar.repeat_days(meeting.id, rule, count=4)] == days


def test_the_hour_stays_the_same_when_the_clocks_change(services: Services) -> None:
    meeting = keep(services, date=dt.date(2026, 10, 22))
    first, second = services.calendar.plan_series(meeting.id, WEEKLY, count=2)
    start, later = services.calendar.end_of(first), services.calendar.end_of(second)
    assert start is not None
    assert later is not None
    assert (first.at, second.at) == (dt.time(10), dt.time(10))
    assert later.utcoffset() != start.utcoffset()


def test_moving_one_meeting_of_a_series_moves_no_other(services: Services) -> None:
    meeting = keep(services)
    made = services.calendar.plan_series(meeting.id, WEEKLY, until=dt.date(2026, 5, 14))
    services.records.amend(made[2].id, {"date": dt.date(2026, 5, 1), "at": dt.time(15)})
    services.records.trash(made[3].id)
    assert [
        (one.date, one.at) for one in sorted(services.records.all(Meeting), key=lambda one: str(one.date))
    ] == [
        (dt.date(2026, 4, 16), dt.time(10)),
        (dt.date(2026, 4, 23), dt.time(10)),
        (dt.date(2026, 5, 1), dt.time(15)),
        (dt.date(2026, 5, 14), dt.time(10)),
    ]


@pytest.mark.parametrize(
    ("values", "end", "said"),
    [
        ({"date": None}, {"count": 3}, "no day"),
        ({"status": "held"}, {"count": 3}, "planned"),
        ({"series": "x"}, {"count": 3}, "series already"),
        ({}, {"count": 1}, "2 to 60"),
        ({}, {"count": 61}, "2 to 60"),
        ({}, {}, "how often"),
        ({}, {"until": DAY}, "not after"),
        ({}, {"until": dt.date(2026, 4, 20)}, "second time"),
        ({}, {"until": dt.date(2036, 4, 20)}, "at most 60"),
    ],
)
def test_what_cannot_repeat_is_said_and_nothing_is_planned(
    services: Services, values: dict[str, Any], end: dict[str, Any], said: str
) -> None:
    meeting = keep(services, **values)
    with pytest.raises(InvalidRecord, match=said):
        services.calendar.plan_series(meeting.id, WEEKLY, **end)
    assert len(services.records.all(Meeting)) == 1


def test_a_rule_by_the_minute_is_refused(services: Services) -> None:
    meeting = keep(services)
    with pytest.raises(InvalidRecord, match="by the hour or faster"):
        services.calendar.plan_series(meeting.id, "FREQ=MINUTELY", count=3)
