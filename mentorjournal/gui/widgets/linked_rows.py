"""Rows that open something, the first few of them and then the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel
from mentorjournal.gui.widgets.rows import LeadLabel, ListRow, RowList

MOST = 6
LEAD = 84


@dataclass(frozen=True, slots=True)
class LinkedRow:
    """One line: `lead` is its day, `badge` its state or kind."""

    id: str
    text: str
    lead: str = ""
    badge: str = ""
    kind: BadgeKind = "plain"


class PlainRow(QFrame):
    """A line that leads nowhere, only to be read."""

    def __init__(self, item: LinkedRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(9)
        if item.lead:
            row.addWidget(LeadLabel(item.lead, LEAD))
        row.addWidget(TextLabel(item.text, wrap=True), 1)
        if item.badge:
            row.addWidget(Badge(item.badge, item.kind))


class LinkedRows(HuggingFrame):
    """`opened` carries an id; `nothing` is said while there are none. A row without an id leads nowhere."""

    opened = Signal(str)

    def __init__(self, name: str, nothing: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: tuple[LinkedRow, ...] = ()
        self._all = False
        self._nothing = nothing
        self.rows = RowList()
        self.none = TextLabel(nothing, "small", wrap=True)
        self.more = QuietButton("")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 4, 0, 0)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rows)
        column.addWidget(self.none)
        column.addLayout(foot)
        self.more.clicked.connect(self._show_all)
        self._fill()

    def display(self, rows: Sequence[LinkedRow]) -> None:
        """Show these; rows that stayed as they were keep the focus."""
        wanted = tuple(rows)
        if wanted != self._shown:
            self._shown, self._all = wanted, False
            self._fill()

    def _show_all(self) -> None:
        self._all = True
        first = len(self.rows.rows())
        self._fill()
        self.rows.rows()[first].setFocus()

    def _fill(self) -> None:
        self.rows.clear()
        shown = self._shown if self._all else self._shown[:MOST]
        for item in shown:
            if not item.id:
                self.rows.add_row(PlainRow(item))
                continue
            row = ListRow(item.text, lead=item.lead, lead_width=LEAD, badge=item.badge, kind=item.kind)
            row.clicked.connect(lambda _=False, key=item.id: self.opened.emit(key))
            self.rows.add_row(row)
        self.rows.setHidden(not shown)
        self.none.setHidden(bool(shown) or not self._nothing)
        left = len(self._shown) - len(shown)
        self.more.setHidden(left <= 0)
        self.more.setText(self.tr("{0} more").format(left))
