"""A calendar comes in once; after that only what changed in it is brought up to date, and one undo takes it back."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled, ImportRefused
from mentorjournal.model.types import ActionItem, Attachment, Meeting, Person, Reflection, Tag
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.profile import Owner

LAB = """UID:lab@theirs
SUMMARY:Lab meeting
DTSTART;TZID=Europe/Berlin:20260420T090000
DTEND;TZID=Europe/Berlin:20260420T100000
LOCATION:Room 4"""
SERIES = f"{LAB}\nRRULE:FREQ=WEEKLY;COUNT=4"


class Theirs:
    """A calendar file of another program, written anew each time it is given."""

    def __init__(self, services: Services, path: Path) -> None:
        self.services, self.path = services, path

    def write(self, *parts: str, kind: str = "VEVENT") -> Path:
        body = "".join(f"BEGIN:{kind}\n{part}\nEND:{kind}\n" for part in parts)
        self.path.write_text(f"BEGIN:VCALENDAR\n{body}END:VCALENDAR\n", "utf-8")
        return self.path

    def bring(self, *parts: str, kind: str = "VEVENT") -> importing.Imported:
        return importing.run(self.services.journal, self.write(*parts, kind=kind))

    def look(self, *parts: str) -> importing.Preview:
        return importing.preview(self.services.journal, self.write(*parts))

    def meetings(self) -> list[Meeting]:
        return sorted(self.services.records.all(Meeting), key=lambda one: (str(one.date), str(one.at)))

    def meeting(self) -> Meeting:
        (one,) = self.meetings()
        return one


@pytest.fixture
def theirs(services: Services, tmp_path: Path) -> Theirs:
    return Theirs(services, tmp_path / "theirs.ics")


def messages(done: importing.Imported | importing.Preview) -> str:
    return "\n".join(f"{problem.item}: {problem.message}" for problem in done.problems)


def test_an_event_becomes_a_planned_private_meeting(theirs: Theirs) -> None:
    done = theirs.bring(f"{LAB}\nDESCRIPTION:Bring the plan\nCATEGORIES:Lab,Plan\nURL:https://example.org")
    assert (done.imported, done.updated, done.skipped) == (1, 0, 0)
    one = theirs.meeting()
    assert (one.title, one.date, one.at) == ("Lab meeting", dt.date(2026, 4, 20), dt.time(9))
    assert (one.time_zone, one.minutes, one.place) == ("Europe/Berlin", 60, "Room 4")
    assert (one.status, one.visibility, one.series) == ("planned", "private", "")
    assert one.notes == "Bring the plan\n\nImported details\n\n- link: https://example.org"
    assert sorted(tag.title for tag in theirs.services.records.all(Tag)) == ["Lab", "Plan"]


def test_what_is_over_comes_in_as_held_and_the_dry_run_says_so(theirs: Theirs) -> None:
    past = LAB.replace("20260420", "20260413")
    assert "come in as held: 1" in messages(theirs.look(past))
    theirs.bring(past)
    assert theirs.meeting().status == "held"


def test_a_second_import_changes_nothing(theirs: Theirs) -> None:
    theirs.bring(SERIES)
    done = theirs.bring(SERIES)
    assert (done.imported, done.updated, done.skipped, done.label) == (0, 0, 4, "")
    assert len(theirs.meetings()) == 4


def test_what_changed_in_the_calendar_is_brought_up_to_date_and_what_was_written_stays(
    theirs: Theirs, services: Services
) -> None:
    theirs.bring(LAB)
    one = theirs.meeting()
    services.records.amend(one.id, {"notes": "My notes", "objective": "Authorship"})
    services.meetings.add_agenda_item(one.id, "The plan")
    later = LAB.replace("Lab meeting", "Lab retreat").replace("Room 4", "Lake").replace("T090000", "T083000")
    seen = theirs.look(later)
    assert (seen.found, seen.new, seen.already_there, seen.changed) == (1, 0, 0, 1)
    assert [(row.new, row.changed) for row in seen.rows] == [(False, True)]
    done = theirs.bring(later)
    assert (done.imported, done.updated, done.skipped) == (0, 1, 0)
    new = theirs.meeting()
    assert (new.id, new.title, new.place) == (one.id, "Lab retreat", "Lake")
    assert (new.at, new.minutes, new.notes, new.objective) == (dt.time(8, 30), 90, "My notes", "Authorship")
    assert [item.title for item in services.meetings.page(one.id).agenda] == ["The plan"]
    assert services.history.undo() == "Import 1 entry from theirs.ics"
    assert theirs.meeting().title == "Lab meeting"
    assert theirs.meeting().notes == "My notes"


def test_what_only_the_journal_changed_is_not_changed_back(theirs: Theirs, services: Services) -> None:
    theirs.bring(LAB)
    mine = {"title": "Lab (aims!)", "place": "Café", "at": dt.time(11), "minutes": 30.0}
    services.records.amend(theirs.meeting().id, mine)
    assert theirs.bring(LAB).skipped == 1
    moved = LAB.replace("20260420", "20260421")
    assert theirs.bring(moved).updated == 1
    one = theirs.meeting()
    assert (one.date, one.title, one.place, one.minutes) == (dt.date(2026, 4, 21), "Lab (aims!)", "Café", 30)


def test_a_cancelled_meeting_is_cancelled_unless_it_was_held(theirs: Theirs, services: Services) -> None:
    theirs.bring(SERIES)
    first = theirs.meetings()[0]
    services.meetings.hold(first.id)
    done = theirs.bring(f"{SERIES}\nSTATUS:CANCELLED")
    assert done.updated == 3
    assert [one.status for one in theirs.meetings()] == ["held", "cancelled", "cancelled", "cancelled"]


def test_moving_one_meeting_of_a_series_in_the_calendar_moves_that_one(theirs: Theirs) -> None:
    theirs.bring(SERIES)
    before = [one.id for one in theirs.meetings()]
    change = (
        "UID:lab@theirs\nRECURRENCE-ID;TZID=Europe/Berlin:20260427T090000\nSUMMARY:Lab meeting\n"
        "DTSTART;TZID=Europe/Berlin:20260429T140000\nDTEND;TZID=Europe/Berlin:20260429T150000"
    )
    assert theirs.bring(SERIES, change).updated == 1
    assert [(one.date and one.date.day, one.at and one.at.hour) for one in theirs.meetings()] == [
        (20, 9),
        (29, 14),
        (4, 9),
        (11, 9),
    ]
    assert [one.id for one in theirs.meetings()] == before


def test_moving_a_whole_series_by_an_hour_moves_its_meetings(theirs: Theirs) -> None:
    theirs.bring(SERIES)
    before = {one.id for one in theirs.meetings()}
    moved = SERIES.replace("T090000", "T100000").replace("T100000\nLOCATION", "T110000\nLOCATION")
    done = theirs.bring(moved)
    assert (done.imported, done.updated) == (0, 4)
    assert {one.id for one in theirs.meetings()} == before
    assert {one.at for one in theirs.meetings()} == {dt.time(10)}
    assert theirs.bring(moved).skipped == 4


def test_a_single_meeting_that_begins_to_repeat_is_the_first_of_its_series(theirs: Theirs) -> None:
    theirs.bring(LAB)
    first = theirs.meeting().id
    done = theirs.bring(SERIES)
    assert (done.imported, done.updated) == (3, 1)
    assert theirs.meetings()[0].id == first
    assert len({one.series for one in theirs.meetings()}) == 1


def test_a_meeting_that_the_calendar_dropped_is_kept_and_named(theirs: Theirs) -> None:
    theirs.bring(SERIES)
    seen = theirs.look(f"{SERIES}\nEXDATE;TZID=Europe/Berlin:20260427T090000")
    assert "does not hold this meeting on 27 April 2026 any more. It was kept" in messages(seen)
    assert len(theirs.meetings()) == 4


def test_what_is_in_the_trash_stays_there(theirs: Theirs, services: Services) -> None:
    theirs.bring(LAB)
    services.records.trash(theirs.meeting().id)
    assert theirs.bring(LAB.replace("Room 4", "Lake")).skipped == 1
    assert theirs.meetings() == []


def test_people_are_known_by_address_or_name_and_new_ones_need_a_name(
    theirs: Theirs, services: Services
) -> None:
    zoe = services.records.save(Person(title="Prof. Zoë Marsh", email="Zoe@example.org"))
    ilse = services.records.save(Person(title="Ilse Brandt", short_name="Ilse"))
    services.profile.save(Owner(name="Maya Okafor"))
    event = (
        f"{LAB}\nORGANIZER;CN=Z. Marsh:mailto:zoe@EXAMPLE.org\nATTENDEE;CN=ilse:mailto:i@example.org\n"
        "ATTENDEE;CN=Maya Okafor:mailto:me@example.org\nATTENDEE;CN=New Person:mailto:new@example.org\n"
        "ATTENDEE:mailto:list@example.org"
    )
    assert "New people come in with it: New Person." in messages(theirs.look(event))
    theirs.bring(event)
    names = services.records.named(Person)
    assert [names[key] for key in theirs.meeting().people] == ["Prof. Zoë Marsh", "Ilse Brandt", "New Person"]
    assert theirs.meeting().people[:2] == (zoe.id, ilse.id)
    assert "- invited: list@example.org" in theirs.meeting().notes
    services.history.undo()
    assert sorted(services.records.named(Person).values()) == ["Ilse Brandt", "Prof. Zoë Marsh"]


def test_nobody_new_is_taken_from_an_audience(theirs: Theirs, services: Services) -> None:
    crowd = "\n".join(f"ATTENDEE;CN=Guest {number}:mailto:g{number}@example.org" for number in range(30))
    done = theirs.bring(f"{LAB}\n{crowd}")
    assert "only those you know were linked" in messages(done)
    assert services.records.all(Person) == ()


def test_a_time_in_utc_is_on_the_journals_own_clock(theirs: Theirs, services: Services) -> None:
    services.journal.time_zone = "Europe/Berlin"
    utc = "UID:1\nSUMMARY:Call\nDTSTART:20260420T070000Z"
    theirs.bring(utc)
    one = theirs.meeting()
    assert (one.at, one.time_zone) == (dt.time(9), "Europe/Berlin")
    assert theirs.bring(utc).skipped == 1
    assert theirs.bring("UID:1\nSUMMARY:Call\nDTSTART;TZID=Europe/London:20260420T080000").skipped == 1


def test_things_to_do_become_actions_and_are_ticked_when_done(theirs: Theirs, services: Services) -> None:
    todo = "UID:t\nSUMMARY:Send the draft\nDUE;TZID=Europe/Berlin:20260501T170000\nDESCRIPTION:To Zoë"
    theirs.bring(todo, "UID:u", "UID:v\nSUMMARY:Old\nSTATUS:CANCELLED", kind="VTODO")
    found = {one.title: one for one in services.records.all(ActionItem)}
    assert found["Send the draft"].due == dt.date(2026, 5, 1)
    assert found["Send the draft"].detail == "To Zoë\n\nImported details\n\n- due at: 17:00"
    assert found["Old"].let_go_on == dt.date(2026, 4, 14)
    assert "To-do without a title" in found
    done = theirs.bring(f"{todo}\nSTATUS:COMPLETED\nCOMPLETED:20260430T100000Z", kind="VTODO")
    assert (done.imported, done.updated) == (0, 1)
    assert services.records.get(ActionItem, found["Send the draft"].id).done_on == dt.date(2026, 4, 30)


def test_entries_become_private_reflections_with_a_day(theirs: Theirs, services: Services) -> None:
    entry = "UID:{0}\nSUMMARY:Ward\nDESCRIPTION:What happened\nDTSTAMP:20260301T100000Z\n{1}"
    parts = [
        entry.format(1, "DTSTART;VALUE=DATE:20260302\nCLASS:CONFIDENTIAL"),
        entry.format(2, "CREATED:20260303T080000Z"),
    ]
    theirs.bring(*parts, kind="VJOURNAL")
    found = sorted(services.records.all(Reflection), key=lambda one: str(one.date))
    assert [(one.date, one.confidential, one.visibility) for one in found] == [
        (dt.date(2026, 3, 2), True, "private"),
        (dt.date(2026, 3, 3), False, "private"),
    ]
    assert found[0].sections[0].text == "What happened"
    assert theirs.bring(*parts, kind="VJOURNAL").skipped == 2


def test_files_inside_a_calendar_are_kept(theirs: Theirs, services: Services) -> None:
    theirs.bring(f"{LAB}\nATTACH;FILENAME=plan.txt;ENCODING=BASE64;VALUE=BINARY:UGxhbg==")
    (kept,) = services.records.all(Attachment)
    assert theirs.meeting().attachments == (kept.id,)
    with services.journal.reading() as reader:
        assert b"".join(reader.blob(kept.sha256)) == b"Plan"


def test_a_calendar_of_nothing_is_refused(theirs: Theirs) -> None:
    with pytest.raises(ImportRefused, match="holds no entries"):
        theirs.bring()


@pytest.mark.parametrize("lines", ["SUMMARY:Some day", "DTSTART:soon\nSUMMARY:Some day"])
def test_a_meeting_without_a_start_has_no_date(theirs: Theirs, lines: str) -> None:
    theirs.bring(f"UID:1\n{lines}")
    assert (theirs.meeting().date, theirs.meeting().status) == (None, "planned")
    assert theirs.bring(f"UID:1\n{lines}").skipped == 1
    assert theirs.bring("UID:1\nSUMMARY:Some day\nDTSTART:20260501T090000").updated == 1
    assert theirs.meeting().date == dt.date(2026, 5, 1)


def test_an_error_in_the_middle_leaves_the_journal_as_it_was(theirs: Theirs, services: Services) -> None:
    calls: list[int] = []

    def stop() -> bool:
        calls.append(1)
        return len(calls) > 3

    seen = theirs.look(SERIES)
    with pytest.raises(Cancelled):
        importing.run(services.journal, seen, cancelled=stop)
    assert theirs.meetings() == []
