"""Asks a provider to confirm a claim by a statement of one page, and keeps when it was sent and is needed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mentorjournal.gui.dialogs.form_dialog import FormDialog
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.model.types import Claim
from mentorjournal.services.forms import StatementAsk

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context
    from mentorjournal.reports.blocks import Document
    from mentorjournal.services.forms.desk import Hand


class ProviderStatementDialog(FormDialog):
    """For one claim; what is known of it is filled in."""

    def __init__(self, context: Context, claim_id: str, parent: QWidget | None = None) -> None:
        super().__init__(
            context,
            "Provider’s statement",
            parent,
            intro="One page on which whoever offered the activity confirms it, on screen or by hand. When the filled "
            "file is back, drop it on the claim.",
        )
        tr, services = self.tr, context.services
        self._claim_id = claim_id
        claim = services.records.get(Claim, claim_id)
        usual = services.forms.statement_ask(claim_id)
        self.provider = TextField(
            usual.provider, name=tr("Offered by"), placeholder=tr("A person, a course, an office")
        )
        self.when = TextField(usual.when, name=tr("When"), placeholder=tr("3 to 5 October 2026"))
        self.hours = TextField(usual.hours, name=tr("Hours"), placeholder=tr("Left blank to be filled in"))
        self.sent_on = DateField(
            claim.statement_sent_on or context.today(), name=tr("Sent on"), today=context.today
        )
        self.needed_by = DateField(claim.statement_expires, name=tr("Needed by"), today=context.today)
        title = TextLabel(claim.title or tr("A claim without a name"), "strong", wrap=True)
        self.column.addWidget(title)
        for label, field in (
            (tr("Offered by"), self.provider),
            (tr("When"), self.when),
            (tr("Hours"), self.hours),
            (tr("Sent on"), self.sent_on),
            (tr("Needed by"), self.needed_by),
        ):
            self.column.addWidget(FormRow(label, field))
        for text in (self.provider, self.when, self.hours):
            text.edited.connect(lambda _text: self.changed())
        self._title = claim.title
        self.finish_column()
        self.provider.setFocus()

    def ask(self) -> StatementAsk:
        """What the statement says, as it is filled in now."""
        texts = (self.provider.value(), self.when.value(), self.hours.value())
        return replace(StatementAsk(*texts), paper=self.size_of_paper())

    def given(self) -> object:
        """What the statement says, and the days."""
        fields = (self.provider, self.when, self.hours, self.sent_on, self.needed_by)
        return tuple(field.value() for field in fields)

    def wanted(self) -> Callable[[], Document]:
        """The statement as it is filled in now."""
        ask, forms, claim = self.ask(), self.context.services.forms, self._claim_id
        return lambda: forms.provider_statement(claim, ask)

    def handing_out(self) -> Callable[[Hand], object]:
        """Hand it out, and keep the days."""
        ask, forms, claim = self.ask(), self.context.services.forms, self._claim_id
        days = (self.sent_on.value(), self.needed_by.value())
        return lambda hand: forms.hand_out_statement(claim, ask, hand, days)

    def settled(self) -> bool:
        """The days can be read."""
        for field in (self.sent_on, self.needed_by):
            field.settle()
        return not (self.sent_on.is_wrong() or self.needed_by.is_wrong())

    def file_name(self) -> str:
        """Such as "Statement, Statistics day"."""
        return self.tr("Statement {0}").format(self._title)

    def after_handing_out(self, _kept: object) -> str:
        """The days are kept."""
        return self.tr("The claim says when it was sent. When the filled file is back, drop it on the claim.")
