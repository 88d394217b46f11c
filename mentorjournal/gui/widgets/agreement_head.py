"""The head of an agreement: which version, who agreed when, when we look at it again, and what can be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.agreement_card import review_badge
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import Badge, TextLabel
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.gui.words import day_short
from mentorjournal.model.types import Agreement
from mentorjournal.services.agreements import is_fixed
from mentorjournal.services.relationship_sums import agreed_on
from mentorjournal.services.reporting.options import Paper

FIELD_WIDTH = 150


class AgreementHead(HuggingFrame):
    """`chosen` carries the id of another version; buttons and fields are the page's to connect."""

    chosen = Signal(str)

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self._today = today
        self.back = LinkButton("")
        self.title = TextLabel(tr("Agreement"), "heading")
        self.versions = ChoiceField((), name=tr("Version"))
        self.badge = Badge("", "quiet")
        self.state = TextLabel("", "small", wrap=True)
        self.mine = DateField(name=tr("I agreed on"), today=today)
        self.theirs = DateField(name=tr("They agreed on"), today=today)
        self.review = DateField(name=tr("Look at it again on"), today=today)
        self.others = TextLabel("", "small", wrap=True)
        self.both = PrimaryButton(tr("We agree, today"), "agreement")
        self.amend = QuietButton(tr("Change it in a new version"), "edit")
        self.pdf = QuietButton(tr("Save as PDF"), "save-as")
        self.sheet = ChoiceField((("a4", tr("A4")), ("letter", tr("Letter"))), "a4", name=tr("Paper"))
        self.discard = QuietButton(tr("Delete this version"), "trash")
        self._rows = [
            FormRow(field.accessibleName(), field) for field in (self.mine, self.theirs, self.review)
        ]
        self._lay_out()
        self.versions.edited.connect(self.chosen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        column.addWidget(self.back)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.badge)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self.versions)
        column.addWidget(self.state)
        card = Card(tone="window")
        fields = QWidget()
        flow = FlowLayout(fields, gap=12, line_gap=10)
        for row in self._rows:
            flow.addWidget(row)
        card.add(fields)
        deeds = QWidget()
        line = FlowLayout(deeds, gap=8, line_gap=8)
        for button in (self.both, self.amend, self.pdf, self.sheet, self.discard):
            line.addWidget(button)
        card.add(deeds)
        card.add(self.others)
        self.others.hide()
        column.addWidget(card)
        tab_through(column)
        self.rescale()

    def rescale(self) -> None:
        """Fields as wide as a day in the text size in use."""
        for field in (self.mine, self.theirs, self.review):
            field.setFixedWidth(scaled(FIELD_WIDTH))

    def paper(self) -> Paper:
        """The size of the sheet chosen."""
        return cast("Paper", self.sheet.value())

    def display(
        self, version: Agreement, versions: Sequence[Agreement], whose: str, name: str, *, because: str
    ) -> None:
        """Show how this version stands; `because` is why nothing can be changed, "" where it can."""
        self.rescale()
        self.back.setText(self.tr("‹ {0}").format(whose))
        self.back.setAccessibleName(self.tr("Back to {0}").format(whose))
        newest = versions[0]
        done = agreed_on(version)
        badge, kind = review_badge(version, self._today()) if done and version is newest else ("", "quiet")
        self.badge.set_badge(badge, kind)
        self.versions.set_choices([(item.id, self._version(item)) for item in versions])
        self.versions.set_value(version.id)
        them = self.tr("{0} agreed on").format(name) if name else self.tr("They agreed on")
        self._rows[1].set_label(them)
        for field, value in (
            (self.mine, version.agreed_by_me),
            (self.theirs, version.agreed_by_them),
            (self.review, version.review_on),
        ):
            if not field.is_wrong():
                field.set_value(value)
            field.setEnabled(not because and version.id == newest.id)
            field.setToolTip(because)
        self.both.setVisible(done is None)
        self.amend.setVisible(done is not None and version.id == newest.id)
        self.discard.setVisible(not is_fixed(version))
        for button in (self.both, self.amend, self.discard):
            button.setEnabled(not because)
            button.setToolTip(because)
        self.state.setText(self._state(version, newest, name))

    def show_others(self, others: Sequence[tuple[str, str]]) -> None:
        """Say who is named and reads how on paper, as (name, words); nothing where that is nobody."""
        read = ", ".join(self.tr("{0} as “{1}”").format(*pair) for pair in others)
        self.others.setText(self.tr("Only you two stand by name in the PDF. It gives {0}.").format(read))
        self.others.setVisible(bool(others))

    def _version(self, version: Agreement) -> str:
        number, done = f"{version.number or 1:g}", agreed_on(version)
        if done is None:
            return self.tr("Version {0}, being written").format(number)
        return self.tr("Version {0}, agreed {1}").format(number, day_short(done, self._today()))

    def _state(self, version: Agreement, newest: Agreement, name: str) -> str:
        if version.id != newest.id:
            return self.tr("An earlier version, to read.")
        if agreed_on(version) is not None:
            return self.tr("Both agreed, so it stays as it is. A new version begins with the same words.")
        them = name or self.tr("the other side")
        if version.agreed_by_me is not None:
            return self.tr("You agreed; {0} has not yet. Clear your day to write on.").format(them)
        if version.agreed_by_them is not None:
            return self.tr("{0} agreed, you have not yet. Clear their day to write on.").format(them)
        return self.tr("Write it together. Empty sections stay out; nothing is agreed until both say so.")
