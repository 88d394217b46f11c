"""The timeline as an item model: months and records, newest first, a page by key at a time."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.rows import Filter, Row
from mentorjournal.model.types import RECORD_TYPES, TIMELINE_TYPES
from mentorjournal.services.timeline import Timeline

PAGE = 60
MOST_FOLLOWED = 40
"""A commit that touches more records than this, say an import, reloads what is shown."""
SECONDS_BITS = 20
"""A sort key is the second of the record's local day, counted from year 1, above this many bits."""
SECONDS_A_DAY = 86_400

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Month:
    """The heading above the records of one month."""

    year: int
    month: int

    @property
    def sort(self) -> int:
        """The smallest key that is newer than everything in this month."""
        after = dt.date(self.year + self.month // 12, self.month % 12 + 1, 1)
        return (after.toordinal() * SECONDS_A_DAY) << SECONDS_BITS

    def label(self) -> str:
        """Such as "April 2026"."""
        return QLocale().toString(QDate(self.year, self.month, 1), "MMMM yyyy")


Entry = Month | Row


def day_of(row: Row) -> dt.date:
    """The day a row stands at: its own, or the day it was written where it has none."""
    return row.date or dt.date.fromordinal((row.sort >> SECONDS_BITS) // SECONDS_A_DAY)


def month_of(row: Row) -> Month:
    """The month a row stands under."""
    day = day_of(row)
    return Month(day.year, day.month)


def _order(entry: Entry) -> int:
    return -entry.sort


class TimelineModel(QAbstractListModel):
    """Rows of the timeline under the headings of their months; headings cannot be selected.

    `EntryRole` holds the Row or the Month, `IdRole` the record's id (an empty string for a month),
    `SaidRole` what it is in words. The journal is read a page at a time through `fetchMore`; `follow` brings a commit into what is loaded.
    """

    EntryRole = Qt.ItemDataRole.UserRole + 1
    IdRole = Qt.ItemDataRole.UserRole + 2
    SaidRole = Qt.ItemDataRole.UserRole + 3

    def __init__(self, timeline: Timeline, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = timeline
        self._filter = Filter()
        self._entries: list[Entry] = []
        self._rows: dict[str, Row] = {}
        self._said: dict[str, str] = {}
        self._ended = True

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Months and records loaded so far."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry, its id, or what it is called."""
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == self.EntryRole:
            return entry
        if role == self.IdRole:
            return entry.id if isinstance(entry, Row) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.heading if isinstance(entry, Row) else entry.label()
        if role == self.SaidRole:
            return self._what(entry) if isinstance(entry, Row) else ""
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry, self._what(entry)) if isinstance(entry, Row) else entry.label()
        return None

    def _what(self, row: Row) -> str:
        return self._said.get(row.id) or RECORD_TYPES[row.type].LABEL

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Records can be selected, months cannot."""
        if not index.isValid() or isinstance(self._entries[index.row()], Month):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def canFetchMore(self, parent: Index) -> bool:
        """True until the oldest record is loaded."""
        return not parent.isValid() and not self._ended

    def fetchMore(self, parent: Index) -> None:
        """Load the next page."""
        if self.canFetchMore(parent):
            self._append(self._read(PAGE))

    @property
    def filter(self) -> Filter:
        """What is shown."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Show what fits, from the newest."""
        self._filter = wanted
        self.reload(keep_loaded=False)

    def reload(self, *, keep_loaded: bool = True) -> None:
        """Read everything again, as far down as it was loaded."""
        limit = max(PAGE, len(self._rows)) if keep_loaded else PAGE
        self.beginResetModel()
        self._entries, self._rows = [], {}
        for row in self._read(limit):
            self._entries.extend(self._headed(row))
            self._rows[row.id] = row
        self.endResetModel()

    def row_of(self, record_id: str) -> QModelIndex:
        """Where a record is in the list; invalid when it is not loaded or does not fit the filter."""
        row = self._rows.get(record_id)
        return QModelIndex() if row is None else self.index(self._place(row))

    def id_beside(self, record_id: str, step: int) -> str:
        """The record `step` (1 or -1) places from this one, months left out; "" counts as the very top."""
        known = self._rows.get(record_id)
        place = -1 if known is None else self._place(known)
        while 0 <= (place := place + step) < len(self._entries):
            entry = self._entries[place]
            if isinstance(entry, Row):
                return entry.id
        return ""

    def newest_until(self, day: dt.date) -> str:
        """The newest record loaded that is not after `day`, else the very top; "" when there is none."""
        rows = [entry for entry in self._entries if isinstance(entry, Row)]
        found = next((row for row in rows if day_of(row) <= day), rows[0] if rows else None)
        return found.id if found else ""

    def fits(self, row: Row) -> bool:
        """Whether the filter lets a row through, loaded or not."""
        # The newest record up to this key that fits is this one, or it does not fit.
        found = self._timeline.page(self._filter, row.sort + 1, 1)
        return bool(found) and found[0].id == row.id

    def load_until(self, sort: int) -> None:
        """Load pages until the key `sort` is among them."""
        while not self._ended and (not self._entries or self._entries[-1].sort > sort):
            self._append(self._read(PAGE))

    def follow(self, changes: ChangeSet, rows: dict[str, Row]) -> None:
        """Bring a commit into the list. `rows` are the live rows of the records it touched, by id."""
        touched = [item.id for item in changes.items if item.type in TIMELINE_TYPES]
        if len(touched) > MOST_FOLLOWED:
            self.reload()
            return
        self._said.update(self._timeline.said(rows.values()))
        for record_id in touched:
            row = rows.get(record_id)
            self._settle(record_id, row if row is not None and self.fits(row) else None)

    def _settle(self, record_id: str, row: Row | None) -> None:
        old = self._rows.get(record_id)
        if old is not None and row is not None and old.sort == row.sort:
            place = self._place(old)
            self._entries[place] = self._rows[record_id] = row
            self.dataChanged.emit(self.index(place), self.index(place))
            return
        if old is not None:
            self._remove(old)
        if row is not None and self._is_loaded(row):
            self._insert(row)

    def _is_loaded(self, row: Row) -> bool:
        return self._ended or (bool(self._entries) and row.sort > self._entries[-1].sort)

    def _place(self, entry: Entry) -> int:
        return bisect_left(self._entries, _order(entry), key=_order)

    def _insert(self, row: Row) -> None:
        month = month_of(row)
        place = self._place(month)
        if place == len(self._entries) or self._entries[place] != month:
            self.beginInsertRows(QModelIndex(), place, place + 1)
            self._entries[place:place] = [month, row]
        else:
            place = self._place(row)
            self.beginInsertRows(QModelIndex(), place, place)
            self._entries.insert(place, row)
        self._rows[row.id] = row
        self.endInsertRows()

    def _remove(self, row: Row) -> None:
        last = self._place(row)
        below = self._entries[last + 1] if last + 1 < len(self._entries) else None
        alone = isinstance(self._entries[last - 1], Month) and not isinstance(below, Row)
        first = last - 1 if alone else last
        self.beginRemoveRows(QModelIndex(), first, last)
        del self._entries[first : last + 1]
        del self._rows[row.id]
        self.endRemoveRows()

    def _read(self, limit: int) -> tuple[Row, ...]:
        before = self._entries[-1].sort if self._entries else None
        rows = self._timeline.page(self._filter, before, limit)
        self._ended = len(rows) < limit
        self._said.update(self._timeline.said(rows))
        return rows

    def _append(self, rows: tuple[Row, ...]) -> None:
        added: list[Entry] = []
        for row in rows:
            added.extend(self._headed(row, added[-1] if added else None))
        if not added:
            return
        start = len(self._entries)
        self.beginInsertRows(QModelIndex(), start, start + len(added) - 1)
        self._entries.extend(added)
        self._rows.update((row.id, row) for row in rows)
        self.endInsertRows()

    def _headed(self, row: Row, above: Entry | None = None) -> tuple[Entry, ...]:
        """The row, below the heading of its month where the entry above is of another one."""
        last = above or (self._entries[-1] if self._entries else None)
        month = month_of(row)
        same = last == month or (isinstance(last, Row) and month_of(last) == month)
        return (row,) if same else (month, row)


def _spoken(row: Row, what: str) -> str:
    day = day_of(row)
    date = QLocale().toString(QDate(day.year, day.month, day.day), "d MMMM yyyy")
    return f"{date}, {what}: {row.heading}"
