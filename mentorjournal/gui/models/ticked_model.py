"""Lines that can be ticked, in the shape of the palette's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal

from mentorjournal.gui.models.palette_model import PaletteModel

if TYPE_CHECKING:
    from collections.abc import Iterable

Index = QModelIndex | QPersistentModelIndex
TICK = Qt.ItemDataRole.CheckStateRole


class TickedModel(PaletteModel):
    """Ticks are kept by record id, so that they outlive another choice of lines.

    `ticks_changed` after each tick the reader sets or takes away.
    """

    ticks_changed = Signal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._ticked: dict[str, None] = {}
        self.able = True
        """Whether the lines shown can be ticked."""

    def ticked(self) -> tuple[str, ...]:
        """The ids that are ticked, in the order they were."""
        return tuple(self._ticked)

    def set_ticked(self, ids: Iterable[str]) -> None:
        """Tick these and no others."""
        self._ticked = dict.fromkeys(ids)
        if self.rowCount():
            self.dataChanged.emit(self.index(0), self.index(self.rowCount() - 1), [TICK])
        self.ticks_changed.emit()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A line can be ticked where all can."""
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsUserCheckable if self.able and index.isValid() else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The state of the tick besides what every line tells."""
        if role != TICK:
            return super().data(index, role)
        entry = self.entry(index)
        if entry is None or not self.able:
            return None
        return Qt.CheckState.Checked if entry.record_id in self._ticked else Qt.CheckState.Unchecked

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Set a tick or take it away."""
        entry = self.entry(index)
        if role != TICK or entry is None or not self.able:
            return False
        if Qt.CheckState(value) == Qt.CheckState.Checked:
            self._ticked[entry.record_id] = None
        else:
            self._ticked.pop(entry.record_id, None)
        self.dataChanged.emit(index, index, [TICK])
        self.ticks_changed.emit()
        return True
