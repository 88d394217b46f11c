"""A question and its answer, and a piece of advice and what was done with it, as the journal shows them."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.model.types import Advice, Question


class QuestionView(ThoughtView):
    """Asked in a sentence; the answer stands below, and closes it."""

    KIND = Question
    MAKES = ("insight", "decision", "action")

    def build(self) -> None:
        """The question, whom it is for, what is behind it, and the answer."""
        tr = self.tr
        self.ask(tr("What you want to ask, in one sentence"))
        self.whom = self.person("for_whom", tr("For whom"), tr("Pick or type a name"))
        self.importance = self.choice("importance", tr("How important"), tr("Change importance"))
        self.detail = self.note(
            "detail", tr("What is behind it"), tr("Why you ask it now, what you tried, what hangs on it.")
        )
        self.answer = self.note("answer", tr("Answer"), tr("What you were told, or found out yourself."))
        self.answer.set_look("card")
        self.answered = self.ticked("answered_on", tr("Answered"), tr("Answer question"))
        self.column.addWidget(self.row(tr("For whom"), self.whom))
        self.column.addSpacing(6)
        self.column.addWidget(self.row(tr("How important"), self.importance))
        self.column.addWidget(self.section(tr("What is behind it"), self.detail))
        card = Card(tone="wash")
        card.setAccessibleName(tr("Answer"))
        card.add(SectionLabel(tr("Answer"), "accent"))
        card.add(self.answer)
        card.add(self.answered)
        self.column.addSpacing(8)
        self.column.addWidget(card)
        self.title.finished.connect(lambda: self.whom.setFocus(Qt.FocusReason.TabFocusReason))


class AdviceView(ThoughtView):
    """Given or received, for a need; what became of it stands below."""

    KIND = Advice
    MAKES = ("decision", "goal", "action")

    def build(self) -> None:
        """The advice, who gave it and for what, and what was done with it."""
        tr = self.tr
        self.ask(tr("The advice, as you would pass it on"))
        self.direction = self.choice("direction", tr("Direction"), tr("Change direction"))
        self.whom = self.person("person", tr("From"), tr("Pick or type a name"))
        self.need = self.line("need", tr("For which need"), tr("What you were stuck with when it came"))
        self.detail = self.note(
            "detail", tr("How it was meant"), tr("The reasons, an example, what it does not cover.")
        )
        self.uptake = self.choice("uptake", tr("What I did with it"), tr("Change what was done with it"))
        self.decided = self.note("decided", tr("My decision"), tr("What you decided, and why."))
        self.result = self.note("result", tr("How it went"), tr("Would you give it on?"))
        for field in (self.decided, self.result):
            field.set_look("card")
        self._whom_row = self.row(tr("From"), self.whom)
        self.column.addWidget(self.pairs(self.row(tr("Direction"), self.direction), self._whom_row))
        self.column.addSpacing(6)
        self.column.addWidget(self.row(tr("For which need"), self.need))
        self.column.addWidget(self.section(tr("How it was meant"), self.detail))
        card = Card(tone="wash")
        self._done = SectionLabel(tr("What I did with it"), "accent")
        card.setAccessibleName(self._done.text())
        card.add(self._done)
        card.add(self.uptake)
        card.add(self.decided)
        card.add(SectionLabel(tr("How it went")))
        card.add(self.result)
        self.column.addSpacing(8)
        self.column.addWidget(card)
        self.title.finished.connect(lambda: self.whom.setFocus(Qt.FocusReason.TabFocusReason))

    def show_state(self, record: Advice) -> None:
        """Advice I gave is somebody else's to follow."""
        tr, given = self.tr, record.direction == "given"
        self._whom_row.set_label(tr("To") if given else tr("From"))
        self._done.setText(tr("What they did with it") if given else tr("What I did with it"))
        self.uptake.setAccessibleName(self._done.text())
        self.decided.setPlaceholderText(
            tr("What they decided, as far as you know.") if given else tr("What you decided, and why.")
        )
        self.decided.setAccessibleName(tr("Their decision") if given else tr("My decision"))
