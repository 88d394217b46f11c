"""An insight in the journal: one sentence, what is behind it, where it came from, and what follows."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.model.types import Insight


class InsightView(ThoughtView):
    """One insight to write, to trace back, and to act on: at once, or over a decision and a goal."""

    KIND = Insight
    MAKES = ("decision", "goal", "action")

    def build(self) -> None:
        """The sentence, and what made it clear."""
        tr = self.tr
        self.ask(tr("What you understood, in one sentence"))
        self.detail = self.note("detail", tr("More"), tr("What made it clear, and where else it may hold."))
        self.column.addWidget(self.detail)
        self.title.finished.connect(lambda: self.detail.setFocus(Qt.FocusReason.TabFocusReason))
