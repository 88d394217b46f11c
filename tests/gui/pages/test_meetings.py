"""The meetings page: planned by typing, held, deleted, and never lost to undo."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.model.types import Meeting, Person
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.meeting_steps import (
    LEFT,
    TODAY,
    add_line,
    add_person,
    day,
    shown,
    the_meeting,
    type_line,
)


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[MeetingsPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Dr Helena Brandt"))


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    """Planned for today, with Helena."""
    return services.records.save(Meeting(title="Monthly", date=TODAY, minutes=45, people=(helena.id,)))


# A new meeting


def test_a_meeting_is_planned_with_mouse_and_keys(
    page: MeetingsPage, services: Services, qtbot: QtBot
) -> None:
    assert page.middle.currentWidget() is page.empty
    QTest.mouseClick(page.empty.button, LEFT)
    qtbot.waitUntil(page.view.title.hasFocus)
    with qtbot.waitSignals([page.saver.autosaver.saved, page.context.navigator.saved]):
        QTest.keyClicks(page.view.title, "Authorship")
    QTest.keyClick(page.view.title, Qt.Key.Key_Return)
    qtbot.waitUntil(page.view.people.input.hasFocus)
    add_person(page, "Tom Okafor")
    kept = the_meeting(services)
    assert (kept.title, kept.date, kept.minutes, kept.visibility) == ("Authorship", TODAY, 45, "private")
    assert list(services.records.titles(kept.people).values()) == ["Tom Okafor"]
    assert [services.history.undo(), services.history.undo()] == ["Change people", "New meeting"]
    assert page.middle.currentWidget() is page.empty


def test_a_meeting_on_which_nothing_is_done_is_not_kept(page: MeetingsPage, services: Services) -> None:
    QTest.mouseClick(page.list.new_button, LEFT)
    QTest.keyClicks(page.view.title, "x")
    QTest.keyClick(page.view.title, Qt.Key.Key_Backspace)
    assert page.flush()
    assert services.records.counts() == {}


def test_people_agenda_and_actions_come_before_anything_is_typed(
    page: MeetingsPage, services: Services, helena: Person
) -> None:
    page.new_record()
    add_person(page, "dr helena brandt")
    kept = the_meeting(services)
    assert kept.people == (helena.id,)
    add_line(page.view.agenda.add_row.title, "Second author")
    add_line(page.view.agreed.add_row.title, "Helena: read the draft by fri")
    shown_page = services.meetings.page(kept.id)
    assert [item.title for item in shown_page.agenda] == ["Second author"]
    assert [(a.item.title, a.owner, a.item.due) for a in shown_page.actions] == [
        ("read the draft", "Dr Helena Brandt", day(3))
    ]
    page.new_record()
    add_line(page.view.agenda.add_row.title, "Alone")
    assert services.records.counts() == {"meeting": 2, "agenda_item": 2, "action": 1, "person": 1}


# Typing


def test_what_is_typed_is_saved_by_itself_and_is_one_step(
    page: MeetingsPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.context.navigator.saved):
        type_line(page, "We agreed on two aims")
    QTest.keyClicks(page.view.gave, "Time")
    QTest.keyClicks(page.view.objective, "Decide")
    page.flush()
    kept = the_meeting(services)
    assert (kept.notes, kept.gave, kept.objective) == ("We agreed on two aims", "Time", "Decide")
    assert services.history.undo() == "Edit meeting"
    assert the_meeting(services) == meeting
    assert page.view.notes.edit.value() == ""
    assert page.view.gave.value() == ""


def test_undo_elsewhere_shows_what_is_kept(page: MeetingsPage, services: Services, meeting: Meeting) -> None:
    services.records.amend(meeting.id, {"title": "Renamed", "place": "Her office"}, "Rename")
    assert page.view.title.value() == "Renamed"
    services.history.undo()
    assert (page.view.title.value(), page.view.place.value()) == ("Monthly", "")


def test_a_change_elsewhere_loses_no_typing(page: MeetingsPage, services: Services, meeting: Meeting) -> None:
    type_line(page, "half a sen")
    services.records.amend(meeting.id, {"place": "Library"}, "Move")
    services.records.set_tags(meeting.id, ["aims"])
    assert page.view.place.value() == "Library"
    QTest.keyClicks(page.view.notes.edit, "tence")
    assert page.flush()
    kept = the_meeting(services)
    assert (kept.notes, kept.place, len(kept.tags)) == ("half a sentence", "Library", 1)


def test_typing_outlives_a_meeting_deleted_elsewhere(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    type_line(page, "not lost")
    services.records.trash(meeting.id)
    page.flush()
    assert [kept.notes for kept in services.records.all(Meeting)] == ["not lost"]


def test_day_time_and_state_are_steps_of_their_own(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    for field, text in ((page.view.day, "16 Apr 2026"), (page.view.at, "10:30")):
        field.selectAll()
        QTest.keyClicks(field, text)
        QTest.keyClick(field, Qt.Key.Key_Return)
    kept = the_meeting(services)
    assert (kept.date, kept.at) == (day(2), dt.time(10, 30))
    assert page.view.caption.text() == "Thursday 16 April, 10:30, in 2 days"
    page.view.status.edited.emit("cancelled")
    assert the_meeting(services).status == "cancelled"
    assert page.view.hold.isHidden()
    undone = [services.history.undo() for _ in range(3)]
    assert undone == ["Change meeting state", "Change time", "Change date"]
    assert page.view.status.value() == "planned"
    assert not page.view.hold.isHidden()


# Holding, deleting, finding the way


def test_holding_it_with_a_next_day_plans_the_next(
    page: MeetingsPage, services: Services, meeting: Meeting, helena: Person, qtbot: QtBot
) -> None:
    type_line(page, "Said")
    QTest.keyClicks(page.view.next_date, "12 May 2026")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.mouseClick(page.view.hold, LEFT)
    assert told.args == ["ok", "Held. The next one is planned for 12 May."]
    held = services.records.get(Meeting, meeting.id)
    assert (held.status, held.next_date, held.notes) == ("held", day(28), "Said")
    ((following),) = services.meetings.ahead(day(1))
    assert (following.meeting.date, following.meeting.people) == (day(28), (helena.id,))
    assert page.view.status.value() == "held"
    assert page.view.hold.isHidden()
    assert page.saver.record_id == meeting.id
    assert len(page.keys()) == 2
    assert services.history.undo() == "Hold meeting"
    assert page.keys() == (meeting.id,)


def test_holding_without_a_day_only_closes_it(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    QTest.mouseClick(page.view.hold, LEFT)
    assert the_meeting(services).status == "held"


def test_a_wrong_next_day_holds_nothing(page: MeetingsPage, services: Services, meeting: Meeting) -> None:
    QTest.keyClicks(page.view.next_date, "sometime")
    QTest.mouseClick(page.view.hold, LEFT)
    assert the_meeting(services).status == "planned"
    assert page.view.next_date.hasFocus()


def test_deleting_shows_the_neighbour_and_undo_brings_it_back(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    other = services.records.save(Meeting(title="Other", date=day(-3), status="held"))
    assert page.show_record(meeting.id)
    page.delete_record()
    assert page.saver.record_id == other.id
    services.history.undo()
    assert page.keys() == (meeting.id, other.id)


def test_the_list_says_what_is_ahead_what_is_open_and_what_was_not_closed(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    services.records.save(Meeting(title="Forgotten", date=day(-9)))
    services.actions.add("x", meeting=meeting.id)
    model = page.list.model
    entries = [model.index(row).data(model.EntryRole) for row in range(model.rowCount())]
    said = [entry if isinstance(entry, str) else (entry.title, entry.badge) for entry in entries]
    assert said == ["Ahead", ("Monthly", "1 open action"), "2026", ("Forgotten", "not closed")]


def test_commands_go_to_the_parts_of_the_page(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    commands = {command.key: command for command in page.commands()}
    assert {"meeting-new", "meeting-delete", "meeting-hold", "meeting-agenda", "inspector"} <= set(commands)
    commands["meeting-agenda"].run()
    assert page.view.agenda.add_row.title.hasFocus()
    commands["meeting-notes"].run()
    assert page.view.notes.edit.hasFocus()
    commands["meeting-hold"].run()
    assert the_meeting(services).status == "held"
    assert "meeting-hold" not in {command.key for command in page.commands()}


def test_files_and_pictures_dropped_on_the_notes_are_kept_with_the_meeting(
    page: MeetingsPage, services: Services, meeting: Meeting, tmp_path: Path
) -> None:
    (tmp_path / "aims.txt").write_text("aims")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "aims.txt"))])
    page.view.notes.edit.insertFromMimeData(data)
    picture = QMimeData()
    picture.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    page.view.notes.edit.insertFromMimeData(picture)
    page.flush()
    kept = services.attachments.of(meeting.id)
    assert kept[0].title == "aims.txt"
    assert kept[1].media_type == "image/png"
    notes = the_meeting(services).notes
    assert all(f"attachment:{item.id}" in notes for item in kept)


def test_a_journal_that_cannot_be_written_is_only_read(
    services: Services, meeting: Meeting, make_context: ContextMaker, qtbot: QtBot
) -> None:
    services.meetings.add_agenda_item(meeting.id, "Point")
    path = services.journal.path
    services.journal.close()
    with open_journal(path, read_only=True) as journal:
        reading = services_for(journal)
        page = shown(make_context(reading), qtbot)
        view = page.view
        assert view.title.value() == "Monthly"
        assert all(
            field.isReadOnly()
            for field in (view.title, view.place, view.notes.edit, view.gave, view.received)
        )
        for control in (page.list.new_button, view.hold, view.people, view.notes.outline):
            assert not control.isEnabled()
        assert page.list.new_button.toolTip() == journal.read_only_because
        (row,) = view.agenda.rows()
        assert not row.box.isEnabled()
        assert view.agenda.add_row.isHidden()
        QTest.keyClicks(view.notes.edit, "x")
        QTest.keyClick(view.notes.edit, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
        assert page.flush()
        assert view.notes.edit.value() == ""
        assert {command.key for command in page.commands()} == {"inspector", "meeting-ics"}
