"""What was made of the notes: each line opens its record, and a button beside it takes it back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow
from mentorjournal.gui.widgets.rows import ListRow, RowList


class MadeRow(HuggingFrame):
    """One line and its button."""

    def __init__(self, item: LinkedRow, *, writable: bool) -> None:
        super().__init__()
        self.key = item.id
        self.line = ListRow(item.text, badge=item.badge, kind=item.kind)
        self.back = IconButton("undo", "", small=True)
        name = self.tr("Take back: {0}").format(item.text)
        self.back.setAccessibleName(name)
        self.back.setToolTip(name)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.line, 1)
        row.addWidget(self.back)
        self.back.setVisible(writable)
        self.setFocusProxy(self.line)


class MadeList(HuggingFrame):
    """`opened` and `taken_back` carry a record's id; `nothing` is said while there are none."""

    opened = Signal(str)
    taken_back = Signal(str)

    def __init__(self, name: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: tuple[LinkedRow, ...] = ()
        self._writable = True
        self.rows = RowList()
        self.none = TextLabel(nothing, "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.rows)
        column.addWidget(self.none)
        self.rows.hide()

    def made(self) -> tuple[MadeRow, ...]:
        """The lines, from the top."""
        return tuple(row for row in self.rows.rows() if isinstance(row, MadeRow))

    def display(self, rows: Sequence[LinkedRow], *, writable: bool) -> None:
        """Show these; the same ones as before keep the focus."""
        wanted = tuple(rows)
        if wanted == self._shown and writable == self._writable:
            return
        self._shown, self._writable = wanted, writable
        self.rows.clear()
        for item in wanted:
            row = MadeRow(item, writable=writable)
            row.line.clicked.connect(lambda _=False, key=item.id: self.opened.emit(key))
            row.back.clicked.connect(lambda _=False, key=item.id: self.taken_back.emit(key))
            self.rows.add_row(row)
        self.rows.setHidden(not wanted)
        self.none.setHidden(bool(wanted))
