"""What goes into a document: the records of the period to tick, and what can be done with one of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.models.report_model import ReportModel
from mentorjournal.gui.pages.reports_strip import RecordStrip
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.report_list import ReportList
from mentorjournal.services.reporting import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.gui.pages.reports_choices import Choices


class SelectionPart(QWidget):
    """Shows what could go in; `taken` carries the Choices that follow from a tick."""

    taken = Signal(object)

    def __init__(self, *, read_only: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._read_only = read_only
        self._choices: Choices | None = None
        self.model = ReportModel(self)
        self.list = ReportList(self.model)
        self.strip = RecordStrip()
        self.count = TextLabel("", "small")
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        line = QHBoxLayout()
        line.setContentsMargins(28, 0, 20, 4)
        line.addWidget(self.count)
        line.addStretch(1)
        around = QHBoxLayout()
        around.setContentsMargins(22, 0, 14, 8)
        around.addWidget(self.list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(line)
        column.addLayout(around, 1)
        column.addWidget(self.strip)
        self.setFocusProxy(self.list)
        self.model.ticked.connect(self._tick)
        self.list.picked.connect(self.show_strip)
        self.strip.whole_wanted.connect(self._toggle_whole)

    def show_choices(self, choices: Choices) -> None:
        """Tick what these choices take."""
        self._choices = choices
        self.model.set_takes(choices.takes)
        self._show_count()
        self.show_strip(self.list.entry())

    def show_candidates(self, items: Sequence[Candidate]) -> None:
        """Show what could go in; the line the reader is on stays."""
        if self._choices is None:
            return
        entry = self.list.entry()
        self.model.set_items(items, self._choices.takes)
        if isinstance(entry, Candidate):
            self.list.setCurrentIndex(self.model.row_of(entry.id))
        self._show_count()
        self.show_strip(self.list.entry())

    def leave_out(self, record_id: str) -> None:
        """Untick a record."""
        self._tick([item for item in self.model.items if item.id == record_id], False)

    def allowed_with(self, entry: object) -> tuple[str, ...]:
        """The ids to allow together: of a milestone all of its goal's, else the record; () where none may be."""
        if not isinstance(entry, Candidate) or entry.blocked not in ("private", "shared"):
            return ()
        if not entry.part_of:
            return (entry.id,)
        parts = (item for item in self.model.items if item.part_of == entry.part_of)
        return tuple(item.id for item in parts if item.blocked in ("private", "shared"))

    def show_strip(self, entry: object) -> None:
        """Say what can be done with this line."""
        whole = self._choices is not None and getattr(entry, "id", "") in self._choices.whole
        together = self.allowed_with(entry)
        self.strip.show_item(entry, whole=whole, may_write=not self._read_only, together=together)

    def _toggle_whole(self, item: object) -> None:
        if isinstance(item, Candidate) and self._choices is not None:
            self.taken.emit(replace(self._choices, whole=self._choices.whole ^ {item.id}))

    def _tick(self, items: Sequence[Candidate], on: bool) -> None:
        """A goal takes its milestones along, and a milestone its goal where it goes in."""
        if self._choices is None:
            return
        goals = {item.id for item in items if item.type == "goal"}
        also = {item.part_of for item in items if item.part_of} if on else set()
        more = [item for item in self.model.items if item.part_of in goals or item.id in also]
        self.taken.emit(self._choices.ticked((*items, *more), on=on))

    def _show_count(self) -> None:
        takes = self._choices.takes if self._choices is not None else (lambda item: item.ticked)
        offered = [item for item in self.model.items if item.offered]
        taken = sum(map(takes, offered))
        words = self.tr("{taken} of {all} records").format(taken=taken, all=len(offered))
        self.count.setText(words if self.model.items else "")
