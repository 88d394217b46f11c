"""Letters: who was asked, who agreed, what is to be sent, and how many are in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from mentorjournal.errors import NotFound
from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.award_letters_view import LetterView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import day_short
from mentorjournal.model.record import Record
from mentorjournal.model.types import Recommendation, Scheme
from mentorjournal.services.letters import LetterCard, LetterPage, standing_words

THIS, ALL = "this", "all"


class LettersPage(RecordPlace):
    """The letters of a scheme, or all; one letter; the inspector. `show_record` takes a scheme or a letter."""

    PLACE: ClassVar[str] = "awards"
    TITLE: ClassVar[str] = "Letters"
    TYPE: ClassVar[type[Record]] = Recommendation
    WATCHES: ClassVar[tuple[str, ...]] = ("recommendation", "scheme", "person", "attachment", "tag")
    view: LetterView

    def __init__(self, context: Context) -> None:
        self.scheme_id = ""
        super().__init__(context)
        self.view.person_named.connect(self._name_person)

    @property
    def record_id(self) -> str:
        """The letter shown, or an empty string."""
        return self.saver.record_id

    def make_list(self) -> CardList:
        """What presses first; above it how many are in."""
        tr = self.tr
        cards = CardList(tr("Letters"), tr("New letter"))
        self.switch = FittingChoice(
            ((THIS, tr("This scheme")), (ALL, tr("All letters"))), name=tr("Which letters")
        )
        self.switch.set_value(THIS)
        self.switch.edited.connect(lambda _key: self.refilter())
        self.name, self.standing = TextLabel("", "bold", wrap=True), TextLabel("", "small", wrap=True)
        cards.head.setSpacing(8)
        cards.head.addWidget(self.name)
        cards.head.addWidget(self.switch)
        cards.head.addWidget(self.standing)
        return cards

    def make_view(self) -> LetterView:
        """The page of one letter."""
        return LetterView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What asking well takes."""
        return EmptyState(
            self.tr("Ask early, send what the writer needs, and thank them when it is in."),
            self.tr("New letter"),
            self.tr("“Asked Dr Lim on 3 March, agreed; CV and aims sent; due 1 May.”"),
            "mail",
        )

    def items(self) -> Sequence[CardItem]:
        """The letters of the scheme, or all of them."""
        wanted = self.scheme_id if self.switch.value() == THIS else ""
        self.switch.setVisible(bool(self.scheme_id))
        self.name.setText(self.services.records.titles([self.scheme_id]).get(self.scheme_id, ""))
        self.standing.setText(self._standing())
        for line in (self.name, self.standing):
            line.setVisible(bool(line.text()))
        return [self._item(card) for card in self.services.letters.cards(self.context.today(), wanted)]

    def _standing(self) -> str:
        if not self.scheme_id or self.switch.value() != THIS:
            return ""
        try:
            standing = self.services.awards.standing(self.scheme_id, self.context.today())
            return standing_words(standing.letters)
        except NotFound:
            return ""

    def _item(self, card: LetterCard) -> CardItem:
        letter, step = card.letter, card.step
        group = self.tr("I ask for") if letter.direction == "asked" else self.tr("I write")
        second = step.words
        if step.done and letter.submitted_on is not None:
            second = self.tr("In since {0}").format(day_short(letter.submitted_on))
        return CardItem(
            letter.id,
            " · ".join(part for part in (card.person, letter.title) if part) or self.tr("Letter"),
            second,
            "",
            self._badge(card),
            step.tone,
            self.tr("Finished") if step.done else group,
        )

    def _badge(self, card: LetterCard) -> str:
        if card.step.done:
            return self.tr("done") if card.letter.submitted_on is not None else ""
        if card.letter.submitted_on is not None:
            return self.tr("in")
        soon = self.tr("soon") if card.letter.deadline is not None else self.tr("no answer")
        return {"late": self.tr("late"), "warn": soon}.get(card.step.tone, "")

    def read(self, record_id: str) -> LetterPage:
        """A letter with all that its page shows."""
        return self.services.letters.page(record_id, self.context.today())

    def record_of(self, page: LetterPage) -> Recommendation:
        """The letter."""
        return page.letter

    def draft(self) -> Recommendation:
        """One to ask for, for the scheme shown."""
        return Recommendation(scheme=self.scheme_id or None)

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card and the count are made of."""
        days = record.asked_on, record.agreed_on, record.material_sent_on, record.submitted_on
        ends = record.thanked_on, record.deadline, record.result.strip()
        return record.title, record.direction, record.person, record.scheme, bool(record.material), days, ends

    def show_record(self, record_id: str) -> bool:
        """Show the letters of a scheme, or one letter."""
        found = self.services.records.peek(record_id)
        if not isinstance(found, Scheme):
            return super().show_record(record_id)
        if found.deleted_at is not None:
            return False
        if record_id != self.scheme_id and self.flush():
            self.scheme_id = record_id
            self.switch.set_value(THIS)
            self.reload_list()
            self._show_first(*self.keys())
        return True

    def reveal(self, record: Any) -> None:
        """A letter of another scheme shows all."""
        if self.scheme_id and record.scheme != self.scheme_id:
            self.switch.set_value(ALL)

    def more_commands(self) -> tuple[Command, ...]:
        """What to send along."""
        if self.context.read_only:
            return ()
        return (
            Command(
                "letter-material", self.tr("List what to send with a letter"), self.list_material, "list"
            ),
        )

    def list_material(self) -> None:
        """Put the cursor where the material is listed, beginning a list where there is none."""
        if self.view.material.value().strip():
            self.view.material.setFocus()
        else:
            self.view.start_list()
        self.view.ensureWidgetVisible(self.view.material)

    def _name_person(self, name: str) -> None:
        key = self.saver.ensure()
        new = key and self.guarded(
            lambda: self.services.people.point(key, "person", name, origin=self.origin)
        )
        if new:
            self.context.navigator.tell("info", self.tr("{0} is in People now.").format(name))
        self._show_again()
