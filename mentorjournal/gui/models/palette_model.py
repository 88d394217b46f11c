"""What the palette lists: commands and records that match what was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from mentorjournal.gui.actions import TYPE_ICONS, Command
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.model.rows import Hit, Row

ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
MOST_COMMANDS = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the palette: a command, or a record. `snippet` marks found words with \\x02 and \\x03."""

    title: str
    snippet: str
    trailing: str
    icon: str
    command: Command | None = None
    record_id: str = ""


def command_entry(command: Command) -> Entry:
    """A command as a line."""
    return Entry(command.text, "", command.shortcut, command.icon or "chevron-right", command=command)


def record_entry(row: Row, snippet: str = "") -> Entry:
    """A record as a line."""
    kind = RECORD_TYPES[row.type].LABEL
    day = f"{row.date.day} {row.date:%b %Y}" if row.date else ""
    plain = snippet.replace("\x02", "").replace("\x03", "")
    if plain == row.heading:
        snippet = ""
    return Entry(
        row.heading,
        snippet,
        ", ".join(part for part in (kind, day) if part),
        TYPE_ICONS[row.type],
        record_id=row.id,
    )


def matching(commands: Sequence[Command], words: str) -> list[Command]:
    """The commands in whose text every typed word occurs, those that start with it first."""
    wanted = words.casefold().split()
    found = [command for command in commands if all(word in command.text.casefold() for word in wanted)]
    return sorted(found, key=lambda command: not command.text.casefold().startswith(words.casefold().strip()))


def entries(
    commands: Sequence[Command], words: str, hits: Sequence[Hit], latest: Sequence[Row]
) -> list[Entry]:
    """Commands first where they match, then records; nothing typed shows what was changed last."""
    if not words.strip():
        return [record_entry(row) for row in latest] + [
            command_entry(command) for command in commands[:MOST_COMMANDS]
        ]
    chosen = [command_entry(command) for command in matching(commands, words)[:MOST_COMMANDS]]
    return chosen + [record_entry(hit.row, hit.snippet) for hit in hits]


class PaletteModel(QAbstractListModel):
    """The lines of the palette."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_entries(self, found: list[Entry]) -> None:
        """Show these lines."""
        self.beginResetModel()
        self._entries = found
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """The line at an index."""
        return self._entries[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's signature
        """How many lines."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text for the screen and for screen readers; the entry itself for the delegate."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == ENTRY_ROLE:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return ", ".join(part for part in (entry.title, entry.trailing) if part)
        return None
