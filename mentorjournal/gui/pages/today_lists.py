"""The lists of Today: my next moves, what I wait for, mentees who need me, insights without an action."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.mentee_words import needs_words
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.insight_rows import InsightRows
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.rows import ActionRow, ListRow, RowList
from mentorjournal.gui.words import day_short, due_words
from mentorjournal.model.types import Insight
from mentorjournal.services.today import ActionLine

MOST_ROWS = 6


class MovesPart(Part):
    """What I owe, to tick where it stands."""

    def fill(self, *data: Any) -> None:
        """Show (day, my open actions, those done today)."""
        day, mine, done = data
        self.head(self.tr("My next moves"))
        self.column.addWidget(self._rows(day, mine, (*mine[:MOST_ROWS], *done)))
        self.column.addStretch(1)

    def _rows(self, day: dt.date, mine: tuple[ActionLine, ...], shown: tuple[ActionLine, ...]) -> QWidget:
        if not shown:
            words = self.tr("Nothing open. Capture one with Ctrl+N: “action: send the draft”.")
            return TextLabel(words, "small", wrap=True)
        rows = RowList()
        for action in shown:
            rows.add_row(self._row(action, day))
        if len(mine) > MOST_ROWS:
            rows.add_row(TextLabel(self.tr("and {0} more").format(len(mine) - MOST_ROWS), "small"))
        return rows

    def _row(self, action: ActionLine, day: dt.date) -> ActionRow:
        text, kind = (self.tr("done"), "plain") if action.done_on else due_words(action.due, day)
        row = ActionRow(action.title, action.done_on is not None, badge=text, kind=kind)  # type: ignore[arg-type]
        row.setEnabled(not self.context.read_only)
        row.edited.connect(lambda ticked: self._tick(action.id, ticked=ticked))
        row.activated.connect(lambda: self.go(action.id))
        self.stops[action.id] = row.box
        return row

    def _tick(self, action_id: str, *, ticked: bool) -> None:
        day = self.context.today() if ticked else None
        try:
            self.context.services.actions.tick(action_id, day, origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)


class WaitingPart(Part):
    """What others owe me, and since when."""

    def fill(self, *data: Any) -> None:
        """Show (day, what they owe)."""
        day, waiting = data
        self.head(self.tr("I am waiting for"))
        if waiting:
            rows = RowList()
            for action in waiting[:MOST_ROWS]:
                rows.add_row(self.opening(ListRow(action.title, badge=self._badge(action, day)), action.id))
            self.column.addWidget(rows)
            if len(waiting) > MOST_ROWS:
                rows.add_row(TextLabel(self.tr("and {0} more").format(len(waiting) - MOST_ROWS), "small"))
        else:
            self.column.addWidget(
                TextLabel(self.tr("Nobody owes you anything just now."), "small", wrap=True)
            )
        self.column.addStretch(1)

    def _badge(self, action: ActionLine, day: dt.date) -> str:
        when = ""
        if action.due:
            when = self.tr("due {0}").format(day_short(action.due, day))
        elif action.since:
            when = self.tr("since {0}").format(day_short(action.since, day))
        return ", ".join(part for part in (action.owner, when) if part)


class MenteesPart(Part):
    """The mentees who need attention first, and the way to all of them."""

    def fill(self, *data: Any) -> None:
        """Show (day, the mentees)."""
        day, mentees = data
        if not mentees:
            return
        self.head(self.tr("Mentees who need you"))
        rows = RowList()
        for mentee in mentees:
            words = needs_words(mentee, day)
            kind = "warn" if mentee.tie.rough or mentee.overdue or mentee.mine.late else "plain"
            row = ListRow(mentee.tie.name, badge=", ".join(words[:2]), kind=kind)  # type: ignore[arg-type]
            row.setToolTip(", ".join(words))
            rows.add_row(self.opening(row, mentee.tie.id, "relationships"))
        self.column.addWidget(rows)
        more = LinkButton(self.tr("All my mentees"))
        more.clicked.connect(lambda: self.go("", "mentees"))
        self.stops["all"] = more
        self.column.addWidget(more)


class InsightsPart(Part):
    """Insights from which no action follows."""

    def fill(self, *data: Any) -> None:
        """Show (day, the insights)."""
        day, insights = data
        if not insights:
            return
        self.head(self.tr("Insights with no action yet"))
        rows = InsightRows(insights, day, read_only=self.context.read_only)
        rows.opened.connect(self.context.navigator.open_record)
        rows.action_wanted.connect(self._make_action)
        self.stops.update(zip((item.id for item in insights), rows.rows(), strict=True))
        self.column.addWidget(rows)

    def _make_action(self, insight: Insight) -> None:
        try:
            made = self.context.services.actions.add(insight.title, source=insight.id, origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return
        self.context.navigator.tell("ok", self.tr("Now an action: {0}").format(made.title))


class PulsePart(Part):
    """One quiet line while a self-rating asks; put off, it is gone for a week."""

    def fill(self, *data: Any) -> None:
        """Show (the self-rating, or None)."""
        (pulse,) = data
        if pulse is None:
            return
        line = QWidget()
        row = FlowLayout(line, gap=14)
        row.addWidget(TextLabel(self.tr("How sure are you just now?"), "muted"))
        name = pulse.instrument.name
        rate = LinkButton(self.tr("Rate: {0}").format(name))
        rate.clicked.connect(lambda: self.go("", "pulses"))
        later = LinkButton(self.tr("Not now"), "quiet")
        later.setToolTip(self.tr("It asks again in a week."))
        later.setAccessibleName(self.tr("Not now: {0}").format(name))
        later.setDisabled(bool(self.context.read_only))
        later.clicked.connect(lambda: self._put_off(pulse.key))
        self.stops.update({"rate": rate, "later": later})
        for button in (rate, later):
            row.addWidget(button)
        self.column.addWidget(line)

    def _put_off(self, key: str) -> None:
        try:
            self.context.services.pulses.later(key, self.context.today())
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
