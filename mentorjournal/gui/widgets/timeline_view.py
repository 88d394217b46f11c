"""The list of the timeline: one record at a time, read on as it is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from mentorjournal.gui.models.timeline_model import Index, TimelineModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.timeline_delegate import TimelineDelegate
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.rows import Row


class TimelineView(QListView):
    """Shows a TimelineModel; `chosen` carries the id of the record the reader goes to."""

    chosen = Signal(str)

    def __init__(self, model: TimelineModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._shown = ""
        self._quiet = False
        self.moves_by_keys = False
        """The ring around the row in focus is for those who move by keys."""
        self.setAccessibleName(self.tr("Timeline"))
        self.setModel(model)
        self.setItemDelegate(TimelineDelegate(self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(scaled(27))
        self.verticalScrollBar().valueChanged.connect(self._read_on)

    def current_id(self) -> str:
        """The record that is marked, or an empty string."""
        return self._shown

    def mark(self, record_id: str, *, scroll: bool = True) -> None:
        """Mark a record without telling `chosen`; nothing is marked when it is not in the list."""
        self._shown = record_id
        self._quiet = True
        index = self._model.row_of(record_id)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            if scroll:
                self.scrollTo(index)
        else:
            self.selectionModel().clear()
        self._quiet = False

    def follow(self, changes: ChangeSet, rows: dict[str, Row]) -> None:
        """Bring a commit into the list; what is marked and what is looked at stay where they are."""
        anchor, offset = self._anchor()
        self._quiet = True
        self._model.follow(changes, rows)
        self._quiet = False
        self.mark(self._shown, scroll=False)
        self._stand_at(anchor, offset)

    def reload(self) -> None:
        """Read the list again; what is marked and what is looked at stay where they are."""
        anchor, offset = self._anchor()
        record_id = str(anchor.data(TimelineModel.IdRole) or "") if anchor.isValid() else ""
        self._quiet = True
        self._model.reload()
        self._quiet = False
        self.mark(self._shown, scroll=False)
        self._stand_at(self._model.row_of(record_id), offset)

    def _anchor(self) -> tuple[QPersistentModelIndex, int]:
        """The uppermost record in sight, and where it stands in the viewport."""
        index = self.indexAt(QPoint(1, 1))
        if index.isValid() and not index.data(TimelineModel.IdRole):
            index = index.siblingAtRow(index.row() + 1)
        return QPersistentModelIndex(index), self.visualRect(index).top()

    def _stand_at(self, index: Index, offset: int) -> None:
        bar = self.verticalScrollBar()
        if index.isValid() and bar.value() > 0:
            self.executeDelayedItemsLayout()
            bar.setValue(bar.value() + self.visualRect(index).top() - offset)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell the record the reader went to."""
        super().currentChanged(current, previous)
        record_id = self._model.data(current, TimelineModel.IdRole) if current.isValid() else ""
        if record_id and not self._quiet and record_id != self._shown:
            self._shown = record_id
            self.chosen.emit(record_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Show the ring."""
        self.moves_by_keys = True
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The pointer needs no ring."""
        self.moves_by_keys = False
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring to who came by keys."""
        keys = {
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
            Qt.FocusReason.ShortcutFocusReason,
        }
        self.moves_by_keys = event.reason() in keys
        super().focusInEvent(event)

    def _read_on(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - 2 * bar.pageStep() and self._model.canFetchMore(QModelIndex()):
            self._model.fetchMore(QModelIndex())
