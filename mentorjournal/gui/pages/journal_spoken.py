"""Somebody spoke for somebody when it counted, as the journal shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt

from mentorjournal.gui.pages.journal_thought import ThoughtView
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.model.record import Record
from mentorjournal.model.types import Opportunity, Sponsorship


class SponsorshipView(ThoughtView):
    """Who, before whom, for what; then what came of it, and thanks."""

    KIND = Sponsorship

    def build(self) -> None:
        """The two people, what was said, and what became of it."""
        tr = self.tr
        self.ask(tr("What for: a post, a talk, a place on a committee"))
        self.direction = self.choice("direction", tr("Direction"), tr("Change direction"))
        self.whom = self.person("person", tr("Who spoke"), tr("Pick or type a name"))
        self.before = self.line("before", tr("Before whom"), tr("A committee, a head of department"))
        self.when = self.day("date", tr("Day"), tr("Change date"))
        self.opportunity = ChoiceField((), name=tr("For opportunity"), none=tr("None of mine"))
        self.opportunity.edited.connect(self._take_opportunity)
        self.detail = self.note("detail", tr("What was said or done"), tr("As far as you know it."))
        self.result = self.note("result", tr("What came of it"), tr("A place, a talk, nothing yet."))
        self.thanked = self.ticked("thanked_on", tr("Thanked"), tr("Say thanks"))
        self._whom_row = self.row(tr("Who spoke"), self.whom)
        self.column.addWidget(self.direction)
        self.column.addSpacing(8)
        self.column.addWidget(
            self.pairs(
                self._whom_row,
                self.row(tr("Before whom"), self.before),
                self.row(tr("Day"), self.when),
                self.row(tr("For opportunity"), self.opportunity),
            )
        )
        self.column.addWidget(self.section(tr("What was said or done"), self.detail))
        self.column.addWidget(self.section(tr("What came of it"), self.result))
        self.column.addWidget(self.section(tr("Thanks"), self.thanked))
        self.title.finished.connect(lambda: self.whom.setFocus(Qt.FocusReason.TabFocusReason))

    def display(self, record: Record) -> None:
        """Show one; what it may be for is read first."""
        self.opportunity.set_choices(list(self.context.services.records.named(Opportunity).items()))
        super().display(record)
        if isinstance(record, Sponsorship):
            self._chosen["opportunity"] = record.opportunity
            self.opportunity.set_value(record.opportunity or "")

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        super().set_read_only(read_only=read_only)
        self.opportunity.setDisabled(read_only)

    def _take_opportunity(self, key: str) -> None:
        self.step(self.tr("Change opportunity"), lambda: self._chosen.update({"opportunity": key or None}))

    def show_state(self, record: Sponsorship) -> None:
        """The other person is who spoke, or for whom I did."""
        mine = record.direction == "by_me"
        self._whom_row.set_label(self.tr("For whom I spoke") if mine else self.tr("Who spoke"))
        self.thanked.box.setText(self.tr("Thanked me") if mine else self.tr("Thanked"))
