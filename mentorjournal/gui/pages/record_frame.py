"""How a list, the page of a record and the inspector share the width of a place."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mentorjournal.gui.inspector import Inspector
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.card_list import COLUMN, CardList
from mentorjournal.gui.widgets.labels import hairline

LIST_SHARE = 0.36
"""At large text the list takes no more of the place than this."""
LEAST_MIDDLE = 400
"""The inspector folds by itself where the record's page would be narrower, in pixels at 100 %."""


class RecordFrame(QWidget):
    """`middle` holds the page and the empty state; `side_shown` tells whether the inspector is seen."""

    side_shown = Signal(bool)

    def __init__(self, cards: CardList, side: Inspector, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side_wanted, self._side_forced = True, False
        self._record_id = ""
        self.list, self.side = cards, side
        self.middle = QStackedWidget()
        self._line, self._list_line = hairline(vertical=True), hairline(vertical=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(cards)
        row.addWidget(self._list_line)
        row.addWidget(self.middle, 1)
        row.addWidget(self._line)
        row.addWidget(side)

    def inspect(self, record_id: str) -> None:
        """The inspector is about this record, or about none."""
        self._record_id = record_id
        self.share_out()

    def toggle_side(self) -> None:
        """Fold the inspector away, or show it again, even where it is narrow."""
        self._side_wanted = self._side_forced = self.side.isHidden()
        self.share_out()

    def share_out(self) -> None:
        """Give everybody their width anew."""
        width = min(scaled(COLUMN), max(COLUMN, round(self.width() * LIST_SHARE)))
        left = self.width() - width - self.side.maximumWidth()
        room = left >= scaled(LEAST_MIDDLE)
        self._side_forced = self._side_forced and not room
        shown = bool(self._record_id) and self._side_wanted and (room or self._side_forced)
        if self.side.record_id != self._record_id:
            self.side.show_record(self._record_id or None)
        self.side.setVisible(shown)
        self._line.setVisible(shown)
        # Last: a list of another width lays out everybody at once, and the inspector would push.
        self.list.setFixedWidth(width)
        # An inspector that was asked for where there is no room takes that of the list.
        for part in (self.list, self._list_line):
            part.setHidden(shown and not room)
        self.side_shown.emit(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out anew."""
        super().resizeEvent(event)
        self.share_out()
