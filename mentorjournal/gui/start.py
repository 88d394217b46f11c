"""Starts the window: first something to see, then the journal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from mentorjournal import settings as preferences
from mentorjournal.gui.session import Session
from mentorjournal.gui.undo_keys import UndoKeys

if TYPE_CHECKING:
    from pathlib import Path


def run(path: Path | None = None) -> int:
    """Open the window, with the journal at `path` or the one open last; returns the exit code."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("A Qt application without windows is running already.")
    app.setApplicationName("Mentor Journal")
    app.setDesktopFileName("org.mentorjournal.MentorJournal")
    keys = UndoKeys(app)
    app.installEventFilter(keys)
    session = Session(app, preferences.load())
    session.window.show()
    QTimer.singleShot(0, session, lambda: session.begin(path))
    return app.exec()
