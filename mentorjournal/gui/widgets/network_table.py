"""The table behind the mentoring map: the same people, sorted by any column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTableWidget, QTableWidgetItem, QWidget

from mentorjournal.model.choices import CHOICES, label

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from mentorjournal.services.network import Tie

_ID: Final = Qt.ItemDataRole.UserRole
_CLOSER: Final = ("strong", "medium", "new", "")


class NetworkTable(QTableWidget):
    """`chosen` carries who was chosen, `opened` who is to be opened."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 7, parent)
        tr = self.tr
        heads = (
            tr("Name"),
            tr("From where"),
            tr("Tie"),
            tr("Roles"),
            tr("Last met"),
            tr("Brought by"),
            tr("Opened"),
        )
        self.setHorizontalHeaderLabels(heads)
        self.setAccessibleName(tr("People of my network"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setSortingEnabled(True)
        self.sortByColumn(0, Qt.SortOrder.AscendingOrder)
        self.currentCellChanged.connect(lambda *_: self._tell())
        self.cellDoubleClicked.connect(lambda *_: self._open())

    def display(self, people: Sequence[Tie], current: str) -> None:
        """Show these; who is chosen stays so."""
        self.setSortingEnabled(False)
        self.blockSignals(True)
        self.setRowCount(len(people))
        for row, one in enumerate(people):
            cells = (
                one.name,
                label("arena", one.arena),
                _Tie(one.tie),
                one.roles_said,
                _day(one.last_met),
                one.by,
                one.opened or "",
            )
            for column, value in enumerate(cells):
                item = value if isinstance(value, QTableWidgetItem) else QTableWidgetItem()
                if not isinstance(value, QTableWidgetItem):
                    item.setData(Qt.ItemDataRole.DisplayRole, value)
                item.setData(_ID, one.id)
                self.setItem(row, column, item)
        self.blockSignals(False)
        self.setSortingEnabled(True)
        self.resizeColumnsToContents()
        self.choose(current)

    def id_at(self, row: int) -> str:
        """Who stands in a row."""
        item = self.item(row, 0)
        return str(item.data(_ID)) if item is not None else ""

    def choose(self, person: str) -> None:
        """Choose somebody without a word."""
        row = next((row for row in range(self.rowCount()) if self.id_at(row) == person), -1)
        if row != self.currentRow():
            self.blockSignals(True)
            self.setCurrentCell(row, 0)
            self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return opens."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        if (item := self.currentItem()) is not None:
            self.chosen.emit(item.data(_ID))

    def _open(self) -> None:
        if (item := self.currentItem()) is not None:
            self.opened.emit(item.data(_ID))


class _Tie(QTableWidgetItem):
    """The strength of a tie, sorted by strength and not by its letters."""

    def __init__(self, tie: str) -> None:
        super().__init__(label("tie", tie) if tie in CHOICES["tie"] else tie)
        self._rank = _CLOSER.index(tie) if tie in _CLOSER else len(_CLOSER)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        return self._rank < other._rank if isinstance(other, _Tie) else super().__lt__(other)


def _day(day: dt.date | None) -> QDate | str:
    return QDate(day.year, day.month, day.day) if day else ""
