"""Picks one record by its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QListView, QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.models.palette_model import PaletteModel, record_entry
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.widgets.top_bar import SearchField

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class PickRecordDialog(Dialog):
    """`picked` carries the id chosen; the record `without` is never offered."""

    picked = Signal(str)

    def __init__(self, context: Context, title: str, without: str, parent: QWidget | None) -> None:
        super().__init__(title, parent, width=560)
        self._context = context
        self._without = without
        self.field = SearchField()
        self.field.setPlaceholderText(self.tr("Search by title, text, person or tag"))
        self._model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("Records found"))
        self.list.setMinimumHeight(scaled(320))
        self.list.doubleClicked.connect(self._take)
        self.field.textChanged.connect(self._search)
        self.field.moved.connect(self._move)
        self.field.chosen.connect(lambda: self._take(self.list.currentIndex()))
        self.field.left.connect(self.reject)
        self.add(self.field)
        self.add(self.list)
        cancel = QuietButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        take = PrimaryButton(self.tr("Choose"))
        take.setAutoDefault(False)
        take.clicked.connect(lambda: self._take(self.list.currentIndex()))
        self.add_button(cancel)
        self.add_button(take)
        self._search("")
        self.field.setFocus()

    def _search(self, words: str) -> None:
        timeline = self._context.services.timeline
        hits = timeline.search(words, limit=40) if words.strip() else ()
        found = [record_entry(hit.row, hit.snippet) for hit in hits]
        if not words.strip():
            found = [record_entry(row) for row in timeline.latest(20)]
        self._model.set_entries([entry for entry in found if entry.record_id != self._without])
        self.list.setCurrentIndex(self._model.index(0))

    def _move(self, steps: int) -> None:
        row = max(0, min(self._model.rowCount() - 1, self.list.currentIndex().row() + steps))
        self.list.setCurrentIndex(self._model.index(row))

    def _take(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.accept()
            self.picked.emit(entry.record_id)
