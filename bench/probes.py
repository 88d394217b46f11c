"""The two programs whose start is measured, each run in a process of its own: ours, and a bare window."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QMainWindow, QTextEdit, QWidget
from shiboken6 import isValid

from bench.memory import peak_mb

if TYPE_CHECKING:
    from mentorjournal.gui.theme import ThemeManager


class PaintedOnce(QObject):
    """Calls `then` when the paint that first draws any of `widget` is over, children and all.

    A widget that its children cover is not painted itself, so they are watched as well.
    """

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        self._watched = [widget, *widget.findChildren(QWidget)]
        for part in self._watched:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Ask for an event of our own, which comes before everything else that waits."""
        if event.type() == QEvent.Type.Paint:
            for part in filter(isValid, self._watched):
                part.removeEventFilter(self)
            self._watched.clear()
            soon = Qt.EventPriority.HighEventPriority
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), soon.value)
        return False

    def event(self, event: QEvent) -> bool:
        """The paint is over."""
        if event.type() == QEvent.Type.User:
            self._then()
            return True
        return super().event(event)


def bare() -> int:
    """A window with a text edit and nothing else."""
    app = QApplication([])
    window = QMainWindow()
    text = QTextEdit()
    window.setCentralWidget(text)
    window.resize(1360, 850)
    stamps: dict[str, float] = {}
    PaintedOnce(text.viewport(), lambda: _finish(stamps, "painted"))
    window.show()
    return app.exec()


def ours(journal: str) -> int:
    """The window as a person starts it, with a journal: when it is first painted, and when Today is."""
    from mentorjournal.gui import main_window, session, start

    stamps: dict[str, float] = {}

    class Watched(main_window.MainWindow):
        """The main window, looked at."""

        def __init__(self, themes: ThemeManager) -> None:
            super().__init__(themes)
            PaintedOnce(self, lambda: _stamp(stamps, "painted"))

        def go(self, key: str) -> None:
            """Look at the first page that is opened, which is Today."""
            PaintedOnce(self.page(key), lambda: _finish(stamps, "today"))
            super().go(key)

    vars(session)["MainWindow"] = Watched
    return start.run(Path(journal))


def _stamp(stamps: dict[str, float], name: str) -> None:
    stamps.setdefault(name, time.monotonic())


def _finish(stamps: dict[str, float], name: str) -> None:
    """Print what was measured and end this process without ceremony; closing is not what is measured."""
    _stamp(stamps, name)
    print(json.dumps(stamps | {"peak_mb": peak_mb()}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(bare() if sys.argv[1] == "bare" else ours(sys.argv[2]))
