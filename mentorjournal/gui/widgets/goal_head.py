"""The head of a goal's page: its title, its state, where it belongs and its days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.goal_words import still_words
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, TextLabel
from mentorjournal.gui.words import day_short, weeks_since
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Goal
from mentorjournal.services.goals import OPEN_STATES, GoalCard

DATE_WIDTH = 146


class GoalHead(HuggingFrame):
    """`titled` is typing; `picked` carries a field's name and the value chosen for it; `delete_wanted`."""

    titled = Signal(str)
    picked = Signal(str, object)
    delete_wanted = Signal()
    side_wanted = Signal(bool)

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.since = TextLabel("", "small")
        self.still = Badge("", "warn")
        self.delete = IconButton("trash", self.tr("Delete goal"))
        self.side = IconButton("inspector", self.tr("Show or fold the side panel"), checkable=True)
        self.title = TitleEdit(name=self.tr("Goal"), placeholder=self.tr("What will be different?"))
        self.choices = {
            "status": ChoiceField(tuple(CHOICES["goal_status"].items()), name=self.tr("State")),
            "area": ChoiceField(tuple(CHOICES["goal_area"].items()), name=self.tr("Area")),
            "scope": ChoiceField(tuple(CHOICES["scope"].items()), name=self.tr("Scope")),
        }
        self.dates = {
            "start": DateField(name=self.tr("Start"), today=today),
            "target": DateField(name=self.tr("Target"), today=today),
            "closed_on": DateField(name=self.tr("Closed on"), today=today),
        }
        self._closed_row = FormRow(self.tr("Closed on"), self.dates["closed_on"])
        self._lay_out()
        self.title.edited.connect(self.titled)
        self.delete.clicked.connect(self.delete_wanted)
        self.side.clicked.connect(self.side_wanted)
        for name, choice in self.choices.items():
            choice.edited.connect(lambda key, name=name: self.picked.emit(name, key))
        for name, field in self.dates.items():
            field.edited.connect(lambda day, name=name: self.picked.emit(name, day))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.since)
        line.addWidget(self.still)
        line.addStretch(1)
        line.addWidget(self.delete)
        line.addWidget(self.side)
        facts = QWidget()
        flow = FlowLayout(facts, gap=12, line_gap=10)
        for name, choice in self.choices.items():
            flow.addWidget(
                FormRow(
                    {"status": self.tr("State"), "area": self.tr("Area")}.get(name, self.tr("Scope")), choice
                )
            )
        for name, text in (("start", self.tr("Start")), ("target", self.tr("Target"))):
            flow.addWidget(FormRow(text, self.dates[name]))
        flow.addWidget(self._closed_row)
        self.rescale()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(line)
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(facts)

    def rescale(self) -> None:
        """Fields as wide as their dates in the text size in use."""
        for field in self.dates.values():
            field.setFixedWidth(scaled(DATE_WIDTH))

    def display(self, goal: Goal, card: GoalCard | None) -> None:
        """Show a goal; without a card it is not in the journal yet."""
        self.title.set_value(goal.title)
        for name, choice in self.choices.items():
            choice.set_value(getattr(goal, name))
        for name, field in self.dates.items():
            if not field.is_wrong():
                field.set_value(getattr(goal, name))
        self._closed_row.setHidden(goal.status in OPEN_STATES)
        self.delete.setVisible(card is not None)
        self.show_card(goal, card)

    def show_card(self, goal: Goal, card: GoalCard | None) -> None:
        """Say when it was set, and whether it moves."""
        today = self._today()
        self.still.set_badge(still_words(card, today) if card else "")
        if card is None:
            self.since.setText(self.tr("New goal"))
            return
        parts = [self.tr("Set {0}").format(day_short(goal.date, today))] if goal.date else []
        if card.moved and not card.stalled(today) and (today - card.moved).days >= 7:  # noqa: PLR2004  a week
            parts.append(self.tr("last moved {0} ago").format(weeks_since(card.moved, today)))
        self.since.setText(", ".join(parts))

    def set_writable(self, *, writable: bool, because: str) -> None:
        """Let everything be changed, or nothing."""
        self.title.setReadOnly(not writable)
        for field in (*self.choices.values(), *self.dates.values(), self.delete):
            field.setEnabled(writable)
            if not writable:
                field.setToolTip(because)
