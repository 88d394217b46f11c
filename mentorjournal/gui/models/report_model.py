"""What a report may hold as an item model: groups with their records, and folded what may not leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from mentorjournal.services.reporting import GROUPS, Candidate

Index = QModelIndex | QPersistentModelIndex
Takes = Callable[[Candidate], bool]


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The line above a group, which ticks all of it."""

    group: str
    items: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class FoldRow:
    """The line that unfolds what of a group may not leave."""

    group: str
    count: int
    unfolded: bool


Entry = GroupRow | FoldRow | Candidate


class ReportModel(QAbstractListModel):
    """Groups, records to tick, and behind a fold those that may not leave. `EntryRole` holds the entry."""

    EntryRole = Qt.ItemDataRole.UserRole + 1
    ticked = Signal(object, bool)
    """The records a reader ticked (a tuple of Candidate), and whether on or off."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: tuple[Candidate, ...] = ()
        self._takes: Takes = lambda item: item.ticked
        self._unfolded: set[str] = set()
        self._entries: list[Entry] = []

    @property
    def items(self) -> tuple[Candidate, ...]:
        """Every record, offered or not."""
        return self._items

    def set_items(self, items: Sequence[Candidate], takes: Takes) -> None:
        """Show these records, ticked as `takes` says."""
        self._items, self._takes = tuple(items), takes
        entries = self._made()
        if entries == self._entries:
            self._repaint()
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def set_takes(self, takes: Takes) -> None:
        """Tick the same records otherwise."""
        self._takes = takes
        self._repaint()

    def fold(self, group: str) -> None:
        """Fold or unfold what of a group may not leave."""
        self._unfolded ^= {group}
        self.beginResetModel()
        self._entries = self._made()
        self.endResetModel()

    def unfolded(self, group: str) -> bool:
        """Whether it is unfolded."""
        return group in self._unfolded

    def row_of(self, record_id: str) -> QModelIndex:
        """Where a record is; invalid where it is not shown."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, Candidate) and entry.id == record_id:
                return self.index(row)
        return QModelIndex()

    def place_of(self, entry_type: type[GroupRow] | type[FoldRow], group: str) -> QModelIndex:
        """Where the line of a group is."""
        for row, entry in enumerate(self._entries):
            if isinstance(entry, entry_type) and entry.group == group:
                return self.index(row)
        return QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Lines of any kind."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What may leave can be ticked."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        entry = self._entries[index.row()]
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        offered = isinstance(entry, GroupRow) or (isinstance(entry, Candidate) and entry.offered)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if offered else flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is shown, ticked and spoken."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == self.EntryRole:
            return entry
        if role == Qt.ItemDataRole.CheckStateRole:
            return self._state(entry)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (self._words(entry), self.note(entry))))
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(entry, Candidate):
            return "\n".join(filter(None, (entry.title, entry.reason or entry.hint)))
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A reader ticks; the owner of the choices decides and sets anew."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        entry = self._entries[index.row()]
        on = Qt.CheckState(value) != Qt.CheckState.Unchecked
        if isinstance(entry, GroupRow):
            on = self._state(entry) != Qt.CheckState.Checked
            self.ticked.emit(entry.items, on)
        elif isinstance(entry, Candidate) and entry.offered:
            self.ticked.emit((entry,), on)
        return True

    def note(self, entry: Entry) -> str:
        """The small words at the end of a line."""
        if isinstance(entry, GroupRow):
            return f"{sum(map(self._takes, entry.items))} / {len(entry.items)}"
        if isinstance(entry, FoldRow):
            return ""
        if entry.blocked:
            return {"about_others": self.tr("about others")}.get(entry.blocked, entry.blocked)
        if entry.hint and not self._takes(entry):
            return entry.hint.split(":")[0]
        return f"{entry.date.day} {entry.date:%b %Y}" if entry.date else ""

    def _state(self, entry: Entry) -> Qt.CheckState | None:
        if isinstance(entry, Candidate):
            if not entry.offered:
                return None
            return Qt.CheckState.Checked if self._takes(entry) else Qt.CheckState.Unchecked
        if isinstance(entry, FoldRow) or not entry.items:
            return None
        taken = sum(map(self._takes, entry.items))
        if taken == len(entry.items):
            return Qt.CheckState.Checked
        return Qt.CheckState.PartiallyChecked if taken else Qt.CheckState.Unchecked

    def _words(self, entry: Entry) -> str:
        if isinstance(entry, GroupRow):
            return GROUPS[entry.group]
        if isinstance(entry, FoldRow):
            words = self.tr("{count} cannot be chosen")
            return words.format(count=entry.count)
        return entry.title

    def _made(self) -> list[Entry]:
        entries: list[Entry] = []
        for group in GROUPS:
            offered = tuple(item for item in self._items if item.group == group and item.offered)
            blocked = [item for item in self._items if item.group == group and not item.offered]
            if offered or blocked:
                entries += (GroupRow(group, offered), *_nested(offered))
            if blocked:
                unfolded = group in self._unfolded
                entries += (FoldRow(group, len(blocked), unfolded), *(blocked if unfolded else ()))
        return entries

    def _repaint(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))


def _nested(items: Sequence[Candidate]) -> list[Candidate]:
    """Each goal followed by its milestones."""
    parts: dict[str, list[Candidate]] = {}
    for item in items:
        if item.part_of:
            parts.setdefault(item.part_of, []).append(item)
    nested = [each for item in items if not item.part_of for each in (item, *parts.pop(item.id, ()))]
    return [*nested, *(item for left in parts.values() for item in left)]
