"""The records that may go into a packet, to tick, and those that stay, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QListView, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.actions import TYPE_ICONS
from mentorjournal.gui.models.palette_model import Entry
from mentorjournal.gui.models.ticked_model import TICK, TickedModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.ticked_delegate import TickedDelegate
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.services.packets.values import Candidate

Index = QModelIndex | QPersistentModelIndex
HEIGHT = 230
_IN_WORDS = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)


class CandidateModel(TickedModel):
    """Lines of candidates; those that are blocked have no box."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.blocked: frozenset[str] = frozenset()
        self.kinds: dict[str, str] = {}
        """What each record is, by its id: the line shows it as an icon only."""

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """No box for what is blocked; what a record is, and its whole title, are told in words too."""
        entry = self.entry(index)
        if role == TICK and entry is not None and entry.record_id in self.blocked:
            return None
        if role in _IN_WORDS and entry is not None:
            said = ", ".join(filter(None, (entry.title, self.kinds.get(entry.record_id, ""), entry.trailing)))
            return f"{said}. {entry.snippet}" if entry.snippet else said
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """What is blocked cannot be ticked."""
        entry = self.entry(index)
        if entry is not None and entry.record_id in self.blocked:
            return False
        return super().setData(index, value, role)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Nor does it say that it could."""
        entry = self.entry(index)
        usual = super().flags(index)
        blocked = entry is not None and entry.record_id in self.blocked
        return usual & ~Qt.ItemFlag.ItemIsUserCheckable if blocked else usual


class CandidateList(QWidget):
    """`edited` after each tick. Nothing is ticked by itself."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Candidate, ...] = ()
        self._like = QCheckBox(self)
        self._like.hide()
        self.model = CandidateModel(self)
        self.search = TextField(
            name=self.tr("Find a record"), placeholder=self.tr("Find a record"), look="search"
        )
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(TickedDelegate(self._like))
        self.list.setAccessibleName(self.tr("What they may read"))
        self.list.setMinimumHeight(scaled(HEIGHT))
        set_style(self.list, "look", "framed")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.count = TextLabel("", "small")
        self.staying = Chip("")
        self.staying.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.staying)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list, 1)
        column.addLayout(row)
        self.search.edited.connect(lambda _: self._fill())
        self.staying.edited.connect(self._show_staying)
        self.model.ticks_changed.connect(self._count)
        self.model.ticks_changed.connect(self.edited)

    def show_candidates(self, found: Sequence[Candidate]) -> None:
        """Show these, the newest first; ticks of what may not leave any more are taken away."""
        ordered = sorted(found, key=lambda one: str(one.date or ""), reverse=True)
        self._all = tuple(sorted(ordered, key=lambda one: bool(one.blocked)))
        free = {one.id for one in self._all if not one.blocked}
        self.model.blocked = frozenset(one.id for one in self._all if one.blocked)
        self.model.kinds = {one.id: RECORD_TYPES[one.type].LABEL for one in self._all}
        self.model.set_ticked([key for key in self.model.ticked() if key in free])
        self._fill()

    def ticked(self) -> tuple[Candidate, ...]:
        """What is ticked, in the order of the ticks."""
        known = {one.id: one for one in self._all}
        return tuple(known[key] for key in self.model.ticked() if key in known)

    def _show_staying(self, on: bool) -> None:
        """What stays comes after everything else, so it is scrolled to."""
        self._fill()
        rows = range(self.model.rowCount())
        first = next((row for row in rows if self._stays(row)), None) if on else None
        if first is not None:
            self.list.setCurrentIndex(self.model.index(first))
            self.list.scrollTo(self.model.index(first), QListView.ScrollHint.PositionAtTop)

    def _stays(self, row: int) -> bool:
        entry = self.model.entry(self.model.index(row))
        return entry is not None and entry.record_id in self.model.blocked

    def _fill(self) -> None:
        words = self.search.value().casefold().split()
        shown = [
            one
            for one in self._all
            if (not one.blocked or self.staying.value())
            and all(word in f"{one.title} {RECORD_TYPES[one.type].LABEL}".casefold() for word in words)
        ]
        self.model.set_entries([_entry(one) for one in shown])
        if shown and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self._count()

    def _count(self) -> None:
        staying = sum(bool(one.blocked) for one in self._all)
        chosen, free = len(self.model.ticked()), len(self._all) - staying
        self.count.setText(
            self.tr("{0} of {1} chosen").format(chosen, free)
            if free
            else self.tr("Nothing may leave yet: make a record exportable, or shared with them.")
        )
        self.staying.setText(self.tr("Show what stays ({0})").format(staying))
        self.staying.setHidden(not staying)


def _entry(one: Candidate) -> Entry:
    title = one.title or RECORD_TYPES[one.type].LABEL
    day = day_short(one.date) if one.date else ""
    return Entry(title, one.reason, day, TYPE_ICONS[one.type], record_id=one.id)
