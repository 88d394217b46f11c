"""How a person appears on paper: by name, role or pseudonym, with consent or without, in a plain sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Person


class PaperCard(Card):
    """The fields stand in `choices` and `texts` by name; whoever shows the card binds them."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(tone="window", parent=parent)
        tr = self.tr
        self.setAccessibleName(tr("On paper"))
        self.sentence = TextLabel("", "bold", wrap=True)
        self.choices = {
            "display": FittingChoice(tuple(CHOICES["display"].items()), name=tr("On paper")),
            "consent": FittingChoice(tuple(CHOICES["consent"].items()), name=tr("Consent to be named")),
            "consent_on": DateField(name=tr("Consent given on"), today=today),
        }
        self.texts = {
            "role_label": TextField(name=tr("Role on paper"), placeholder=tr("my supervisor")),
            "pseudonym": TextField(name=tr("Pseudonym"), placeholder=tr("Mentor A")),
            "consent_for": TextField(
                name=tr("Consent given for"), placeholder=tr("Progress summaries, award applications…")
            ),
        }

    def lay_out(self, pairs: Callable[..., QWidget]) -> None:
        """Build the card; `pairs` puts fields into two columns where there is room."""
        tr = self.tr
        self.add(SectionLabel(tr("On paper"), "accent"))
        self.add(self.sentence)
        self.add(self.choices["display"])
        self.add(
            pairs(
                FormRow(tr("Role on paper"), self.texts["role_label"]),
                FormRow(tr("Pseudonym"), self.texts["pseudonym"]),
            )
        )
        self.add(FormRow(tr("Consent to be named"), self.choices["consent"]))
        self.given = pairs(
            FormRow(tr("Given on"), self.choices["consent_on"]),
            FormRow(tr("For what"), self.texts["consent_for"]),
        )
        self.add(self.given)

    def display(self, person: Person, shown: str) -> None:
        """Say how this person would print now; `shown` is what stands for them."""
        self.sentence.setText(self._sentence(person, shown))
        self.given.setVisible(person.consent == "given" or bool(person.consent_on or person.consent_for))

    def _sentence(self, person: Person, shown: str) -> str:
        tr = self.tr
        if person.display == "omit":
            return tr("A report leaves this person out, and their name in your own texts too.")
        says = tr("A report says: {0}").format(shown)
        if person.display == "name" and person.consent != "given":
            return says + ". " + tr("The name stays out until they agree.")
        return says
