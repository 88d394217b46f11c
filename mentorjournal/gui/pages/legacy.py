"""Legacy: what became of those I mentor or mentored, person by person and year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from mentorjournal.gui.pages.long_page import LongPage
from mentorjournal.gui.pages.mentees_outcomes import TotalsPart, years_of
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.name_button import NameButton
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.choices import label
from mentorjournal.services.mentor_sums import Alumnus, Legacy, OutcomeLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context

DOSSIER = "dossier"


class PeoplePart(Part):
    """A card for each person: their years, where they are now, what they reached by day."""

    def fill(self, *data: Any) -> None:
        """Show (legacy,)."""
        (legacy,) = data
        for person in legacy.people:
            self.column.addWidget(self._card(person, legacy))
        known = {person.person for person in legacy.people}
        others = [line for line in legacy.lines if line.record.person not in known]
        if others:
            title = self.tr("Of nobody in particular")
            self.head(title)
            self.column.addWidget(self._rows(title, others))

    def _card(self, person: Alumnus, legacy: Legacy) -> Card:
        tr = self.tr
        card = Card()
        card.setAccessibleName(person.name)
        name = NameButton(person.name)
        name.clicked.connect(lambda _=False, key=person.person: self.go(key))
        self.stops[person.person] = name
        card.add(name)
        together = tr("{0} together").format(person.joint) if person.joint else ""
        count = how_many(person.outcomes, tr("outcome"), tr("outcomes")) if person.outcomes else ""
        position = tr("now {0}").format(person.position) if person.position else tr("position not noted")
        said = ", ".join(filter(None, (years_of(person), position, count, together)))
        card.add(TextLabel(said, "muted", wrap=True))
        mine = [line for line in legacy.lines if line.record.person == person.person]
        if mine:
            card.add(self._rows(tr("What {0} reached").format(person.name), mine))
        return card

    def _rows(self, name: str, lines: list[OutcomeLine]) -> LinkedRows:
        rows = LinkedRows(name)
        rows.display([self._row(line) for line in lines])
        rows.opened.connect(self.go)
        self.stops[name] = rows
        return rows

    def _row(self, line: OutcomeLine) -> LinkedRow:
        record = line.record
        together = f", {self.tr('together')}" if record.joint else ""
        day = day_short(record.date) if record.date else ""
        return LinkedRow(record.id, record.title, day, f"{label('outcome_kind', record.kind)}{together}")


class LegacyPage(LongPage):
    """The sums, the people, and the way to the dossier; nothing is changed here."""

    PLACE: ClassVar[str] = "insights"
    TITLE: ClassVar[str] = "Legacy"
    WATCHES: ClassVar[tuple[str, ...]] = ("outcome", "relationship", "person")

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        tr = self.tr
        self.setObjectName("legacyPage")
        self.dossier = PrimaryButton(tr("Mentor dossier…"), "print")
        self.head.addWidget(self.dossier)
        self.totals = TotalsPart(context, self.origin)
        self.people = PeoplePart(context, self.origin)
        self.empty = EmptyState(
            tr("Nobody you mentor yet."),
            tr("Open my mentees"),
            tr("What they reach, alone or with you, is added there, and adds up here over the years."),
            "people",
        )
        for part in (self.totals, self.people, self.empty):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.dossier.clicked.connect(self.open_dossier)
        self.empty.action_clicked.connect(lambda: context.navigator.open_view("", "mentees"))

    def read(self) -> None:
        """Read everything shown again."""
        legacy = self.services.mentoring.legacy()
        nobody = not legacy.people and not legacy.lines
        self.totals.display(legacy)
        self.people.display(legacy)
        self.totals.setHidden(nobody)
        self.empty.setVisible(nobody)

    def open_dossier(self) -> None:
        """The document for awards and promotion."""
        self.context.navigator.open_document(DOSSIER)

    def commands(self) -> tuple[Command, ...]:
        """The dossier."""
        return (Command("legacy-dossier", self.tr("Mentor dossier…"), self.open_dossier, "print"),)
