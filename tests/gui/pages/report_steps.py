"""What the tests of Reports do again and again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.report_model import FoldRow, GroupRow
from mentorjournal.gui.pages.reports import ReportsPage

LEFT = Qt.MouseButton.LeftButton


def shown(context: Context, qtbot: QtBot) -> ReportsPage:
    """The page, drawn and checked."""
    page = ReportsPage(context)
    qtbot.addWidget(page)
    page.resize(1160, 800)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    settled(page, qtbot)
    return page


def settled(page: ReportsPage, qtbot: QtBot) -> None:
    """Wait for the preview of the latest choices, and for its check."""
    qtbot.waitUntil(
        lambda: page.previewer.current is not None and not page.previewer.waiting(), timeout=20_000
    )


def text(page: ReportsPage) -> str:
    """The text of the previewed file."""
    current = page.previewer.current
    return " ".join(" ".join(current.texts).split()) if current else ""


def line(page: ReportsPage, index: QModelIndex, *, on_box: bool = False) -> None:
    """Click a line of the selection: its box, or its words."""
    view = page.form.list
    assert index.isValid()
    view.scrollTo(index)
    place = view.visualRect(index)
    spot = place.center()
    if on_box:
        spot.setX(place.left() + 27)
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)


def unfold(page: ReportsPage, group: str) -> None:
    """Show what of a group may not leave."""
    line(page, page.form.model.place_of(FoldRow, group))


def group(page: ReportsPage, key: str) -> QModelIndex:
    """The line above a group."""
    return page.form.model.place_of(GroupRow, key)
