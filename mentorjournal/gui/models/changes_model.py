"""What changed as an item model: a line for each day, and below it one for each record and sitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentorjournal.gui.words import day_full, how_many
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.changes import ChangedDay, ChangedRecord

Index = QModelIndex | QPersistentModelIndex
ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1

HAPPENED = {
    "new": "New",
    "imported": "Imported",
    "edited": "Edited",
    "deleted": "Deleted",
    "back": "Taken out of the trash",
    "gone": "Taken back",
}
"""What one sitting did, as the second line begins."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """The line above what changed on a day."""

    day: dt.date
    count: int

    def label(self) -> str:
        """`Tuesday 14 April 2026, 3 changes`."""
        return f"{day_full(self.day)}, {how_many(self.count, 'change', 'changes')}"


Entry = DayRow | ChangedRecord


def what_words(row: ChangedRecord) -> str:
    """`Edited: Title, People`; where the record is now, if it is gone."""
    said = f"{HAPPENED[row.what]}: {', '.join(row.fields)}" if row.fields else HAPPENED[row.what]
    if row.standing == "trash" and row.what != "deleted":
        return f"{said}; in the trash now"
    if row.standing == "gone" and row.what != "gone":
        return f"{said}; not in the journal now"
    return said


class ChangesModel(QAbstractListModel):
    """Days and changes, newest first; `ENTRY_ROLE` holds the entry."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_days(self, days: Sequence[ChangedDay]) -> None:
        """Show these days."""
        self.beginResetModel()
        self._entries = []
        for day in days:
            self._entries += [DayRow(day.day, len(day.rows)), *day.rows]
        self.endResetModel()

    def changes(self) -> int:
        """How many changes are shown."""
        return sum(isinstance(entry, ChangedRecord) for entry in self._entries)

    def entry(self, index: Index) -> Entry | None:
        """The entry at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def row_of(self, record_id: str) -> QModelIndex:
        """The newest change of a record; the first change of all where it has none."""
        rows = [place for place, entry in enumerate(self._entries) if isinstance(entry, ChangedRecord)]
        same = [place for place in rows if getattr(self._entries[place], "id", "") == record_id]
        found = same or rows
        return self.index(found[0]) if found else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A day is only read."""
        if isinstance(self.entry(index), DayRow):
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for screen readers; the entry itself for the delegate."""
        entry = self.entry(index)
        if role == ENTRY_ROLE:
            return entry
        if entry is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        if isinstance(entry, DayRow):
            return entry.label()
        kind = RECORD_TYPES[entry.type].LABEL
        return f"{entry.title}, {kind}, {what_words(entry)}, {entry.at:%H:%M}"
