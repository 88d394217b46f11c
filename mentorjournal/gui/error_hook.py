"""Unexpected errors: logged without journal text, shown with details to copy, and the window lives on."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from mentorjournal import __version__
from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from types import TracebackType

    from mentorjournal.gui.main_window import MainWindow

log = logging.getLogger(__name__)


class ErrorHook(QObject):
    """Takes the place of sys.excepthook while the window is open (PySide6 goes on after a slot raises)."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._details = ""
        self._before = sys.excepthook
        sys.excepthook = self._caught
        window.notice.action_clicked.connect(self._copy)

    def remove(self) -> None:
        """Give sys.excepthook back."""
        sys.excepthook = self._before

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, JournalError):
            self._window.notice.show_message(error.message, "error")
            return
        if issubclass(kind, KeyboardInterrupt):
            self._window.close()
            return
        self._details = describe(kind, trace)
        # The program's own hook writes it down. Python's would print the message, text of the journal or not.
        if self._before is sys.__excepthook__:
            log.error("%s", self._details)
        else:
            self._before(kind, error, trace)
        self._window.notice.show_message(
            self.tr("Something went wrong in the program. Your journal is safe and you can go on working."),
            "error",
            self.tr("Copy details"),
        )

    def _copy(self) -> None:
        if self._details:
            QApplication.clipboard().setText(self._details)


def describe(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where an error happened, without its message and without any value: those may hold journal text."""
    places = [
        f"{frame.filename.rsplit('mentorjournal', 1)[-1]}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(trace)
    ]
    return f"Mentor Journal {__version__}, {kind.__name__}\n" + "\n".join(places)
