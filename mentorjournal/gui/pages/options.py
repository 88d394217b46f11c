"""Options: the ways my career could go, one by one or side by side by what matters to me."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.models.options_model import OptionsModel
from mentorjournal.gui.pages.options_board import OptionsBoard
from mentorjournal.gui.pages.options_view import OptionView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.record import Record
from mentorjournal.model.types import CareerOption
from mentorjournal.services.career_options import Judged, OptionPage, moved


class OptionsPage(RecordPlace):
    """The options by state, one of them and the inspector; or all of them as a table."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Options"
    TYPE: ClassVar[type[Record]] = CareerOption
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("career_option", "pulse", "person", "goal", "decision", "action", "attachment", "tag"),
    )
    view: OptionView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view.scored.connect(lambda key, value: self.score(self.saver.ensure(), key, value))
        self.view.decide.clicked.connect(self.decide)
        self.view.weigh.clicked.connect(self.weigh)
        self.view.naming.named.connect(self._show_again)

    def _lay_out(self) -> None:
        super()._lay_out()
        row = self.layout()
        assert row is not None  # noqa: S101  for the type checker
        row.removeWidget(self.frame)
        self.model = OptionsModel(self.context.today, self)
        self.board = OptionsBoard(self.model, because=self.context.read_only)
        self.faces = QStackedWidget()
        self.faces.addWidget(self.frame)
        self.faces.addWidget(self.board)
        row.addWidget(self.faces)
        self.model.scored.connect(self.score)
        self.model.refused.connect(lambda text: self.context.navigator.tell("error", text))
        self.board.table.opened.connect(self.show_record)
        self.board.back.clicked.connect(lambda: self.show_board(wanted=False))
        self.board.weigh.clicked.connect(self.weigh)
        self.board.new.clicked.connect(self.new_record)

    def make_list(self) -> CardList:
        """By state; above it the way to the table."""
        cards = CardList(self.tr("Career options"), self.tr("New career option"))
        self.side_by_side = QuietButton(self.tr("Side by side"), "option")
        self.side_by_side.clicked.connect(lambda: self.show_board(wanted=True))
        head = QVBoxLayout()
        head.addWidget(self.side_by_side)
        cards.head.addLayout(head)
        return cards

    def make_view(self) -> OptionView:
        """The page of one option."""
        return OptionView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What an option is, and that numbers decide nothing."""
        return EmptyState(
            self.tr("Keep the ways you could go beside each other, and what you would have to find out."),
            self.tr("New career option"),
            self.tr("“A clinic in a small town: I like the work, I do not know the nights. Ask Dr Sahin.”"),
            "option",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards by state; the table shows the same options."""
        matrix = self.services.career_options.matrix()
        self.model.display(matrix, writable=not self.context.read_only)
        return [self._item(one) for one in matrix.options]

    def _item(self, judged: Judged) -> CardItem:
        option, today = judged.option, self.context.today()
        badge, kind = "", "quiet"
        if option.review_on is not None and option.review_on <= today and option.status != "set_aside":
            badge, kind = self.tr("look again"), "warn"
        elif option.review_on is not None:
            badge = day_short(option.review_on, today)
        second = option.next_step or self.model.sum_words(judged)
        return CardItem(
            option.id,
            option.title or CareerOption.LABEL,
            second,
            "",
            badge,
            kind,
            label("option_status", option.status) if option.status in CHOICES["option_status"] else "",
        )

    def read(self, record_id: str) -> OptionPage:
        """An option with all that its page shows."""
        return self.services.career_options.page(record_id)

    def record_of(self, page: OptionPage) -> CareerOption:
        """The option."""
        return page.judged.option

    def draft(self) -> CareerOption:
        """One to explore."""
        return CareerOption()

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What card and column are made of."""
        return (
            *(record.title, record.status, record.review_on, record.next_step, record.scores, record.ask),
            *(record.interest, record.fit, record.evidence_words, record.open_points),
        )

    def more_commands(self) -> tuple[Command, ...]:
        """Decide."""
        if self.context.read_only:
            return ()
        return (Command("option-decide", self.tr("Decide for this option"), self.decide, "decision"),)

    def commands(self) -> tuple[Command, ...]:
        """Those of the record, the other face, and the criteria."""
        tr = self.tr
        face = Command("option-face", tr("Options side by side"), self.toggle_board, "option", "Ctrl+Shift+T")
        weigh = Command("option-weigh", tr("What matters to me…"), self.weigh, "settings")
        return (*super().commands(), face, *(() if self.context.read_only else (weigh,)))

    def show_record(self, record_id: str) -> bool:
        """Show an option on its page."""
        shown = super().show_record(record_id)
        if shown:
            self.faces.setCurrentWidget(self.frame)
        return shown

    def new_record(self) -> None:
        """An empty page."""
        self.faces.setCurrentWidget(self.frame)
        super().new_record()

    def show_board(self, *, wanted: bool) -> None:
        """The table of all, or the list and its page."""
        if self.flush():
            self.reload_list()
            self.faces.setCurrentWidget(self.board if wanted else self.frame)
            (self.board.table if wanted else self.list).setFocus()

    def toggle_board(self) -> None:
        """From the list to the table and back."""
        self.show_board(wanted=self.faces.currentWidget() is self.frame)

    def score(self, option_id: str, key: str, value: int | None) -> None:
        """Judge an option by a criterion."""
        if option_id:
            options = self.services.career_options
            self.guarded(lambda: options.score(option_id, key, value, origin=self.origin))
            self.reload_list()
            self._show_again()

    def weigh(self) -> None:
        """Change the criteria and their weights."""
        from mentorjournal.gui.dialogs.fit_criteria import FitCriteriaDialog

        if self.flush():
            FitCriteriaDialog(self.context, self.window(), options=True).open()

    def decide(self) -> None:
        """Choose the option shown, and go to the decision that follows from it."""
        if self.context.read_only or not (key := self.saver.ensure()):
            return
        today = self.context.today()
        made = self.guarded(lambda: self.services.career_options.decide(key, today, origin=self.origin))
        self._show_again()
        self.reload_list()
        if made is not None:
            said = self.tr("{0} made: {1}").format(made.LABEL, made.title)
            self.context.navigator.tell_made(made.id, said)

    def _take_choice(self, values: dict[str, Any], step: str) -> None:
        """A choice brings its day along, in one step."""
        record = self.saver.record
        if "status" in values and isinstance(record, CareerOption):
            after = moved(record, values["status"], self.context.today())
            values = {name: getattr(after, name) for name in ("status", "decided_on")}
        super()._take_choice(values, step)

    def _rescale(self) -> None:
        super()._rescale()
        self.board.table.rescale()
