"""What the tests of Coverage do again and again: open it, find a cell, click it, let things go on it."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.award_coverage import CoveragePage
from mentorjournal.model.types import Claim, Scheme
from mentorjournal.services.bundle import Services
from tests.gui.pages.place_steps import LEFT

NO_KEY = Qt.KeyboardModifier.NoModifier


def shown(context: Context, qtbot: QtBot) -> CoveragePage:
    page = CoveragePage(context)
    qtbot.addWidget(page)
    page.resize(1160, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def claim(services: Services, scheme: Scheme, title: str) -> Claim:
    day = dt.date(2026, 4, 1)
    return services.records.save(
        Claim(title=title, scheme=scheme.id, category="learning", status="done", date=day)
    )


def stored(page: CoveragePage, one: Claim) -> Claim:
    return page.services.records.get(Claim, one.id)


def cell_of(page: CoveragePage, criterion: str, one: Claim) -> QModelIndex:
    return page.model.place(criterion, one.id)


def click(page: CoveragePage, criterion: str, one: Claim) -> None:
    page.table.scrollTo(cell_of(page, criterion, one))
    QTest.mouseClick(
        page.table.viewport(), LEFT, NO_KEY, page.table.visualRect(cell_of(page, criterion, one)).center()
    )


def drop(page: CoveragePage, criterion: str, one: Claim, data: QMimeData) -> bool:
    """Let something go on a cell as the platform would; whether it was taken."""
    place = page.table.visualRect(cell_of(page, criterion, one)).center()
    copy, button = Qt.DropAction.CopyAction, LEFT
    view = page.table.viewport()
    enter = QDragEnterEvent(QPoint(place), copy, data, button, NO_KEY)
    enter.ignore()
    QApplication.sendEvent(view, enter)
    move = QDragMoveEvent(QPoint(place), copy, data, button, NO_KEY)
    move.ignore()
    QApplication.sendEvent(view, move)
    if not (enter.isAccepted() and move.isAccepted()):
        return False
    event = QDropEvent(QPointF(place), copy, data, button, NO_KEY)
    QApplication.sendEvent(view, event)
    return event.isAccepted()
