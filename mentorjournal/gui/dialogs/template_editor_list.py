"""Everything of a kind as a list: those that ship and the reader's own, hidden ones greyed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.services.own_templates import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

_ROLE = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class TemplateList(QListWidget):
    """`picked` carries the Line the reader went to; `shifted` a step, by Ctrl+Up and Ctrl+Down."""

    picked = Signal(object)
    shifted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Templates"))
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda item, _: self.picked.emit(_line(item)))

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(scaled(210), scaled(180))

    def display(self, lines: Sequence[Line], key: str) -> None:
        """Show these, the one of the key as the current one, else the one at the same place."""
        row = max(0, self.currentRow())
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem()
            item.setData(_ROLE, line)
            self._write(item, line.name, line)
            self.addItem(item)
        found = next((at for at, line in enumerate(lines) if line.key == key), min(row, len(lines) - 1))
        self.setCurrentRow(found)
        self.blockSignals(False)
        if lines:
            self.scrollToItem(self.currentItem())

    def current(self) -> Line | None:
        """The line one is on."""
        return _line(self.currentItem())

    def rename(self, name: str) -> None:
        """Show the name as it is typed."""
        item, line = self.currentItem(), self.current()
        if line is not None:
            self._write(item, name or line.name, line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Ctrl, Up and Down move the line."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)

    def _write(self, item: QListWidgetItem, name: str, line: Line) -> None:
        marks = []
        if not line.ships:
            marks.append(self.tr("mine"))
        elif line.changed:
            marks.append(self.tr("changed"))
        if line.hidden:
            marks.append(self.tr("hidden"))
        item.setText(f"{name} ({', '.join(marks)})" if marks else name)
        font = item.font()
        font.setItalic(line.hidden)
        item.setFont(font)


def _line(item: QListWidgetItem | None) -> Line | None:
    found = item.data(_ROLE) if item is not None else None
    return found if isinstance(found, Line) else None
