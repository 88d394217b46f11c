"""Records that something names: each opens and can be taken out, and a field adds one more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import BadgeKind
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.rows import ListRow, RowList


@dataclass(frozen=True, slots=True)
class Picked:
    """One line."""

    id: str
    text: str
    badge: str = ""
    kind: BadgeKind = "plain"


class PickedRow(QFrame):
    """A line that opens, and a button that takes it out."""

    def __init__(self, item: Picked, words: str, *, writable: bool) -> None:
        super().__init__()
        self.open = ListRow(item.text, badge=item.badge, kind=item.kind)
        self.remove = IconButton("close", words, small=True)
        self.remove.setVisible(writable)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.open, 1)
        row.addWidget(self.remove)
        self.setFocusProxy(self.open)


class PickedRows(HuggingFrame):
    """`opened` and `removed` carry an id, `added` what was typed or picked."""

    opened = Signal(str)
    removed = Signal(str)
    added = Signal(str)

    def __init__(self, name: str, add: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._shown: tuple[Picked, ...] = ()
        self._writable = True
        self.rows = RowList()
        self.field = NameField(name=add, placeholder=add)
        self.field.edited.connect(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.rows)
        column.addWidget(self.field)

    def set_read_only(self, read_only: bool) -> None:
        """Whether nothing can be added or taken out."""
        self._writable = not read_only
        self.field.setVisible(not read_only)

    def display(self, items: Sequence[Picked], others: Sequence[str]) -> None:
        """Show these lines, and offer the names that could be added."""
        self.field.set_choices(others)
        wanted = tuple(items)
        if wanted != self._shown:
            self._shown = wanted
            self.rows.clear()
            for item in wanted:
                self.rows.add_row(self._row(item))
        self.rows.setHidden(not wanted)

    def _row(self, item: Picked) -> PickedRow:
        row = PickedRow(item, self.tr("Take out {0}").format(item.text), writable=self._writable)
        row.open.clicked.connect(lambda _=False: self.opened.emit(item.id))
        row.remove.clicked.connect(lambda _=False: self.removed.emit(item.id))
        return row

    def _add(self, words: str | None) -> None:
        self.field.set_value(None)
        if words and words.strip():
            self.added.emit(words)
