"""Calendars as programs write them, well and badly: the good parts are read, the rest is told in a sentence."""

from __future__ import annotations

import base64
import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.interchange import registry
from mentorjournal.interchange.icalendar_plain import Appointment
from mentorjournal.interchange.plain import Reading

TODAY = dt.date(2026, 4, 14)
ISLAND = """BEGIN:VTIMEZONE
TZID:Island time
BEGIN:STANDARD
DTSTART:19700101T000000
TZOFFSETFROM:{0}
TZOFFSETTO:{0}
END:STANDARD
END:VTIMEZONE
"""


@pytest.fixture
def ics(tmp_path: Path) -> Path:
    return tmp_path / "from elsewhere.ics"


def calendar(path: Path, *events: str, head: str = "", kind: str = "VEVENT") -> Reading:
    """What is read of a calendar with these parts, each given by its lines."""
    parts = "".join(f"BEGIN:{kind}\n{event.strip()}\nEND:{kind}\n" for event in events)
    path.write_text(
        f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{parts}END:VCALENDAR\n".replace("\n", "\r\n"), "utf-8"
    )
    return registry.read(path, today=TODAY)


def only(reading: Reading) -> Appointment:
    (one,) = reading.appointments
    return one


def told(reading: Reading) -> str:
    return "\n".join(f"{problem.item}: {problem.message}" for problem in reading.problems)


def starts(reading: Reading) -> list[str]:
    return [f"{one.start.wall:%d.%m.%y %H:%M}" for one in reading.appointments if one.start]


def test_words_lose_their_backslashes_and_lines_their_folds(ics: Path) -> None:
    event = "UID:1\nSUMMARY:Aims\\, plan\\; and \\\\ more\nLOCATION:Room\n  4\nDTSTART:20260420T080000Z\nDESCRIPTION:One\\nTwo\\, th\n ree"
    one = only(calendar(ics, event))
    assert (one.title, one.place, one.text) == ("Aims, plan; and \\ more", "Room 4", "One\nTwo, three")


def test_a_letter_folded_in_its_middle_and_blank_lines_are_mended(ics: Path) -> None:
    raw = b"BEGIN:VCALENDAR\r\n\r\nBEGIN:VEVENT\r\nUID\r\n\r\n :7\r\nSUMMARY:Zo" + b"\xc3\r\n \xab\r\n"
    ics.write_bytes(raw + b"DTSTART:20260420\r\nEND:VEVENT\r\n\r\nEND:VCALENDAR\r\n")
    one = only(registry.read(ics))
    assert (one.uid, one.title, one.start and one.start.time) == ("7", "Zoë", None)


def test_tags_may_hold_commas_and_come_once(ics: Path) -> None:
    one = only(calendar(ics, "UID:1\nDTSTART:20260420\nCATEGORIES:Ward\\, east,Lab\nCATEGORIES:lab,Plan"))
    assert one.tags == ("Ward, east", "Lab", "Plan")


def test_people_come_by_name_and_address_but_rooms_and_who_declined_do_not(ics: Path) -> None:
    event = (
        'UID:1\nDTSTART:20260420\nORGANIZER;CN="Marsh, Zoë":mailto:zoe@example.org\n'
        "ATTENDEE;CN=zoe@example.org:MAILTO:zoe@example.org\n"
        "ATTENDEE;CUTYPE=ROOM;CN=Room 4:mailto:room4@example.org\n"
        "ATTENDEE;PARTSTAT=DECLINED;CN=Otto:mailto:otto@example.org\n"
        "ATTENDEE;CN=Ilse:invalid:nomail\nATTENDEE:mailto:only@example.org"
    )
    people = [(one.name, one.email) for one in only(calendar(ics, event)).people]
    assert people == [("Marsh, Zoë", "zoe@example.org"), ("Ilse", ""), ("", "only@example.org")]


@pytest.mark.parametrize(
    ("zone", "definition", "expected", "utc"),
    [
        ("Europe/Berlin", "", "Europe/Berlin", 7),
        ("W. Europe Standard Time", "", "Europe/Berlin", 7),
        ("/example.org/20250101_1/Europe/Berlin", "", "Europe/Berlin", 7),
        ("Island time", ISLAND.format("+1100"), "Etc/GMT-11", 22),
        ("Island time", ISLAND.format("-0330"), "", 12),
        ("Island time", "", "", None),
        ("../../etc/localtime", "", "", None),
        (
            "Island time",
            ISLAND.format("+1100").replace("END:STANDARD", "RRULE:FREQ=SECONDLY\nEND:STANDARD"),
            "",
            None,
        ),
    ],
)
def test_a_time_is_on_the_clock_of_its_zone_by_whatever_name(
    ics: Path, zone: str, definition: str, expected: str, utc: int | None
) -> None:
    reading = calendar(ics, f"UID:1\nDTSTART;TZID={zone}:20260420T090000", head=definition)
    start = only(reading).start
    assert start is not None
    assert (start.time, start.zone) == (dt.time(9), expected)
    assert (start.moment.hour if start.moment else None) == utc
    assert ("not known here" in told(reading)) == (utc is None)


def test_a_calendar_written_in_utc_is_on_the_clock_its_head_names(ics: Path) -> None:
    one = only(calendar(ics, "UID:1\nDTSTART:20260420T073000Z", head="X-WR-TIMEZONE:Europe/Berlin\n"))
    assert one.start is not None
    assert (one.start.time, one.start.zone) == (dt.time(9, 30), "Europe/Berlin")


@pytest.mark.parametrize(
    ("lines", "minutes"),
    [
        ("DTSTART:20260420T230000\nDTEND:20260421T013000", 150),
        ("DTSTART;TZID=Europe/Berlin:20260329T010000\nDTEND;TZID=Europe/Berlin:20260329T040000", 120),
        ("DTSTART;TZID=Europe/Berlin:20261025T010000\nDTEND;TZID=Europe/Berlin:20261025T040000", 240),
        ("DTSTART;TZID=Europe/Berlin:20260420T090000\nDTEND;TZID=America/New_York:20260420T040000", 60),
        ("DTSTART:20260420T090000\nDURATION:PT1H30M", 90),
        ("DTSTART:20260420T090000\nDURATION:P1W", 10080),
        ("DTSTART;VALUE=DATE:20260420\nDTEND;VALUE=DATE:20260421", None),
        ("DTSTART;VALUE=DATE:20260420\nDTEND;VALUE=DATE:20260423", 4320),
        ("DTSTART;VALUE=DATE:20260420\nDURATION:P1D", None),
        ("DTSTART;VALUE=DATE:20260420\nDTEND:20260420T120000Z", None),
        ("DTSTART:20260420T090000\nDTEND:20260420T090000", None),
    ],
)
def test_a_length_is_in_real_minutes(ics: Path, lines: str, minutes: float | None) -> None:
    reading = calendar(ics, f"UID:1\n{lines}")
    assert only(reading).minutes == minutes
    assert told(reading) == ""


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("DTSTART:20260420T090000\nDTEND:20260419T090000", "ends before it begins"),
        ("DTSTART:20260420T090000\nDURATION:-PT1H", "ends before it begins"),
        ("DTSTART:20260420T090000\nDURATION:soon", "length cannot be read"),
        ("DTSTART:20260420T090000\nDTEND:tomorrow", "Its end “tomorrow” is no date"),
        ("DTSTART:INVALID-DATE", "“INVALID-DATE” is no date"),
        ("DTSTART:20260230", "“20260230” is no date"),
        ("SUMMARY:Some day", "came in as a meeting without a date"),
        ("DTSTART:20260420\nDTSTART:20260421", "more than one start"),
        ("DTSTART:20260420\nRDATE:20260499,20260501", "“20260499” cannot be read"),
        ("DTSTART:20260420\nRRULE:FREQ=SECONDLY", "by the hour or faster"),
        ("DTSTART:20260420\nRRULE:FREQ=DAILY;BYHOUR=1,2,3", "several times a day"),
        ("DTSTART:20260420\nRRULE:FREQ=DAILY;INTERVAL=0", "leads nowhere"),
        ("DTSTART:20260420\nRRULE:FREQ=DAILY;UNTIL=20269999", "is no date"),
        ("DTSTART:20260420\nRRULE:FREQ=DAILY;BYMAGIC=1", "BYMAGIC in its rule is not understood"),
        ("DTSTART:20260420\nRRULE:FREQ=DAILY;BYMONTH=" + "1," * 400 + "1", "far too long"),
        ("DTSTART:18000101\nRRULE:FREQ=YEARLY", "begins before 1900"),
        ("DTSTART:20260420\nATTACH;ENCODING=BASE64;VALUE=BINARY:***", "is damaged and was left out"),
    ],
)
def test_what_is_wrong_is_one_plain_sentence_and_the_meeting_is_kept(
    ics: Path, lines: str, said: str
) -> None:
    reading = calendar(ics, f"UID:1\n{lines}", "UID:2\nSUMMARY:Good\nDTSTART:20260421")
    assert said in told(reading)
    assert {one.uid for one in reading.appointments} == {"1", "2"}


def test_a_series_without_end_is_followed_for_a_year_and_says_so(ics: Path) -> None:
    reading = calendar(ics, "UID:1\nDTSTART:20260301T090000\nRRULE:FREQ=MONTHLY")
    assert starts(reading)[0] == "01.03.26 09:00"
    assert starts(reading)[-1] == "01.04.27 09:00"
    assert len(reading.appointments) == 14
    assert "repeats without end. Its meetings up to 15 April 2027 were read" in told(reading)


def test_of_a_very_long_series_the_latest_200_are_read(ics: Path) -> None:
    reading = calendar(ics, "UID:1\nDTSTART:20250101T090000\nRRULE:FREQ=DAILY;UNTIL=20300101T000000Z")
    assert len(reading.appointments) == 200
    assert starts(reading)[-1] == "15.04.27 09:00"
    assert "the last 200 of them" in told(reading)


def test_days_are_added_left_out_and_moved(ics: Path) -> None:
    reading = calendar(
        ics,
        "UID:1\nSUMMARY:Lab\nDTSTART;TZID=Europe/Berlin:20260420T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5\n"
        "EXDATE:20260421T070000Z\nRDATE;VALUE=PERIOD;TZID=Europe/Berlin:20260430T100000/PT2H",
        "UID:1\nSEQUENCE:1\nRECURRENCE-ID:20260422T070000Z\nDTSTART;TZID=Europe/Berlin:20260425T160000",
        "UID:1\nSEQUENCE:0\nSUMMARY:Older\nRECURRENCE-ID:20260422T070000Z\nDTSTART:20260427T160000Z",
        "UID:1\nRECURRENCE-ID:20260423T070000Z\nDTSTART;TZID=Europe/Berlin:20260423T090000\nSTATUS:CANCELLED",
    )
    assert starts(reading) == [
        "20.04.26 09:00",
        "25.04.26 16:00",
        "23.04.26 09:00",
        "24.04.26 09:00",
        "30.04.26 10:00",
    ]
    assert [one.slot for one in reading.appointments] == [
        "20260420T090000",
        "20260422T090000",
        "20260423T090000",
        "20260424T090000",
        "20260430T100000",
    ]
    assert [one.minutes for one in reading.appointments] == [60, None, None, 60, 120]
    assert [one.status for one in reading.appointments] == ["", "", "cancelled", "", ""]
    assert {one.title for one in reading.appointments} == {"Lab"}


def test_a_series_keeps_its_hour_over_a_change_of_the_clock(ics: Path) -> None:
    reading = calendar(ics, "UID:1\nDTSTART;TZID=Europe/Berlin:20260322T090000\nRRULE:FREQ=WEEKLY;COUNT=2")
    moments = [one.start.moment for one in reading.appointments if one.start]
    assert [moment.hour for moment in moments if moment] == [8, 7]


def test_a_start_that_the_rule_does_not_hold_is_still_the_first(ics: Path) -> None:
    reading = calendar(ics, "UID:1\nDTSTART:20260420T090000\nRRULE:FREQ=WEEKLY;BYDAY=WE;COUNT=3")
    assert starts(reading) == ["20.04.26 09:00", "22.04.26 09:00", "29.04.26 09:00"]


def test_a_change_of_a_series_that_is_not_there_is_a_meeting_by_itself(ics: Path) -> None:
    reading = calendar(ics, "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20260420T090000\nSUMMARY:Moved")
    assert (only(reading).source_id, starts(reading)) == ("ical:1;20260420T090000", ["20.04.26 09:00"])
    assert "series that is not in the file" in told(reading)


def test_a_withdrawn_calendar_cancels_what_it_holds(ics: Path) -> None:
    assert only(calendar(ics, "UID:1\nDTSTART:20260420", head="METHOD:CANCEL\n")).status == "cancelled"


def test_of_two_states_of_one_meeting_the_later_is_taken(ics: Path) -> None:
    reading = calendar(
        ics, "UID:1\nSEQUENCE:2\nSUMMARY:New\nDTSTART:20260420", "UID:1\nSUMMARY:Old\nDTSTART:20260419"
    )
    assert only(reading).title == "New"
    assert "more than once" in told(reading)


def test_alarms_inside_a_meeting_say_nothing_about_it(ics: Path) -> None:
    event = "UID:1\nBEGIN:VALARM\nUID:x\nDESCRIPTION:Wake\nEND:VALARM\nSUMMARY:Real\nDTSTART:20260420"
    one = only(calendar(ics, event))
    assert (one.uid, one.title, one.text) == ("1", "Real", "")


def test_to_dos_and_entries_are_read_with_their_days_and_states(ics: Path) -> None:
    todo = only(
        calendar(ics, "UID:1\nSUMMARY:Send\nDUE;VALUE=DATE:20260501\nRRULE:FREQ=WEEKLY", kind="VTODO")
    )
    assert (todo.due and todo.due.day, todo.status) == (dt.date(2026, 5, 1), "")
    done = only(calendar(ics, "UID:1\nCOMPLETED:20260401T100000Z", kind="VTODO"))
    assert (done.done_on, done.status) == (dt.date(2026, 4, 1), "done")
    entry = only(
        calendar(
            ics,
            "UID:1\nDTSTART;VALUE=DATE:20260401\nDESCRIPTION:a\nDESCRIPTION:b\nCLASS:CONFIDENTIAL",
            kind="VJOURNAL",
        )
    )
    assert (entry.text, entry.confidential) == ("a\n\nb", True)


def test_files_inside_are_kept_and_addresses_are_named(ics: Path) -> None:
    data = base64.b64encode(b"%PDF-1.7 plan").decode()
    event = (
        f"UID:1\nDTSTART:20260420\nATTACH;FILENAME=plan.pdf;ENCODING=BASE64;VALUE=BINARY:{data}\n"
        f"ATTACH;FMTTYPE=image/png;ENCODING=BASE64;VALUE=BINARY:{data}\nATTACH:https://example.org/a.pdf\nURL:https://example.org"
    )
    one = only(calendar(ics, event))
    assert [(media.name, media.read()) for media in one.media] == [
        ("plan.pdf", b"%PDF-1.7 plan"),
        ("attachment-2.png", b"%PDF-1.7 plan"),
    ]
    assert one.extra == (("attachment", "https://example.org/a.pdf"), ("link", "https://example.org"))


@pytest.mark.parametrize("cut", range(40, 170, 7))
def test_a_file_cut_off_anywhere_loses_no_whole_part(ics: Path, cut: int) -> None:
    whole = (
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260420\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\n"
        "DTSTART;TZID=Europe/Berlin:20260420T090000\nSUMMARY:Second\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    left = whole[:cut]
    ics.write_text(left, "utf-8")
    reading = registry.read(ics)
    complete, begun = left.count("END:VEVENT"), left.count("BEGIN:VEVENT")
    assert len(reading.appointments) == begun
    assert [one.uid for one in reading.appointments][:complete] == ["1", "2"][:complete]
    assert ("breaks off" in told(reading)) == (begun > complete)


def test_bare_parts_several_calendars_and_other_lines_are_read(ics: Path) -> None:
    bare = "BEGIN:VEVENT\nUID:1\nDTSTART:20260420\nEND:VEVENT\n"
    ics.write_text(
        bare
        + f"BEGIN:VCALENDAR\n{bare.replace(':1', ':2')}END:VCALENDAR\nBEGIN:VCALENDAR\nEND:VCALENDAR\nnoise"
    )
    reading = registry.read(ics)
    assert [one.uid for one in reading.appointments] == ["1", "2"]
    assert reading.parts == {"calendars": 2, "events": 2, "todos": 0, "journals": 0}


def test_a_part_without_an_identifier_has_the_same_one_each_time(ics: Path) -> None:
    reading = calendar(ics, "SUMMARY:Lab\nDTSTART:20260420")
    first = only(reading).source_id
    assert only(calendar(ics, "SUMMARY:Lab\nDTSTART:20260420\nLOCATION:Room")).source_id == first
    assert only(calendar(ics, "SUMMARY:Lab\nDTSTART:20260421")).source_id != first


def test_a_folder_of_calendars_is_read_as_one_and_other_files_are_named(tmp_path: Path) -> None:
    for number in (1, 2):
        (tmp_path / f"{number}.ics").write_text(f"BEGIN:VEVENT\nUID:{number}\nDTSTART:20260420\nEND:VEVENT\n")
    (tmp_path / "readme.txt").write_text("hello")
    reading = registry.read(tmp_path)
    assert [one.uid for one in reading.appointments] == ["1", "2"]
    assert reading.ignored == ["readme.txt"]


def test_what_is_wrong_in_a_folder_is_told_with_the_name_of_its_file(tmp_path: Path) -> None:
    for name in ("lab.ics", "home.ics"):
        calendar(tmp_path / name, f"UID:{name}\nSUMMARY:Talk\nDTSTART:soon")
    assert {problem.item for problem in registry.read(tmp_path, today=TODAY).problems} == {
        "home.ics, event 1, Talk",
        "lab.ics, event 1, Talk",
    }
