"""A calendar goes out of a journal and comes into one from the command line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import vobject

from mentorjournal.model.types import ActionItem, Meeting
from mentorjournal.services import opening
from mentorjournal.services.bundle import services_for
from mentorjournal.services.history import History
from tests.cli_helpers import done, done_json, refused, run

TOMORROW = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=2)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal with a meeting ahead, one behind, a confidential one and a promise."""
    path = tmp_path / "mine.journal"
    done("new", path)
    with opening.open_to_write(path) as database:
        records = services_for(database).records
        zone = "Europe/Berlin"
        records.save(Meeting(title="Aims page", date=TOMORROW, at=dt.time(10), minutes=45, time_zone=zone))
        records.save(Meeting(title="First talk", date=dt.date(2026, 1, 5), status="held", time_zone=zone))
        records.save(Meeting(title="The complaint", date=TOMORROW, confidential=True))
        records.save(ActionItem(title="Send the draft", due=TOMORROW))
    return path


def test_the_ending_makes_it_a_calendar_and_says_what_stayed_behind(journal: Path, tmp_path: Path) -> None:
    target = tmp_path / "mine.ics"
    said = done("export", target, "--journal", journal)
    assert "Wrote 1 meeting, 1 action item, 0 other days" in said
    assert "1 confidential record stayed behind." in said
    calendar = vobject.readOne(target.read_text("utf-8"))
    assert calendar.vevent.summary.value == "Aims page"
    assert calendar.vtodo.due.value == TOMORROW
    assert "already there" in refused("export", target, "--journal", journal)
    again = done_json("export", target, "--all", "--force", "--journal", journal)
    assert (again["format"], again["meetings"], again["actions"], again["confidential"]) == ("ics", 2, 1, 1)


def test_a_calendar_may_have_any_name(journal: Path, tmp_path: Path) -> None:
    done("export", tmp_path / "calendar.txt", "--format", "ics", "--journal", journal)
    assert (tmp_path / "calendar.txt").read_text("utf-8").startswith("BEGIN:VCALENDAR")
    done("export", tmp_path / "odd.ics", "--format", "json", "--journal", journal)
    assert (tmp_path / "odd.ics").is_dir()


def test_what_belongs_to_a_calendar_is_refused_for_the_whole_journal(journal: Path, tmp_path: Path) -> None:
    result = run("export", tmp_path / "all.json", "--people", "--journal", journal)
    assert result.exit_code == 1
    assert "belong to a calendar" in result.stderr
    assert not (tmp_path / "all.json").exists()


def test_our_own_calendar_is_known_and_a_changed_one_updates_in_one_step(
    journal: Path, tmp_path: Path
) -> None:
    target = tmp_path / "mine.ics"
    done("export", target, "--journal", journal)
    assert "2 found, 0 imported, 2 skipped, 0 updated." in done("import", target, "--journal", journal)
    target.write_text(target.read_text("utf-8").replace("Aims page", "Aims and plan"), "utf-8")
    look = done("import", target, "--dry-run", "--journal", journal)
    assert "2 found, 0 new, 1 already there, 1 changed. Nothing was changed." in look
    found = done_json("import", target, "--journal", journal)
    assert (found["imported"], found["updated"], found["skipped"]) == (0, 1, 1)
    assert found["parts"] == {"calendars": 1, "events": 1, "todos": 1, "journals": 0}
    with opening.open_to_write(journal) as database:
        assert History(database).undo() == "Import 1 entry from mine.ics"
        titles = {meeting.title for meeting in services_for(database).records.all(Meeting)}
    assert titles == {"Aims page", "First talk", "The complaint"}


def test_a_broken_calendar_gives_its_good_parts_and_a_sentence_for_the_others(
    journal: Path, tmp_path: Path
) -> None:
    source = tmp_path / "broken.ics"
    source.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:Lab\nDTSTART:soon\nEND:VEVENT\n"
        "BEGIN:VEVENT\nUID:2\nSUMMARY:Ward\nDTSTART;TZID=Nowhere/Land:20260420T090000\n"
    )
    said = done("import", source, "--journal", journal)
    assert "2 found, 2 imported" in said
    assert "event 1, Lab: Its start “soon” is no date." in said
    assert "event 2, Ward: The file breaks off" in said
    assert "Nowhere/Land: This time zone is not known here." in said


def test_calendars_are_among_the_formats(journal: Path) -> None:
    assert "icalendar" in done("import", "--formats")


@pytest.mark.parametrize(
    ("zone", "day", "named"),
    [
        ("America/New_York", dt.date(2026, 3, 9), "America/New_York"),
        (":Europe/Berlin", dt.date(2026, 3, 10), "Europe/Berlin"),
        ("no zone at all", dt.date(2026, 3, 10), "UTC"),
    ],
)
def test_a_meeting_in_utc_stands_on_the_clock_of_this_computer(
    journal: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, zone: str, day: dt.date, named: str
) -> None:
    monkeypatch.setenv("TZ", zone)
    source = tmp_path / "theirs.ics"
    source.write_text(
        "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\nSUMMARY:Late\nDTSTART:20260310T020000Z\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    assert "1 imported" in done("import", source, "--journal", journal)
    assert "1 skipped" in done("import", source, "--journal", journal)
    with opening.open_to_read(journal) as database:
        late = next(one for one in services_for(database).records.all(Meeting) if one.title == "Late")
    assert (late.date, late.time_zone) == (day, named)
    done("export", tmp_path / "mine.ics", "--all", "--journal", journal)
    told = (tmp_path / "mine.ics").read_text("utf-8")
    assert ("Z" if named == "UTC" else f"TZID={named}") in told
