"""Calendars made to harm their reader end in a refusal or in a bounded number of meetings."""

from __future__ import annotations

import datetime as dt
import random
import tracemalloc
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled, ImportRefused
from mentorjournal.interchange import icalendar_rules, limits, registry
from mentorjournal.interchange.plain import Reading

TODAY = dt.date(2026, 4, 14)


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return tmp_path / "trap.ics"


def read(path: Path, text: str) -> Reading:
    path.write_text(text, "utf-8")
    return registry.read(path, today=TODAY)


def event(lines: str) -> str:
    return f"BEGIN:VEVENT\nUID:1\nDTSTART:20260101T090000\n{lines}\nEND:VEVENT\n"


def test_a_million_lines_in_one_meeting_are_not_all_held(ics: Path) -> None:
    reading = read(ics, event("ATTENDEE:mailto:a@example.org\n" * 1_000_000))
    assert len(reading.appointments) == 1
    assert any("more lines than any meeting has" in problem.message for problem in reading.problems)


def test_a_million_meetings_are_refused_by_number(ics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_ENTRIES", 1_000)
    with pytest.raises(ImportRefused, match="more than 1,000 entries"):
        read(ics, "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n" * 1_001)


def test_many_long_series_are_refused_by_the_number_of_their_meetings(
    ics: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAX_ENTRIES", 300)
    rules = "".join(event("RRULE:FREQ=DAILY").replace("UID:1", f"UID:{number}") for number in range(9))
    with pytest.raises(ImportRefused, match="more than 300 entries"):
        read(ics, rules)


def test_a_million_deep_is_as_flat_as_any_other(ics: Path) -> None:
    reading = read(ics, "BEGIN:VCALENDAR\n" + event("BEGIN:VALARM\n" * 1_000_000))
    assert [one.uid for one in reading.appointments] == ["1"]


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=DAILY;BYSECOND=" + ",".join(map(str, range(60))),
        "FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24))),
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=WEEKLY;BYMONTH=2;BYDAY=MO;BYSETPOS=99",
        "FREQ=DAILY;COUNT=999999",
        "FREQ=YEARLY;BYYEARDAY=" + ",".join(str(day) for day in range(1, 80)),
        "FREQ=DAILY;FREQ=YEARLY;;;=;UNTIL",
        "FREQ=MONTHLY;BYDAY=9999MO",
        "FREQ=YEARLY;BYWEEKNO=999",
    ],
)
def test_no_rule_makes_more_than_200_meetings_or_goes_on_for_ever(ics: Path, rule: str) -> None:
    assert 1 <= len(read(ics, event(f"RRULE:{rule}")).appointments) <= icalendar_rules.MOST


def test_the_rules_of_one_file_share_one_measure(ics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RULE_STEPS", 200_000)
    rule = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    reading = read(ics, "".join(event(rule).replace("UID:1", f"UID:{number}") for number in range(9)))
    late = [problem for problem in reading.problems if "too long to follow" in problem.message]
    assert len(reading.appointments) == 9
    assert len(late) == 7


def test_a_hundred_thousand_days_in_a_list_are_cut_short(ics: Path) -> None:
    days = ",".join(f"{2000 + number % 90}0101T{number % 24:02}0000" for number in range(100_000))
    assert len(read(ics, event(f"RDATE:{days}\nEXDATE:{days}")).appointments) <= icalendar_rules.MOST


def test_a_zone_that_repeats_each_second_is_not_followed(ics: Path) -> None:
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Trap\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\n"
        "TZOFFSETTO:+0200\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    text = event("").replace("DTSTART:", "DTSTART;TZID=Trap:")
    reading = read(ics, f"BEGIN:VCALENDAR\n{zone}{text}END:VCALENDAR\n")
    assert [one.start and one.start.zone for one in reading.appointments] == [""]


def test_a_line_of_many_megabytes_and_odd_quotes_is_read_without_more_memory_than_it_needs(ics: Path) -> None:
    lines = 'SUMMARY;X="' + ";" * 200_000 + "\nDESCRIPTION:" + "\\" * 300_000 + '\nLOCATION;A="b:c'
    ics.write_text(event(lines), "utf-8")
    tracemalloc.start()
    reading = registry.read(ics)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(reading.appointments) == 1
    assert peak < 20 * ics.stat().st_size


def test_a_calendar_larger_than_is_safe_is_refused(ics: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_TEXT_BYTES", limits.MIB)
    with pytest.raises(ImportRefused, match="more than can be read safely"):
        read(ics, "BEGIN:VCALENDAR\n" + "X-A:1\n" * (limits.MIB // 6))


def test_reading_can_be_stopped(ics: Path) -> None:
    ics.write_text("BEGIN:VCALENDAR\n" + event("X-A:1\n" * 5_000))
    with pytest.raises(Cancelled):
        registry.read(ics, cancelled=lambda: True)


@pytest.mark.parametrize("seed", range(60))
def test_no_damage_breaks_the_reader(ics: Path, seed: int) -> None:
    chance = random.Random(seed)
    whole = (
        "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Europe/Berlin\nBEGIN:VTIMEZONE\nTZID:Here\nBEGIN:STANDARD\n"
        "DTSTART:19701025T030000\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nTZOFFSETFROM:+0200\n"
        "TZOFFSETTO:+0100\nEND:STANDARD\nEND:VTIMEZONE\n"
        "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Here:20260420T090000\nDTEND;TZID=Here:20260420T100000\n"
        'RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO\nEXDATE;TZID=Here:20260427T090000\nATTENDEE;CN="A, B":mailto:a@b.c\n'
        "RDATE;VALUE=PERIOD:20260501T090000Z/PT1H\nSUMMARY:Lab\\, ward\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Here:20260504T090000\nDTSTART:20260505T090000Z\nEND:VEVENT\n"
        "BEGIN:VTODO\nUID:2\nDUE:20260420\nEND:VTODO\nEND:VCALENDAR\n"
    )
    letters = list(whole)
    for _ in range(chance.randrange(1, 12)):
        place = chance.randrange(16, len(letters))
        letters[place] = chance.choice(
            ["", "\n", ":", ";", "Z", "9", "0", "-", '"', ",", "\\", "=", "T", "\0", "ß"]
        )
    reading = read(ics, "".join(letters))
    assert len({one.source_id for one in reading.appointments}) == len(reading.appointments)
    assert all(problem.message.endswith(".") for problem in reading.problems)


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\n\r"])
def test_thousands_of_empty_lines_are_read_in_time(ics: Path, end: str) -> None:
    ics.write_bytes((event(f"SUMMARY:A talk{end * 100_000}") + "\n x").encode())
    assert [one.title for one in registry.read(ics, today=TODAY).appointments] == ["A talk"]


def test_thousands_of_meetings_of_one_identifier_are_read_in_time(ics: Path) -> None:
    reading = read(ics, "BEGIN:VEVENT\nUID:1\n" * 3_000)
    assert len(reading.appointments) == 1
