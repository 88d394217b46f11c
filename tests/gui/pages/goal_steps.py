"""What the tests of the goals' page do again and again."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.widgets.goal_ticks import TickList, TickRow
from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services
from mentorjournal.services.goals import GoalPage

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton


def shown(context: Context, qtbot: QtBot, width: int = 1200) -> GoalsPage:
    page = GoalsPage(context)
    qtbot.addWidget(page)
    page.resize(width, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def aim(services: Services, title: str = "Submit the case series", **fields: object) -> Goal:
    return services.goals.create(DAY, {"title": title, **fields})


def stored(page: GoalsPage) -> GoalPage:
    return page.services.goals.page(page.saver.goal_id)


def saved(page: GoalsPage, qtbot: QtBot) -> None:
    """Wait until what was typed is in the journal."""
    with qtbot.waitSignal(page.saver.autosaver.saved):
        pass


def add_line(lines: TickList, title: str, day: str = "") -> None:
    lines.add_row.title.setFocus()
    QTest.keyClicks(lines.add_row.title, title)
    if day:
        QTest.keyClicks(lines.add_row.date, day)
    QTest.keyClick(lines.add_row.title, Qt.Key.Key_Return)


def row(lines: TickList, title: str) -> TickRow:
    return next(row for row in lines.rows() if row.title.value() == title)


def retype(row: TickRow, text: str) -> None:
    row.date.setFocus()
    row.date.selectAll()
    QTest.keyClicks(row.date, text)
    QTest.keyClick(row.date, Qt.Key.Key_Return)
