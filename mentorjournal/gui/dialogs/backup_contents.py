"""What is in a backup against the journal as it is now: counts in words, the records, and each word by word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QListView, QVBoxLayout, QWidget

from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.backup_words import kinds_words
from mentorjournal.gui.dialogs.backup_preview import BackupPreview
from mentorjournal.gui.models.palette_model import Entry
from mentorjournal.gui.models.ticked_model import TickedModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.ticked_delegate import TickedDelegate
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mentorjournal.gui.context import Context
    from mentorjournal.services.restoring import Difference, Item


class BackupContents(QWidget):
    """`ticks_changed` when another choice of records would be restored."""

    ticks_changed = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._parts: dict[str, tuple[Item, ...]] = {}
        self.summary = TextLabel("", wrap=True)
        self.part = Segmented(
            (
                ("there", self.tr("Only in the backup")),
                ("changed", self.tr("Different")),
                ("here", self.tr("Only in the journal")),
            ),
            "there",
            self.tr("Records"),
        )
        self.model = TickedModel(self)
        self.all_button = LinkButton(self.tr("Tick all"))
        self.list = QListView()
        self.preview = BackupPreview(context)
        self._lay_out()
        self.part.edited.connect(self._show_part)
        self.model.ticks_changed.connect(self._follow_ticks)
        self.all_button.clicked.connect(self._tick_all)
        self.list.selectionModel().currentChanged.connect(self._choose)

    def _lay_out(self) -> None:
        self._box = QCheckBox(self)
        self._box.hide()
        self.list.setModel(self.model)
        self.list.setItemDelegate(TickedDelegate(self._box))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setMinimumHeight(scaled(120))
        self.list.setMinimumWidth(scaled(250))
        self.all_button.setAutoDefault(False)
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.part)
        above.addStretch(1)
        above.addWidget(self.all_button)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.summary)
        column.addLayout(above)
        column.addLayout(row, 1)

    def show_difference(self, found: Difference, backup: Path, passphrase: str) -> None:
        """Show what a comparison found; nothing is ticked."""
        self._parts = {"there": found.only_there, "changed": found.changed, "here": found.only_here}
        self.summary.setText(summed_up(found))
        self.preview.set_backup(backup, passphrase)
        filled = [key for key, items in self._parts.items() if items]
        for part in (self.part, self.list, self.preview):
            part.setHidden(not filled)
        self.part.offer(filled)
        for key, label in (
            ("there", self.tr("Only in the backup: {0}")),
            ("changed", self.tr("Different: {0}")),
            ("here", self.tr("Only in the journal: {0}")),
        ):
            self.part.set_label(key, label.format(len(self._parts[key])))
        self.model.set_ticked(())
        key = self.part.value() if self.part.value() in filled else (filled or ["there"])[0]
        self.part.set_value(key)
        self._show_part(key)

    def show_nothing(self, said: str) -> None:
        """Say why nothing can be compared."""
        self._parts = {}
        self.summary.setText(said)
        self.preview.clear()
        self.model.set_ticked(())
        for part in (self.part, self.all_button, self.list, self.preview):
            part.hide()

    def ticked(self) -> tuple[str, ...]:
        """The ids of the records to restore."""
        return self.model.ticked()

    @Slot(str)
    def _show_part(self, key: str) -> None:
        items = self._parts[key]
        self.model.able = key != "here" and not self._context.read_only
        self.model.set_entries([_entry(item) for item in items])
        self.list.setAccessibleName(self.tr("Records, {0}").format(self.tr(_PARTS[key])))
        self.list.setCurrentIndex(self.model.index(0))
        self._choose()
        self._follow_ticks()

    def _follow_ticks(self) -> None:
        ids, ticked = self._shown_ids(), set(self.model.ticked())
        self.all_button.setHidden(not (self.model.able and ids))
        self.all_button.setText(self.tr("Tick none") if ticked.issuperset(ids) else self.tr("Tick all"))
        self.ticks_changed.emit()

    def _shown_ids(self) -> list[str]:
        return [item.id for item in self._parts.get(self.part.value(), ())]

    def _tick_all(self) -> None:
        ids, before = self._shown_ids(), self.model.ticked()
        if set(before).issuperset(ids):
            gone = set(ids)
            self.model.set_ticked(key for key in before if key not in gone)
        else:
            self.model.set_ticked((*before, *ids))

    @Slot()
    def _choose(self, *_: QModelIndex) -> None:
        entry = self.model.entry(self.list.currentIndex())
        if entry is None:
            self.preview.clear()
        elif self.part.value() == "here":
            self.preview.say(
                self.tr(
                    "“{0}” came after this backup. Restoring the whole journal takes it away; restoring single "
                    "records leaves it as it is."
                ).format(entry.title)
            )
        else:
            self.preview.show_record(entry.record_id)


_PARTS = {"there": "only in the backup", "changed": "different", "here": "only in the journal"}


def summed_up(found: Difference) -> str:
    """What a comparison found, in words: one line for each way to differ."""
    said = (
        ("The backup has, and the journal has not: {0}.", found.only_there),
        ("They differ in: {0}.", found.changed),
        ("Only the journal has: {0}.", found.only_here),
    )
    lines = [words.format(kinds_words(_counted(items))) for words, items in said if items]
    return "\n".join(lines) or "The backup holds the same as the journal does now."


def _counted(items: Sequence[Item]) -> Counter[str]:
    return Counter(item.type for item in items)


def _entry(item: Item) -> Entry:
    kind = RECORD_TYPES[item.type].LABEL
    # The day last: in a narrow list the end of a line is cut off.
    said = [kind, "in the trash" if item.in_trash else "", day_short(item.date) if item.date else ""]
    return Entry(
        item.title or kind,
        ", ".join(part for part in said if part),
        "",
        TYPE_ICONS[item.type],
        record_id=item.id,
    )
