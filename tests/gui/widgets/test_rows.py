"""Rows are ticked, opened and walked by key; messages and empty places offer their action."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import Badge, ElidedLabel, TextLabel
from mentorjournal.gui.widgets.message_bar import MessageBar, Toast
from mentorjournal.gui.widgets.rows import ActionRow, ListRow, RowList

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot


def test_ticking_an_action_is_told_and_strikes_it(qtbot: QtBot) -> None:
    row = ActionRow("Send aims page", badge="2 days late", kind="late")
    qtbot.addWidget(row)
    assert row.box.accessibleName() == "Send aims page 2 days late"
    with qtbot.waitSignal(row.edited) as caught:
        QTest.keyClick(row.box, Qt.Key.Key_Space)
    assert caught.args == [True]
    assert row.label.property("role") == "done"


def test_setting_a_tick_tells_nothing(qtbot: QtBot) -> None:
    row = ActionRow("Send aims page")
    qtbot.addWidget(row)
    with qtbot.assertNotEmitted(row.edited):
        row.set_value(True)
    assert row.value() is True


def test_action_is_opened_by_click_on_its_text_and_by_return(qtbot: QtBot) -> None:
    row = ActionRow("Send aims page")
    qtbot.addWidget(row)
    row.resize(300, 33)
    row.show()
    with qtbot.waitSignal(row.activated):
        QTest.mouseClick(row.label, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(row.activated):
        QTest.keyClick(row.box, Qt.Key.Key_Return)
    assert row.value() is False


def test_list_row_opens_where_its_label_is_clicked(qtbot: QtBot) -> None:
    row = ListRow("Annual review", lead="1 Jun", badge="20 pts", kind="warn")
    qtbot.addWidget(row)
    row.resize(300, 33)
    row.show()
    assert row.accessibleName() == "1 Jun Annual review 20 pts"
    with qtbot.waitSignal(row.clicked):
        QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.label.geometry().center())


def test_arrows_walk_the_list_and_stop_at_its_ends(show: Callable[[QWidget], None]) -> None:
    rows = RowList()
    first, second = ActionRow("One"), ListRow("Two")
    rows.add_row(first)
    rows.add_row(second)
    show(rows)
    first.setFocus()
    QTest.keyClick(first.box, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.box.hasFocus()


def test_only_the_last_row_has_no_line_below(qtbot: QtBot) -> None:
    rows = RowList()
    qtbot.addWidget(rows)
    for text in ("One", "Two", "Three"):
        rows.add_row(ListRow(text))
    assert [row.property("last") for row in rows.rows()] == ["false", "false", "true"]
    rows.clear()
    assert rows.rows() == ()


@pytest.mark.parametrize("width", [160, 500])
def test_wrapped_row_is_never_cut(qtbot: QtBot, width: int) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    rows = RowList()
    row = ListRow("A claim window that closes before anybody has read the whole of this line", badge="20 pts")
    rows.add_row(row)
    column.addWidget(rows)
    column.addStretch(1)
    page.resize(width, 500)
    page.show()
    qtbot.waitUntil(lambda: row.label.height() >= row.label.heightForWidth(row.label.width()))
    assert rows.height() < 250


def test_flow_layout_wraps_and_mirrors(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page)
    chips = [Chip(text) for text in ("Reflections", "Meetings", "Feedback")]
    for chip in chips:
        flow.addWidget(chip)
    page.resize(chips[0].sizeHint().width() + chips[1].sizeHint().width() + 10, 200)
    page.show()
    assert chips[0].y() == chips[1].y() < chips[2].y()
    assert chips[0].x() < chips[1].x()
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(page.rect())
    assert chips[0].x() > chips[1].x()
    assert flow.heightForWidth(2000) < flow.heightForWidth(60)


def test_text_that_looks_like_html_is_shown_as_written(qtbot: QtBot) -> None:
    label = TextLabel("<b>not bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_elided_label_keeps_the_whole_text_for_tip_and_reader(qtbot: QtBot) -> None:
    label = ElidedLabel("After the ward round, what I would ask next time")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.text().endswith("…")
    assert label.toolTip() == label.accessibleName() == label.full_text()
    label.resize(900, 20)
    assert label.text() == label.full_text()


def test_badge_shows_its_state_and_nothing_without_words(qtbot: QtBot) -> None:
    badge = Badge("late", "late")
    qtbot.addWidget(badge)
    assert badge.property("kind") == "late"
    badge.set_badge("")
    assert badge.property("kind") == "none"
    badge.set_badge("done", "ok")
    assert (badge.text(), badge.property("kind")) == ("done", "ok")


def test_bar_is_full_at_most_and_says_how_much(qtbot: QtBot) -> None:
    bar = Bar("Points", 64, 100)
    qtbot.addWidget(bar)
    assert bar.value() / bar.maximum() == pytest.approx(0.64)
    assert bar.accessibleDescription() == "64 of 100"
    bar.set_amount(130, 100)
    assert bar.value() == bar.maximum()
    bar.set_amount(1, 0)
    assert bar.value() == 0


def test_empty_place_offers_its_action(qtbot: QtBot) -> None:
    empty = EmptyState("No meetings yet.", "Plan a meeting", "For example: every four weeks.", "meetings")
    qtbot.addWidget(empty)
    with qtbot.waitSignal(empty.action_clicked):
        QTest.mouseClick(empty.button, Qt.MouseButton.LeftButton)


def test_message_is_hidden_until_said_and_its_action_told(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = MessageBar(page)
    page.show()
    assert bar.isHidden()
    bar.show_message("Goal moved to Done.", "ok", "Undo")
    assert bar.isVisible()
    assert bar.accessibleName() == "Goal moved to Done."
    action = bar.findChild(LinkButton)
    assert action is not None
    with qtbot.waitSignal(bar.action_clicked):
        QTest.mouseClick(action, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_message_is_closed_once(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    bar = MessageBar(page)
    page.show()
    bar.show_message("Saved elsewhere.")
    close = bar.findChild(IconButton)
    assert close is not None
    with qtbot.waitSignal(bar.dismissed):
        QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(bar.dismissed):
        bar.dismiss()


def test_toast_stands_at_the_lower_edge_and_leaves_by_itself(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(800, 400)
    elsewhere = QPushButton("Elsewhere", page)
    toast = Toast(page, milliseconds=10)
    page.show()
    elsewhere.setFocus()
    with qtbot.waitSignal(toast.dismissed):
        toast.show_message("Goal moved to Done.", "ok", "Undo")
        assert toast.geometry().bottom() < page.height()
        assert toast.geometry().top() > page.height() // 2
        page.resize(600, 300)
        assert toast.geometry().bottom() < 300
    assert toast.isHidden()
