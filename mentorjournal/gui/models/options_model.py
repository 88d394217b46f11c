"""Career options side by side as a table: a row per criterion, then how each stands in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont

from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.types import CareerOption
from mentorjournal.services.career_options import HIGH, LOW, Judged, Matrix

Index = QModelIndex | QPersistentModelIndex
MOST_WORDS = 140
"""Longer notes are cut here; the option's page has them whole."""


class OptionsModel(QAbstractTableModel):
    """`scored` carries an option's id, a criterion's key and the number or None; `refused` what to tell."""

    scored = Signal(str, str, object)
    refused = Signal(str)

    def __init__(self, today: Callable[[], dt.date], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.matrix = Matrix((), ())
        self._writable = True

    def display(self, matrix: Matrix, *, writable: bool) -> None:
        """Show these options; where rows and columns stay, only what stands in them changes."""
        same = _shape(matrix) == _shape(self.matrix)
        if not same:
            self.beginResetModel()
        self.matrix, self._writable = matrix, writable
        if not same:
            self.endResetModel()
        elif self.rowCount() and self.columnCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Criteria, then what else is known."""
        return 0 if parent.isValid() else len(self.matrix.criteria) + len(self._facts())

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Options."""
        return 0 if parent.isValid() else len(self.matrix.options)

    def option_at(self, index: Index) -> str:
        """The id of the option of a cell."""
        return self.matrix.options[index.column()].option.id

    def is_score(self, index: Index) -> bool:
        """Whether a cell takes a number."""
        return index.isValid() and index.row() < len(self.matrix.criteria)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Options by title; criteria with their weight, and the names of the other rows."""
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Horizontal:
            options = self.matrix.options
            return options[section].option.title or self.tr("Untitled") if section < len(options) else None
        if section >= self.rowCount():
            return None
        if section >= len(self.matrix.criteria):
            return self._facts()[section - len(self.matrix.criteria)]
        one = self.matrix.criteria[section]
        weight = self.tr("weight {0}").format(one.weight) if one.weight else self.tr("left out")
        prompt = one.prompt if role == Qt.ItemDataRole.ToolTipRole else ""
        return "\n".join(filter(None, (one.label, weight, prompt)))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A number or words; to a screen reader with what they are of."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            return Qt.AlignmentFlag.AlignCenter if self.is_score(index) else top
        if role == Qt.ItemDataRole.FontRole and index.row() == len(self.matrix.criteria):
            bold = QFont()
            bold.setBold(True)
            return bold
        if role == Qt.ItemDataRole.EditRole:
            value = self._score(index)
            return "" if value is None else str(value)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._shown(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            row = str(self.headerData(index.row(), Qt.Orientation.Vertical)).replace("\n", ", ")
            option = self.headerData(index.column(), Qt.Orientation.Horizontal)
            shown = self._shown(index)
            said = self.tr("not judged") if self.is_score(index) and shown == OPEN_CELL else shown
            return f"{row}, {option}: {said or self.tr('nothing yet')}"
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a number typed into a cell; an empty one takes it back, what is none is refused in words."""
        if role != Qt.ItemDataRole.EditRole or not self.is_score(index):
            return False
        text = str(value).strip()
        number = int(text) if text.isascii() and text.isdigit() else None
        if text and (number is None or not LOW <= number <= HIGH):
            said = self.tr("“{0}” is no whole number from {1} to {2}. Nothing was changed.")
            self.refused.emit(said.format(text, LOW, HIGH))
            return False
        if number != self._score(index):
            self.scored.emit(self.option_at(index), self.matrix.criteria[index.row()].key, number)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Numbers can be typed."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if self._writable and self.is_score(index) else flags

    def _score(self, index: Index) -> int | None:
        if not self.is_score(index):
            return None
        return self.matrix.options[index.column()].scores.get(self.matrix.criteria[index.row()].key)

    def _shown(self, index: Index) -> str:
        if self.is_score(index):
            value = self._score(index)
            return OPEN_CELL if value is None else str(value)
        return self._fact(self.matrix.options[index.column()], index.row() - len(self.matrix.criteria))

    def _facts(self) -> tuple[str, ...]:
        tr = self.tr
        return (
            tr("Weighted mean"),
            tr("State"),
            tr("What draws me"),
            tr("How it fits me"),
            tr("What I know"),
            tr("To find out"),
            tr("People to ask"),
            tr("Next step"),
            tr("Look again on"),
        )

    def _fact(self, judged: Judged, at: int) -> str:
        option: CareerOption = judged.option
        words: tuple[Callable[[], str], ...] = (
            lambda: self.sum_words(judged),
            lambda: label("option_status", option.status),
            lambda: _short(option.interest),
            lambda: _short(option.fit),
            lambda: _short(option.evidence_words),
            lambda: _short(option.open_points),
            lambda: ", ".join(name for _, name in judged.ask),
            lambda: option.next_step,
            lambda: day_short(option.review_on, self._today()) if option.review_on else "",
        )
        return words[at]()

    def sum_words(self, judged: Judged) -> str:
        """Such as "7.2 of 10, by 4 of 6"."""
        if judged.out_of_ten is None:
            return self.tr("not judged yet")
        said = self.tr("{0} of {1}, by all {2}") if judged.whole else self.tr("{0} of {1}, by {2} of {3}")
        return said.format(f"{judged.out_of_ten:.1f}", HIGH, judged.judged, judged.counted)


OPEN_CELL = "–"
"""What stands in a cell without a number."""


def _shape(matrix: Matrix) -> tuple[object, ...]:
    return matrix.criteria, tuple(one.option.id for one in matrix.options)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= MOST_WORDS else line[: MOST_WORDS - 1].rsplit(" ", 1)[0] + " …"
