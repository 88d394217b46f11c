"""The page of one career option: what draws me, how it fits, what I know, whom to ask, and my numbers."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.chain_part import ChainPart
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.naming_deeds import NamingDeeds
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.picked_rows import PickedRows
from mentorjournal.gui.widgets.rating_row import RatingRow
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import CareerOption
from mentorjournal.services.career_options import HIGH, LOW, OptionPage
from mentorjournal.services.criteria import Criterion

LEAST_SCALE = 110
"""Eleven steps can be told apart from this width on, in pixels at any text size."""


class OptionView(BoundView):
    """Shows an OptionPage; `scored` carries a criterion's key and the number, or None."""

    scored = Signal(str, object)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, CareerOption.LABEL)
        tr = self.tr
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("A way your career could go"))
        )
        self.state = self.bind_choice(
            "status",
            FittingChoice(tuple(CHOICES["option_status"].items()), name=tr("State")),
            tr("Change state"),
        )
        self.sum = TextLabel("", "bold", wrap=True)
        self.decide = PrimaryButton(tr("Decide for this one"), "decision")
        self.weigh = LinkButton(tr("What matters to me…"))
        self.texts = {name: self._written(name, *words) for name, words in self._asked().items()}
        self.step = self.bind_text(
            "next_step", TextField(name=tr("Next step"), placeholder=tr("Small enough for this week"))
        )
        self.review = self.bind_choice(
            "review_on",
            DateField(name=tr("Look at it again on"), today=context.today),
            tr("Change the day of review"),
        )
        self.ask = PickedRows(tr("People to ask"), tr("Add somebody who could tell you more"))
        self.naming = NamingDeeds(context, origin, self, saver.ensure, {"ask": self.ask})
        self.chain = ChainPart(context, origin, saver.ensure, ("goal", "action"))
        self.linked = LinkedRows(
            tr("Evidence"), tr("Nothing yet. Connect entries and readings in the side panel.")
        )
        for button in (self.decide, self.weigh):
            allow(button, writable=self.writable, because=context.read_only)
        self._criteria: tuple[Criterion, ...] | None = None
        self.rows: dict[str, RatingRow] = {}
        self._scores = QWidget()
        self._score_column = QVBoxLayout(self._scores)
        self._score_column.setContentsMargins(0, 0, 0, 0)
        self._score_column.setSpacing(2)
        self._lay_out()
        self.title.finished.connect(lambda: self.texts["interest"].setFocus(Qt.FocusReason.TabFocusReason))
        self.linked.opened.connect(context.navigator.open_record)

    def _asked(self) -> dict[str, tuple[str, str]]:
        tr = self.tr
        return {
            "interest": (tr("What draws me"), tr("What you would do there on a day that nobody sees.")),
            "fit": (tr("How it fits me"), tr("Where it meets what you can do, and where it would grate.")),
            "evidence_words": (
                tr("What I know, and from where"),
                tr("A talk, a visit, a number; who said it, and when."),
            ),
            "open_points": (
                tr("What I have to find out"),
                tr("- The one answer that would change your mind"),
            ),
        }

    def _written(self, name: str, title: str, prompt: str) -> MarkdownEdit:
        edit: MarkdownEdit = self.bind_text(name, MarkdownEdit(name=title, placeholder=prompt))
        self.take_files_into(edit)
        return edit

    def _lay_out(self) -> None:
        tr, column, row = self.tr, self.column, self.row
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(self.state)
        column.addSpacing(8)
        card = Card(tone="wash")
        card.setAccessibleName(tr("How it stands"))
        card.add(SectionLabel(tr("How it stands"), "accent"))
        card.add(self.sum)
        card.add(self.decide)
        column.addWidget(card)
        column.addWidget(self.pairs(row(tr("Next step"), self.step), row(tr("Look again on"), self.review)))
        for name in ("interest", "fit"):
            column.addWidget(self.section(self.texts[name].accessibleName(), self.texts[name]))
        column.addWidget(self.section(tr("By what matters to me"), self._scores, self.weigh))
        for name in ("evidence_words", "open_points"):
            column.addWidget(self.section(self.texts[name].accessibleName(), self.texts[name]))
        column.addWidget(self.section(tr("People to ask"), self.ask))
        column.addWidget(self.chain)
        column.addWidget(self.section(tr("Evidence"), self.linked))
        column.addStretch(1)

    def display(self, page: OptionPage) -> None:
        """Show an option; what is typed and not saved stays as typed."""
        self.show_fields(page.judged.option)
        self.show_around(page)

    def display_draft(self, record: CareerOption) -> None:
        """An empty page; the journal takes it with the first word."""
        self.display(self.context.services.career_options.blank(record))

    def show_around(self, page: OptionPage) -> None:
        """Everything but the texts."""
        judged, option = page.judged, page.judged.option
        self.caption.setText(CareerOption.LABEL)
        self.sum.setText(self._sum(page))
        self.decide.setVisible(option.status != "chosen")
        self._show_scores(page)
        self.naming.show_record(option)
        self.chain.show_record(option.id)
        below = {step.row.id for step in self.context.services.chain.of(option.id).below} if option.id else ()
        self.linked.display(
            linked_rows(tuple(row for row in page.linked if row.row.id not in below), self.context.today)
        )
        self.delete.setVisible(bool(judged.option.id) and self.writable)

    def _sum(self, page: OptionPage) -> str:
        judged, option = page.judged, page.judged.option
        said = self.tr("Not judged by any criterion yet.")
        if judged.out_of_ten is not None:
            words = self.tr("{0} of {1}, weighted, by {2} of {3} criteria.")
            said = words.format(f"{judged.out_of_ten:.1f}", HIGH, judged.judged, judged.counted)
        if option.status == "chosen" and option.decided_on is not None:
            said += self.tr(" Chosen on {0}.").format(day_short(option.decided_on, self.context.today()))
        return said

    def _show_scores(self, page: OptionPage) -> None:
        counted = tuple(one for one in page.criteria if one.weight)
        if counted != self._criteria:
            self._criteria = counted
            clear_layout(self._score_column)
            self.rows = {one.key: self._score_row(one) for one in counted}
            for made in self.rows.values():
                self._score_column.addWidget(made)
        for key, shown in self.rows.items():
            shown.set_value(page.judged.scores.get(key))

    def _score_row(self, one: Criterion) -> RatingRow:
        weight = self.tr("Weight {0}.").format(one.weight)
        made = RatingRow(one.label, " ".join(filter(None, (one.prompt, weight))), LOW, HIGH)
        made.scale.setMinimumWidth(LEAST_SCALE)
        made.scale.setEnabled(self.writable)
        made.edited.connect(lambda value: self.scored.emit(one.key, value))
        return made

    def start(self) -> None:
        """Begin with what it is."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
