"""Career path: where I have been and want to go, who helped, and a look back on all of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtWidgets import QStackedWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.career_path_drawn import PathDrawn
from mentorjournal.gui.pages.career_path_view import StepView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.model.choices import label
from mentorjournal.model.record import Record
from mentorjournal.model.types import CareerStep
from mentorjournal.services.career_path import StepCard, StepPage

FIGURE_WIDTH = 660.0
"""Points; on screen the drawing is as wide as its card."""


class CareerPathPage(RecordPlace):
    """The steps by year, one of them and the inspector; or all of them drawn."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Career path"
    TYPE: ClassVar[type[Record]] = CareerStep
    WATCHES: ClassVar[tuple[str, ...]] = ("career_step", "person", "reflection", "attachment", "tag")
    view: StepView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view.naming.named.connect(self.refresh)

    def _lay_out(self) -> None:
        super()._lay_out()
        row = self.layout()
        assert row is not None  # noqa: S101  for the type checker
        row.removeWidget(self.frame)
        self.drawn = PathDrawn(because=self.context.read_only)
        self.faces = QStackedWidget()
        self.faces.addWidget(self.frame)
        self.faces.addWidget(self.drawn)
        row.addWidget(self.faces)
        self.drawn.back.clicked.connect(lambda: self.show_drawn(wanted=False))
        self.drawn.reflect.clicked.connect(self.reflect)
        self.drawn.print.clicked.connect(self.print_figures)

    def make_list(self) -> CardList:
        """What lies ahead, then year by year back; above it the drawing and the look back."""
        cards = CardList(self.tr("Career path"), self.tr("New step"))
        self.draw_button = QuietButton(self.tr("Drawn"), "timeline")
        self.reflect_button = QuietButton(self.tr("Reflect"), "journal")
        self.reflect_button.setAccessibleName(self.tr("Reflect on my own path"))
        self.reflect_button.setDisabled(bool(self.context.read_only))
        self.reflect_button.setToolTip(self.context.read_only or self.reflect_button.accessibleName())
        self.draw_button.clicked.connect(lambda: self.show_drawn(wanted=True))
        self.reflect_button.clicked.connect(self.reflect)
        buttons = HuggingFrame()
        row = FlowLayout(buttons)
        row.addWidget(self.draw_button)
        row.addWidget(self.reflect_button)
        cards.head.addWidget(buttons)
        return cards

    def make_view(self) -> StepView:
        """The page of one step."""
        return StepView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What belongs on a path."""
        return EmptyState(
            self.tr("A path has more on it than posts: exams, turns, time away, and what you hope for."),
            self.tr("New step"),
            self.tr("“2021, turn: failed the first exam in spring, and met my tutor because of it.”"),
            "timeline",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards, from the hopes back to the beginning."""
        return [self._item(card) for card in self.services.career_path.cards(self.context.today())]

    def _item(self, card: StepCard) -> CardItem:
        step = card.step
        ends = step.ends_on.year if step.ends_on and card.day and step.ends_on.year != card.day.year else None
        years = " – ".join(str(year) for year in (card.day.year if card.day else None, ends) if year)
        group = self.tr("Ahead") if card.ahead else str(card.day.year if card.day else "")
        second = " · ".join(filter(None, (step.organisation, years if card.ahead or ends else "")))
        badge = label("career_step_kind", step.kind)
        return CardItem(
            step.id, step.title or CareerStep.LABEL, second or ", ".join(card.helped), "", badge, "", group
        )

    def read(self, record_id: str) -> StepPage:
        """A step with all that its page shows."""
        return self.services.career_path.page(record_id, self.context.today())

    def record_of(self, page: StepPage) -> CareerStep:
        """The step."""
        return page.card.step

    def draft(self) -> CareerStep:
        """A post."""
        return CareerStep()

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card is made of."""
        return (
            *(record.title, record.kind, record.organisation),
            *(record.starts_on, record.ends_on, record.helped),
        )

    def commands(self) -> tuple[Command, ...]:
        """Those of the step, the other face, the look back and the print."""
        tr = self.tr
        face = Command("path-face", tr("Career path in time"), self.toggle_drawn, "timeline", "Ctrl+Shift+T")
        look = Command("path-reflect", tr("Reflect on my own path"), self.reflect, "journal")
        paper = Command("path-print", tr("Print the career path"), self.print_figures, "print")
        return (*super().commands(), face, *(() if self.context.read_only else (look,)), paper)

    def show_record(self, record_id: str) -> bool:
        """Show a step on its page."""
        shown = super().show_record(record_id)
        if shown:
            self.faces.setCurrentWidget(self.frame)
        return shown

    def new_record(self) -> None:
        """An empty page."""
        self.faces.setCurrentWidget(self.frame)
        super().new_record()

    def reload_list(self) -> None:
        """The drawing follows while it is seen."""
        super().reload_list()
        if self.faces.currentWidget() is self.drawn:
            self._draw()

    def show_drawn(self, *, wanted: bool) -> None:
        """The drawing, or the list and its page."""
        if self.flush():
            if wanted:
                self._draw()
            self.faces.setCurrentWidget(self.drawn if wanted else self.frame)
            (self.drawn if wanted else self.list).setFocus()

    def toggle_drawn(self) -> None:
        """From the list to the drawing and back."""
        self.show_drawn(wanted=self.faces.currentWidget() is self.frame)

    def reflect(self) -> None:
        """A guided page in the journal about the whole path, and go there."""
        if self.context.read_only or not self.flush():
            return
        path, now = self.services.career_path, self.context.now()
        made = self.guarded(lambda: path.reflect(now, origin=self.origin))
        if made is not None:
            self.context.navigator.open_record(made.id)

    def print_figures(self) -> None:
        """The figures in Reports: the path is one of them."""
        if self.flush():
            self.context.navigator.open_view("", "figures")

    def _draw(self) -> None:
        self.drawn.display(self.services.career_path.drawing(self.context.today(), FIGURE_WIDTH))

    def _rescale(self) -> None:
        super()._rescale()
        self.drawn.fit()
