"""One mentee at a glance: the name, what asks for attention, and the same facts in the same columns for all."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.mentee_words import needs_words, span
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, BadgeKind, TextLabel, hairline
from mentorjournal.gui.widgets.name_button import NameButton
from mentorjournal.gui.words import day_short, how_many
from mentorjournal.model.choices import label
from mentorjournal.services.mentoring import Mentee, Promises

FACT_WIDTH = 148
PRESSING = {"rough", "overdue", "late_mine", "hard_date"}


class Fact(QWidget):
    """A small name and what it is; as wide as every other one, so that columns form."""

    def __init__(
        self, name: str, text: str, more: str = "", *, late: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"{name}: {text} {more}".strip())
        column = self.column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(TextLabel(name, "tiny"))
        column.addWidget(TextLabel(text, "warn-value" if late else "", wrap=True))
        # A line that says nothing keeps the columns level.
        self.more = TextLabel(more or " ", "small", wrap=True)
        column.addWidget(self.more)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """One column wide, in the text size in use, and as high as the highest beside it."""
        beside = self.parentWidget()
        facts = [self] if beside is None else beside.findChildren(Fact)
        return QSize(scaled(FACT_WIDTH), max(fact.needed() for fact in facts))

    def needed(self) -> int:
        """The height of its own words."""
        return self.column.totalHeightForWidth(scaled(FACT_WIDTH))


class MenteeRow(HuggingFrame):
    """`opened` asks for the relationship, `prepare` for the brief of the next meeting, `plan` for a meeting."""

    opened = Signal()
    prepare = Signal()
    plan = Signal()

    def __init__(
        self,
        mentee: Mentee,
        today: dt.date,
        *,
        read_only: str = "",
        last: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(mentee.tie.name)
        self.name = NameButton(mentee.tie.name)
        self.name.clicked.connect(self.opened)
        self.deed = self._deed(mentee, read_only)
        self.badges = [badge.text() for badge in _badges(mentee, today)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(10)
        words = QWidget()
        flow = FlowLayout(words, gap=8)
        flow.addWidget(self.name)
        for badge in _badges(mentee, today):
            flow.addWidget(badge)
        head.addWidget(words, 1)
        head.addWidget(self.deed, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self._facts(mentee, today))
        column.addSpacing(4)
        if not last:
            column.addWidget(hairline())
        self.setFocusProxy(self.name)

    def _deed(self, mentee: Mentee, read_only: str) -> QuietButton:
        if mentee.next is not None:
            button = QuietButton(self.tr("Prepare"))
            button.setAccessibleName(self.tr("Prepare the meeting with {0}").format(mentee.tie.name))
            button.clicked.connect(self.prepare)
            return button
        button = QuietButton(self.tr("Plan a meeting"))
        button.setAccessibleName(self.tr("Plan a meeting with {0}").format(mentee.tie.name))
        button.setEnabled(not read_only)
        button.setToolTip(read_only)
        button.clicked.connect(self.plan)
        return button

    def _facts(self, mentee: Mentee, today: dt.date) -> QWidget:
        tr = self.tr
        holder = QWidget()
        flow = FlowLayout(holder, gap=14, line_gap=8)
        flow.addWidget(self._met(mentee, today))
        flow.addWidget(self._ahead(mentee, today))
        flow.addWidget(_promised(tr("I promised"), mentee.mine))
        flow.addWidget(_promised(tr("They promised"), mentee.theirs))
        flow.addWidget(
            Fact(
                tr("Goals and questions"),
                how_many(mentee.stalled, tr("goal stands still"), tr("goals stand still"))
                if mentee.stalled
                else tr("no goal stands still"),
                how_many(mentee.questions, tr("open question"), tr("open questions"))
                if mentee.questions
                else "",
                late=bool(mentee.stalled),
            )
        )
        flow.addWidget(self._hours(mentee))
        return holder

    def _met(self, mentee: Mentee, today: dt.date) -> Fact:
        tr = self.tr
        often = label("cadence", mentee.tie.cadence).lower()
        if mentee.last_met is None:
            return Fact(tr("Last met"), tr("not yet"), often)
        ago = tr("today") if not mentee.gap else tr("{0} ago").format(span(mentee.gap))
        return Fact(
            tr("Last met"),
            day_short(mentee.last_met, today),
            tr("{0}, {1}").format(ago, often),
            late=bool(mentee.overdue),
        )

    def _ahead(self, mentee: Mentee, today: dt.date) -> Fact:
        tr = self.tr
        if mentee.next is None:
            return Fact(tr("Next"), tr("no date"), late=not mentee.paused)
        at = f"{mentee.next.at:%H:%M}" if mentee.next.at else ""
        return Fact(tr("Next"), f"{mentee.next.date:%a} {day_short(mentee.next.date, today)}", at)

    def _hours(self, mentee: Mentee) -> Fact:
        tr = self.tr
        if mentee.planned is None:
            return Fact(tr("Hours this half-year"), f"{mentee.hours:.1f}".removesuffix(".0"))
        spent = f"{mentee.hours:.1f}".removesuffix(".0")
        fact = Fact(tr("Hours this half-year"), tr("{0} of {1:g} planned").format(spent, mentee.planned))
        over = mentee.hours > mentee.planned
        bar = Bar(tr("Hours this half-year"), mentee.hours, mentee.planned, "warn" if over else "accent")
        fact.more.hide()
        fact.column.insertWidget(2, bar)
        return fact


def _promised(name: str, side: Promises) -> Fact:
    if not side.made:
        return Fact(name, "nothing due")
    late = f"{side.late} late" if side.late else ""
    return Fact(name, f"{side.kept} of {side.made} kept", late, late=bool(side.late))


def _badges(mentee: Mentee, today: dt.date) -> list[Badge]:
    if mentee.paused and mentee.tie.paused_until:
        return [Badge(f"paused until {day_short(mentee.tie.paused_until, today)}", "quiet")]
    kinds: list[BadgeKind] = ["warn" if key in PRESSING else "quiet" for key in mentee.needs]
    return [Badge(text, kind) for text, kind in zip(needs_words(mentee, today), kinds, strict=True)]
