"""Today: the next move, what I wait for, what comes, and a prompt to write from."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QPoint, QTimer, Slot
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.pages.page import Command, Page
from mentorjournal.gui.pages.part import Part
from mentorjournal.gui.pages.today_head import DayLine, MeetingsPart, WrapUpPart, show_head
from mentorjournal.gui.pages.today_lists import (
    InsightsPart,
    MenteesPart,
    MovesPart,
    PulsePart,
    WaitingPart,
)
from mentorjournal.gui.pages.today_side import DeadlinesPart, OnThisDayPart, StalledPart
from mentorjournal.gui.pages.today_write import WriteCard
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.tab_order import tab_through

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.services.today import TodayView

UNLIMITED = 0xFFFFFF
LEAST_BESIDE = 720
"""With less width than this, in pixels at 100 %, what stands beside goes below."""


class TodayPage(Page):
    """Each part is built anew only where what it shows has changed, so focus and place stay."""

    PLACE: ClassVar[str] = "today"
    TITLE: ClassVar[str] = "Today"

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.day_line = DayLine(context, self.origin)
        self.meetings = MeetingsPart(context, self.origin)
        self.wrap_up = WrapUpPart(context, self.origin)
        self.mentees = MenteesPart(context, self.origin)
        self.moves = MovesPart(context, self.origin)
        self.waiting = WaitingPart(context, self.origin)
        self.write = WriteCard(context, self.origin)
        self.insights = InsightsPart(context, self.origin)
        self.pulse = PulsePart(context, self.origin)
        self.deadlines = DeadlinesPart(context, self.origin)
        self.stalled = StalledPart(context, self.origin)
        self.on_this_day = OnThisDayPart(context, self.origin)
        self._next = ""
        self._below_mentees: Part = self.insights
        self.meetings.plan_wanted.connect(self.plan_meeting)
        self.meetings.search_wanted.connect(lambda: context.navigator.open_view("", "search"))
        context.relay.changed.connect(self._follow_role)
        self._lay_out()

    def _lay_out(self) -> None:
        head, right = QVBoxLayout(), QVBoxLayout()
        self._left = left = QVBoxLayout()
        head.setSpacing(16)
        for part in (self.day_line, self.meetings):
            head.addWidget(part)
        self._pair = pair = QHBoxLayout()
        pair.setSpacing(26)
        pair.addWidget(self.moves, 1)
        pair.addWidget(self.waiting, 1)
        left.setSpacing(26)
        left.addLayout(head)
        left.addLayout(pair)
        left.addWidget(self.wrap_up)
        left.addWidget(self.pulse)
        left.addWidget(self.write)
        left.addWidget(self.mentees)
        left.addWidget(self.insights)
        left.addStretch(1)
        right.setSpacing(22)
        right.setContentsMargins(0, 0, 0, 0)
        for card in (self.deadlines, self.stalled, self.on_this_day):
            right.addWidget(card)
        right.addStretch(1)
        self._side = QWidget()
        self._side.setLayout(right)
        inside = QWidget()
        self._columns = row = QHBoxLayout(inside)
        row.setContentsMargins(28, 26, 28, 26)
        row.setSpacing(26)
        row.addLayout(left, 19)
        row.addWidget(self._side, 10)
        self.area = QScrollArea()
        self.area.setWidget(inside)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
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
        bar = self.area.verticalScrollBar()
        place = bar.value()
        self._next = view.ahead[0].meeting.id if view.ahead else ""
        self._display(view)
        self.write.refresh(view)
        self._put_mentees(first=view.role == "mentor")
        if place:
            # The height is settled only when the layout gets its turn.
            QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def _put_mentees(self, *, first: bool) -> None:
        """Whoever is a mentor only sees the mentees before all else; Tab goes as one reads."""
        before = self.moves if first else self.insights
        if self._below_mentees is not before:
            self._below_mentees = before
            self._left.removeWidget(self.mentees)
            self._left.insertWidget(1 if first else self._left.indexOf(self.insights), self.mentees)
        lists = (self.moves, self.waiting, self.wrap_up, self.pulse, self.write)
        order = (self.mentees, *lists) if first else (*lists, self.mentees)
        tab_through(
            *(self.day_line, self.meetings, *order),
            *(self.insights, self.deadlines, self.stalled, self.on_this_day),
        )

    def _display(self, view: TodayView) -> None:
        day = view.day
        show_head(view, self.day_line, self.meetings, self.wrap_up)
        self.mentees.display(day, view.mentees)
        self.moves.display(day, view.mine, view.done_today)
        self.waiting.display(day, view.waiting)
        self.insights.display(day, view.insights)
        self.pulse.display(view.pulse)
        self.deadlines.display(day, view.deadlines)
        self.stalled.display(day, view.stalled)
        self.on_this_day.display(view.on_this_day)

    @Slot(object)
    def _follow_role(self, changes: ChangeSet) -> None:
        """Another role has other prompts, and mentees or none."""
        if changes.profile and not changes.items:
            self._stale = True
            if self.isVisible():
                self._reload()

    def after_own_change(self, changes: ChangeSet) -> None:
        """A tick here changes the counts and lists, the card one writes in stays as it is."""
        if not changes.touches("reflection"):
            self.refresh()

    def flush(self) -> bool:
        """Save what is being written."""
        return self.write.flush()

    def commands(self) -> tuple[Command, ...]:
        """Prepare what is next, plan what is not planned yet."""
        found = []
        if self._next:
            found.append(
                Command("today-prepare", self.tr("Prepare the next meeting"), self.prepare, "meetings")
            )
        if not self.context.read_only:
            found.append(Command("today-plan", self.tr("Plan a meeting"), self.plan_meeting, "meetings"))
        return tuple(found)

    def prepare(self) -> None:
        """Go to the brief of the next meeting."""
        if self._next:
            self.context.navigator.open_view(self._next, "prepare")

    def plan_meeting(self) -> None:
        """Plan one with the only person there is, else ask with whom."""
        partners = self.services.today.partners()
        if len(partners) <= 1:
            self._plan_with(partners[0][0] if partners else "")
            return
        menu = self.partners_menu(partners)
        below = self.meetings.stops.get("plan", self.day_line)
        menu.popup(below.mapToGlobal(QPoint(0, below.height())))

    def partners_menu(self, partners: tuple[tuple[str, str], ...]) -> QMenu:
        """With whom to plan a meeting."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for person, name in partners:
            menu.addAction(name).triggered.connect(lambda _=False, key=person: self._plan_with(key))
        menu.addSeparator()
        menu.addAction(self.tr("Somebody else")).triggered.connect(lambda: self._plan_with(""))
        return menu

    def _plan_with(self, person: str) -> None:
        try:
            made = self.services.today.plan_meeting(person, self.context.today(), origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            return
        self.context.navigator.open_record(made.id)
