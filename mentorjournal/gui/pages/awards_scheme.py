"""What can be said of a scheme besides its rules: its name, its time, its end, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mentorjournal.gui.pages.record_view import allow
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.fold import Fold
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.typed_field import TypedField
from mentorjournal.model.choices import CHOICES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QResizeEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.types import Scheme

PAIR_FROM = 430


class SchemeForm(HuggingFrame):
    """`typed` carries a field and its text while it is written, `picked` a field and its value at once."""

    typed = Signal(str, object)
    picked = Signal(str, object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr, today = self.tr, context.today
        self.fields: dict[str, Any] = {
            "title": TextField(name=tr("Name of the scheme"), placeholder=tr("What you call it")),
            "starts_on": DateField(name=tr("Counts from"), today=today),
            "ends_on": DateField(name=tr("Counts until"), today=today),
            "hand_in_by": DateField(name=tr("Hand in by"), today=today),
            "handed_in_on": DateField(name=tr("Handed in on"), today=today),
            "decided_on": DateField(name=tr("Decided on"), today=today),
            "visibility": ChoiceField(tuple(CHOICES["visibility"].items()), name=tr("Who may see this")),
            "result": MarkdownEdit(name=tr("What came of it")),
        }
        for name, field in self.fields.items():
            told = self.picked if isinstance(field, DateField | ChoiceField) else self.typed
            field.edited.connect(lambda value, name=name, told=told: told.emit(name, value))
            allow(field, writable=not context.read_only, because=context.read_only)
        content = QWidget()
        self._grid = QGridLayout(content)
        self._grid.setContentsMargins(0, 6, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._rows = {name: FormRow(field.accessibleName(), field) for name, field in self.fields.items()}
        self._columns = 0
        self._shown_id = ""
        self.fold = Fold(tr("About this scheme"), content)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.fold)
        self._share_out()

    def display(self, scheme: Scheme, waiting: Mapping[str, Any]) -> None:
        """Show what is kept; `waiting` is what is typed for this scheme and not kept yet. A day half typed stays,
        unless it was typed for another scheme."""
        same = scheme.id == self._shown_id
        self._shown_id = scheme.id
        for name, field in self.fields.items():
            if not (same and isinstance(field, TypedField) and field.is_typing()):
                field.set_value(waiting.get(name, getattr(scheme, name)))

    def settle(self) -> None:
        """Take the days that are typed and wait for Return."""
        for field in self.fields.values():
            if isinstance(field, TypedField):
                field.settle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where it is narrow."""
        super().resizeEvent(event)
        self._share_out()

    def _share_out(self) -> None:
        columns = 2 if self.width() >= scaled(PAIR_FROM) else 1
        if columns == self._columns:
            return
        self._columns = columns
        wide = ("title", "result")
        place = 0
        for name, row in self._rows.items():
            if name in wide:
                place += -place % columns
                self._grid.addWidget(row, place // columns, 0, 1, columns)
                place += columns
            else:
                self._grid.addWidget(row, place // columns, place % columns)
                place += 1
