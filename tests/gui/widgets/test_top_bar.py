"""The menu of the bar above."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.gui.theme import ThemeManager
from mentorjournal.gui.widgets.top_bar import TopBar


def _colour(action: QAction) -> QColor:
    drawn = action.icon().pixmap(QSize(18, 18)).toImage()
    colours = (drawn.pixelColor(x, y) for x in range(drawn.width()) for y in range(drawn.height()))
    return max(colours, key=lambda colour: colour.alpha())


def test_menu_icons_wear_the_theme_of_the_moment_the_menu_opens(qtbot: QtBot, qapp: QApplication) -> None:
    themes = ThemeManager(qapp, "light")
    bar = TopBar()
    qtbot.addWidget(bar)
    action = bar.add_to_menu("Settings", "settings")
    plain = bar.add_to_menu("Nothing to draw", "")
    lightness = {}
    for theme in ("light", "dark"):
        themes.wear(theme, 1.0)
        bar.menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))
        bar.menu.close()
        lightness[theme] = _colour(action).lightness()
    assert lightness["light"] < lightness["dark"]
    assert plain.icon().isNull()
    themes.wear("light", 1.0)
    themes.deleteLater()
