"""A brief on the screen: the objective, the parts in two columns where there is room, and what stands beside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.pages.prepare_side import PrepareSide
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.brief_part import BriefPart
from mentorjournal.gui.widgets.buttons import IconButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_surface
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.gui.widgets.text_area import ROOM_BELOW
from mentorjournal.gui.words import day_long, day_short
from mentorjournal.services.preparing import Brief, Line
from mentorjournal.services.preparing.brief import LEFT, MENTEE_PARTS, MENTOR_PARTS, WHOLE

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

SIDE_WIDTH = 320
SIDE_FROM = 920
"""The side panel stands beside the brief from this width on, in pixels at 100 %."""
PAIR_FROM = 560


class PrepareView(QScrollArea):
    """What a brief looks like; it knows nothing of the journal."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._writable = not context.read_only
        self.parts: dict[str, BriefPart] = {}
        self._arranged = (-1, "")
        self.setAccessibleName(self.tr("Prepare"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._make()
        self._lay_out()
        context.themes.theme_changed.connect(self._rescale)

    def _make(self) -> None:
        tr = self.tr
        self.title = TextLabel("", "heading", wrap=True)
        self.gathered = TextLabel("", "muted", wrap=True)
        self.print_button = QuietButton(tr("Print brief"))
        self.start_button = PrimaryButton(tr("Start meeting"))
        self.day_words = TextLabel("", "small")
        self.earlier = IconButton("chevron-left", tr("Previous meeting of the day"), small=True)
        self.later = IconButton("chevron-right", tr("Next meeting of the day"), small=True)
        self.objective = TextField(
            name=tr("One objective"), placeholder=tr("If only one thing comes of it, what should that be?")
        )
        self.objective.setReadOnly(not self._writable)
        self.objective.setToolTip(self._context.read_only)
        self.missing = TextLabel(
            tr("Still without an objective. With one, the rest is easier to choose."), "small", wrap=True
        )
        self.also = TextLabel("", "small", wrap=True)
        self.private = TextLabel(
            tr("This page is for your own eyes; it is printed with that remark."), "small", wrap=True
        )
        self.side = PrepareSide()

    def _lay_out(self) -> None:
        inside = QWidget()
        set_surface(inside, "surface")
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(0)
        self._main = QWidget()
        column = QVBoxLayout(self._main)
        column.setContentsMargins(34, 24, 34, ROOM_BELOW)
        column.setSpacing(8)
        column.addLayout(self._head())
        column.addSpacing(6)
        column.addWidget(SectionLabel(self.tr("One objective")))
        column.addWidget(self.objective)
        column.addWidget(self.missing)
        column.addSpacing(6)
        self._top = QVBoxLayout()
        self._top.setContentsMargins(0, 0, 0, 10)
        column.addLayout(self._top)
        self._columns = QHBoxLayout()
        self._columns.setSpacing(34)
        self._left, self._right, self._below = (QVBoxLayout() for _ in range(3))
        for side in (self._left, self._right):
            self._columns.addLayout(side, 1)
        for stack in (self._left, self._right, self._below):
            stack.setSpacing(18)
        column.addLayout(self._columns)
        column.addSpacing(10)
        column.addLayout(self._below)
        column.addWidget(self.also)
        column.addWidget(self.private)
        column.addStretch(1)
        self._both.addWidget(self._main, 1)
        self._both.addWidget(self.side)
        self.setWidget(inside)
        self._rescale()

    def _head(self) -> QBoxLayout:
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(self.title)
        words.addWidget(self.gathered)
        day = QHBoxLayout()
        day.setSpacing(6)
        for widget in (self.day_words, self.earlier, self.later):
            day.addWidget(widget)
        day.addStretch(1)
        words.addLayout(day)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.print_button)
        buttons.addWidget(self.start_button)
        buttons.addStretch(1)
        self._head_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head_row.setSpacing(12)
        self._head_row.addLayout(words, 1)
        self._head_row.addLayout(buttons)
        return self._head_row

    # Showing

    def show_title(self, names: str) -> None:
        """Whose brief it is, before it is gathered."""
        self.title.setText(self.tr("Prepare: {0}").format(names))
        self.gathered.setText(self.tr("Gathering…"))

    def show_brief(self, brief: Brief, today: dt.date) -> None:
        """Show a brief; texts one is writing in stay."""
        self.show_title(brief.names)
        self.gathered.setText(self._gathered_words(brief, today))
        self.objective.set_value(brief.objective)
        self.missing.setVisible(not brief.objective.strip() and self._writable)
        self.private.setVisible(brief.side == "mentor")
        self._make_parts(brief)
        for part in brief.parts:
            self.parts[part.key].display(part)
        self._share_out()
        self._order()

    def show_day(self, place: int, count: int) -> None:
        """Which of several meetings of its day this is; `place` counts from 0."""
        for widget in (self.day_words, self.earlier, self.later):
            widget.setVisible(count > 1)
        self.day_words.setText(self.tr("Meeting {0} of {1} that day").format(place + 1, count))
        self.earlier.setEnabled(place > 0)
        self.later.setEnabled(place < count - 1)

    def show_also(self, also: tuple[Line, ...]) -> None:
        """What of the ticked lines has no room on the page."""
        self.also.setVisible(bool(also))
        names = "; ".join(line.full for line in also)
        self.also.setText(self.tr("Also, not on the page: {0}.").format(names.rstrip(".")))

    def _gathered_words(self, brief: Brief, today: dt.date) -> str:
        at = f", {brief.at:%H:%M}" if brief.at else ""
        year = "" if brief.day is None or brief.day.year == today.year else f" {brief.day.year}"
        when = f"{day_long(brief.day)}{year}{at}. " if brief.day else ""
        since = day_short(brief.since, today) if brief.since else ""
        if brief.first:
            start = self.tr("The first one: gathered from what there is since {0}").format(since)
        else:
            start = self.tr("Gathered from what changed since {0}").format(since)
        return when + start + self.tr("; untick what you do not want to bring.")

    def _make_parts(self, brief: Brief) -> None:
        if self._arranged[1] == brief.side:
            return
        for old in self.parts.values():
            old.hide()
            old.deleteLater()
        titles: Mapping[str, str] = MENTOR_PARTS if brief.side == "mentor" else MENTEE_PARTS
        because = self._context.read_only
        self.parts = {
            key: BriefPart(
                key,
                self.tr("To decide, to talk about") if key == "objective" else self.tr(title),
                writable=self._writable,
                because=because,
            )
            for key, title in titles.items()
        }
        if "objective" in self.parts:
            self._top.addWidget(self.parts["objective"])
        self._arranged = (-1, brief.side)

    def _share_out(self) -> None:
        """The side panel beside or below, the parts in two columns or one."""
        width = self.viewport().width()
        beside = width >= scaled(SIDE_FROM)
        row, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(row if beside else below)
        self.side.setMaximumWidth(scaled(SIDE_WIDTH) if beside else 16_777_215)
        self.side.setMinimumWidth(scaled(SIDE_WIDTH) if beside else 0)
        room = width - (scaled(SIDE_WIDTH) if beside else 0)
        self._head_row.setDirection(row if room >= scaled(PAIR_FROM) else below)
        columns = 2 if room >= scaled(PAIR_FROM) else 1
        if self._arranged[0] != columns and self.parts:
            self._arranged = (columns, self._arranged[1])
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        """Put every part where it belongs; one column holds them all in their order."""
        for layout in (self._left, self._right, self._below):
            while layout.takeAt(0) is not None:
                pass
        for key, part in self.parts.items():
            if key != "objective":
                self._place_of(key, columns).addWidget(part)
        self._left.addStretch(1)
        self._right.addStretch(1)
        self._columns.setStretch(1, 1 if columns > 1 else 0)
        self._columns.setSpacing(34 if columns > 1 else 0)

    def _place_of(self, key: str, columns: int) -> QVBoxLayout:
        if columns == 1 or key in LEFT:
            return self._left
        return self._below if key in WHOLE else self._right

    def _order(self) -> None:
        """Tab goes through the parts in their order."""
        tab_through(self.print_button, self.start_button, self.objective, *self.parts.values(), self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out anew."""
        super().resizeEvent(event)
        self._share_out()

    def _rescale(self) -> None:
        self._share_out()
