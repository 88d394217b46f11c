"""What the tests of Feedback, People and Resources do again and again."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPushButton, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem, CardModel
from mentorjournal.gui.pages.record_place import RecordPlace

DAY = dt.date(2026, 4, 14)
LEFT = Qt.MouseButton.LeftButton
RETURN = Qt.Key.Key_Return
P = TypeVar("P", bound=RecordPlace)


def shown(kind: type[P], context: Context, qtbot: QtBot, width: int = 1200) -> P:
    page = kind(context)
    qtbot.addWidget(page)
    page.resize(width, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


def saved(page: RecordPlace, qtbot: QtBot) -> None:
    """Wait until what was typed is in the journal."""
    with qtbot.waitSignal(page.saver.autosaver.saved):
        pass


def cards(page: RecordPlace) -> list[CardItem]:
    """The cards of the list, without headings."""
    model = page.list.model
    found = (model.index(row).data(CardModel.EntryRole) for row in range(model.rowCount()))
    return [item for item in found if isinstance(item, CardItem)]


def headings(page: RecordPlace) -> list[str]:
    model = page.list.model
    found = (model.index(row).data(CardModel.EntryRole) for row in range(model.rowCount()))
    return [item for item in found if isinstance(item, str)]


def click_card(page: RecordPlace, key: str) -> None:
    index = page.list.model.index_of(key)
    QTest.mouseClick(
        page.list.view.viewport(),
        LEFT,
        Qt.KeyboardModifier.NoModifier,
        page.list.view.visualRect(index).center(),
    )


def press(part: QWidget, text: str) -> None:
    """Click the button of this name within a part of the page."""
    button = next(item for item in part.findChildren(QPushButton) if item.text() == text)
    QTest.mouseClick(button, LEFT)


def type_line(field: QLineEdit, text: str) -> None:
    """Type over a field and settle it with Return."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, RETURN)


def unnamed_controls(*parts: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTextEdit)
    controls = [item for part in parts for kind in kinds for item in part.findChildren(kind)]
    assert len(controls) > 15
    return [
        item
        for item in controls
        if not QAccessible.queryAccessibleInterface(item).text(QAccessible.Text.Name).strip()
        and not item.objectName().startswith("qt_")
    ]


def wait_until_it_fits(page: RecordPlace, scale: float, qtbot: QtBot) -> None:
    """Wait until the page of the record, at a text scale, is no wider than its room in a small window."""
    page.context.themes.wear("dark", scale)
    page.resize(968, 750)
    inside = page.view.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.minimumSizeHint().width() <= page.view.viewport().width())
    assert page.width() == 968
