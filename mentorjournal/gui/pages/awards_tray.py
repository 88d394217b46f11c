"""Records of the journal to drag onto a claim, beside the claims."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.palette_model import PaletteModel, record_entry
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.taking import RECORDS_MIME, records_parcel
from mentorjournal.gui.widgets.top_bar import SearchField
from mentorjournal.model.types import TIMELINE_TYPES

MOST = 40
OFFERED = (*TIMELINE_TYPES, "goal", "relationship", "agreement", "attachment", "resource")
"""What may show something: no people, no tags, no claims."""
Index = QModelIndex | QPersistentModelIndex


class TrayModel(PaletteModel):
    """Lines that can be dragged."""

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Each can be dragged."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else found

    def mimeTypes(self) -> list[str]:
        """Records of this journal."""
        return [RECORDS_MIME]

    def mimeData(self, indexes: Iterable[QModelIndex]) -> QMimeData:
        """The ids of what is dragged."""
        entries = (self.entry(index) for index in indexes)
        return records_parcel(entry.record_id for entry in entries if entry is not None)


class RecordTray(QWidget):
    """The latest records, or what a search finds; `picked` carries an id chosen by Return or a double click."""

    picked = Signal(str)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        set_surface(self, "window")
        self.field = SearchField(keys="")
        self.field.setPlaceholderText(self.tr("Search the journal"))
        self.field.setAccessibleName(self.tr("Search the journal for evidence"))
        self.model = TrayModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("Records to drag onto a claim"))
        self.list.setDragEnabled(not context.read_only)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        hint = TextLabel(
            self.tr(
                "Drag a record onto a claim, or onto the line of a category. Return adds it to the claim shown."
            ),
            "small",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 4, 16, 16)
        column.setSpacing(10)
        for widget in (hint, self.field):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(lambda _text: self.refresh())
        self.field.moved.connect(self._move)
        self.field.chosen.connect(lambda: self._take(self.list.currentIndex()))
        self.list.activated.connect(self._take)

    def refresh(self) -> None:
        """Look again."""
        timeline, words = self._context.services.timeline, self.field.text().strip()
        if words:
            found = [record_entry(hit.row, hit.snippet) for hit in timeline.search(words, OFFERED, MOST)]
        else:
            found = [record_entry(row) for row in timeline.latest(MOST) if row.type in OFFERED]
        self.model.set_entries(found)
        self.list.setCurrentIndex(self.model.index(0))

    def _move(self, steps: int) -> None:
        row = max(0, min(self.model.rowCount() - 1, self.list.currentIndex().row() + steps))
        self.list.setCurrentIndex(self.model.index(row))

    def _take(self, index: QModelIndex) -> None:
        entry = self.model.entry(index)
        if entry is not None and not self._context.read_only:
            self.picked.emit(entry.record_id)
