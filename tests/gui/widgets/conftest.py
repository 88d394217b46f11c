"""What tests of single widgets share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.theme import ThemeManager

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform complains of what it cannot do each time a window is shown; that is no fault."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support"))


@pytest.fixture
def themes(qapp: QApplication) -> Iterator[ThemeManager]:
    """The light theme, worn; light again when the test ends."""
    made = ThemeManager(qapp, "light")
    yield made
    made.wear("light", 1.0)
    made.deleteLater()


@pytest.fixture
def show(qtbot: QtBot) -> Callable[[QWidget], None]:
    """Shows a widget as the window in use, so that it has the focus."""

    def show_active(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        with qtbot.waitActive(widget):
            widget.show()
            widget.activateWindow()

    return show_active
