"""What is connected to a goal: entries, meetings, feedback, resources; and the way to write about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.words import day_short
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import RECORD_TYPES

SHOWN = (
    *("reflection", "insight", "meeting", "feedback", "resource", "activity", "goal"),
    *("question", "advice", "decision", "observation", "outcome"),
)
"""Types that are opened from here; people stand in the side panel, actions and the chain above."""
MOST = 12


class GoalLinked(HuggingFrame):
    """Rows to open; `opened` carries an id, `write_wanted` asks for a page about the goal."""

    opened = Signal(str)
    write_wanted = Signal()

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._shown: tuple[LinkRow, ...] = ()
        self._all = False
        self.rows = RowList()
        self.none = TextLabel(
            self.tr("Nothing yet. What you write about this goal, and what others say, gathers here."),
            "small",
            wrap=True,
        )
        self.more = QuietButton("")
        self.write = QuietButton(self.tr("Write about this"), "edit")
        foot = QHBoxLayout()
        foot.setContentsMargins(0, 6, 0, 0)
        foot.addWidget(self.write)
        foot.addWidget(self.more)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.rows)
        column.addWidget(self.none)
        column.addLayout(foot)
        self.write.clicked.connect(self.write_wanted)
        self.more.clicked.connect(self._show_all)
        self._fill()

    def display(self, linked: Sequence[LinkRow], *, writable: bool) -> None:
        """Show these records, the newest first."""
        self.write.setEnabled(writable)
        in_chain = {row.row.id for row in linked if row.role == "origin"}
        here = (row for row in linked if row.row.type in SHOWN and row.row.id not in in_chain)
        wanted = tuple({row.row.id: row for row in here}.values())
        if wanted != self._shown:
            self._shown, self._all = wanted, False
            self._fill()
        self.none.setHidden(bool(wanted))

    def _show_all(self) -> None:
        self._all = True
        self._fill()

    def _fill(self) -> None:
        self.rows.clear()
        shown = self._shown if self._all else self._shown[:MOST]
        for found in shown:
            day = day_short(found.row.date, self._today()) if found.row.date else ""
            row = ListRow(
                found.row.heading,
                lead=day,
                lead_width=84,
                badge=RECORD_TYPES[found.row.type].LABEL,
            )
            row.clicked.connect(lambda _=False, key=found.row.id: self.opened.emit(key))
            self.rows.add_row(row)
        self.rows.setHidden(not shown)
        left = len(self._shown) - len(shown)
        self.more.setHidden(left <= 0)
        self.more.setText(self.tr("{0} more").format(left))
