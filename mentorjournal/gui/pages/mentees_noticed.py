"""What a mentor notices: talents and their next use, encouragement and when it is due, what was learned."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.mentees_section import MentorSection
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel, hairline
from mentorjournal.gui.widgets.quick_line import QuickLine
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.words import day_short
from mentorjournal.services.mentoring import HardDate

MOST_ROWS = 12


class HardDatesPart(Part):
    """Hard days ahead of mentees, each with one click for having written."""

    def fill(self, *data: Any) -> None:
        """Show (day, hard dates, from whom to hear that something was written)."""
        day, dates, wrote = data
        if not dates:
            words = self.tr("Nothing hard in the next two weeks, as far as you noted.")
            self.column.addWidget(TextLabel(words, "small", wrap=True))
            return
        rows = RowList()
        for item in dates:
            frame = HuggingFrame()
            column = QVBoxLayout(frame)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            line = QHBoxLayout()
            row = self.opening(self._row(item, day), item.id)
            set_style(row, "last", True)
            line.addWidget(row, 1)
            if not item.encouraged:
                done = LinkButton(self.tr("I wrote"))
                done.setAccessibleName(self.tr("I wrote to {0}").format(item.name))
                done.setDisabled(bool(self.context.read_only))
                done.setToolTip(self.context.read_only)
                done.clicked.connect(lambda _=False, one=item: wrote(one))
                self.stops[f"{item.id} wrote"] = done
                line.addWidget(done)
            column.addLayout(line)
            if item is not dates[-1]:
                column.addWidget(hairline())
            frame.setFocusProxy(row)
            rows.add_row(frame)
        self.column.addWidget(rows)

    def _row(self, item: HardDate, day: Any) -> ListRow:
        when = day_short(item.date, day)
        if item.encouraged:
            return ListRow(
                self.tr("{0}: {1}").format(item.name, item.title), lead=when, badge=self.tr("written")
            )
        words = self.tr("Write two lines to {0} before {1}").format(
            item.name, f"{item.date.day} {item.date:%B}"
        )
        return ListRow(words, lead=when, badge=item.title, kind="warn")


class NotesPart(Part):
    """Notes of one kind, the newest first; `followed` stands below the words."""

    def fill(self, *data: Any) -> None:
        """Show (day, notes, what to say where there are none, the words before what followed)."""
        day, notes, nothing, before = data
        if not notes:
            self.column.addWidget(TextLabel(nothing, "small", wrap=True))
            return
        rows = RowList()
        for note in notes[:MOST_ROWS]:
            record = note.record
            words = f"{record.title}\n{before} {record.followed}" if record.followed else record.title
            lead = day_short(record.date, day) if record.date else ""
            row = ListRow(words, lead=lead, lead_width=96, badge=note.name)
            rows.add_row(self.opening(row, record.id))
        if len(notes) > MOST_ROWS:
            more = self.tr("and {0} more in the Journal").format(len(notes) - MOST_ROWS)
            rows.add_row(TextLabel(more, "small"))
        self.column.addWidget(rows)


class NoticedSection(MentorSection):
    """Talents, hard dates and encouragement, what I learned: each with a line to add one."""

    def __init__(self, context: Context, origin: str) -> None:
        super().__init__(context, origin)
        tr = self.tr
        self.hard = HardDatesPart(context, origin)
        self.parts = {kind: NotesPart(context, origin) for kind in ("talent", "encouragement", "learned")}
        self.hard_line = self.add_line(
            QuickLine(
                tr("Add a hard date"),
                {
                    "person": ChoiceField((), name=tr("Who has a hard date")),
                    "title": TextField(name=tr("What is hard"), placeholder=tr("Viva, exam, first talk…")),
                    "day": DateField(name=tr("On which day"), today=context.today),
                },
            ),
            self._add_hard_date,
        )
        self.note_lines = {
            "talent": self._line(
                "talent", tr("Add a talent"), tr("What you see in them"), tr("Where they could use it next")
            ),
            "encouragement": self._line(
                "encouragement", tr("Add encouragement"), tr("What you said or wrote")
            ),
            "learned": self._line(
                "learned",
                tr("Add what you learned"),
                tr("What they taught you"),
                tr("What you do differently"),
            ),
        }
        self._lay_out()

    def _line(self, kind: str, name: str, words: str, followed: str = "") -> QuickLine:
        controls: dict[str, Any] = {
            "person": ChoiceField((), name=self.tr("About whom")),
            "title": TextField(name=words, placeholder=words),
        }
        if followed:
            controls["followed"] = TextField(name=followed, placeholder=followed)
        return self.add_line(QuickLine(name, controls), lambda values: self._add_note(kind, values))

    def _lay_out(self) -> None:
        tr = self.tr
        self.group(
            tr("Talents I see"),
            tr("Said aloud, it opens a door. Note where they could use it next."),
            self.note_lines["talent"],
            self.parts["talent"],
        )
        self.group(
            tr("Before hard dates"),
            tr("Two lines before a hard day count for more than ten after it."),
            self.hard_line,
            self.hard,
        )
        self.group(
            tr("Encouragement given"), "", self.note_lines["encouragement"], self.parts["encouragement"]
        )
        self.group(
            tr("Learned from mentees"),
            tr("What did you learn? It goes both ways."),
            self.note_lines["learned"],
            self.parts["learned"],
        )
        self.column.addStretch(1)

    def read(self) -> None:
        """Read everything shown again."""
        tr, day = self.tr, self.context.today()
        self.offer_people(self.mentoring.people())
        self.hard.display(day, self.mentoring.hard_dates(day), self.wrote)
        said = {
            "talent": (tr("Nothing noted yet. Whose eyes light up, and over what?"), tr("Next:")),
            "encouragement": (tr("Nothing noted yet."), tr("Then:")),
            "learned": (tr("Nothing noted yet."), tr("Since then:")),
        }
        for kind, part in self.parts.items():
            part.display(day, self.mentoring.notes(kind), *said[kind])

    def wrote(self, item: HardDate) -> None:
        """Note that I wrote before a hard date."""
        self.guarded(
            lambda: self.mentoring.note(
                "encouragement",
                item.person,
                self.tr("Wrote before: {0}").format(item.title),
                day=self.context.today(),
                origin=self.origin,
            )
        )

    def _add_note(self, kind: str, values: dict[str, Any]) -> None:
        self.mentoring.note(
            kind,
            values["person"] or None,
            values["title"],
            values.get("followed", ""),
            day=self.context.today(),
            origin=self.origin,
        )

    def _add_hard_date(self, values: dict[str, Any]) -> None:
        day = values["day"] or self.context.today()
        self.mentoring.note(
            "hard_date", values["person"] or None, values["title"], day=day, origin=self.origin
        )
