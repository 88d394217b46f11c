"""A meeting is repeated as its relationship asks: the days are seen first, and one undo takes them back."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.dialogs.repeat_meeting import RepeatMeetingDialog
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.model.types import Meeting, Person, Relationship
from mentorjournal.services.bundle import Services
from tests.gui.pages.meeting_steps import shown
from tests.gui.shell import button

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def meeting(services: Services) -> Meeting:
    """A meeting with somebody who is met every two weeks."""
    zoe = services.records.save(Person(title="Zoë"))
    services.records.save(Relationship(title="Zoë", person=zoe.id, cadence="fortnightly"))
    made = Meeting(title="Aims", date=dt.date(2026, 4, 16), at=dt.time(10), minutes=45, people=(zoe.id,))
    return services.records.save(made)


@pytest.fixture
def page(context: Context, qtbot: QtBot, meeting: Meeting) -> MeetingsPage:
    """The page of that meeting."""
    made = shown(context, qtbot)
    made.show_record(meeting.id)
    return made


def asked(qtbot: QtBot, page: MeetingsPage) -> RepeatMeetingDialog:
    (command,) = [command for command in page.commands() if command.key == "meeting-repeat"]
    command.run()
    (found,) = page.findChildren(RepeatMeetingDialog)
    qtbot.waitUntil(found.isActiveWindow)
    return found


def all_days(services: Services) -> list[str]:
    return sorted(f"{one.date}" for one in services.records.all(Meeting))


def write(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Tab)


def test_the_cadence_is_offered_and_the_days_are_seen_before_they_are_planned(
    qtbot: QtBot, page: MeetingsPage, services: Services
) -> None:
    box = asked(qtbot, page)
    assert box.how.currentText() == "Every two weeks on Thursday"
    assert box.days.text().startswith("6 meetings: ")
    assert len(services.records.all(Meeting)) == 1
    write(box.count, "3")
    assert box.days.text().startswith("3 meetings: ")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.mouseClick(box.plan, LEFT)
    assert told.args is not None
    assert told.args[0] == "ok"
    assert "Planned 2 more meetings" in told.args[1]
    assert all_days(services) == ["2026-04-16", "2026-04-30", "2026-05-14"]
    assert services.history.undo() == "Repeat meeting"
    assert all_days(services) == ["2026-04-16"]


def test_it_may_end_on_a_day_and_in_another_way(qtbot: QtBot, page: MeetingsPage, services: Services) -> None:
    box = asked(qtbot, page)
    box.how.setFocus()
    QTest.keyClick(box.how, Qt.Key.Key_Up)
    assert box.how.currentText() == "Every week on Thursday"
    QTest.mouseClick(button(box, "On a day"), LEFT)
    assert box.until.isVisible()
    write(box.until, "7 May 2026")
    assert box.days.text().startswith("4 meetings: ")
    QTest.mouseClick(box.plan, LEFT)
    assert all_days(services) == ["2026-04-16", "2026-04-23", "2026-04-30", "2026-05-07"]


def test_what_plans_nothing_says_why_and_cannot_be_planned(qtbot: QtBot, page: MeetingsPage) -> None:
    box = asked(qtbot, page)
    QTest.mouseClick(button(box, "On a day"), LEFT)
    write(box.until, "16 Apr 2026")
    assert "not after the first" in box.days.text()
    assert not box.plan.isEnabled()
    box.reject()


def test_overlaps_are_told(qtbot: QtBot, page: MeetingsPage, services: Services, meeting: Meeting) -> None:
    services.records.save(Meeting(title="Clinic", date=dt.date(2026, 4, 30), at=dt.time(9), minutes=120))
    box = asked(qtbot, page)
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.mouseClick(box.plan, LEFT)
    assert told.args is not None
    assert told.args[0] == "warn"
    assert "1 of them overlaps with something else." in told.args[1]


def test_every_control_has_a_name(qtbot: QtBot, page: MeetingsPage) -> None:
    box = asked(qtbot, page)
    for control in (box.how, box.ends, box.count, box.until, box.days):
        assert control.accessibleName()
    box.reject()


def test_a_meeting_that_was_held_or_repeats_already_cannot_be_repeated(
    qtbot: QtBot, page: MeetingsPage, services: Services, meeting: Meeting
) -> None:
    services.records.amend(meeting.id, {"status": "held"})
    page.refresh()
    assert "meeting-repeat" not in [command.key for command in page.commands()]
    services.records.amend(meeting.id, {"status": "planned", "series": "x"})
    page.refresh()
    (command,) = [command for command in page.commands() if command.key == "meeting-repeat"]
    with qtbot.waitSignal(page.context.navigator.message) as told:
        command.run()
    assert told.args is not None
    assert "series already" in told.args[1]
