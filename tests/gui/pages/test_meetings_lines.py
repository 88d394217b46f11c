"""A line of the notes becomes a record by one key; the agenda and what was promised are ticked in place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.model.types import ActionItem, AgendaItem, Feedback, Insight, Meeting, Person
from mentorjournal.services.bundle import Services
from tests.gui.pages.meeting_steps import (
    LEFT,
    TODAY,
    add_line,
    day,
    rows_since,
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


# Lines that become records


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_A, ActionItem),
        (Qt.Key.Key_I, Insight),
        (Qt.Key.Key_F, Feedback),
        (Qt.Key.Key_G, AgendaItem),
    ],
)
def test_one_key_makes_a_record_of_the_line(
    page: MeetingsPage,
    services: Services,
    meeting: Meeting,
    key: Qt.Key,
    kind: type[ActionItem | Insight | Feedback | AgendaItem],
) -> None:
    type_line(page, "First line")
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_Return)
    QTest.keyClicks(page.view.notes.edit, "- Cut the abstract")
    QTest.keyClick(page.view.notes.edit, key, Qt.KeyboardModifier.AltModifier)
    assert [made.title for made in services.records.all(kind)] == ["Cut the abstract"]
    assert page.view.notes.edit.hasFocus()
    assert the_meeting(services).notes == "First line\n- Cut the abstract"
    assert services.history.undo() == "Capture from meeting"
    assert services.records.all(kind) == ()
    assert page.view.notes.edit.value() == "First line\n- Cut the abstract"


def test_the_owner_of_an_action_is_read_from_the_line(
    page: MeetingsPage, services: Services, meeting: Meeting, helena: Person
) -> None:
    type_line(page, "- Helena: comment on the abstract")
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    (made,) = services.records.all(ActionItem)
    assert (made.title, made.owner, made.meeting) == ("comment on the abstract", helena.id, meeting.id)
    (row,) = page.view.agreed.rows()
    assert (row.title.value(), row.note.text()) == ("comment on the abstract", "Dr Helena Brandt")


def test_an_empty_line_makes_nothing_and_a_bare_mark_says_why(
    page: MeetingsPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    page.view.notes.edit.setFocus()
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    QTest.keyClicks(page.view.notes.edit, "- [ ]")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.keyClick(page.view.notes.edit, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    assert told.args == ["error", "This line has no words. Nothing was made of it."]
    assert services.records.all(ActionItem) == ()


def test_an_outline_goes_below_what_is_there_and_is_saved(
    page: MeetingsPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    type_line(page, "Before")
    QTest.mouseClick(page.view.notes.outline, LEFT)
    menu = page.view.notes.outlines()
    first = menu.actions()[0]
    with qtbot.waitSignal(menu.aboutToHide):
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(first).center())
    page.flush()
    notes = the_meeting(services).notes
    assert notes.startswith("Before\n\n")
    assert len(notes) > 30


# Agenda and promises


def test_the_agenda_is_ticked_worded_and_put_in_order(
    page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    for title in ("first", "second"):
        add_line(page.view.agenda.add_row.title, title)
    row = page.view.agenda.rows()[1]
    QTest.mouseClick(row.box, LEFT)
    assert [item.discussed for item in services.meetings.page(meeting.id).agenda] == [False, True]
    row.title.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(row.title, " point")
    page.flush()
    row.box.setFocus()
    QTest.keyClick(row.box, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    titles = [item.title for item in services.meetings.page(meeting.id).agenda]
    assert titles == ["second point", "first"]
    assert [row.title.value() for row in page.view.agenda.rows()] == titles
    assert page.view.agenda.rows()[0].box.hasFocus()
    QTest.mouseClick(page.view.agenda.rows()[1].delete, LEFT)
    assert [row.title.value() for row in page.view.agenda.rows()] == ["second point"]
    undone = [services.history.undo() for _ in range(4)]
    assert undone == ["Delete agenda item", "Reorder agenda", "Edit agenda item", "Tick agenda item"]
    assert [row.title.value() for row in page.view.agenda.rows()] == ["first", "second"]


def test_what_is_open_since_last_time_is_ticked_where_it_stands(
    page: MeetingsPage, services: Services, meeting: Meeting, helena: Person
) -> None:
    before = services.records.save(
        Meeting(title="Last", date=day(-30), status="held", people=(helena.id,), gave="Time")
    )
    late = services.actions.add("Send the page", meeting=before.id, due=day(-2))
    services.actions.add("Comment", meeting=before.id, owner=helena.id)
    first, second = rows_since(page)
    assert (first.label.text(), first.badge.text()) == ("Send the page", "2 days late")
    assert (second.label.text(), second.badge.text()) == ("Dr Helena Brandt: Comment", "open")
    first.box.setFocus()
    QTest.keyClick(first.box, Qt.Key.Key_Space)
    assert services.records.get(ActionItem, late.id).done_on == TODAY
    assert rows_since(page) == [first, second]
    assert (first.value(), first.badge.text()) == (True, "done 14 Apr")
    assert first.box.hasFocus()
    assert services.history.undo() == "Finish action item"
    assert not rows_since(page)[0].value()
    assert page.view.last_time.text() == "Last met 15 Mar"
    assert page.view.balance.text() == "In 1 meeting before: gave in 1, received in 0."
    QTest.mouseClick(page.view.last_time, LEFT)
    assert page.view.title.value() == "Last"
