"""The records behind a row of a figure, each one press away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.words import day_full
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.figures_behind import MOST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.services.figures_behind import Behind

MOST_ROWS = 60
"""Rows that are made; the rest is counted."""


class FigureBehindDialog(Dialog):
    """`opened` carries the id of the record that was chosen."""

    opened = Signal(str)

    def __init__(self, title: str, found: Sequence[Behind], parent: QWidget | None) -> None:
        super().__init__(title, parent, width=520, scrolls=True)
        self.list = RowList()
        self.list.setAccessibleName(title)
        for one in found[:MOST_ROWS]:
            row = ListRow(
                one.title,
                lead=day_full(one.day) if one.day else "",
                lead_width=120,
                badge=RECORD_TYPES[one.type].LABEL,
            )
            row.clicked.connect(lambda _=False, key=one.id: self._open(key))
            self.list.add_row(row)
        self.add(self.list)
        more = len(found) - MOST_ROWS
        said = (
            self.tr("Nothing is behind it in this time any more.")
            if not found
            else self.tr("At least {0} more are not listed; choose a shorter time.").format(more)
            if len(found) >= MOST
            else self.tr("{0} more are not listed; choose a shorter time.").format(more)
            if more > 0
            else ""
        )
        if said:
            self.add(TextLabel(said, "small", wrap=True))
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        self.add_button(close)

    def _open(self, record_id: str) -> None:
        self.accept()
        self.opened.emit(record_id)
