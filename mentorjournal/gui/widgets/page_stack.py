"""The stack of places, which never makes the window larger."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget

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

    def keep_only(self, page: QWidget) -> None:
        """Show this one, and let go of every other."""
        self.setCurrentWidget(page)
        for other in [self.widget(place) for place in range(self.count())]:
            if other is not None and other is not page:
                self.removeWidget(other)
                other.setParent(None)
                other.deleteLater()
