"""Messages over the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.theme import ThemeManager
from mentorjournal.gui.widgets.message_bar import Toast


def test_a_first_message_of_one_line_is_no_taller_than_a_later_one(
    qtbot: QtBot, themes: ThemeManager
) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    toast = Toast(page)
    heights = []
    for _ in range(2):
        toast.show_message("Saved: Insight, waiting is a form of teaching", "ok")
        heights.append(toast.height())
        toast.dismiss()
    assert heights[0] == heights[1]
    assert heights[0] < 3 * toast.fontMetrics().height()
    assert themes.scale == 1.0


@pytest.fixture
def page(qtbot: QtBot, themes: ThemeManager) -> QWidget:
    """A page with a line to write in near its lower edge, and one near its upper."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    for name, top in (("upper", 20), ("lower", 540)):
        line = QLineEdit(made)
        line.setObjectName(name)
        line.setGeometry(100, top, 800, 28)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    assert themes.scale == 1.0
    return made


def write_in(page: QWidget, name: str, qtbot: QtBot) -> QRect:
    """Where the line stands that has the focus now."""
    line = page.findChild(QLineEdit, name)
    assert isinstance(line, QLineEdit)
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    return QRect(line.mapTo(page, QPoint(0, 0)), line.size())


def test_a_toast_stands_below_and_never_over_what_is_being_written(page: QWidget, qtbot: QtBot) -> None:
    toast = Toast(page)
    upper = write_in(page, "upper", qtbot)
    toast.show_message("Saved", "ok")
    assert toast.geometry().top() > page.height() // 2
    assert not toast.geometry().intersects(upper)
    lower = write_in(page, "lower", qtbot)
    assert toast.geometry().bottom() < page.height() // 2
    assert not toast.geometry().intersects(lower)


def test_a_toast_makes_way_as_the_text_comes_down_to_it(page: QWidget, qtbot: QtBot) -> None:
    text = QPlainTextEdit("\n" * 100, page)
    text.setGeometry(100, 60, 800, 520)
    text.show()
    text.setFocus()
    qtbot.waitUntil(text.hasFocus)
    toast = Toast(page)
    toast.show_message("Saved", "ok")
    assert toast.geometry().top() > page.height() // 2
    QTest.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < page.height() // 2)
