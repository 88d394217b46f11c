"""The two faces of the goals: the list by state, and all goals in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.models.goals_model import GoalsModel
from mentorjournal.gui.theme import active_scale
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.goal_list import GoalList
from mentorjournal.gui.widgets.goal_timeline import GoalTimeline
from mentorjournal.gui.widgets.segmented import Segmented

LIST_WIDTH = 312
GROWS = 0.25
"""The list grows less than the text, so that the goal's page keeps its room."""


STACKED_FROM = 1.25
"""From this text scale on, the switch and the button of the list stand below each other."""


class GoalsPanel(QWidget):
    """What both faces have: the switch between them, and the way to a new goal."""

    new_wanted = Signal()
    face_wanted = Signal(str)

    def __init__(self, face: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.switch = Segmented(
            (("list", self.tr("List")), ("timeline", self.tr("Timeline"))), face, self.tr("Show goals as")
        )
        self.new = QuietButton(self.tr("New goal"), "add")
        self.new.clicked.connect(self.new_wanted)
        self.switch.edited.connect(self.face_wanted)

    def set_writable(self, *, writable: bool, because: str) -> None:
        """Let goals be made, or say why not."""
        self.new.setEnabled(writable)
        self.new.setToolTip(because)


class GoalsListPanel(GoalsPanel):
    """The list by state."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__("list", parent)
        self.model = GoalsModel(self)
        self.goals = GoalList(self.model, today)
        head = self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setContentsMargins(18, 14, 18, 6)
        head.setSpacing(8)
        head.addWidget(self.switch)
        head.addStretch(1)
        head.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.goals, 1)
        self.rescale()

    def rescale(self) -> None:
        """As wide as the text size in use asks for."""
        self.setFixedWidth(round(LIST_WIDTH * (1 + (active_scale() - 1) * GROWS)))
        beside = active_scale() < STACKED_FROM
        self._head.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )


class GoalsTimelinePanel(GoalsPanel):
    """All goals in time."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__("timeline", parent)
        self.chart = GoalTimeline(today)
        self.zoom = Segmented(
            (("half", self.tr("Half a year")), ("year", self.tr("A year")), ("all", self.tr("Everything"))),
            "year",
            self.tr("How much time is in sight"),
        )
        head = QWidget()
        flow = FlowLayout(head, gap=12, line_gap=8)
        flow.setContentsMargins(18, 14, 18, 10)
        for widget in (self.switch, self.zoom, self.new):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self.chart, 1)
        self.zoom.edited.connect(self.chart.rows.set_window)
