"""What a year of mentoring is made of, each deed by mouse and keys in the real window."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui import session as session_module
from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.first_run import FirstRunDialog
from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.pages.many_views import ManyViews
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.session import Session
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.services.bundle import Services
from tests.gui.shell import bury, click, dialog, journal_of, keys, no_dialog, search

RETURN = Qt.Key.Key_Return
LEFT = Qt.MouseButton.LeftButton
OWNER, MENTOR = "Nadia Farouk", "Dr Ruth Okonjo"
P = TypeVar("P", bound=Page)


class Clock:
    """The moment that the window and the journal take for the present."""

    def __init__(self, day: dt.date) -> None:
        self.now = dt.datetime.combine(day, dt.time(9), dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    @property
    def today(self) -> dt.date:
        return self.now.date()


class Year:
    """One window, one journal, and days that pass only when they are told to."""

    def __init__(self, qtbot: QtBot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
        self.qtbot, self.session = qtbot, session
        self.clock = Clock(dt.date(2026, 1, 12))
        monkeypatch.setattr(session_module, "local_now", self.clock)
        session.window.resize(1360, 850)

    @property
    def services(self) -> Services:
        return journal_of(self.session)

    def begin(self) -> None:
        """A journal of one's own, by the first dialog."""
        self.session.begin(None)
        asked = dialog(self.qtbot, self.session, FirstRunDialog)
        QTest.keyClicks(asked.name, OWNER)
        QTest.keyClick(asked.name, RETURN)
        self.services.journal.clock = self.clock

    def pass_days(self, number: int) -> None:
        """So many days go by, seen from Today, where a new day begins."""
        keys(self.qtbot, self.session, Qt.Key.Key_1)
        self.clock.now += dt.timedelta(days=number)

    def pass_minutes(self, number: int) -> None:
        self.clock.now += dt.timedelta(minutes=number)

    def view(self, place: str, title: str, kind: type[P]) -> P:
        """Go to a view of a place by its key and its name above the page."""
        numbers = {"meetings": Qt.Key.Key_4, "people": Qt.Key.Key_6}
        keys(self.qtbot, self.session, numbers[place])
        page = self.session.window.page(place)
        assert isinstance(page, ManyViews)
        views = page.views
        click(self.qtbot, views.bar, title)
        self.qtbot.waitUntil(lambda: isinstance(views.shown, kind))
        shown = views.shown
        assert isinstance(shown, kind)
        return shown

    def click(self, inside: QWidget, text: str) -> None:
        click(self.qtbot, inside, text)

    def note(self, text: str) -> None:
        """A quick note, kept by Ctrl+Return."""
        keys(self.qtbot, self.session, Qt.Key.Key_N)
        asked = dialog(self.qtbot, self.session, CaptureDialog)
        QTest.keyClicks(asked.field, text)
        QTest.keyClick(asked.field, RETURN, Qt.KeyboardModifier.ControlModifier)
        self.qtbot.waitUntil(lambda: no_dialog(self.session, CaptureDialog))
        bury()

    def seal(self, title: str) -> None:
        """Find a record and make it confidential."""
        search(self.qtbot, self.session, title[:14].lower(), title)
        page = self.session.window.page(self.session.window.place)
        (inspector,) = [found for found in page.findChildren(Inspector) if found.isVisibleTo(page)]
        QTest.mouseClick(inspector.confidential, LEFT)

    def rate(self, rows: dict[str, RatingRow], **numbers: int) -> None:
        """A digit on each scale."""
        for key, number in numbers.items():
            rows[key].scale.setFocus()
            QTest.keyClicks(rows[key].scale, str(number))
            assert rows[key].value() == number

    def save_file(self, path: Path) -> Path:
        """Name the file in the dialog that is open, and wait until it is there."""
        asked = dialog(self.qtbot, self.session, QFileDialog)
        (name,) = asked.findChildren(QLineEdit, "fileNameEdit")
        name.selectAll()
        QTest.keyClicks(name, str(path))
        QTest.keyClick(name, RETURN)
        self.qtbot.waitUntil(path.exists, timeout=20_000)
        self.qtbot.waitUntil(lambda: path.name in self.session.window.toast.text(), timeout=20_000)
        return path


def type_into(field: QWidget, text: str) -> None:
    """Click a field and type."""
    QTest.mouseClick(getattr(field, "viewport", lambda: field)(), LEFT)
    QTest.keyClicks(field, text)
