"""One way out: what is chosen, where it may be written, what is refused, and that it is noted."""

from __future__ import annotations

import datetime as dt
import json
import stat
from pathlib import Path

import pytest

from mentorjournal.errors import Cancelled, InvalidRecord, StorageFailed
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    RECORD_TYPES,
    ActionItem,
    AgendaItem,
    Goal,
    Manifest,
    Meeting,
    Milestone,
    Person,
    Reflection,
    Relationship,
)
from mentorjournal.services import importing
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.taking_away import FORMATS, Choice, ExportFormat, take_away
from mentorjournal.services.taking_away.shown import COMMON, SHOWN, STAYS

DAY = dt.date(2026, 4, 1)
HELD_BACK = {
    "reflection": {"clinical"},
    "decision": {"mentor_view"},
    "feedback": {"consent"},
    "meeting": {"worth", "timer_from"},
    "action": {"carried"},
    "connection": {"follow_up", "thanked_on"},
    "scheme": {"rules", "handed_in_on", "decided_on", "result"},
    "claim": {"statement", "statement_sent_on", "statement_expires", "statement_back_on"},
    "person": {
        *("arena", "tie", "role_label", "pseudonym", "consent_on", "consent_for", "notes", "archived"),
        *("shares", "packet_key", "key_compared_on", "champion", "shaped", "met_on"),
    },
    "plan": {
        *("assessment", "options", "options_words", "discussed_with", "review", "reviewed_on", "previous"),
    },
    "skill": {"noticed_by"},
    "career_step": {"helped"},
    "opportunity": {"found_through", "option", "origin"},
    "relationship": {
        *("minutes", "stage", "roles", "budget", "offered", "rough", "paused_until", "dual_role", "not_for"),
        *("closed_on", "closing_reason", "closing_words", "achievements", "thanks", "future", "future_words"),
    },
}
"""The fields that never leave in a file for others. A new field must be put here or among what is shown."""
THEIRS = {
    "json": '{"name": "mentorjournal", "private": true}',
    "csl-json": '{"type": "module", "name": "mine"}',
    "docx": "PK\x03\x04[Content_Types].xml and ten years of a thesis",
    "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Another//Program//EN\r\nEND:VCALENDAR\r\n",
    "vcard": "BEGIN:VCARD\nVERSION:4.0\nFN:All my contacts\nEND:VCARD\n",
    "leap2a": "PK\x03\x04leap2a.xml of another portfolio",
    "europass": '<Candidate xmlns="http://www.europass.eu/1.0">my life</Candidate>',
}
"""What other programs write in formats of ours."""


def keep(services: Services, record: Record) -> str:
    return services.records.save(record).id


def test_every_field_was_decided_about() -> None:
    for name, cls in RECORD_TYPES.items():
        if name in STAYS:
            assert name not in SHOWN
            continue
        undecided = set(fields_of(cls)) - set(COMMON) - set(SHOWN[name]) - HELD_BACK.get(name, set())
        assert undecided - {"confidential", "source_id"} == set(), name
        assert set(SHOWN[name]) <= set(fields_of(cls)), name


def test_what_belongs_to_something_confidential_stays_whatever_it_is_marked_as(
    services: Services, tmp_path: Path
) -> None:
    goal = keep(services, Goal(title="Secret aim", visibility="exportable", confidential=True))
    keep(services, Milestone(title="A step", goal=goal, visibility="exportable"))
    keep(services, Goal(title="Open aim", visibility="exportable"))
    taken = take_away(services.journal, tmp_path / "a.json", Choice("json"))
    text = (tmp_path / "a.json").read_text()
    assert taken.records == 1
    assert taken.stayed == {"confidential": 1, "part of something confidential": 1}
    assert "A step" not in text
    assert "Open aim" in text


def test_people_appear_as_they_agreed_in_fields_and_in_texts(services: Services, tmp_path: Path) -> None:
    hidden = keep(services, Person(title="Quentin Marsh", roles=("mentor",), visibility="exportable"))
    named = keep(
        services, Person(title="Rosa Lind", display="name", consent="given", visibility="exportable")
    )
    keep(
        services,
        Meeting(
            title="With Quentin Marsh and Rosa Lind",
            people=(hidden, named),
            date=DAY,
            visibility="exportable",
            worth="Much",
        ),
    )
    taken = take_away(services.journal, tmp_path / "notes", Choice("markdown"))
    (meeting,) = (tmp_path / "notes" / "Meetings").iterdir()
    text = meeting.read_text()
    assert "Quentin" not in text
    assert "Marsh" not in text
    assert "[[People/Rosa Lind|Rosa Lind]]" in text
    assert "Much" not in text
    assert [path.name for path in (tmp_path / "notes" / "People").iterdir()] == ["Rosa Lind.md"]
    assert taken.stayed == {"people who did not agree to be named": 1}
    (noted,) = services.records.all(Manifest)
    assert {part.heading: part.text for part in noted.names}["Quentin Marsh"] != "Quentin Marsh"


def test_days_include_their_ends_and_kinds_leave_out_the_rest(services: Services, tmp_path: Path) -> None:
    for number in range(5):
        keep(services, Reflection(title=f"Entry {number}", date=DAY + dt.timedelta(days=number)))
    keep(services, Goal(title="An aim", date=DAY))
    choice = Choice(
        "json",
        "everything",
        frozenset({"reflection"}),
        DAY + dt.timedelta(days=1),
        DAY + dt.timedelta(days=3),
    )
    taken = take_away(services.journal, tmp_path / "a.json", choice)
    exported = json.loads((tmp_path / "a.json").read_text())
    assert [one["title"] for one in exported["records"]] == ["Entry 1", "Entry 2", "Entry 3"]
    assert taken.stayed == {"of another time": 2, "of a kind that was not chosen": 1}


def test_a_part_in_json_is_read_back_with_its_tags_and_files(services: Services, tmp_path: Path) -> None:
    shown = keep(services, Reflection(title="Shown", date=DAY, visibility="exportable"))
    services.records.set_tags(shown, ["trial", "night shift"])
    (tmp_path / "plan.txt").write_text("The plan.")
    attached = services.attachments.add_file(shown, tmp_path / "plan.txt")
    services.records.amend(attached.id, {"visibility": "exportable"})
    keep(services, Reflection(title="Private", date=DAY))
    take_away(services.journal, tmp_path / "a.json", Choice("json"))
    other = create_services(tmp_path / "other.mentorjournal")
    with other.journal:
        done = importing.run(other.journal, importing.preview(other.journal, tmp_path / "a.json"))
        assert not done.problems
        (back,) = other.records.all(Reflection)
        assert back.title == "Shown"
        assert sorted(other.records.titles(back.tags).values()) == ["night shift", "trial"]
        other.attachments.save_as(back.attachments[0], tmp_path / "back.txt")
    assert (tmp_path / "back.txt").read_text() == "The plan."


def test_a_calendar_for_others_holds_only_what_may_be_shown(services: Services, tmp_path: Path) -> None:
    ahead = services.journal.clock().date() + dt.timedelta(days=7)
    keep(services, Meeting(title="Open hour", date=ahead, visibility="exportable", notes="All welcome"))
    keep(services, Meeting(title="Long over", date=DAY, visibility="exportable"))
    keep(services, Meeting(title="Private talk", date=ahead))
    keep(services, ActionItem(title="Send it", due=DAY, visibility="exportable"))
    keep(services, ActionItem(title="Some day", visibility="exportable"))
    taken = take_away(services.journal, tmp_path / "a.ics", Choice("ics"))
    text = (tmp_path / "a.ics").read_text()
    assert "Open hour" in text
    assert "All welcome" not in text
    assert "Long over" not in text
    assert "Send it" in text
    assert "Private talk" not in text
    assert taken.stayed == {"private": 1}
    assert taken.not_held == {
        "a meeting or action item without a day": 1,
        "a meeting that is over, which a first day would bring in": 1,
    }
    take_away(services.journal, tmp_path / "b.ics", Choice("ics", since=DAY))
    assert "Long over" in (tmp_path / "b.ics").read_text()
    take_away(services.journal, tmp_path / "c.ics", Choice("ics", "everything"))
    assert {"All welcome", "Long over", "Private talk"} <= {
        words
        for words in ("All welcome", "Long over", "Private talk")
        if words in (tmp_path / "c.ics").read_text()
    }


def test_a_calendar_of_nothing_is_refused(services: Services, tmp_path: Path) -> None:
    keep(services, Meeting(title="Long over", date=DAY, visibility="exportable"))
    with pytest.raises(InvalidRecord, match="1 a meeting that is over"):
        take_away(services.journal, tmp_path / "a.ics", Choice("ics"))
    assert not (tmp_path / "a.ics").exists()


@pytest.mark.parametrize("known", FORMATS, ids=[known.key for known in FORMATS])
def test_where_nothing_may_be_shown_nothing_is_written(
    services: Services, tmp_path: Path, known: ExportFormat
) -> None:
    for record in (
        *(Meeting(title="m", date=DAY), Person(title="p"), Relationship(purpose="t")),
        RECORD_TYPES["resource"](title="r"),
    ):
        keep(services, record)
    target = tmp_path / f"out{known.ending}"
    with pytest.raises(InvalidRecord, match="may be shown to others yet"):
        take_away(services.journal, target, Choice(known.key))
    assert not target.exists()
    assert not services.records.all(Manifest)


@pytest.mark.parametrize("known", FORMATS, ids=[known.key for known in FORMATS])
def test_only_an_earlier_export_gives_way(services: Services, tmp_path: Path, known: ExportFormat) -> None:
    tie = keep(services, Relationship(purpose="Thesis", visibility="exportable"))
    ahead = services.journal.clock().date() + dt.timedelta(days=7)
    for record in (
        Meeting(title="m", date=ahead, relationship=tie, visibility="exportable"),
        Person(title="Rosa Lind", display="name", consent="given", visibility="exportable"),
        RECORD_TYPES["resource"](title="r", visibility="exportable"),
    ):
        keep(services, record)
    target = tmp_path / f"out{known.ending}"
    take_away(services.journal, target, Choice(known.key))
    with pytest.raises(StorageFailed, match="already there"):
        take_away(services.journal, target, Choice(known.key))
    take_away(services.journal, target, Choice(known.key), force=True)
    if target.is_dir():
        assert stat.S_IMODE(target.stat().st_mode) == 0o700
        (target / "mine.txt").write_text("written since")
    else:
        assert stat.S_IMODE(target.stat().st_mode) == 0o600
        if known.key not in ("json", "ics"):
            target.write_bytes(target.read_bytes() + b"written on since")
            with pytest.raises(StorageFailed, match="was changed since"):
                take_away(services.journal, target, Choice(known.key), force=True)
        target.write_text(THEIRS.get(known.key, "something of my own"), newline="")
    with pytest.raises(StorageFailed, match="was left as it is"):
        take_away(services.journal, target, Choice(known.key), force=True)
    left = (target / "mine.txt" if target.is_dir() else target).read_bytes().decode()
    assert left in ("written since", THEIRS.get(known.key, "something of my own"))


def test_a_note_that_was_changed_in_an_exported_folder_is_never_lost(
    services: Services, tmp_path: Path
) -> None:
    keep(services, Goal(title="Aim", visibility="exportable"))
    folder = tmp_path / "notes"
    take_away(services.journal, folder, Choice("markdown"))
    note = folder / "Goals" / "Aim.md"
    note.write_text(note.read_text() + "My own words.\n")
    with pytest.raises(StorageFailed, match="was changed since"):
        take_away(services.journal, folder, Choice("markdown"), force=True)
    assert "My own words." in note.read_text()


def test_the_journal_itself_is_no_target(services: Services) -> None:
    keep(services, Goal(title="Aim", visibility="exportable"))
    with pytest.raises(StorageFailed, match="belongs to the journal"):
        take_away(services.journal, services.journal.path, Choice("html"), force=True)


@pytest.mark.parametrize("key", ["markdown", "html", "json"])
def test_a_stop_in_the_middle_leaves_nothing(services: Services, tmp_path: Path, key: str) -> None:
    for number in range(30):
        keep(services, Goal(title=f"Aim {number}", visibility="exportable"))
    before = {path.name for path in tmp_path.iterdir()}
    reached: list[int] = []
    with pytest.raises(Cancelled):
        take_away(
            services.journal,
            tmp_path / "out",
            Choice(key),
            progress=lambda done, _: reached.append(done),
            cancelled=lambda: max(reached) >= 10,
        )
    assert {path.name for path in tmp_path.iterdir()} == before
    assert not services.records.all(Manifest)


def test_an_unknown_format_is_refused(services: Services, tmp_path: Path) -> None:
    with pytest.raises(InvalidRecord, match="no format"):
        take_away(services.journal, tmp_path / "x", Choice("wordstar"))


def test_an_agenda_goes_with_its_meeting(services: Services, tmp_path: Path) -> None:
    meeting = keep(services, Meeting(title="Monthly", date=DAY))
    keep(services, AgendaItem(title="The *second*", meeting=meeting, position=2))
    keep(services, AgendaItem(title="The first", meeting=meeting, position=1, discussed=True))
    taken = take_away(services.journal, tmp_path / "notes", Choice("markdown", "everything"))
    text = (tmp_path / "notes" / "Meetings" / "2026-04-01 Monthly.md").read_text()
    assert "- [x] The first\n- [ ] The \\*second\\*" in text
    assert taken.records == 3


def test_a_markdown_folder_is_read_back_into_another_journal_once(services: Services, tmp_path: Path) -> None:
    entry = keep(services, Reflection(title="A night", date=DAY, at=dt.time(21, 30), confidential=True))
    services.records.set_tags(entry, ["ward"])
    for name in ("plan.txt", "summary.md"):
        (tmp_path / name).write_text(f"# {name}")
        services.attachments.add_file(entry, tmp_path / name)
    keep(services, ActionItem(title="Send it", date=DAY, due=DAY))
    folder = tmp_path / "notes"
    take_away(services.journal, folder, Choice("markdown", "everything"))
    other = create_services(tmp_path / "other.mentorjournal")
    with other.journal:
        done = importing.run(other.journal, importing.preview(other.journal, folder))
        assert done.imported == 2
        assert not done.problems
        (back,) = other.records.all(Reflection)
        assert (back.title, back.date, back.at) == ("A night", DAY, dt.time(21, 30))
        assert list(other.records.titles(back.tags).values()) == ["ward"]
        kept = [other.attachments.read(key) for key in back.attachments]
        assert kept == [b"# plan.txt", b"# summary.md"]
        (action,) = other.records.all(ActionItem)
        assert (action.title, action.due, action.done_on) == ("Send it", DAY, None)
        assert (back.confidential, action.detail) == (True, "Imported details\n\n- priority: Must do")
        assert importing.preview(other.journal, folder).new == 0
    assert importing.preview(services.journal, folder).new == 0
    take_away(services.journal, tmp_path / "tables", Choice("csv", "everything"))
    for table in (tmp_path / "tables").glob("*.csv"):
        assert importing.preview(services.journal, table).new == 0
