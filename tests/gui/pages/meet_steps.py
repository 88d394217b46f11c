"""What the tests of Meet and Follow up do again and again."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.pages.meet_frame import OneMeetingPage

P = TypeVar("P", bound=OneMeetingPage)
TODAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton
ALT = Qt.KeyboardModifier.AltModifier
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def on_screen(page: P, qtbot: QtBot, meeting_id: str = "") -> P:
    """The page in a window of its own, with a meeting where one is named."""
    qtbot.addWidget(page)
    page.resize(1200, 900)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    if meeting_id:
        assert page.show_record(meeting_id)
    return page


def click(button: QWidget) -> None:
    QTest.mouseClick(button, LEFT)


def type_into(field: QWidget, text: str) -> None:
    field.setFocus()
    QTest.keyClicks(field, text)


def unnamed(page: QWidget) -> list[str]:
    """The kinds of the controls that a screen reader could not name."""
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QTextEdit

    controls = (*page.findChildren(QAbstractButton), *page.findChildren(QLineEdit))
    texts = (*page.findChildren(QTextEdit), *page.findChildren(QComboBox))
    return [
        type(control).__name__
        for control in (*controls, *texts)
        if not (control.accessibleName() or getattr(control, "text", lambda: "")())
    ]
