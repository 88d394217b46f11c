"""The window follows the side one is on: a mentor goes from Today to the mentees, a mentee sees none of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.pages.mentees import MenteesPage
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.profile import Owner
from tests.gui.shell import search


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """An empty journal in the window."""
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    return session.services


def button(inside: QWidget, text: str) -> QAbstractButton | None:
    found = (
        item for item in inside.findChildren(QAbstractButton) if item.isVisible() and item.text() == text
    )
    return next(found, None)


def test_a_mentor_goes_from_today_to_the_mentees_and_adds_by_command(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    amara = opened.records.save(Person(title="Amara"))
    opened.records.save(Relationship(person=amara.id, my_role="mentor", phase="cultivation"))
    opened.profile.save(Owner("Me", role="both"))
    window = session.window
    qtbot.waitUntil(lambda: button(window, "All my mentees") is not None)
    more = button(window, "All my mentees")
    assert more is not None
    QTest.mouseClick(more, Qt.MouseButton.LeftButton)
    (page,) = window.findChildren(MenteesPage)
    qtbot.waitUntil(page.isVisible)
    assert window.place == "people"
    search(qtbot, session, "note a talent", "Note a talent")
    qtbot.waitUntil(lambda: page.focusWidget() is not None and page.bar.value() == "noticed")
    field = page.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Listens first")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [(note.record.title, note.name) for note in opened.mentoring.notes("talent")] == [
        ("Listens first", "Amara")
    ]
    assert opened.history.undo() == "New note: talent"


def test_a_mentee_sees_nothing_of_the_mentors_side(qtbot: QtBot, session: Session, opened: Services) -> None:
    helena = opened.records.save(Person(title="Helena"))
    opened.records.save(Relationship(person=helena.id, my_role="mentee", phase="cultivation"))
    opened.profile.save(Owner("Me", role="mentee"))
    window = session.window
    assert button(window, "All my mentees") is None
    window.go("people")
    qtbot.waitUntil(lambda: button(window, "Everybody") is not None)
    assert button(window, "My mentees") is None
