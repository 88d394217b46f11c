"""A decision in the journal: what it is about, the options beside each other, the choice, and how it turned out."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, SectionLabel
from mentorjournal.gui.widgets.option_cards import OptionCard, OptionCards
from mentorjournal.model.types import Decision


class DecisionView(ThoughtView):
    """Weighed, taken, and looked at again on a day."""

    KIND = Decision
    MAKES = ("goal", "action")

    def build(self) -> None:
        """What it is about, what matters, the options, a mentor's view; then the choice."""
        tr = self.tr
        self.ask(tr("What is to be decided, as a question"))
        self.why = self.note("why", tr("What it is about"), tr("What brought it up, and by when it is due."))
        self.criteria = self.note("criteria", tr("What matters in it"), tr("Three things, no more."))
        self.options = OptionCards(tr("Options"))
        self.options.card_made.connect(self._serve)
        self.bind_text("options", self.options)
        self.options.stepping.connect(self.stepping)
        self.options.stepped.connect(self.stepped)
        self.options.chosen.connect(self._take)
        self.mentor_view = self.note(
            "mentor_view", tr("My mentor's view"), tr("What they said, and what they asked you back.")
        )
        for widget in (
            self.section(tr("What it is about"), self.why),
            self.section(tr("What matters in it"), self.criteria),
            self.section(tr("Options, side by side"), self.options),
            self.section(tr("My mentor's view"), self.mentor_view),
            self._choice_card(),
        ):
            self.column.addWidget(widget)
        self.title.finished.connect(lambda: self.why.setFocus(Qt.FocusReason.TabFocusReason))

    def _choice_card(self) -> QWidget:
        tr = self.tr
        self.taken = self.line("choice", tr("What I chose"), tr("Write it down, or choose an option above"))
        self.decided = self.ticked("decided_on", tr("Decided"), tr("Decide"))
        self.review = self.day("review_on", tr("Look at it again on"), tr("Change review day"))
        self.due = Badge("", "warn")
        self.looked = QuietButton(tr("I looked at it again"), "check")
        self.looked.clicked.connect(lambda: self.choose(tr("Look at a decision again"), review_on=None))
        self.outcome = self.note(
            "outcome", tr("How it turned out"), tr("What came true, and what you would weigh another way.")
        )
        self.outcome.set_look("card")
        card = Card(tone="wash")
        card.setAccessibleName(tr("What I chose"))
        card.add(SectionLabel(tr("What I chose"), "accent"))
        card.add(self.taken)
        card.add(self.decided)
        again = HuggingFrame()
        row = FlowLayout(again)
        row.addWidget(self.due)
        row.addWidget(self.looked)
        card.add(self.row(tr("Look at it again on"), self.review))
        card.add(again)
        card.add(SectionLabel(tr("How it turned out")))
        card.add(self.outcome)
        self._again = again
        return card

    def show_state(self, record: Any) -> None:
        """A review whose day has come asks for it."""
        waits = record.review_on is not None and record.review_on <= self.today()
        due = waits and not record.outcome.strip()
        self._again.setVisible(due)
        self.due.set_badge(self.tr("Time to look at it again") if due else "", "warn")
        self.looked.setDisabled(bool(self.context.read_only))

    def display(self, record: Any) -> None:
        """Show a decision; a new card without words belongs to the one before."""
        if record.id != self._record.id:
            self.options.forget()
        super().display(record)

    def _take(self, heading: str) -> None:
        """Choose an option: the choice and the day it was made are one step."""
        if not heading:
            self.context.navigator.tell("info", self.tr("Give the option a name first."))
            return
        self.stepping.emit()
        self.taken.set_value(heading)
        self.choose(self.tr("Decide"), decided_on=self.decided.value() or self.today())

    def _serve(self, card: OptionCard) -> None:
        TextFiles(self.context, self.origin, self.kept_id, card.text, self)
