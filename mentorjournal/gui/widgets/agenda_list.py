"""The agenda of a meeting: lines to tick and word, without days, put in order by keys."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.goal_ticks import Tick, TickList, TickWords


class AgendaList(TickList):
    """`moved` carries a line's id and how far it goes, for Alt+Up and Alt+Down in the line."""

    moved = Signal(str, int)

    def __init__(self, words: TickWords, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(words, today, parent)
        self.add_row.date.hide()
        for keys, steps in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(lambda steps=steps: self._move(steps))

    def display(self, ticks: Sequence[Tick], *, writable: bool) -> None:
        """Show these lines; an agenda has no days."""
        super().display(ticks, writable=writable)
        for row in self.rows():
            row.date.hide()
            row.title.setToolTip(self.tr("Alt+Up and Alt+Down move the line") if writable else "")

    def _move(self, steps: int) -> None:
        rows = self.rows()
        at = next(
            (at for at, row in enumerate(rows) if row.box.hasFocus() or row.title.hasFocus()), len(rows)
        )
        if at < len(rows) and 0 <= at + steps < len(rows):
            self.moved.emit(rows[at].key, steps)
