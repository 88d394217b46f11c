"""A list of cards under group headings, for the left columns of the places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Iterable

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class CardItem:
    """One card: `lead` stands in a narrow column before it, `badge` (of a `kind`) after the second line.

    Cards of one `group` stand together under it; the order is the caller's.
    """

    key: str
    title: str
    second: str = ""
    lead: str = ""
    badge: str = ""
    kind: str = "plain"
    group: str = ""


class CardModel(QAbstractListModel):
    """Cards and, as rows that cannot be chosen, the headings of their groups (plain strings)."""

    EntryRole = Qt.ItemDataRole.UserRole + 1
    IdRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[CardItem | str] = []
        self._places: dict[str, int] = {}

    def set_items(self, items: Iterable[CardItem]) -> None:
        """Show these cards; a heading goes before the first of each group that has a name."""
        entries: list[CardItem | str] = []
        group = ""
        for item in items:
            if item.group != group:
                group = item.group
                entries.append(group)
            entries.append(item)
        self.beginResetModel()
        self._entries = entries
        self._places = {item.key: row for row, item in enumerate(entries) if isinstance(item, CardItem)}
        self.endResetModel()

    def index_of(self, key: str) -> QModelIndex:
        """Where a card stands; invalid when it is not there."""
        return self.index(self._places[key]) if key in self._places else QModelIndex()

    def first_key(self) -> str:
        """The first card, or an empty string."""
        return next(iter(self._places), "")

    def count(self) -> int:
        """How many cards, headings not counted."""
        return len(self._places)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """Cards and headings."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings can be read, not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if isinstance(self._entries[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return super().flags(index) | Qt.ItemFlag.ItemNeverHasChildren

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The entry for the delegate, its words for screen readers."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == self.EntryRole:
            return entry
        if role == self.IdRole:
            return entry.key if isinstance(entry, CardItem) else ""
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            if isinstance(entry, str):
                return entry
            return ", ".join(part for part in (entry.title, entry.lead, entry.second, entry.badge) if part)
        return None
