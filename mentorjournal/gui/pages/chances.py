"""Chances: what could I apply for, what is still to get ready, and what did each answer teach me?"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.chances_view import OpportunityView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.chip_set import ChipFilter
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.record import Record
from mentorjournal.model.types import Opportunity
from mentorjournal.services.opportunities import (
    AHEAD,
    ENDED,
    WAITING,
    OpportunityCard,
    OpportunityPage,
    Tally,
    moved,
)
from mentorjournal.services.requirements import Requirement, added, requirements_of

ALL = "all"
GROUPS = {"ahead": AHEAD, "waiting": WAITING, "ended": ENDED}


class ChancesPage(RecordPlace):
    """The opportunities by stage, one of them, the inspector."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Chances"
    TYPE: ClassVar[type[Record]] = Opportunity
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("opportunity", "recommendation", "career_option", "goal", "person", "sponsorship"),
        *("attachment", "tag"),
    )
    view: OpportunityView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        lines = self.view.lines
        lines.added.connect(self._add_line)
        lines.ticked.connect(self._tick_line)
        lines.worded.connect(self._word_line)
        lines.dated.connect(self._date_line)
        lines.removed.connect(self._remove_line)
        self.view.person_named.connect(self._name_person)
        self.view.letter.clicked.connect(self.ask_letter)
        self.view.spoken.clicked.connect(self.note_sponsorship)

    def make_list(self) -> CardList:
        """What presses first, and what the answers so far add up to."""
        tr = self.tr
        cards = CardList(tr("Chances"), tr("New opportunity"))
        self.filter = ChipFilter(
            (
                (ALL, tr("All")),
                ("ahead", tr("Ahead")),
                ("waiting", tr("Waiting")),
                ("ended", tr("Answered")),
            ),
            tr("Which chances"),
        )
        self.filter.edited.connect(lambda _key: self.refilter())
        self.tally = TextLabel("", "small", wrap=True)
        cards.head.setSpacing(8)
        cards.head.addWidget(self.filter)
        cards.head.addWidget(self.tally)
        return cards

    def make_view(self) -> OpportunityView:
        """The page of one opportunity."""
        return OpportunityView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """Why rejections belong here too."""
        return EmptyState(
            self.tr(
                "Keep what you could apply for, and what came of it: a no with its lesson is worth keeping."
            ),
            self.tr("New opportunity"),
            self.tr(
                "“Travel grant, due 1 May: abstract and one letter. Last year: rejected, aims too wide.”"
            ),
            "opportunity",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards of the stages chosen."""
        self.tally.setText(self._tally(self.services.opportunities.tally()))
        self.tally.setVisible(bool(self.tally.text()))
        stages = GROUPS.get(str(self.filter.value()), ())
        return [self._item(card) for card in self.services.opportunities.cards(self.context.today(), stages)]

    def _tally(self, sums: Tally) -> str:
        if not sums.applied:
            return ""
        said = self.tr("%n application(s)", "", sums.applied).replace("(s)", "" if sums.applied == 1 else "s")
        parts = [
            said,
            self.tr("{0} accepted").format(sums.accepted),
            self.tr("{0} rejected").format(sums.rejected),
        ]
        if sums.without_lesson:
            parts.append(self.tr("{0} without its lesson").format(sums.without_lesson))
        return ", ".join(parts) + "."

    def _item(self, card: OpportunityCard) -> CardItem:
        one = card.opportunity
        group = next((key for key, stages in GROUPS.items() if one.stage in stages), "ahead")
        names = {"ahead": self.tr("Ahead"), "waiting": self.tr("Waiting"), "ended": self.tr("Answered")}
        tones = {"accepted": "ok"}
        return CardItem(
            one.id,
            one.title or self.tr("Opportunity"),
            card.step.words,
            "",
            self._badge(card),
            tones.get(one.stage, card.step.tone if card.step.tone in {"late", "warn"} else "quiet"),
            names[group],
        )

    @staticmethod
    def _badge(card: OpportunityCard) -> str:
        one = card.opportunity
        if one.stage in AHEAD and one.deadline is not None:
            return day_short(one.deadline)
        return label("opportunity_stage", one.stage)

    def read(self, record_id: str) -> OpportunityPage:
        """An opportunity with all that its page shows."""
        return self.services.opportunities.page(record_id, self.context.today())

    def record_of(self, page: OpportunityPage) -> Opportunity:
        """The opportunity."""
        return page.opportunity

    def draft(self) -> Opportunity:
        """Seen today."""
        return Opportunity(date=self.context.today())

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card and the count are made of."""
        days = record.deadline, record.applied_on, record.interview_on, record.decided_on, record.again_on
        return record.title, record.stage, bool(record.lesson.strip()), record.requirements, days

    def reveal(self, record: Any) -> None:
        """One of another stage shows all."""
        if record.stage not in GROUPS.get(str(self.filter.value()), (record.stage,)):
            self.filter.set_value(ALL)

    def more_commands(self) -> tuple[Command, ...]:
        """Letters, and who spoke for me."""
        if self.context.read_only:
            return ()
        tr = self.tr
        return (
            Command("opportunity-letter", tr("Ask for a letter for this"), self.ask_letter, "mail"),
            Command("opportunity-spoken", tr("Note who spoke for me"), self.note_sponsorship, "sponsorship"),
            Command("opportunity-require", tr("Add what is asked for"), self.view.add_line, "list"),
        )

    def ask_letter(self) -> None:
        """A letter for this, with its deadline, and go there."""
        if key := self.saver.ensure():
            made = self.guarded(lambda: self.services.opportunities.ask_letter(key, origin=self.origin))
            if made is not None:
                self.context.navigator.open_record(made.id)

    def note_sponsorship(self) -> None:
        """Somebody spoke for me about this: a page of its own, and go there."""
        if key := self.saver.ensure():
            made = self.guarded(
                lambda: self.services.opportunities.note_sponsorship(
                    key, self.context.today(), origin=self.origin
                )
            )
            if made is not None:
                self.context.navigator.open_record(made.id)

    # What is asked for

    def _lines(self) -> tuple[Requirement, ...]:
        record = self.saver.record
        return requirements_of(record.requirements) if isinstance(record, Opportunity) else ()

    def _add_line(self, words: str, day: dt.date | None) -> None:
        self._put(lambda: added(self._lines(), words, day), self.tr("Add what is asked for"))

    def _tick_line(self, key: str, on: bool) -> None:
        today = self.context.today()
        self._change(key, self.tr("Tick what is ready"), ready_on=today if on else None)

    def _word_line(self, key: str, words: str) -> None:
        if words.strip():
            changed = tuple(
                replace(one, words=words) if one.key == key else one for one in self.view.shown_lines
            )
            self.view.shown_lines = changed
            self.saver.type_field("requirements", self.view.sections())

    def _date_line(self, key: str, day: dt.date | None) -> None:
        line = next((one for one in self._lines() if one.key == key), None)
        if line is not None:
            name = "due" if line.ready_on is None else "ready_on"
            self._change(key, self.tr("Change what is asked for"), **{name: day})

    def _remove_line(self, key: str) -> None:
        self._put(
            lambda: tuple(one for one in self._lines() if one.key != key), self.tr("Remove what is asked for")
        )

    def _change(self, key: str, step: str, **values: Any) -> None:
        self._put(
            lambda: tuple(replace(one, **values) if one.key == key else one for one in self._lines()), step
        )

    def _put(self, lines: Any, step: str) -> None:
        """Keep other lines, upon what is typed and saved by now."""
        if key := self.saver.ensure():
            self.guarded(
                lambda: self.services.opportunities.put_requirements(key, lines(), step, origin=self.origin)
            )
            self._show_again()

    def _take_choice(self, values: dict[str, Any], step: str) -> None:
        """A stage brings its days along, in one step."""
        record = self.saver.record
        if "stage" in values and isinstance(record, Opportunity):
            after = moved(record, values["stage"], self.context.today())
            values = {name: getattr(after, name) for name in ("stage", "applied_on", "decided_on")}
        super()._take_choice(values, step)

    def _name_person(self, name: str) -> None:
        key = self.saver.ensure()
        new = key and self.guarded(
            lambda: self.services.people.point(key, "found_through", name, origin=self.origin)
        )
        if new:
            self.context.navigator.tell("info", self.tr("{0} is in People now.").format(name))
        self._show_again()
