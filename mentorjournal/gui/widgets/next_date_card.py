"""The next date: proposed by the rhythm that was agreed, planned by one click."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.words import day_full

if TYPE_CHECKING:
    from mentorjournal.services.follow_up_page import FollowUpPage


class NextDateCard(Card):
    """`planned` carries the day and the time to plan, `opened` the id of the meeting that is planned."""

    planned = Signal(object, object)
    opened = Signal(str)

    def __init__(self, today: Callable[[], dt.date], *, because: str, parent: QWidget | None = None) -> None:
        super().__init__(tone="wash", parent=parent)
        self._because = because
        self._at: dt.time | None = None
        self._planned = ""
        self.setAccessibleName(self.tr("Next date"))
        self.words = TextLabel("", "bold", wrap=True)
        self.why = TextLabel("", "small", wrap=True)
        self.day = DateField(name=self.tr("Next date"), today=today)
        self.plan = QuietButton(self.tr("Plan it"), "calendar")
        self.open = LinkButton(self.tr("Open it"))
        self.open.setAccessibleName(self.tr("Open the next meeting"))
        for control in (self.day, self.plan):
            control.setDisabled(bool(because))
            control.setToolTip(because)
        self._choice = HuggingFrame()
        row = FlowLayout(self._choice, gap=8)
        for control in (self.day, self.plan):
            row.addWidget(control)
        self.add(SectionLabel(self.tr("Next date"), "accent"))
        for widget in (self.words, self.why, self._choice, self.open):
            self.add(widget)
        self.plan.clicked.connect(self._plan)
        self.open.clicked.connect(lambda: self.opened.emit(self._planned))

    def show_day(self, page: FollowUpPage) -> None:
        """Offer the day that was noted, or else the one proposed."""
        self.day.set_value(page.meeting.next_date or page.proposal.day)

    def show_next(self, page: FollowUpPage) -> None:
        """Say what is planned, or proposed; the day being chosen stays."""
        planned = page.planned
        self._planned = planned.id if planned is not None else ""
        self._at = page.meeting.at
        self._choice.setVisible(planned is None)
        self.open.setVisible(planned is not None)
        if planned is not None and planned.date is not None:
            at = f", {planned.at:%H:%M}" if planned.at else ""
            self.words.setText(f"{day_full(planned.date)}{at}")
            self.why.setText(self.tr("It is planned."))
            return
        if self.day.value() is None:
            self.day.set_value(page.meeting.next_date or page.proposal.day)
        day = page.meeting.next_date or page.proposal.day
        at = f", {self._at:%H:%M}" if self._at and day else ""
        self.words.setText(f"{day_full(day)}{at}" if day else self.tr("No day is proposed."))
        noted = self.tr("Noted at the meeting") if page.meeting.next_date else page.proposal.why
        self.why.setText(noted.rstrip(".") + ".")

    def _plan(self) -> None:
        self.day.settle()
        day = self.day.value()
        if self.day.is_wrong() or day is None:
            self.day.setFocus()
            return
        self.planned.emit(day, self._at)
