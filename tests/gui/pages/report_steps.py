"""What the tests of Reports do again and again."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.report_model import FoldRow, GroupRow
from mentorjournal.gui.pages.reports import ReportsPage
from mentorjournal.gui.widgets.segmented import SegmentButton

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
    previewer = page.previewer
    qtbot.waitUntil(lambda: previewer.current is not None and not previewer.waiting(), timeout=20_000)


def text(page: ReportsPage) -> str:
    """The text of the previewed file."""
    check = page.previewer.check
    return " ".join(" ".join(check.texts).split()) if check else ""


def step(page: ReportsPage, key: str) -> None:
    """Click a step of the left column."""
    buttons = page.form.steps.segments.findChildren(SegmentButton)
    QTest.mouseClick(buttons[list(page.form._names).index(key)], LEFT)


def line(page: ReportsPage, index: QModelIndex, *, on_box: bool = False) -> None:
    """Click a line of the selection: its box, or its words."""
    view = page.form.selection.list
    assert index.isValid()
    step(page, "records")
    view.scrollTo(index)
    place = view.visualRect(index)
    spot = place.center()
    if on_box:
        spot.setX(place.left() + 27)
    QTest.mouseClick(view.viewport(), LEFT, pos=spot)


def unfold(page: ReportsPage, group: str) -> None:
    """Show what of a group may not leave."""
    line(page, page.form.selection.model.place_of(FoldRow, group))


def group(page: ReportsPage, key: str) -> QModelIndex:
    """The line above a group."""
    return page.form.selection.model.place_of(GroupRow, key)
