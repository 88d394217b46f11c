"""The sections of a layout as a list one ticks and drags into order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.services.reporting.layout import LayoutSection

FIGURE = "figure_"
_ROLE = Qt.ItemDataRole.UserRole
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class SectionOrder(QListWidget):
    """`picked` carries the LayoutSection of the current line, or None; `leaving` comes before, while the one
    before can still be replaced.
    """

    leaving = Signal()
    picked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Sections"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(scaled(300))
        self._shown: QListWidgetItem | None = None
        self._alike: frozenset[str] = frozenset()
        self.currentItemChanged.connect(self._pick)

    def minimumSizeHint(self) -> QSize:
        """A few lines."""
        return QSize(scaled(240), scaled(220))

    def set_sections(self, taken: Sequence[LayoutSection], rest: Sequence[LayoutSection]) -> None:
        """Show the sections of a layout, ticked, and below them what else there could be.

        Of those with the same heading the key tells which is which.
        """
        self._shown = None
        self.clear()
        often = Counter(section.heading for section in (*taken, *rest) if section.heading)
        alike = (section.key for section in (*taken, *rest) if often[section.heading] > 1)
        self._alike = frozenset(alike)
        for on, sections in ((True, taken), (False, rest)):
            for section in sections:
                item = QListWidgetItem()
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled
                    | Qt.ItemFlag.ItemIsSelectable
                    | Qt.ItemFlag.ItemIsUserCheckable
                    | Qt.ItemFlag.ItemIsDragEnabled
                )
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                self.addItem(item)
                self._write(item, section)
        self.setCurrentRow(0)

    def taken(self) -> tuple[LayoutSection, ...]:
        """The ticked sections, in order."""
        items = (self.item(row) for row in range(self.count()))
        ticked = (item for item in items if item.checkState() == Qt.CheckState.Checked)
        return tuple(section for item in ticked if (section := _section(item)) is not None)

    def row_of(self, key: str) -> int:
        """The line of a section, -1 where it is not there."""
        for row in range(self.count()):
            section = _section(self.item(row))
            if section is not None and section.key == key:
                return row
        return -1

    def shift(self, step: int) -> None:
        """Move the current section up or down."""
        row = self.currentRow()
        if 0 <= row + step < self.count() and row >= 0:
            self.blockSignals(True)
            item = self.takeItem(row)
            self.insertItem(row + step, item)
            self.setCurrentItem(item)
            self.blockSignals(False)

    def replace_current(self, section: LayoutSection) -> None:
        """The section picked last was changed."""
        if self._shown is not None:
            self._write(self._shown, section)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Ctrl, Up and Down move the section."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.shift(step)
        else:
            super().keyPressEvent(event)

    def _pick(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if self._shown is not None:
            self.leaving.emit()
        self._shown = item
        self.picked.emit(_section(item))

    def _write(self, item: QListWidgetItem, section: LayoutSection) -> None:
        item.setData(_ROLE, section)
        words = section.heading or self._name(section.key)
        if section.heading and section.key in self._alike:
            words = f"{words} ({section.key.replace('_', ' ')})"
        item.setText(f"    {words}" if section.level > 1 else words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)

    def _name(self, key: str) -> str:
        """What a section without a heading is called here."""
        words = key.removeprefix(FIGURE).replace("_", " ")
        if key.startswith(FIGURE):
            return self.tr("Figure: {0}").format(words)
        return self.tr("{0} (no heading)").format(words.capitalize())


def _section(item: QListWidgetItem | None) -> LayoutSection | None:
    found = item.data(_ROLE) if item is not None else None
    return found if isinstance(found, LayoutSection) else None
