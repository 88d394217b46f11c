"""What the tests of Today do again and again."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.widgets.rows import ActionRow, ListRow

TODAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton
R = TypeVar("R", ActionRow, ListRow)


def day(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def shown(context: Context, qtbot: QtBot) -> TodayPage:
    page = TodayPage(context)
    qtbot.addWidget(page)
    page.resize(1160, 1400)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def texts(page: TodayPage) -> set[str]:
    return {label.text() for label in page.findChildren(QLabel) if label.isVisible()}


def see(qtbot: QtBot, page: TodayPage, *wanted: str) -> None:
    """Wait until all these texts stand on the page; new rows come into sight a moment after the change."""
    qtbot.waitUntil(lambda: set(wanted) <= texts(page))


def row_of(qtbot: QtBot, page: TodayPage, kind: type[R], title: str) -> R:
    def found() -> list[R]:
        rows = page.findChildren(kind)
        return [row for row in rows if row.isVisible() and row.label.text() == title]

    qtbot.waitUntil(lambda: len(found()) == 1)
    return found()[0]


def button(root: QWidget, text: str) -> QAbstractButton:
    found = [each for each in root.findChildren(QAbstractButton) if each.isVisible() and each.text() == text]
    return found[0]
