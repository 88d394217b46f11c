"""A list whose lines have keys, moved by Ctrl+Up and Ctrl+Down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from mentorjournal.gui.theme import scaled

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

_KEY = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
HEIGHT = 150


class KeyedList(QListWidget):
    """Lines with a key; `picked` carries the one the reader went to, `shifted` a step by Ctrl+Up and Ctrl+Down."""

    picked = Signal(str)
    shifted = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumHeight(scaled(HEIGHT))
        self.setMinimumWidth(scaled(190))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentItemChanged.connect(lambda _now, _before: self.picked.emit(self.key()))

    def key(self) -> str:
        """That of the current line, or nothing."""
        return str(self.currentItem().data(_KEY)) if self.currentRow() >= 0 else ""

    def rename(self, text: str) -> None:
        """Call the current line so, as it is typed."""
        if text.strip() and self.currentRow() >= 0:
            self.currentItem().setText(text.strip())

    def display(self, lines: list[tuple[str, str]], key: str) -> None:
        """Show (key, text) pairs, and go to the one of `key`, else to the first."""
        self.blockSignals(True)
        self.clear()
        for one, text in lines:
            item = QListWidgetItem(text)
            item.setData(_KEY, one)
            self.addItem(item)
        keys = [one for one, _ in lines]
        self.setCurrentRow(keys.index(key) if key in keys else 0 if keys else -1)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Ctrl, Up and Down move the line."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)
