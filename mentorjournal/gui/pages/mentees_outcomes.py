"""What became of mentees: outcomes, who they are now, totals and years."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.mentees_section import MentorSection
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.hour_bars import HourBars
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.name_button import NameButton
from mentorjournal.gui.widgets.quick_line import QuickLine
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import Outcome
from mentorjournal.services.mentor_sums import FEW, Alumnus, Legacy

MOST_ROWS = 20


class TotalsPart(Part):
    """The sum in a sentence, and by year where there are enough years for it."""

    def fill(self, *data: Any) -> None:
        """Show (legacy,)."""
        (legacy,) = data
        if not legacy.lines:
            words = self.tr("Nothing yet. A first talk given well counts as much as a paper.")
            self.column.addWidget(TextLabel(words, "small", wrap=True))
            return
        self.column.addWidget(TextLabel(self._words(legacy), wrap=True))
        if len(legacy.years) >= FEW:
            lines = [
                (str(year), float(count), how_many(count, self.tr("outcome"), self.tr("outcomes")), "")
                for year, count in legacy.years
            ]
            self.column.addWidget(HourBars(self.tr("Outcomes by year"), lines))

    def _words(self, legacy: Legacy) -> str:
        tr = self.tr
        people = len({line.record.person for line in legacy.lines if line.record.person})
        words = tr("{0} of {1}").format(
            how_many(len(legacy.lines), tr("outcome"), tr("outcomes")),
            how_many(people, tr("person"), tr("people")),
        )
        if legacy.joint:
            words = tr("{0}, {1} reached together").format(words, legacy.joint)
        kinds = ", ".join(f"{label('outcome_kind', kind).lower()} {count}" for kind, count in legacy.kinds)
        years = ", ".join(f"{year}: {count}" for year, count in legacy.years)
        return f"{words}: {kinds}. {years}." if years and len(legacy.years) < FEW else f"{words}: {kinds}."


class LegacyPart(Part):
    """Everybody I mentor or mentored, with their years and where they are now."""

    def fill(self, *data: Any) -> None:
        """Show (people,)."""
        (people,) = data
        if not people:
            return
        frame = HuggingFrame()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(2, 1)
        heads = (self.tr("Who"), self.tr("Years"), self.tr("Position now"), self.tr("Outcomes"))
        for column, text in enumerate(heads):
            grid.addWidget(TextLabel(text, "tiny"), 0, column)
        for row, person in enumerate(people, 1):
            name = NameButton(person.name)
            name.clicked.connect(lambda _=False, key=person.person: self.go(key))
            self.stops[person.person] = name
            count = self._count(person)
            grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(TextLabel(years_of(person), "muted"), row, 1)
            grid.addWidget(
                TextLabel(
                    person.position or self.tr("not noted"), "" if person.position else "faint", wrap=True
                ),
                row,
                2,
            )
            grid.addWidget(TextLabel(count, "muted"), row, 3)
        self.column.addWidget(frame)

    def _count(self, person: Alumnus) -> str:
        if not person.outcomes:
            return "–"
        return (
            self.tr("{0}, {1} together").format(person.outcomes, person.joint)
            if person.joint
            else str(person.outcomes)
        )


class OutcomeRows(Part):
    """Every outcome, the newest first."""

    def fill(self, *data: Any) -> None:
        """Show (day, lines)."""
        day, lines = data
        if not lines:
            return
        rows = RowList()
        for line in lines[:MOST_ROWS]:
            record = line.record
            together = f", {self.tr('together')}" if record.joint else ""
            words = f"{line.name}: {record.title}" if line.name else record.title
            row = ListRow(
                words,
                lead=day_short(record.date, day) if record.date else "",
                lead_width=96,
                badge=label("outcome_kind", record.kind) + together,
            )
            rows.add_row(self.opening(row, record.id))
        if len(lines) > MOST_ROWS:
            more = self.tr("and {0} more in the Journal").format(len(lines) - MOST_ROWS)
            rows.add_row(TextLabel(more, "small"))
        self.column.addWidget(rows)


class OutcomesSection(MentorSection):
    """A line to add one, the sums, the people, the list."""

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__(context, origin)
        tr = self.tr
        self.line = self.add_line(
            QuickLine(
                tr("Add an outcome"),
                {
                    "person": ChoiceField((), name=tr("Whose")),
                    "title": TextField(name=tr("What was achieved"), placeholder=tr("What was achieved")),
                    "kind": ChoiceField(
                        tuple(CHOICES["outcome_kind"].items()), "milestone", name=tr("Kind of outcome")
                    ),
                    "position": TextField(
                        name=tr("Position now"), placeholder=tr("Position now, if it changed")
                    ),
                    "day": DateField(context.today(), name=tr("When"), today=context.today),
                    "joint": QCheckBox(tr("We did it together")),
                },
            ),
            self._add,
        )
        self.totals = TotalsPart(context, origin)
        self.people = LegacyPart(context, origin)
        self.rows = OutcomeRows(context, origin)
        self.group(
            tr("Outcomes"), tr("What they reached, alone or with you."), self.line, self.totals, self.rows
        )
        self.group(tr("What became of them"), tr("Everybody you mentor or mentored."), self.people)
        self.column.addStretch(1)

    def read(self) -> None:
        """Read everything shown again."""
        legacy = self.mentoring.legacy()
        self.offer_people(self.mentoring.people())
        self.totals.display(legacy)
        self.people.display(legacy.people)
        self.rows.display(self.context.today(), legacy.lines)

    def _add(self, values: dict[str, Any]) -> None:
        day: dt.date = values["day"] or self.context.today()
        made = Outcome(
            title=values["title"],
            date=day,
            kind=values["kind"] or "other",
            position=values["position"].strip(),
            joint=values["joint"],
        )
        self.mentoring.add_outcome(values["person"] or None, made, origin=self.origin)


def years_of(person: Alumnus) -> str:
    """`2024–2026`, `since 2024`."""
    if person.since is None:
        return "–"
    first = person.since.year
    if person.until is None:
        return f"since {first}"
    return str(first) if person.until.year == first else f"{first}–{person.until.year}"
