"""What the tests of the meetings page do again and again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.meetings import MeetingsPage
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.model.types import Meeting
from mentorjournal.services.bundle import Services

TODAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def shown(context: Context, qtbot: QtBot) -> MeetingsPage:
    page = MeetingsPage(context)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def the_meeting(services: Services) -> Meeting:
    (found,) = services.records.all(Meeting)
    return found


def type_line(page: MeetingsPage, text: str) -> None:
    edit = page.view.notes.edit
    edit.setFocus()
    QTest.keyClicks(edit, text)


def rows_since(page: MeetingsPage) -> list[ActionRow]:
    return [row for row in page.view.since.rows() if isinstance(row, ActionRow)]


def add_person(page: MeetingsPage, name: str) -> None:
    page.view.people.input.setFocus()
    QTest.keyClicks(page.view.people.input, name)
    QTest.keyClick(page.view.people.input, Qt.Key.Key_Return)


def add_line(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
