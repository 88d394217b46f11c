"""One meeting in the window, by keys and clicks: noted, ended, wrapped up, undone, and locked in between."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.pages.follow_up import FollowUpPage
from mentorjournal.gui.pages.meet import MeetPage
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.gui.session import Session
from mentorjournal.model.types import ActionItem, Activity, Meeting, Person
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.pages.meet_steps import ALT, CTRL_SHIFT
from tests.gui.shell import click, keys, search

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal with one planned meeting."""
    made = create_services(tmp_path / "mine.mentorjournal")
    helena = made.records.save(Person(title="Dr Helena Brandt"))
    made.records.save(
        Meeting(title="Monthly", date=dt.date.today(), minutes=45, people=(helena.id,))  # noqa: DTZ011
    )
    made.journal.close()
    return tmp_path / "mine.mentorjournal"


def services_of(session: Session) -> Services:
    assert session.services is not None
    return session.services


def place_of(session: Session) -> MeetingsPage:
    page = session.window.page("meetings")
    assert isinstance(page, MeetingsPage)
    return page


def meeting_of(session: Session) -> Meeting:
    (found,) = services_of(session).records.all(Meeting)
    return found


def open_meet(qtbot: QtBot, session: Session) -> MeetPage:
    session.window.open_record(meeting_of(session).id)
    click(qtbot, session.window, "Meet")
    page = place_of(session).views.shown
    assert isinstance(page, MeetPage)
    qtbot.waitUntil(page.view.isVisible)
    return page


def test_from_the_notes_to_the_wrapped_up_meeting_and_back(
    qtbot: QtBot, session: Session, path: Path
) -> None:
    assert session.open(path)
    page = open_meet(qtbot, session)
    page.view.notes.edit.setFocus()
    QTest.keyClicks(page.view.notes.edit, "Helena: read the draft by tomorrow")
    QTest.keyClick(page.view.notes.edit, Qt.Key.Key_A, ALT)
    (made,) = services_of(session).records.all(ActionItem)
    assert made.title == "read the draft"
    assert made.due is not None
    QTest.keyClicks(page.view.notes.edit, ", agreed")
    search(qtbot, session, "line decision", "Make the line of the notes: decision")
    qtbot.waitUntil(lambda: services_of(session).records.counts().get("decision") == 1)
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_E, CTRL_SHIFT)
    after = place_of(session).views.shown
    assert isinstance(after, FollowUpPage)
    assert after.record_id == meeting_of(session).id
    assert meeting_of(session).notes.endswith("agreed")
    assert [item.hours for item in services_of(session).records.all(Activity)] == [0.75]
    after.setFocus()
    QTest.keyClick(after, Qt.Key.Key_W, CTRL_SHIFT)
    assert meeting_of(session).wrapped_on is not None
    keys(qtbot, session, Qt.Key.Key_Z)
    assert (meeting_of(session).wrapped_on, meeting_of(session).status) == (None, "held")
    qtbot.waitUntil(after.view.wrap.isVisible)
    keys(qtbot, session, Qt.Key.Key_Z)
    assert meeting_of(session).status == "planned"
    assert services_of(session).records.all(Activity) == ()


def test_the_timer_runs_on_while_the_journal_is_closed(
    qtbot: QtBot, session: Session, path: Path, qapp: QApplication
) -> None:
    assert session.open(path)
    page = open_meet(qtbot, session)
    click(qtbot, page, "Start timer")
    since = meeting_of(session).timer_from
    assert since
    QTest.keyClicks(page.view.notes.edit, "typed and not saved yet")
    assert session.close_journal()
    assert session.open(path)
    assert (meeting_of(session).timer_from, meeting_of(session).notes) == (since, "typed and not saved yet")
    again = open_meet(qtbot, session)
    assert again.view.timer.running
