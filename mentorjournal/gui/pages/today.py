"""Today: the next move, what I wait for, what comes, and a prompt to write from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.pages.today_write import WriteCard
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.insight_rows import InsightRows
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.next_meeting import NextMeeting
from mentorjournal.gui.widgets.rows import ActionRow, ListRow, RowList
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.gui.words import day_full, day_long, day_short, due_words, how_many, weeks_since
from mentorjournal.model.types import RECORD_TYPES

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.model.types import Insight
    from mentorjournal.services.actions import OwnedAction
    from mentorjournal.services.today import TodayView

MOST_ROWS = 8
UNLIMITED = 0xFFFFFF
PREVIEW = 180
"""How many characters of a text a list row has."""
LEAST_BESIDE = 720
"""With less width than this, in pixels at 100 %, what stands beside goes below."""


class TodayPage(Page):
    """Built anew at every change, but for the card one writes in."""

    PLACE: ClassVar[str] = "today"
    TITLE: ClassVar[str] = "Today"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._ticks: dict[str, ActionRow] = {}
        self._left = QVBoxLayout()
        self._right = QVBoxLayout()
        self._head = QVBoxLayout()
        self._lists = QVBoxLayout()
        self.write = WriteCard(context, self.origin)
        self._below = QVBoxLayout()
        self._pair = QHBoxLayout()
        for column in (self._head, self._lists):
            column.setSpacing(16)
            self._left.addLayout(column)
        self._left.addWidget(self.write)
        self._left.addLayout(self._below)
        self._left.addStretch(1)
        self._left.setSpacing(26)
        self._right.setSpacing(22)
        self._lay_out()

    def _lay_out(self) -> None:
        self._side = side = QWidget()
        side.setLayout(self._right)
        self._right.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        self._columns = row = QHBoxLayout(inside)
        row.setContentsMargins(28, 26, 28, 26)
        row.setSpacing(26)
        row.addLayout(self._left, 19)
        row.addWidget(side, 10)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setAccessibleName(self.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._rescale()
        self.context.themes.theme_changed.connect(self._rescale)

    @Slot()
    def _rescale(self) -> None:
        """Beside each other where there is room for both, else the side goes below."""
        beside = self.width() >= scaled(LEAST_BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(way)
        self._pair.setDirection(way)
        self._side.setMinimumWidth(scaled(240) if beside else 0)
        self._side.setMaximumWidth(scaled(372) if beside else UNLIMITED)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width anew."""
        super().resizeEvent(event)
        self._rescale()

    def refresh(self) -> None:
        """Read the day again."""
        view = self.services.today.view(self.context.today())
        focused = next((key for key, row in self._ticks.items() if row.box.hasFocus()), "")
        self._ticks = {}
        for column in (self._head, self._lists, self._below, self._right):
            clear_layout(column)
        self._show_head(view)
        self._show_actions(view)
        self._show_insights(view.insights)
        self._show_side(view)
        tab_through(self._head, self._lists, self.write, self._below, self._right)
        row = self._ticks.get(focused)
        if row is not None:
            # Rows come into sight, and can have the focus, only when the layout gets its turn.
            QTimer.singleShot(0, row, row.setFocus)
        self.write.refresh()

    def after_own_change(self, changes: ChangeSet) -> None:
        """A tick here changes the counts and lists, the card one writes in stays as it is."""
        if not changes.touches("reflection"):
            self.refresh()

    def flush(self) -> bool:
        """Save what is being written."""
        return self.write.flush()

    def _show_head(self, view: TodayView) -> None:
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(TextLabel(day_long(view.day), "heading"), 0, Qt.AlignmentFlag.AlignBaseline)
        line.addWidget(TextLabel(self._summary(view), "muted", wrap=True), 1, Qt.AlignmentFlag.AlignBaseline)
        self._head.addLayout(line)
        if view.next_meeting is not None and view.next_page is not None:
            card = NextMeeting(view.next_meeting, view.next_page, view.day)
            meeting_id = view.next_meeting.meeting.id
            card.opened.connect(lambda: self.context.navigator.open_record(meeting_id))
            self._head.addWidget(card)
        else:
            empty = EmptyState(
                self.tr("No meeting is planned."),
                action=self.tr("Plan a meeting"),
                example=self.tr("Example: monthly with my supervisor, 45 minutes, about the aims page."),
            )
            empty.action_clicked.connect(lambda: self.context.navigator.place_wanted.emit("meetings"))
            self._head.addWidget(empty)

    def _summary(self, view: TodayView) -> str:
        parts = []
        if view.due:
            parts.append(how_many(view.due, self.tr("action is due"), self.tr("actions are due")))
        if view.stalled:
            moved = min((card.moved for card in view.stalled if card.moved), default=None)
            words = how_many(len(view.stalled), self.tr("goal has"), self.tr("goals have"))
            parts.append(
                self.tr("{0} not moved for {1}").format(words, weeks_since(moved, view.day) if moved else "")
            )
        return ", ".join(parts) or self.tr("Nothing is due today.")

    def _show_actions(self, view: TodayView) -> None:
        self._pair = row = QHBoxLayout()
        row.setSpacing(26)
        mine, waiting = QVBoxLayout(), QVBoxLayout()
        mine.addWidget(SectionLabel(self.tr("My next moves")))
        mine.addWidget(self._mine(view))
        waiting.addWidget(SectionLabel(self.tr("I am waiting for")))
        waiting.addWidget(self._waiting(view))
        for column in (mine, waiting):
            column.setSpacing(8)
            column.addStretch(1)
            row.addLayout(column, 1)
        self._lists.addLayout(row)
        self._rescale()

    def _mine(self, view: TodayView) -> QWidget:
        shown = (*view.mine[:MOST_ROWS], *view.done_today[:2])
        if not shown:
            return TextLabel(
                self.tr("Nothing open. Capture one with Ctrl+N: “action: send the draft”."),
                "small",
                wrap=True,
            )
        rows = RowList()
        for action in shown:
            rows.add_row(self._action_row(action, view))
        if len(view.mine) > MOST_ROWS:
            rows.add_row(TextLabel(self.tr("and {0} more").format(len(view.mine) - MOST_ROWS), "small"))
        return rows

    def _action_row(self, action: OwnedAction, view: TodayView) -> ActionRow:
        item = action.item
        text, kind = ("done", "plain") if item.done_on else due_words(item.due, view.day)
        row = ActionRow(item.title, item.done_on is not None, badge=text, kind=kind)  # type: ignore[arg-type]
        row.setEnabled(not self.context.read_only)
        row.edited.connect(lambda ticked, key=item.id: self._tick(key, ticked))
        row.activated.connect(lambda key=item.id: self.context.navigator.open_record(key))
        self._ticks[item.id] = row
        return row

    def _waiting(self, view: TodayView) -> QWidget:
        if not view.waiting:
            return TextLabel(self.tr("Nobody owes you anything just now."), "small", wrap=True)
        rows = RowList()
        for action in view.waiting[:MOST_ROWS]:
            item = action.item
            due = self.tr("due {0}").format(day_short(item.due, view.day)) if item.due else ""
            badge = ", ".join(part for part in (action.owner, due) if part)
            row = ListRow(item.title, badge=badge)
            row.clicked.connect(lambda _=False, key=item.id: self.context.navigator.open_record(key))
            rows.add_row(row)
        return rows

    def _tick(self, action_id: str, ticked: bool) -> None:
        try:
            self.services.actions.tick(
                action_id, self.context.today() if ticked else None, origin=self.origin
            )
        except JournalError as error:
            self.context.navigator.tell("error", error.message)

    def _show_insights(self, insights: tuple[Insight, ...]) -> None:
        if not insights:
            return
        self._below.setSpacing(8)
        self._below.addWidget(SectionLabel(self.tr("Insights with no action yet")))
        rows = InsightRows(insights, self.context.today(), read_only=self.context.read_only)
        rows.opened.connect(self.context.navigator.open_record)
        rows.action_wanted.connect(self._make_action)
        self._below.addWidget(rows)

    def _make_action(self, insight: Insight) -> None:
        try:
            made = self.services.actions.add(insight.title, source=insight.id, origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return
        self.context.navigator.tell("ok", self.tr("Now an action: {0}").format(made.title))

    def _show_side(self, view: TodayView) -> None:
        self._right.addWidget(self._deadlines(view))
        if view.stalled:
            self._right.addWidget(self._stalled(view))
        if view.on_this_day:
            self._right.addWidget(self._on_this_day(view))
        self._right.addStretch(1)

    def _deadlines(self, view: TodayView) -> Card:
        card = Card(self.tr("Next 60 days"))
        if not view.deadlines:
            card.add(TextLabel(self.tr("No milestone or goal falls due."), "small", wrap=True))
            return card
        rows = RowList()
        for deadline in view.deadlines[:MOST_ROWS]:
            row = ListRow(
                self.tr("{0}: {1}").format(deadline.kind, deadline.title),
                lead=f"{deadline.day.day} {deadline.day:%b}",
            )
            row.clicked.connect(
                lambda _=False, key=deadline.record_id: self.context.navigator.open_record(key)
            )
            rows.add_row(row)
        card.add(rows)
        return card

    def _stalled(self, view: TodayView) -> Card:
        card = Card(self.tr("Not moved lately"))
        rows = RowList()
        for goal in view.stalled:
            text = self.tr("{0} still").format(weeks_since(goal.moved, view.day)) if goal.moved else ""
            row = ListRow(goal.goal.title, badge=text, kind="warn")
            row.clicked.connect(lambda _=False, key=goal.goal.id: self.context.navigator.open_record(key))
            rows.add_row(row)
        card.add(rows)
        return card

    def _on_this_day(self, view: TodayView) -> Card:
        card = Card(self.tr("On this day"))
        for found in view.on_this_day:
            kind = RECORD_TYPES[found.type].LABEL
            day = day_full(found.date).split(" ", 1)[1] if found.date else ""
            card.add(TextLabel(f"{day}, {kind}", "small"))
            more = LinkButton(found.heading)
            more.clicked.connect(lambda _=False, key=found.id: self.context.navigator.open_record(key))
            card.add(more)
            if found.preview:
                card.add(TextLabel(_shortened(found.preview), wrap=True))
        return card


def _shortened(preview: str) -> str:
    """The beginning of a text on one line, ended at a word where it is cut."""
    line = " ".join(preview.split())
    return line if len(preview) < PREVIEW else line.rsplit(" ", 1)[0] + "…"
