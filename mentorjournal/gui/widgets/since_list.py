"""What was agreed before, to tick off: rows that stay where they are while one works through them."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.labels import BadgeKind
from mentorjournal.gui.widgets.rows import ActionRow, RowList
from mentorjournal.gui.words import day_short, due_words
from mentorjournal.services.actions import OwnedAction


class SinceList(RowList):
    """`ticked` carries an action's id and its new tick, `opened` the id of one to go to."""

    ticked = Signal(str, bool)
    opened = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: dict[str, ActionRow] = {}

    def display(self, actions: tuple[OwnedAction, ...], today: dt.date, *, writable: bool) -> None:
        """Show these; the same ones as before keep their order and the focus."""
        by_id = {action.item.id: action for action in actions}
        if by_id.keys() != self._shown.keys():
            self.clear()
            self._shown = {key: self._row(key) for key in by_id}
        for key, row in self._shown.items():
            action = by_id[key]
            words, kind = _badge(action, today)
            title = action.item.title
            row.set_text(f"{action.owner}: {title}" if action.owner else title)
            row.set_value(action.item.done_on is not None)
            row.set_badge(words, kind)
            row.setEnabled(writable)

    def _row(self, key: str) -> ActionRow:
        row = ActionRow("")
        row.edited.connect(lambda on: self.ticked.emit(key, on))
        row.activated.connect(lambda: self.opened.emit(key))
        self.add_row(row)
        return row


def _badge(action: OwnedAction, today: dt.date) -> tuple[str, BadgeKind]:
    """Such as "done 8 Apr", "2 days late", "Fri"."""
    if action.item.done_on is not None:
        return f"done {day_short(action.item.done_on, today)}", "ok"
    words, kind = due_words(action.item.due, today)
    kinds: dict[str, BadgeKind] = {"late": "late", "warn": "warn"}
    return words or "open", kinds.get(kind, "plain")
