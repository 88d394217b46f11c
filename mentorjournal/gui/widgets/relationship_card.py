"""One relationship with a person: read in two lines, changed in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import Relationship

MOST_MINUTES = 600
FIELD_WIDTH = 150


class RelationshipCard(Card):
    """`picked` carries a field's name, its new value and the name of the step; `worded` a text's.

    `opened` asks for its own page.
    """

    picked = Signal(str, object, str)
    worded = Signal(str, str)
    removed = Signal()
    opened = Signal()

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        tr = self.tr
        self.title = TitleEdit(
            name=tr("Relationship"), placeholder=tr("What it is: main mentor for the thesis")
        )
        self.small = TextLabel("", "small", wrap=True)
        self.open = IconButton("open", tr("Open this relationship"), small=True)
        self.edit = IconButton("edit", tr("Change this relationship"), small=True, checkable=True)
        self.delete = IconButton("trash", tr("Delete this relationship"), small=True)
        self.purpose = TitleEdit(name=tr("Purpose"), placeholder=tr("What we do this for, in one sentence"))
        for text in (self.title, self.purpose):
            set_style(text, "look", "line")
        self.fields: dict[str, Any] = {
            "my_role": ChoiceField(tuple(CHOICES["my_role"].items()), name=tr("My role")),
            "kind": ChoiceField(tuple(CHOICES["relationship_kind"].items()), name=tr("Kind")),
            "phase": ChoiceField(tuple(CHOICES["phase"].items()), name=tr("Phase")),
            "started_on": DateField(name=tr("Since"), today=today),
            "planned_end": DateField(name=tr("Planned end"), today=today),
            "cadence": ChoiceField(tuple(CHOICES["cadence"].items()), name=tr("How often")),
            "minutes": NumberField(name=tr("Usual length in minutes"), most=MOST_MINUTES),
        }
        self._lay_out()
        for name, field in self.fields.items():
            step = tr("Change relationship: {0}").format(field.accessibleName().lower())
            field.edited.connect(lambda value, name=name, step=step: self.picked.emit(name, value, step))
        self.title.edited.connect(lambda text: self.worded.emit("title", text))
        self.purpose.edited.connect(lambda text: self.worded.emit("purpose", text))
        self.edit.toggled.connect(self._unfold)
        self.delete.clicked.connect(self.removed)
        self.open.clicked.connect(self.opened)
        self._unfold(False)

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.small)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.edit, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)
        self._form = QWidget()
        flow = FlowLayout(self._form, gap=12, line_gap=10)
        for field in self.fields.values():
            flow.addWidget(FormRow(field.accessibleName(), field))
        self.rescale()
        self.body.addLayout(head)
        self.body.addWidget(self.purpose)
        self.body.addWidget(self._form)

    def rescale(self) -> None:
        """Fields as wide as their values in the text size in use."""
        for field in self.fields.values():
            if not isinstance(field, ChoiceField):
                field.setFixedWidth(scaled(FIELD_WIDTH))

    def display(self, tie: Relationship, typed: Mapping[str, Any], *, writable: bool) -> None:
        """Show a relationship; `typed` is what is not saved yet."""
        self.small.setText(_in_words(tie))
        self.setAccessibleName(tie.title or self.small.text())
        for text, name in ((self.title, "title"), (self.purpose, "purpose")):
            text.set_value(typed.get(name, getattr(tie, name)))
            text.setReadOnly(not writable)
            text.setHidden(not (writable or getattr(tie, name)))
        for name, field in self.fields.items():
            if not getattr(field, "is_wrong", bool)():
                field.set_value(getattr(tie, name))
            field.setEnabled(writable)
        self.edit.setVisible(writable)
        self.delete.setVisible(writable and self.edit.isChecked())

    def open_form(self) -> None:
        """Unfold the fields and begin with what it is."""
        self.edit.setChecked(True)
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _unfold(self, on: bool) -> None:
        self._form.setVisible(on)
        self.delete.setVisible(on)


def _in_words(tie: Relationship) -> str:
    """Such as "I am the mentee, since May 2025. Long-term. Cultivation. Monthly, 45 min. Until June 2027."."""
    since = f", since {tie.started_on:%B} {tie.started_on.year}" if tie.started_on else ""
    often = label("cadence", tie.cadence) + (f", {tie.minutes:g} min" if tie.minutes else "")
    end = f"Until {tie.planned_end:%B} {tie.planned_end.year}" if tie.planned_end else ""
    parts = (
        label("my_role", tie.my_role) + since,
        label("relationship_kind", tie.kind),
        label("phase", tie.phase),
        often,
        end,
    )
    return " ".join(f"{part}." for part in parts if part)
