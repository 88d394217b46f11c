"""Starts the window: first something to see, then the journal."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from mentorjournal import settings as preferences
from mentorjournal.gui.session import Session
from mentorjournal.gui.theme.manager import STYLE, STYLED_PROPERTY
from mentorjournal.gui.undo_keys import UndoKeys

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QWidget

UNSEEN_MS = 1_000
"""A window that nobody can see, say on another desktop, is not painted; the journal opens without that."""


def run(path: Path | None = None) -> int:
    """Open the window, with the journal at `path` or the one open last; returns the exit code."""
    gc.disable()  # starting makes many lasting objects and hardly any rubbish to look for
    app = _application()
    app.setApplicationName("Mentor Journal")
    app.setDesktopFileName("org.mentorjournal.MentorJournal")
    UndoKeys(app)
    session = Session(app, preferences.load())
    AfterFirstPaint(session.window, lambda: _begin(session, path))
    session.window.show()
    return app.exec()


def _application() -> QApplication:
    """The application, in our style from its first moment."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    if running is not None:
        raise TypeError("A Qt application without windows is running already.")
    made = QApplication([*sys.argv[:1], "-style", STYLE])
    made.setProperty(STYLED_PROPERTY, True)
    return made


def _begin(session: Session, path: Path | None) -> None:
    try:
        session.begin(path)
    finally:
        gc.freeze()
        gc.enable()


class AfterFirstPaint(QObject):
    """Calls `then` once, after `window` has been painted for the first time: loading must not delay that."""

    def __init__(self, window: QWidget, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._window, self._then = window, then
        self._painted = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go)
        # Counted from when events run, or a slow start would use the time up.
        QTimer.singleShot(0, self, self._await_paint)
        window.installEventFilter(self)

    def _await_paint(self) -> None:
        if not self._painted:
            self._timer.start(UNSEEN_MS)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Wait until the children are painted too."""
        if event.type() == QEvent.Type.Paint:
            self._painted = True
            self._window.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _go(self) -> None:
        self._window.removeEventFilter(self)
        self._then()
        self.deleteLater()
