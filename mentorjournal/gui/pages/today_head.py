"""The head of Today: the day in one line, the meetings that come or run, and those to wrap up."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.next_meeting import NextMeeting, RunningMeeting, who
from mentorjournal.gui.widgets.rows import ListRow, RowList
from mentorjournal.gui.words import day_long, day_short, how_many, weeks_since
from mentorjournal.services.meeting_time import since_when
from mentorjournal.services.today import Ahead, MeetingLine, StalledGoal, TodayView


class DayLine(Part):
    """The day, and what is due, in one line."""

    def fill(self, *data: Any) -> None:
        """Show (day, due, stalled goals)."""
        day, due, stalled = data
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(TextLabel(day_long(day), "heading"), 0, Qt.AlignmentFlag.AlignBaseline)
        words = TextLabel(self._words(day, due, stalled), "muted", wrap=True)
        line.addWidget(words, 1, Qt.AlignmentFlag.AlignBaseline)
        self.column.addLayout(line)

    def _words(self, day: dt.date, due: int, stalled: tuple[StalledGoal, ...]) -> str:
        parts = []
        if due:
            parts.append(how_many(due, self.tr("action is due"), self.tr("actions are due")))
        if stalled:
            first = min(goal.moved for goal in stalled)
            words = how_many(len(stalled), self.tr("goal has"), self.tr("goals have"))
            parts.append(self.tr("{0} not moved for {1}").format(words, weeks_since(first, day)))
        return ", ".join(parts) or self.tr("Nothing is due today.")


class MeetingsPart(Part):
    """What runs, what comes today or next, or how to plan it; `plan_wanted` asks for a meeting,
    `search_wanted` for somebody to meet."""

    plan_wanted = Signal()
    search_wanted = Signal()

    def fill(self, *data: Any) -> None:
        """Show (day, the running meeting, the meetings ahead, whether a mentor is still to be found)."""
        day, running, ahead, alone = data
        if running is not None:
            self._show_running(running)
        for item in ahead:
            self._show_next(item, day, compact=len(ahead) > 1)
        if running is None and not ahead:
            empty = EmptyState(
                self.tr("No meeting is planned."),
                action=self.tr("Plan a meeting"),
                example=self.tr("Example: monthly with my supervisor, 45 minutes, about the aims page."),
            )
            empty.button.setEnabled(not self.context.read_only)
            empty.button.setToolTip(self.context.read_only)
            empty.action_clicked.connect(self.plan_wanted)
            self.stops["plan"] = empty.button
            self.column.addWidget(empty)
            if alone:
                self._offer_search(empty)

    def _offer_search(self, empty: EmptyState) -> None:
        search = LinkButton(self.tr("Find a mentor"))
        search.clicked.connect(self.search_wanted)
        self.stops["search"] = search
        empty.add_second(search)

    def _show_running(self, meeting: MeetingLine) -> None:
        since = (since_when(meeting.timer_from) or self.context.now()).astimezone(self.context.now().tzinfo)
        card = RunningMeeting(meeting, since.time())
        card.opened.connect(lambda: self.go(meeting.id, "meet"))
        self.stops["running"] = card.button
        self.column.addWidget(card)

    def _show_next(self, item: Ahead, day: dt.date, *, compact: bool) -> None:
        card = NextMeeting(item, day, compact=compact)
        key = item.meeting.id
        card.prepare.connect(lambda: self.go(key, "prepare"))
        card.opened.connect(lambda: self.go(key))
        self.stops[f"{key} head"] = card.title
        self.stops[f"{key} prepare"] = card.button
        self.column.addWidget(card)


class WrapUpPart(Part):
    """Meetings held that nobody wrapped up."""

    def fill(self, *data: Any) -> None:
        """Show (day, the meetings)."""
        day, meetings = data
        if not meetings:
            return
        self.head(self.tr("To wrap up, in a minute"))
        rows = RowList()
        for meeting in meetings:
            held = self.tr("held {0}").format(day_short(meeting.date, day)) if meeting.date else ""
            rows.add_row(self.opening(ListRow(who(meeting), badge=held), meeting.id, "follow_up"))
        self.column.addWidget(rows)


def show_head(view: TodayView, line: DayLine, meetings: MeetingsPart, wrap_up: WrapUpPart) -> None:
    """Hand each part its own share of the day."""
    line.display(view.day, view.due, view.stalled)
    meetings.display(view.day, view.running, view.ahead, view.alone)
    wrap_up.display(view.day, view.wrap_up)
