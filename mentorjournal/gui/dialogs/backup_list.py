"""The list of the backups of a journal, newest first, and what is known of the one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QListView, QVBoxLayout, QWidget

from mentorjournal.gui.backup_words import kinds_words, size_words, when_words
from mentorjournal.gui.models.palette_model import Entry, PaletteModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.palette_delegate import PaletteDelegate
from mentorjournal.gui.words import how_many

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from mentorjournal.services.backups import Backup


@dataclass(frozen=True, slots=True)
class Shelved:
    """A backup and the places where it lies; one that lies twice is one line."""

    backup: Backup
    places: tuple[str, ...]


def shelved(backups: Sequence[Backup]) -> list[Shelved]:
    """The backups as lines, in their order; of two alike the one on this computer stands for both."""
    places: dict[tuple[dt.datetime, str, int], list[Backup]] = {}
    for backup in backups:
        places.setdefault((backup.made_at, backup.kind, backup.size), []).append(backup)
    lines = []
    for alike in places.values():
        first = next((item for item in alike if item.place == "here"), alike[0])
        lines.append(Shelved(first, tuple(dict.fromkeys(item.place for item in alike))))
    return lines


class BackupList(QWidget):
    """`chosen` when another line is, `wanted` when one is to be looked into."""

    chosen = Signal()
    wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Shelved] = []
        self._model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Backups"))
        self.list.setMinimumHeight(scaled(120))
        self.about = TextLabel("", "small", wrap=True)
        self.empty = TextLabel(
            self.tr("There is no backup of this journal yet. “Back up now” makes the first."),
            "muted",
            wrap=True,
        )
        self.empty.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty)
        column.addWidget(self.about)
        self.list.selectionModel().currentChanged.connect(self._choose)
        self.list.activated.connect(self.wanted)

    def show_backups(self, backups: Sequence[Backup], now: dt.datetime) -> None:
        """List these; the one that was chosen stays so, else the newest is."""
        before = self.backup()
        self._lines = shelved(backups)
        self._model.set_entries([_entry(line, now) for line in self._lines])
        self.list.setHidden(not self._lines)
        self.empty.setHidden(bool(self._lines))
        paths = [line.backup.path for line in self._lines]
        row = paths.index(before.path) if before is not None and before.path in paths else 0
        self.list.setCurrentIndex(self._model.index(row))
        self._choose()

    def choose_newest(self) -> None:
        """Choose the first line."""
        self.list.setCurrentIndex(self._model.index(0))

    def backup(self) -> Backup | None:
        """The one that is chosen."""
        row = self.list.currentIndex().row()
        return self._lines[row].backup if 0 <= row < len(self._lines) else None

    @Slot()
    def _choose(self, *_: QModelIndex) -> None:
        backup = self.backup()
        self.about.setText("" if backup is None else _about(backup))
        self.chosen.emit()


def _entry(line: Shelved, now: dt.datetime) -> Entry:
    backup = line.backup
    said = [_held(backup), _where(line.places)]
    if backup.kind == "asked":
        said.append("made by hand")
    if backup.kind == "before":
        said.append("made before an upgrade" if backup.place == "beside" else "made before a restore")
    if backup.kept_because:
        said.append("kept")
    icon = "warn" if backup.unread else "backup" if "here" in line.places else "folder"
    return Entry(
        when_words(backup.made_at, now),
        ", ".join(said),
        size_words(backup.size),
        icon,
        record_id=str(backup.path),
    )


def _held(backup: Backup) -> str:
    if backup.counts is None:
        return "cannot be read"
    return how_many(backup.counts.total, "record", "records")


def _where(places: Sequence[str]) -> str:
    words = {"here": "on this computer", "second": "in the second place", "beside": "beside the journal"}
    return " and ".join(words[place] for place in places)


def _about(backup: Backup) -> str:
    said = []
    if backup.unread:
        said.append(backup.unread)
    elif backup.counts is not None:
        files = how_many(backup.counts.files, "attached file", "attached files")
        held = kinds_words(backup.counts.records) or "nothing yet"
        said.append(f"It holds {held}{f', and {files}' if backup.counts.files else ''}.")
    if backup.kept_because:
        said.append(backup.kept_because)
    said.append(str(backup.path))
    return "\n".join(said)
