"""The table of career options: a digit typed on a cell judges, Return on any other opens the option."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mentorjournal.gui.models.options_model import OptionsModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.styling import set_style

COLUMN, HEADS = 190, 190
HEAD_SHARE = 0.3
"""At large text the names of rows take no more of the table than this."""
PAD = 18
Index = QModelIndex | QPersistentModelIndex
_OPENING = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}
_CLEARING = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class OptionsTable(QTableView):
    """`opened` carries the id of an option."""

    opened = Signal(str)

    def __init__(self, model: OptionsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setAccessibleName(self.tr("Career options side by side"))
        self.setAccessibleDescription(
            self.tr("Arrows go from cell to cell, digits judge, Delete takes a number back, Return opens.")
        )
        self.setModel(model)
        self.setItemDelegate(_Typing(self))
        self.setWordWrap(True)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        )
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        )
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.doubleClicked.connect(self._open_words)
        model.modelReset.connect(self.rescale)
        model.dataChanged.connect(lambda *_: self.rescale())
        self.rescale()

    def rescale(self) -> None:
        """Follow the text size and what is shown."""
        if not self._model.columnCount():
            return
        heads = min(scaled(HEADS), max(HEADS, round(self.width() * HEAD_SHARE)))
        self.verticalHeader().setFixedWidth(heads)
        room = self.viewport().width() // self._model.columnCount()
        width = max(scaled(COLUMN), room)
        self.horizontalHeader().setDefaultSectionSize(width)
        self.horizontalHeader().setFixedHeight(QFontMetrics(self.font()).lineSpacing() * 2 + scaled(PAD))
        QTimer.singleShot(0, self, self._size_rows)

    def _size_rows(self) -> None:
        """As high as the longest cell, and as the name of the row."""
        bold = QFont(self.font())
        bold.setBold(True)
        metrics, down = QFontMetrics(bold), Qt.Orientation.Vertical
        room = QRect(0, 0, self.verticalHeader().width() - scaled(2 * PAD), 10_000)
        for row in range(self._model.rowCount()):
            name = metrics.boundingRect(
                room, Qt.TextFlag.TextWordWrap, str(self._model.headerData(row, down))
            )
            self.setRowHeight(row, max(self.sizeHintForRow(row), name.height()) + scaled(PAD) // 2)

    def resizeEvent(self, event: object) -> None:
        """Columns share the room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.rescale()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return types a number or opens, Delete takes a number back."""
        index = self.currentIndex()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the field over the cell takes its own keys
        elif index.isValid() and event.key() in _OPENING:
            if self._model.is_score(index) and self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self.edit(index)
            else:
                self.opened.emit(self._model.option_at(index))
        elif index.isValid() and event.key() in _CLEARING:
            if self._model.flags(index) & Qt.ItemFlag.ItemIsEditable:
                self._model.setData(index, "")
        else:
            super().keyPressEvent(event)

    def _open_words(self, index: Index) -> None:
        if not self._model.is_score(index):
            self.opened.emit(self._model.option_at(index))


class _Typing(QStyledItemDelegate):
    """A short field over the cell, named as the cell is."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: Index) -> QWidget:
        """For one number."""
        field = QLineEdit(parent)
        field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        field.setMaxLength(3)
        set_style(field, "look", "bare")
        field.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole)))
        return field
