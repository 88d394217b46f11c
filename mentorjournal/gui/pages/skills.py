"""Skills: what am I good at and who noticed it, what is to grow, and how far has it come?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QMenu

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.pages.skills_view import SkillView
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.chip_set import ChipFilter
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.record import Record
from mentorjournal.model.types import Framework, Skill, SkillRating
from mentorjournal.services.frameworks import shipped
from mentorjournal.services.skills import SkillCard, SkillPage

ALL, STRENGTHS, GAPS, UNRATED = "all", "strengths", "gaps", "unrated"


class SkillsPage(RecordPlace):
    """The skills by the set they belong to, one of them, the inspector."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Skills"
    TYPE: ClassVar[type[Record]] = Skill
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("skill", "rating", "framework", "goal", "activity", "person", "attachment", "tag"),
    )
    view: SkillView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view.rated.connect(self.rate)
        self.view.noticed.connect(self._notice)
        self.view.unnoticed.connect(self._take_out)

    def make_list(self) -> CardList:
        """By set; above it which of them, and below the sets that can be taken up."""
        tr = self.tr
        cards = CardList(tr("Skills"), tr("New skill"))
        self.filter = ChipFilter(
            (
                (ALL, tr("All")),
                (STRENGTHS, tr("Strengths")),
                (GAPS, tr("To grow")),
                (UNRATED, tr("Not rated")),
            ),
            tr("Which skills"),
        )
        self.filter.edited.connect(lambda _key: self.refilter())
        self.sets_button = QuietButton(tr("Take up a set…"), "layout")
        self.sets_button.setDisabled(bool(self.context.read_only))
        self.sets_button.setToolTip(self.context.read_only)
        self.sets_menu = QMenu(self.sets_button)
        self.sets_menu.aboutToShow.connect(self._fill_sets)
        self.sets_button.setMenu(self.sets_menu)
        cards.head.setSpacing(8)
        cards.head.addWidget(self.filter)
        cards.head.addWidget(self.sets_button)
        return cards

    def make_view(self) -> SkillView:
        """The page of one skill."""
        return SkillView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """Where skills come from."""
        return EmptyState(
            self.tr("Write down what you are good at before what you lack, and who said so."),
            self.tr("New skill"),
            self.tr("“Explaining a method: noticed by Dr Lim, shown at the club, next used in May.”"),
            "skill",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards of the kind chosen."""
        wanted = self.filter.value()
        return [self._item(card) for card in self.services.skills.cards() if self._fits(card, str(wanted))]

    @staticmethod
    def _fits(card: SkillCard, wanted: str) -> bool:
        if wanted == STRENGTHS:
            return card.skill.strength
        return (wanted != GAPS or card.gap) and (wanted != UNRATED or card.now is None)

    def _item(self, card: SkillCard) -> CardItem:
        skill = card.skill
        said = self.tr("not rated yet")
        if card.now is None and card.other is not None:
            said = self.tr("others say {0}, not rated by me").format(card.other)
        elif card.now is not None:
            said = str(card.now) if card.first in (None, card.now) else f"{card.first} → {card.now}"
            if skill.wanted is not None:
                said = self.tr("{0} of {1} wanted").format(said, int(skill.wanted))
            if card.other is not None:
                said += self.tr(", others say {0}").format(card.other)
        badge, kind = "", "quiet"
        if skill.strength:
            badge, kind = self.tr("strength"), "ok"
        elif card.gap:
            badge, kind = (self.tr("in a goal"), "accent") if card.grows else (self.tr("no goal yet"), "warn")
        group = card.framework or self.tr("My own")
        return CardItem(skill.id, skill.title or Skill.LABEL, said, "", badge, kind, group)

    def read(self, record_id: str) -> SkillPage:
        """A skill with all that its page shows."""
        return self.services.skills.page(record_id)

    def record_of(self, page: SkillPage) -> Skill:
        """The skill."""
        return page.skill

    def draft(self) -> Skill:
        """One of my own."""
        return Skill(strength=self.filter.value() == STRENGTHS)

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card is made of."""
        return record.title, record.wanted, record.strength, record.framework, record.set_aside

    def reveal(self, record: Any) -> None:
        """One that the filter leaves out shows all."""
        if self.filter.value() != ALL and record.id not in {item.key for item in self.items()}:
            self.filter.set_value(ALL)

    def show_record(self, record_id: str) -> bool:
        """Show a skill; a rating shows the skill it is of, a set the first of its skills."""
        found = self.services.records.peek(record_id)
        if isinstance(found, SkillRating) and found.skill:
            return super().show_record(found.skill)
        if isinstance(found, Framework):
            cards = self.services.skills.cards()
            first = next((card.skill.id for card in cards if card.skill.framework == record_id), "")
            return super().show_record(first)
        return super().show_record(record_id)

    def more_commands(self) -> tuple[Command, ...]:
        """Rate it."""
        if self.context.read_only:
            return ()
        return (Command("skill-rate", self.tr("Rate this skill"), self.view.start_rating, "pulse"),)

    def rate(self, level: int, person: str, note: str) -> None:
        """Note how far the skill shown has come, today."""
        if key := self.saver.ensure():
            today = self.context.today()
            mine = {self.tr("me").casefold(), self.services.profile.owner().name.casefold()}
            person = "" if person.casefold() in mine else person
            done = self.guarded(
                lambda: self.services.skills.rate(
                    key, level, today, person=person, note=note, origin=self.origin
                )
            )
            if done is not None:
                self.view.clear_rating()
            self._show_again()

    def take_up(self, key: str) -> None:
        """Take up a set that ships."""
        made = self.guarded(lambda: self.services.skills.take_up(key, origin=self.origin))
        if made is not None:
            self.reload_list()
            self.show_record(made.id)

    def _fill_sets(self) -> None:
        self.sets_menu.clear()
        followed = self.services.skills.followed()
        for one in shipped():
            action = self.sets_menu.addAction(one.name, partial(self.take_up, one.key))
            action.setEnabled(one.key not in followed)
            action.setToolTip(one.source)

    def _notice(self, name: str) -> None:
        if key := self.saver.ensure():
            self.guarded(lambda: self.services.skills.notice(key, name, origin=self.origin))
            self._show_again()

    def _take_out(self, person_id: str) -> None:
        if key := self.saver.ensure():
            left = [one for one, _ in self.services.skills.page(key).noticed if one != person_id]
            self.guarded(lambda: self.services.skills.put_noticed(key, left, origin=self.origin))
            self._show_again()
