"""What can be changed of a relationship, folded away below the lines that say it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.chip_set import ChipSet
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.typed_field import NumberField
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Relationship

MOST_MINUTES = 600
MOST_HOURS = 300


class RelationshipForm(HuggingFrame):
    """`texts` are typed, `choices` each a step; whoever shows the form binds them by name."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.person = NameField(name=tr("With"), placeholder=tr("Pick or type a name"))
        self.texts: dict[str, Any] = {
            "title": TextField(name=tr("What it is"), placeholder=tr("Main mentor, thesis adviser, peer…")),
        }
        self.choices: dict[str, Any] = {
            "my_role": ChoiceField(tuple(CHOICES["my_role"].items()), name=tr("My role")),
            "kind": ChoiceField(tuple(CHOICES["relationship_kind"].items()), name=tr("Kind")),
            "started_on": DateField(name=tr("Since"), today=today),
            "planned_end": DateField(name=tr("Planned end"), today=today),
            "cadence": ChoiceField(tuple(CHOICES["cadence"].items()), name=tr("How often")),
            "minutes": NumberField(name=tr("Usual length in minutes"), most=MOST_MINUTES),
            "budget": NumberField(name=tr("Hours a month planned"), most=MOST_HOURS, decimals=1),
            "offered": NumberField(name=tr("Hours a month they offer"), most=MOST_HOURS, decimals=1),
            "paused_until": DateField(name=tr("Paused until"), today=today),
            "roles": ChipSet(tuple(CHOICES["roles"].items()), tr("Roles wanted here")),
        }
        self.rows: dict[str, FormRow] = {}

    def lay_out(self, pairs: Callable[..., QWidget], row: Callable[[str, QWidget], FormRow]) -> None:
        """Build the form; `pairs` puts fields into two columns where there is room."""
        fields = {"person": self.person, **self.texts, **self.choices}
        self.rows = {name: row(field.accessibleName(), field) for name, field in fields.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(12)
        column.addWidget(pairs(*(part for name, part in self.rows.items() if name != "roles")))
        column.addWidget(self.rows["roles"])

    def display(self, tie: Relationship) -> None:
        """Word the fields for the side I am on."""
        mentor = tie.my_role == "mentor"
        self.rows["offered"].set_label(
            self.tr("Hours a month I offer") if mentor else self.tr("Hours a month they offer")
        )
        self.rows["roles"].set_label(
            self.tr("Roles I want to play here") if mentor else self.tr("Roles wanted here")
        )

    def show_person(self, name: str, known: tuple[str, ...]) -> None:
        """Whose it is; a name that is being typed stays."""
        self.person.set_choices(known)
        if not self.person.hasFocus() or self.person.value() != name:
            self.person.set_value(name or None)
