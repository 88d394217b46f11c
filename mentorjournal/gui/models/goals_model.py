"""The list of goals as an item model: states with their counts, and the goals in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from mentorjournal.gui.widgets.goal_words import card_words
from mentorjournal.model.choices import CHOICES
from mentorjournal.services.goals import GoalCard

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class StateHeading:
    """The line above the goals of one state."""

    status: str
    count: int

    def label(self) -> str:
        """Such as "Active"."""
        return CHOICES["goal_status"].get(self.status, self.status)


Entry = StateHeading | GoalCard


def by_state(cards: Sequence[GoalCard]) -> list[Entry]:
    """Cards under the headings of their states, in the order of the states; empty states are left out."""
    known = list(CHOICES["goal_status"])
    order = [*known, *sorted({card.goal.status for card in cards} - set(known))]
    entries: list[Entry] = []
    for status in order:
        found = [card for card in cards if card.goal.status == status]
        if found:
            entries.append(StateHeading(status, len(found)))
            entries.extend(found)
    return entries


class GoalsModel(QAbstractListModel):
    """Goals under their states; headings cannot be selected.

    `EntryRole` holds the GoalCard or the StateHeading, `IdRole` the goal's id (empty for a heading).
    """

    EntryRole = Qt.ItemDataRole.UserRole + 1
    IdRole = Qt.ItemDataRole.UserRole + 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """Goals and headings."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What is shown, spoken and found."""
        if not index.isValid():
            return None
        entry = self._entries[index.row()]
        if role == self.EntryRole:
            return entry
        if role == self.IdRole:
            return entry.goal.id if isinstance(entry, GoalCard) else ""
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                entry.label()
                if isinstance(entry, StateHeading)
                else entry.goal.title or self.tr("Untitled goal")
            )
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.label()}, {entry.count}" if isinstance(entry, StateHeading) else card_words(entry)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Goals can be selected, headings cannot."""
        if not index.isValid() or isinstance(self._entries[index.row()], StateHeading):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def set_cards(self, cards: Sequence[GoalCard]) -> None:
        """Show these goals; nothing happens where they are shown already."""
        entries = by_state(cards)
        if entries == self._entries:
            return
        if _shape(entries) == _shape(self._entries):
            changed = [at for at, entry in enumerate(entries) if entry != self._entries[at]]
            self._entries = entries
            for at in changed:
                self.dataChanged.emit(self.index(at), self.index(at))
            return
        self.beginResetModel()
        self._entries = entries
        self.endResetModel()

    def row_of(self, goal_id: str) -> QModelIndex:
        """Where a goal is in the list; invalid when it is not there."""
        for at, entry in enumerate(self._entries):
            if isinstance(entry, GoalCard) and entry.goal.id == goal_id:
                return self.index(at)
        return QModelIndex()

    def ids(self) -> list[str]:
        """The goals from the top."""
        return [entry.goal.id for entry in self._entries if isinstance(entry, GoalCard)]


def _shape(entries: Sequence[Entry]) -> list[str]:
    return [entry.goal.id if isinstance(entry, GoalCard) else entry.status for entry in entries]
