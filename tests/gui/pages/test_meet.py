"""Meet: lines become records by one key, the timer counts and logs its hours."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meet import MeetPage
from mentorjournal.gui.widgets.timer_bar import clock_words
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Advice,
    AgendaItem,
    BriefLine,
    Decision,
    Feedback,
    Insight,
    Meeting,
    Person,
    Question,
)
from mentorjournal.services.bundle import Services
from tests.gui.pages.meet_steps import ALT, CTRL_SHIFT, TODAY, click, day, on_screen, type_into
from tests.gui.pages.meeting_steps import shown
from tests.storage.helpers import Clock


@pytest.fixture
def clock(services: Services) -> Clock:
    """The journal's clock, to be turned."""
    made = Clock()
    services.journal.clock = made
    return made


@pytest.fixture
def helena(services: Services) -> Person:
    return services.records.save(Person(title="Dr Helena Brandt"))


@pytest.fixture
def meeting(services: Services, helena: Person) -> Meeting:
    return services.records.save(
        Meeting(title="Monthly", date=TODAY, at=dt.time(10, 30), minutes=45, people=(helena.id,))
    )


@pytest.fixture
def page(context: Context, clock: Clock, meeting: Meeting, qtbot: QtBot) -> Iterator[MeetPage]:
    made = on_screen(MeetPage(context), qtbot, meeting.id)
    yield made
    made.flush()


def kept(services: Services, meeting: Meeting) -> Meeting:
    return services.records.get(Meeting, meeting.id)


def texts(page: MeetPage) -> list[str]:
    return [row.line.label.text() for row in page.view.made.made()]


# Lines


@pytest.mark.parametrize(
    ("key", "kind"),
    [
        (Qt.Key.Key_A, ActionItem),
        (Qt.Key.Key_D, Decision),
        (Qt.Key.Key_V, Advice),
        (Qt.Key.Key_Q, Question),
        (Qt.Key.Key_F, Feedback),
        (Qt.Key.Key_I, Insight),
        (Qt.Key.Key_G, AgendaItem),
    ],
)
def test_one_key_makes_a_record_of_the_line(
    page: MeetPage, services: Services, key: Qt.Key, kind: type[Decision]
) -> None:
    edit = page.view.notes.edit
    type_into(edit, "- Cut the abstract")
    QTest.keyClick(edit, key, ALT)
    assert [made.title for made in services.records.all(kind)] == ["Cut the abstract"]
    assert edit.hasFocus()
    assert texts(page) == ([] if key == Qt.Key.Key_G else ["Cut the abstract"])
    assert services.history.undo() == "Capture from meeting"
    assert services.records.all(kind) == ()
    assert texts(page) == []
    assert edit.value() == "- Cut the abstract"


def test_an_action_has_its_owner_and_its_day(page: MeetPage, services: Services, helena: Person) -> None:
    type_into(page.view.notes.edit, "Helena: read the draft by fri")
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_A, ALT)
    (made,) = services.records.all(ActionItem)
    assert (made.title, made.owner, made.due) == ("read the draft", helena.id, day(3))
    assert texts(page) == ["Dr Helena Brandt: read the draft"]


def test_what_is_marked_becomes_one_record(page: MeetPage, services: Services) -> None:
    edit = page.view.notes.edit
    type_into(edit, "We talked long.")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "Two aims")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "and not three")
    QTest.keyClick(edit, Qt.Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(edit, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(edit, Qt.Key.Key_D, ALT)
    (made,) = services.records.all(Decision)
    assert (made.title, made.why) == ("Two aims", "and not three")


def test_the_buttons_and_the_palette_do_what_the_keys_do(page: MeetPage, services: Services) -> None:
    type_into(page.view.notes.edit, "Who may see the data?")
    commands = {command.key: command for command in page.commands()}
    commands["meet-line-question"].run()
    (button,) = [
        child
        for child in page.view.notes.hints.findChildren(type(page.view.notes.outline))
        if child.text() == "advice"
    ]
    click(button)
    assert services.records.counts()["question"] == 1
    assert services.records.counts()["advice"] == 1
    assert {command.shortcut for command in commands.values()} >= {"Alt+A", "Alt+D", "Alt+V", "Alt+Q"}


def test_what_was_made_opens_and_is_taken_back(page: MeetPage, services: Services, qtbot: QtBot) -> None:
    type_into(page.view.notes.edit, "Tom is second author")
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_D, ALT)
    (made,) = services.records.all(Decision)
    (row,) = page.view.made.made()
    with qtbot.waitSignal(page.context.navigator.record_wanted) as wanted:
        click(row.line)
    assert wanted.args == [made.id]
    click(row.back)
    assert services.records.all(Decision) == ()
    assert page.view.made.made() == ()
    assert services.history.undo() == "Delete decision"
    assert texts(page) == ["Tom is second author"]


# Agenda and what was brought


def test_the_agenda_is_added_to_ticked_and_reordered(
    page: MeetPage, services: Services, meeting: Meeting
) -> None:
    add = page.view.agenda.add_row.title
    for title in ("Aims", "Authorship"):
        type_into(add, title)
        QTest.keyClick(add, Qt.Key.Key_Return)
    click(page.view.agenda.rows()[0].box)
    page.view.agenda.rows()[1].box.setFocus()
    QTest.keyClick(page.view.agenda.rows()[1].box, Qt.Key.Key_Up, ALT)
    found = services.meetings.page(meeting.id).agenda
    assert [(item.title, item.discussed) for item in found] == [("Authorship", False), ("Aims", True)]


def test_a_new_line_without_return_goes_to_the_meeting_it_was_typed_for(
    page: MeetPage, services: Services, meeting: Meeting
) -> None:
    other = services.records.save(Meeting(title="Another", date=day(7)))
    type_into(page.view.agenda.add_row.title, "Who is first author?")
    assert page.show_record(other.id)
    assert page.view.agenda.add_row.title.value() == ""
    assert [item.title for item in services.meetings.page(meeting.id).agenda] == ["Who is first author?"]
    assert services.meetings.page(other.id).agenda == ()


def test_what_was_ticked_for_the_brief_lies_folded(
    page: MeetPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    services.records.save(
        BriefLine(title="Ask about the rotation", meeting=meeting.id, part="questions", ticked="on")
    )
    qtbot.waitUntil(lambda: page.view.prepared.isVisible() and "bring" in page.view.prepared.note())
    assert not page.view.brief.isVisible()
    click(page.view.prepared.head)
    assert page.view.brief.isVisible()


def test_a_promise_of_last_time_is_ticked_where_it_stands(
    page: MeetPage, services: Services, helena: Person
) -> None:
    before = services.records.save(Meeting(title="Last", date=day(-30), status="held", people=(helena.id,)))
    item = services.actions.add("Send the page", meeting=before.id)
    assert page.view.before.isVisible()
    page.view.before.set_open(True)
    click(page.view.since.rows()[0].box)  # type: ignore[attr-defined]
    assert services.records.get(ActionItem, item.id).done_on == TODAY
    assert page.view.since.isVisible()
    assert page.view.since.rows()[0].value()  # type: ignore[attr-defined]


# The timer


def test_the_timer_starts_pauses_and_goes_on(
    page: MeetPage, services: Services, meeting: Meeting, clock: Clock
) -> None:
    timer = page.view.timer
    assert (timer.toggle.text(), timer.clock.text()) == ("Start timer", "0:00")
    click(timer.toggle)
    assert timer.toggle.text() == "Pause"
    clock.forward(minutes=12)
    QTest.keyClick(page, Qt.Key.Key_T, CTRL_SHIFT)
    assert kept(services, meeting).spent == 12
    assert (timer.toggle.text(), timer.clock.text()) == ("Go on", "12:00")
    assert services.history.undo() == "Pause timer"
    clock.forward(minutes=1)
    assert timer.running


def test_the_timer_of_a_window_that_was_closed_runs_on(
    page: MeetPage, context: Context, meeting: Meeting, clock: Clock, qtbot: QtBot
) -> None:
    click(page.view.timer.toggle)
    page.close()
    clock.forward(hours=1, minutes=2, seconds=3)
    again = on_screen(MeetPage(context), qtbot, meeting.id)
    assert (again.view.timer.clock.text(), again.view.timer.running) == ("1:02:03", True)


def test_ending_the_meeting_logs_its_hours_once_and_leads_to_the_follow_up(
    page: MeetPage, services: Services, meeting: Meeting, clock: Clock, qtbot: QtBot
) -> None:
    click(page.view.timer.toggle)
    clock.forward(minutes=90)
    with qtbot.waitSignal(page.context.navigator.view_wanted) as wanted:
        click(page.view.timer.end)
    assert wanted.args == [meeting.id, "follow_up"]
    assert kept(services, meeting).status == "held"
    assert [item.hours for item in services.records.all(Activity)] == [1.5]
    with qtbot.waitSignal(page.context.navigator.view_wanted):
        click(page.view.timer.end)
    assert [item.hours for item in services.records.all(Activity)] == [1.5]
    assert services.history.undo() == "Hold meeting"
    assert services.records.all(Activity) == ()


def test_ending_a_meeting_planned_for_later_moves_it_to_today_and_says_so(
    page: MeetPage, services: Services, meeting: Meeting, qtbot: QtBot
) -> None:
    services.records.save(replace(kept(services, meeting), date=day(15)))
    click(page.view.timer.toggle)
    with qtbot.waitSignal(page.context.navigator.message) as told:
        click(page.view.timer.end)
    assert kept(services, meeting).date == TODAY
    assert told.args == ["ok", "Moved to today, when it was held; it was planned for 29 Apr."]
    assert services.history.undo() == "Hold meeting"
    assert kept(services, meeting).date == day(15)


def test_a_forgotten_timer_is_corrected(
    page: MeetPage, services: Services, meeting: Meeting, clock: Clock
) -> None:
    click(page.view.timer.toggle)
    clock.forward(hours=40)
    click(page.view.timer.toggle)
    click(page.view.timer.correct)
    assert page.view.timer.minutes.hasFocus()
    QTest.keyClicks(page.view.timer.minutes, "50")
    QTest.keyClick(page.view.timer.minutes, Qt.Key.Key_Return)
    assert kept(services, meeting).spent == 50
    assert page.view.timer.clock.text() == "50:00"
    assert services.history.undo() == "Correct time spent"


def test_a_clock_in_words() -> None:
    assert [clock_words(value) for value in (0, 42, 1385, 3723)] == ["0:00", "0:42", "23:05", "1:02:03"]


def test_a_meeting_over_midnight_says_so(page: MeetPage, services: Services, meeting: Meeting) -> None:
    services.records.amend(meeting.id, {"at": dt.time(23, 30), "minutes": 60, "time_zone": "Europe/Berlin"})
    assert "23:30 to 00:30 the next day" in page.view.caption.text()
    services.records.amend(meeting.id, {"date": dt.date(2026, 3, 29), "at": dt.time(1, 30), "minutes": 60})
    assert "01:30 to 03:30" in page.view.caption.text()


def test_a_meeting_at_the_same_time_is_named(
    page: MeetPage, services: Services, meeting: Meeting, context: Context, qtbot: QtBot
) -> None:
    assert not page.view.warning.isVisible()
    services.records.save(Meeting(title="Clinic", date=TODAY, at=dt.time(11, 0), minutes=30))
    assert "Clinic" in page.view.warning.text()
    place = shown(context, qtbot)
    assert place.show_record(meeting.id)
    assert place.view.warning.isVisible()
    assert "Clinic" in place.view.warning.text()
