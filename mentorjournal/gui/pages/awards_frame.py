"""How the claims and the column beside them share the width."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from mentorjournal.gui.pages.awards_side import AwardSide
from mentorjournal.gui.pages.awards_view import ClaimsView
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import hairline

SHARE = 0.4
LEAST_SIDE, LEAST_CLAIMS = 330, 430
"""In pixels at 100 %; where both do not fit, one of them is shown."""


class AwardsFrame(QWidget):
    """The empty state, or claims and what stands beside them."""

    def __init__(self, view: ClaimsView, side: AwardSide, empty: EmptyState) -> None:
        super().__init__()
        self.view, self.side, self.empty = view, side, empty
        self._side_wanted, self._on_side = True, False
        self._line = hairline(vertical=True)
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(view, 1)
        row.addWidget(self._line)
        row.addWidget(side)
        self._both = both
        self._stack = QStackedWidget()
        self._stack.addWidget(both)
        self._stack.addWidget(empty)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        side.left.connect(lambda: self.show_side(on=False))
        self.share_out()

    def show_empty(self, *, on: bool) -> None:
        """Whether there is nothing to show yet."""
        self._stack.setCurrentWidget(self.empty if on else self._both)

    @property
    def narrow(self) -> bool:
        """Whether there is room for one of both only."""
        return self.width() < scaled(LEAST_SIDE + LEAST_CLAIMS)

    def show_side(self, *, on: bool) -> None:
        """Where it is narrow: the column instead of the claims, or the claims again."""
        self._on_side = on
        if on:
            self._side_wanted = True
        self.share_out()

    def toggle_side(self) -> None:
        """Fold the column away, or show it again."""
        if self.narrow:
            self._on_side = not self._on_side
        else:
            self._side_wanted = not self._side_wanted
        self.share_out()

    def share_out(self) -> None:
        """Give both their width anew."""
        narrow = self.narrow
        shown = self._on_side if narrow else self._side_wanted
        self.side.back.setVisible(narrow)
        if not narrow:
            self.side.setFixedWidth(max(scaled(LEAST_SIDE), round(self.width() * SHARE)))
        elif shown:
            self.side.setFixedWidth(max(self.width(), 1))
        self.view.setVisible(not (narrow and shown))
        self._line.setVisible(shown and not narrow)
        self.side.setVisible(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out anew."""
        super().resizeEvent(event)
        self.share_out()
