"""How it is between two people, as rated last: bars, what moved, and the next check."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import Badge, SectionLabel, TextLabel
from mentorjournal.gui.widgets.score_bars import ScoreBars
from mentorjournal.gui.widgets.trend_lines import TrendLines
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.types import Relationship
from mentorjournal.services.instruments import RELATIONSHIP_CHECK, instrument


class CheckCard(Card):
    """Shows the checks of one relationship and follows them; the button begins another one."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._context, self._origin = context, origin
        self._tie: Relationship | None = None
        self.title = SectionLabel(self.tr("Relationship check"), "accent")
        self.due = Badge("", "warn")
        self.bars = ScoreBars()
        self.note = TextLabel("", "small", wrap=True)
        self.trend = TrendLines()
        self.says = TextLabel("", "small", wrap=True)
        self.begin = QuietButton(self.tr("Check how it is"), "check")
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.due)
        self.body.addLayout(head)
        for part in (self.says, self.bars, self.note, self.trend, self.begin):
            self.body.addWidget(part)
        self.begin.clicked.connect(self.open_check)
        context.relay.changed.connect(self._follow)

    def show_relationship(self, relationship: Relationship, writable: bool) -> None:
        """Show the checks of another relationship."""
        self._tie = relationship
        self.begin.setEnabled(writable)
        self.begin.setToolTip("" if writable else self._context.read_only)
        self._read()

    def open_check(self) -> None:
        """Ask for a new check."""
        from mentorjournal.gui.dialogs.relationship_check import RelationshipCheckDialog

        if self._tie is not None and self.begin.isEnabled():
            RelationshipCheckDialog(self._context, self._tie.id, self.window()).open()

    @Slot(object)
    def _follow(self, changes: ChangeSet) -> None:
        if self._tie is not None and changes.touches("pulse"):
            self._read()

    def _read(self) -> None:
        tie = self._tie
        if tie is None:
            return
        checks = self._context.services.relationship_checks
        ratings = checks.history(RELATIONSHIP_CHECK, tie.id)
        scale = instrument(RELATIONSHIP_CHECK)
        last = ratings[0] if ratings else None
        day = self._context.today()
        self.due.set_badge(self.tr("due") if any(item.id == tie.id for item in checks.due(day)) else "")
        self.bars.setVisible(last is not None)
        self.title.setText(self.tr("Relationship check"))
        own = self.tr("Your own rating, private: it is in no report.")
        if last is None:
            own = self.tr("Twice a year, six questions: how is it between you, as you see it? {0}").format(
                own
            )
        else:
            month = f"{last.day:%B}" if last.day.year == day.year else f"{last.day:%B} {last.day.year}"
            self.title.setText(self.tr("Relationship check, {0}").format(month))
            self.bars.set_scores([(score.label, score.value) for score in last.scores], scale.high)
        self.says.setText(own)
        self.note.setText(last.note if last else "")
        self.note.setVisible(bool(last and last.note))
        self.trend.setVisible(last is not None)
        self.trend.set_ratings(ratings, scale.low, scale.high)
        self.setAccessibleName(self.title.text())
