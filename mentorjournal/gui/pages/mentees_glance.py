"""Every mentee at a glance, who needs attention first."""

from __future__ import annotations

from typing import Any

from mentorjournal.gui.pages.mentees_section import MentorSection
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.mentee_row import MenteeRow
from mentorjournal.gui.widgets.rows import RowList
from mentorjournal.gui.words import how_many
from mentorjournal.services.mentoring import Mentee


class GlancePart(Part):
    """The rows, or what to do where there are none."""

    def fill(self, *data: Any) -> None:
        """Show (day, mentees)."""
        day, mentees = data
        if not mentees:
            self._teach()
            return
        self.column.addWidget(TextLabel(self._words(mentees), "muted", wrap=True))
        rows = RowList()
        for mentee in mentees:
            row = MenteeRow(mentee, day, read_only=self.context.read_only, last=mentee is mentees[-1])
            self._connect(row, mentee)
            rows.add_row(row)
        self.column.addWidget(rows)
        self.column.addWidget(
            TextLabel(self.tr("Hours are those of this half-year, against what was planned so far."), "small")
        )

    def _connect(self, row: MenteeRow, mentee: Mentee) -> None:
        key, person = mentee.tie.id, mentee.tie.person
        row.opened.connect(lambda: self.go(key, "relationships"))
        row.plan.connect(lambda: self.plan(person))
        if mentee.next is not None:
            ahead = mentee.next.id
            row.prepare.connect(lambda: self.go(ahead, "prepare"))
        self.stops[key] = row.name
        self.stops[f"{key} deed"] = row.deed

    def plan(self, person: str) -> None:
        """Plan a meeting with a mentee, and go there."""
        from mentorjournal.errors import JournalError

        try:
            made = self.context.services.people.plan_meeting(person, self.context.today(), origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return
        self.context.navigator.open_record(made.id)

    def _words(self, mentees: tuple[Mentee, ...]) -> str:
        asking = sum(1 for mentee in mentees if mentee.needs and mentee.needs != ("questions",))
        count = how_many(len(mentees), self.tr("mentee"), self.tr("mentees"))
        if not asking:
            return self.tr("{0}, and nothing presses.").format(count)
        return self.tr("{0}; who needs you first stands first.").format(count)

    def _teach(self) -> None:
        empty = EmptyState(
            self.tr("Here you see at a glance who you mentor, and who needs you next."),
            self.tr("Go to relationships"),
            self.tr("Example: “Amara Osei. I am the mentor. Monthly, 45 minutes, two hours a month.”"),
            "people",
        )
        empty.action_clicked.connect(lambda: self.go("", "relationships"))
        self.stops["empty"] = empty.button
        self.column.addWidget(empty)


class GlanceSection(MentorSection):
    """The mentees of now."""

    def __init__(self, context: Any, origin: str) -> None:
        super().__init__(context, origin)
        self.part = GlancePart(context, origin)
        self.column.addWidget(self.part)

    def read(self) -> None:
        """Read everything shown again."""
        day = self.context.today()
        self.part.display(day, self.mentoring.mentees(day))
