"""What was deleted: when it goes for good, and the ways back and out."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QListView, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.models.palette_model import Entry, PaletteModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.records import TRASH_DAYS

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

    from mentorjournal.gui.context import Context
    from mentorjournal.model.rows import Row


class TrashDialog(Dialog):
    """Deleted records, the latest first. Deleting for good asks once more, in words."""

    def __init__(self, context: Context, parent: QWidget | None) -> None:
        super().__init__(
            "Trash",
            parent,
            width=600,
            intro=f"Deleted records wait here for {TRASH_DAYS} days, with their history, and go for good after that.",
        )
        self._context = context
        self._asked = ""
        self._model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setAccessibleName(self.tr("Deleted records"))
        self.list.setMinimumHeight(scaled(280))
        self.empty = TextLabel(self.tr("The trash is empty."), "muted")
        self.add(self.list)
        self.add(self.empty)
        self.add(self._question())
        self.erase = LinkButton(self.tr("Delete for good…"), "late")
        self.close_button = QuietButton(self.tr("Close"))
        self.restore = PrimaryButton(self.tr("Restore"))
        for button in (self.erase, self.close_button, self.restore):
            button.setAutoDefault(False)
        self.add_button(self.erase, left=True)
        self.add_button(self.close_button)
        self.add_button(self.restore)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self._restore)
        self.restore.clicked.connect(self._restore)
        self.erase.clicked.connect(self._ask)
        self.close_button.clicked.connect(self.reject)
        context.relay.changed.connect(self._load)
        self._load()
        self.list.setFocus()

    def _question(self) -> QWidget:
        self.question = QWidget()
        self._words = TextLabel("", wrap=True)
        self.yes = QuietButton(self.tr("Delete for good"))
        self.no = QuietButton(self.tr("Keep it"))
        row = QHBoxLayout(self.question)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        for button in (self.no, self.yes):
            button.setAutoDefault(False)
            row.addWidget(button)
        self.yes.clicked.connect(self._erase)
        self.no.clicked.connect(self._keep)
        self.question.hide()
        return self.question

    @Slot(object)
    def _load(self, _: object = None) -> None:
        chosen = self.list.currentIndex().row()
        zone, today = self._context.now().tzinfo, self._context.today()
        rows = self._context.services.records.trashed()
        goes_on = self._context.services.records.goes_on
        self._model.set_entries(
            [
                _line(row, moment.astimezone(zone), goes_on(moment).astimezone(zone).date(), today)
                for row, moment in rows
            ]
        )
        self.list.setHidden(not rows)
        self.empty.setHidden(bool(rows))
        self.list.setCurrentIndex(self._model.index(max(0, min(chosen, len(rows) - 1))))
        self._choose()

    def _entry(self) -> Entry | None:
        return self._model.entry(self.list.currentIndex())

    @Slot()
    def _choose(self, *_: QModelIndex) -> None:
        able = self._entry() is not None and not self._context.read_only
        for button in (self.restore, self.erase):
            button.setEnabled(able)
            button.setToolTip(self._context.read_only)
        self._keep()

    @Slot()
    def _restore(self) -> None:
        entry = self._entry()
        if entry is None or self._context.read_only:
            return
        try:
            self._context.services.records.untrash(entry.record_id)
        except JournalError as error:
            self.say(error.message)
            return
        self.say(self.tr("“{0}” is back where it was.").format(entry.title), "ok")

    @Slot()
    def _ask(self) -> None:
        entry = self._entry()
        if entry is None:
            return
        self._asked = entry.record_id
        self._words.setText(
            self.tr(
                "Delete “{0}” for good? Its text, its history and its links go. Undo cannot bring them back."
            ).format(entry.title)
        )
        self.question.show()
        self.no.setFocus()

    @Slot()
    def _keep(self) -> None:
        self._asked = ""
        self.question.hide()

    @Slot()
    def _erase(self) -> None:
        asked, entry = self._asked, self._entry()
        self._keep()
        if entry is None or entry.record_id != asked:
            return
        try:
            self._context.services.records.erase_for_good(asked)
        except JournalError as error:
            self.say(error.message)
            return
        self.say(self.tr("“{0}” was deleted for good.").format(entry.title), "ok")
        self.list.setFocus()


def _line(row: Row, deleted: dt.datetime, goes: dt.date, today: dt.date) -> Entry:
    left = (goes - today).days
    when = "goes for good today" if left <= 0 else f"goes for good on {day_short(goes, today)}"
    return Entry(
        row.heading,
        f"Deleted {day_short(deleted.date(), today)}, {deleted:%H:%M}; {when}",
        RECORD_TYPES[row.type].LABEL,
        TYPE_ICONS[row.type],
        record_id=row.id,
    )
