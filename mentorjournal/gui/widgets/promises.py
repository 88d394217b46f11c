"""Action items to tick, word, date, add, and to follow to where they were agreed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.goal_ticks import Tick, TickList, TickRow, TickWords
from mentorjournal.gui.words import due_words
from mentorjournal.model.types import ActionItem

OPENER = "opener"
DONE_SHOWN = 3
"""Open ones all stand there; of those kept, the latest few."""


class Promises(TickList):
    """`opened` carries the id of an action whose place was asked for."""

    opened = Signal(str)

    def __init__(
        self, one: str, add: str, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(TickWords(one, self.tr("Due"), self.tr("Done on"), add), today, parent)
        self._clock = today
        self.setAccessibleName(one)

    def display_actions(
        self,
        actions: Sequence[ActionItem],
        words: Callable[[str], Mapping[str, Any]],
        *,
        notes: Mapping[str, str],
        writable: bool,
        opens: bool = False,
    ) -> None:
        """Show action items; `words` has what is typed and not saved yet, `notes` stand below lines.

        With `opens`, those agreed at a meeting, for a goal or on another record lead there.
        """
        still = [item for item in actions if item.is_open]
        done = sorted(
            (item for item in actions if item.done_on), key=lambda item: item.done_on or dt.date.min
        )
        shown = (*still, *reversed(done[-DONE_SHOWN:]))
        self.display([self._tick(item, words(item.id), notes) for item in shown], writable=writable)
        for item, row in zip(shown, self.rows(), strict=True):
            self._let_open(row, item.id if opens and (item.meeting or item.goal or item.origin) else "")

    def _let_open(self, row: TickRow, key: str) -> None:
        opener = row.findChild(IconButton, OPENER)
        if opener is None:
            if not key:
                return
            opener = self._new_opener(row)
        opener.setProperty("key", key)
        opener.setVisible(bool(key))

    def _new_opener(self, row: TickRow) -> IconButton:
        opener = IconButton("open", self.tr("Go to where it was agreed"), small=True, parent=row)
        opener.setObjectName(OPENER)
        # A row may show another action later.
        opener.clicked.connect(lambda: self.opened.emit(opener.property("key")))
        grid = row.layout()
        if isinstance(grid, QGridLayout):
            grid.addWidget(opener, 0, grid.columnCount(), Qt.AlignmentFlag.AlignTop)
        QWidget.setTabOrder(row.delete, opener)
        return opener

    def _tick(self, item: ActionItem, typed: Mapping[str, Any], notes: Mapping[str, str]) -> Tick:
        text, kind = due_words(item.due, self._clock())
        late = text if kind == "late" and item.done_on is None else ""
        note = ", ".join(part for part in (notes.get(item.id, ""), late) if part)
        return Tick(
            item.id,
            typed.get("title", item.title),
            item.done_on or item.due,
            item.done_on is not None,
            note,
            bool(late),
        )
