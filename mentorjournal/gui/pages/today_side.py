"""What stands beside on Today: the next sixty days, what does not move, and this day in earlier years."""

from __future__ import annotations

from typing import Any

from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.words import day_full, due_words, weeks_since
from mentorjournal.model.types import RECORD_TYPES

MOST_ROWS = 7
PREVIEW = 180
"""How many characters of a text a list row has."""


class DeadlinesPart(Part):
    """What falls due in the next sixty days, and what waits since before."""

    def fill(self, *data: Any) -> None:
        """Show (day, the deadlines)."""
        day, deadlines = data
        card = Card(self.tr("Next 60 days"))
        self.column.addWidget(card)
        if not deadlines:
            nothing = self.tr("Nothing falls due: no milestone, goal, review or date to remember.")
            card.add(TextLabel(nothing, "small", wrap=True))
            return
        rows = RowList()
        for deadline in deadlines[:MOST_ROWS]:
            late, kind = due_words(deadline.day, day) if deadline.day < day else ("", "plain")
            row = ListRow(
                self.tr("{0}: {1}").format(deadline.kind, deadline.title),
                lead=f"{deadline.day.day} {deadline.day:%b}",
                badge=late,
                kind="warn" if kind == "late" else "plain",
            )
            rows.add_row(self.opening(row, deadline.record_id, deadline.view))
        if len(deadlines) > MOST_ROWS:
            rows.add_row(TextLabel(self.tr("and {0} more").format(len(deadlines) - MOST_ROWS), "small"))
        card.add(rows)


class StalledPart(Part):
    """Goals that stand still."""

    def fill(self, *data: Any) -> None:
        """Show (day, the goals)."""
        day, goals = data
        if not goals:
            return
        card = Card(self.tr("Not moved lately"))
        rows = RowList()
        for goal in goals[:MOST_ROWS]:
            text = self.tr("{0} still").format(weeks_since(goal.moved, day))
            rows.add_row(self.opening(ListRow(goal.title, badge=text, kind="warn"), goal.id))
        if len(goals) > MOST_ROWS:
            rows.add_row(TextLabel(self.tr("and {0} more").format(len(goals) - MOST_ROWS), "small"))
        card.add(rows)
        self.column.addWidget(card)


class OnThisDayPart(Part):
    """What was written on this day in earlier years."""

    def fill(self, *data: Any) -> None:
        """Show the rows found."""
        (found,) = data
        if not found:
            return
        card = Card(self.tr("On this day"))
        for row in found:
            kind = RECORD_TYPES[row.type].LABEL
            day = day_full(row.date).split(" ", 1)[1] if row.date else ""
            card.add(TextLabel(f"{day}, {kind}", "small"))
            more = LinkButton(row.heading)
            more.clicked.connect(lambda _=False, key=row.id: self.go(key))
            self.stops[row.id] = more
            card.add(more)
            if row.preview:
                card.add(TextLabel(_shortened(row.preview), wrap=True))
        self.column.addWidget(card)


def _shortened(preview: str) -> str:
    """The beginning of a text on one line, ended at a word where it is cut."""
    line = " ".join(preview.split())
    return line if len(preview) < PREVIEW else line.rsplit(" ", 1)[0] + "…"
