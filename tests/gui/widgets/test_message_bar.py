"""Messages over the page."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
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
