"""The stack of places, which never makes the window larger."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget

from mentorjournal.gui.theme import scaled

LEAST = QSize(360, 240)


class PageStack(QStackedWidget):
    """Gives a page what room there is; a page that wants more folds a part of itself away.

    A stack asks for the room of its widest page, also of one that is about to fold, and the window that
    grew for it would stay so.
    """

    def minimumSizeHint(self) -> QSize:
        """The same for every page."""
        return QSize(scaled(LEAST.width()), scaled(LEAST.height()))
