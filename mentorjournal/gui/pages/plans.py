"""The development plan: where I stand, the goals of a year, whose help I ask for, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.plans_view import PlanView
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.words import day_short
from mentorjournal.model.record import Record
from mentorjournal.model.types import Plan
from mentorjournal.services.plans import PlanCard, PlanPage


class PlansPage(RecordPlace):
    """The plans, the latest first; one of them; the inspector."""

    PLACE: ClassVar[str] = "goals"
    TITLE: ClassVar[str] = "Plan"
    TYPE: ClassVar[type[Record]] = Plan
    WATCHES: ClassVar[tuple[str, ...]] = (
        *("plan", "goal", "milestone", "action", "career_option", "skill", "person", "attachment", "tag"),
    )
    view: PlanView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.view.named.connect(self._add)
        self.view.taken_out.connect(self._take_out)
        self.view.print_button.clicked.connect(self.print_plan)

    def make_list(self) -> CardList:
        """By year."""
        return CardList(self.tr("Development plans"), self.tr("New plan"))

    def make_view(self) -> PlanView:
        """The page of one plan."""
        return PlanView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What a plan is, and that it is one's own."""
        return EmptyState(
            self.tr(
                "A plan gathers the goals of a year and says where they come from. It is yours: "
                "what you show of it, you choose."
            ),
            self.tr("New plan"),
            self.tr(
                "“I explain well and start late. Three goals, two skills, one hour a month with Helena.”"
            ),
            "plan",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards, the latest first."""
        return [self._item(card) for card in self.services.plans.cards()]

    def _item(self, card: PlanCard) -> CardItem:
        plan, today = card.plan, self.context.today()
        is_now = plan.starts_on is not None and plan.starts_on <= today <= (plan.ends_on or today)
        days = " – ".join(day_short(day) for day in (plan.starts_on, plan.ends_on) if day is not None)
        badge, kind = "", "quiet"
        if plan.reviewed_on is not None:
            badge = self.tr("reviewed")
        elif plan.review_on is not None and plan.review_on <= today:
            badge, kind = self.tr("look at it again"), "warn"
        elif is_now:
            badge, kind = self.tr("now"), "accent"
        return CardItem(
            plan.id, plan.title or self.tr("Development plan"), self._sums(card), days, badge, kind
        )

    def _sums(self, card: PlanCard) -> str:
        if not card.goals:
            return self.tr("no goals yet")
        return self.tr("{0} of {1} goals reached").format(card.achieved, card.goals)

    def read(self, record_id: str) -> PlanPage:
        """A plan with all that its page shows."""
        return self.services.plans.page(record_id)

    def record_of(self, page: PlanPage) -> Plan:
        """The plan."""
        return page.plan

    def draft(self) -> Plan:
        """For the year from today, with what is open of the latest one."""
        return self.services.plans.draft(self.context.today())

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """What the card is made of."""
        return (
            record.title,
            record.starts_on,
            record.ends_on,
            record.goals,
            record.review_on,
            record.reviewed_on,
        )

    def more_commands(self) -> tuple[Command, ...]:
        """Print it."""
        return (
            Command("plan-print", self.tr("Print as development plan"), self.print_plan, "print", "Ctrl+P"),
        )

    def print_plan(self) -> None:
        """As a document, in Reports."""
        if self.flush():
            self.context.navigator.open_document("idp")

    def _add(self, role: str, words: str) -> None:
        if key := self.saver.ensure():
            today = self.context.today()
            self.guarded(lambda: self.services.plans.add(key, role, words, today, origin=self.origin))
            self._show_again()

    def _take_out(self, role: str, record_id: str) -> None:
        if key := self.saver.ensure():
            page = self.services.plans.page(key)
            left = [one for one in getattr(page.plan, role) if one != record_id]
            step = self.tr("Take out of plan")
            self.guarded(lambda: self.services.plans.put_links(key, role, left, step, origin=self.origin))
            self._show_again()
