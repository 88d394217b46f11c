"""People: who is in my corner, what we owe each other, and how they appear on paper."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from PySide6.QtGui import QShowEvent

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.many_views import ManyViews
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.people_view import PersonView
from mentorjournal.gui.pages.record_actions import ActionDeeds
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.pages.views import View
from mentorjournal.gui.reviewing import ask_for_review
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.chip_set import ChipFilter
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement, Person, Pulse, Relationship
from mentorjournal.services.people import PersonCard, PersonPage

ALL = "all"


class PeoplePage(ManyViews):
    """The list by name, a person, the inspector."""

    PLACE: ClassVar[str] = "people"
    TITLE: ClassVar[str] = "People"
    TYPE: ClassVar[type[Record]] = Person
    VIEWS: ClassVar[tuple[View, ...]] = (
        View("everybody", "Everybody"),
        View("relationships", "Relationships", "mentorjournal.gui.pages.relationships", "RelationshipsPage"),
        View("network", "Network", "mentorjournal.gui.pages.network", "NetworkPage"),
        View("search", "Find a mentor", "mentorjournal.gui.pages.mentor_search", "MentorSearchPage"),
        View("mentees", "My mentees", "mentorjournal.gui.pages.mentees", "MenteesPage"),
    )
    view: PersonView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        shared = self.view.shared
        self.deeds = [
            ActionDeeds(context, self.saver, self.origin, promises, add, self._show_again)
            for promises, add in ((shared.mine, self._promise_mine), (shared.theirs, self._promise_theirs))
        ]
        self.view.plan.clicked.connect(self.plan_meeting)
        self.view.record.clicked.connect(self.record_feedback)
        self.view.ask.clicked.connect(self.ask_feedback)
        self.view.review.clicked.connect(self.ask_review)
        self.view.tie_wanted.connect(self.add_relationship)
        self.view.tie_picked.connect(self._pick_tie)
        self.view.tie_removed.connect(self._remove_tie)
        self.view.tie_opened.connect(lambda key: self.show_view("relationships", key))
        self.offer_views()

    def offer_views(self) -> None:
        """The views that are of use: who mentors has mentees, who is a mentee or searches looks for a mentor."""
        role = self.services.profile.owner().role
        mentors, searches = self.services.relationships.sides()
        offered = {"relationships", "network"}
        if mentors or role in {"mentor", "both"}:
            offered.add("mentees")
        if searches or role in {"mentee", "both"}:
            offered.add("search")
        self.views.offer(offered)

    def showEvent(self, event: QShowEvent) -> None:
        """Offer what fits whoever's journal it is by now."""
        self.offer_views()
        super().showEvent(event)

    def _reload(self) -> None:
        """What is offered follows the relationships there are."""
        self.offer_views()
        super()._reload()

    def make_list(self) -> CardList:
        """Everybody by name, or one side."""
        cards = CardList(self.tr("People"), self.tr("New person"))
        self.filter = ChipFilter(
            (
                (ALL, self.tr("All")),
                ("mentor", self.tr("Mentors")),
                ("mentee", self.tr("Mentees")),
                ("peer", self.tr("Peers")),
            ),
            self.tr("Whom to show"),
        )
        self.filter.edited.connect(lambda _key: self.refilter())
        cards.head.addWidget(self.filter)
        cards.head.addSpacing(8)
        return cards

    def make_view(self) -> PersonView:
        """The page of one person."""
        return PersonView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """Who belongs here."""
        return EmptyState(
            self.tr(
                "Start with whoever you would ask first. What you two promise and say gathers on their page."
            ),
            self.tr("New person"),
            self.tr("“Dr Okafor. Read my aims page overnight. I owe her the second draft.”"),
            "people",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards of the side chosen."""
        wanted = self.filter.value()
        cards = self.services.people.cards(self.context.today())
        return [self._item(card) for card in cards if wanted == ALL or wanted in card.sides]

    def _item(self, card: PersonCard) -> CardItem:
        person = card.person
        role = label("roles", person.roles[0]) if person.roles else ""
        badge = ""
        if card.last_met:
            badge = self.tr("met {0}").format(day_short(card.last_met, self.context.today()))
        second = " · ".join(part for part in (role, person.organisation) if part)
        return CardItem(person.id, person.title or self.tr("No name yet"), second, "", badge)

    def read(self, record_id: str) -> PersonPage:
        """A person with all that is between us."""
        return self.services.people.page(record_id, self.context.today())

    def record_of(self, page: PersonPage) -> Person:
        """The person."""
        return page.person

    def draft(self) -> Person:
        """On the side the list shows."""
        side = self.filter.value()
        return Person(roles=() if side == ALL else (side,))

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """Name, roles, place."""
        return record.title, record.roles, record.organisation

    def reveal(self, record: Any) -> None:
        """Somebody who is not on the side chosen shows everybody."""
        if self.filter.value() not in {ALL, *record.roles}:
            self.filter.set_value(ALL)

    def show_record(self, record_id: str) -> bool:
        """Show a person; a relationship, its agreement and its checks are shown in their view, and how I am doing
        among my own self-ratings."""
        found = self.services.records.peek(record_id)
        if isinstance(found, Pulse) and self.services.pulses.of_record(record_id) is not None:
            self.context.navigator.open_view(record_id, "pulses")
            return True
        if isinstance(found, Relationship | Agreement | Pulse) and found.deleted_at is None:
            return self.show_view("relationships", record_id)
        return super().show_record(record_id)

    def new_record(self) -> None:
        """A new person, or what the view that is shown makes."""
        shown = self.views.shown
        if isinstance(shown, RecordPlace):
            shown.new_record()
        else:
            super().new_record()

    def delete_record(self) -> None:
        """The person, or what the view that is shown shows."""
        shown = self.views.shown
        if isinstance(shown, RecordPlace):
            shown.delete_record()
        elif shown is None:
            self._delete_person()

    def _all_commands(self) -> tuple[Command, Command, Command]:
        new, delete, side = super()._all_commands()
        return new, delete, replace(side, run=self._toggle_side)

    def _toggle_side(self) -> None:
        shown = self.views.shown
        if shown is None or isinstance(shown, RecordPlace):
            (shown or self).frame.toggle_side()

    def _delete_person(self) -> None:
        """Where the person stands in other records, ask what becomes of the name."""
        key = self.saver.record_id
        standing = self.guarded(lambda: self.services.person_removal.where(key)) if key else None
        if standing is None or not standing.total or self.context.read_only:
            super().delete_record()
        elif self.flush():
            from mentorjournal.gui.dialogs.remove_person import RemovePersonDialog

            dialog = RemovePersonDialog(self.context, standing, self.origin, self.window())
            dialog.removed.connect(lambda: self._show_after(key))
            dialog.open()

    def _show_after(self, key: str) -> None:
        """Show the first of those who are left after one was deleted."""
        self.saver.open(None)
        self.reload_list()
        self._show_first(*(other for other in self.keys() if other != key))

    def more_commands(self) -> tuple[Command, ...]:
        """Plan, record, ask."""
        if self.context.read_only:
            return ()
        tr = self.tr
        return (
            Command("person-meeting", tr("Plan a meeting"), self.plan_meeting, "meetings"),
            Command("person-feedback", tr("Record feedback"), self.record_feedback, "feedback"),
            Command("person-ask", tr("Ask for feedback"), self.ask_feedback, "question"),
            Command("person-form", tr("Ask for feedback by a form"), self.ask_by_form, "file"),
            Command("person-review", tr("Ask this person for a review…"), self.ask_review, "handed-out"),
            Command("person-tie", tr("Add a relationship"), self.add_relationship, "add"),
        )

    def plan_meeting(self) -> None:
        """A planned meeting with the person shown, and go there."""
        self._make_and_open(
            lambda key: self.services.people.plan_meeting(key, self.context.today(), origin=self.origin)
        )

    def record_feedback(self) -> None:
        """An empty page for what this person said, and go there."""
        self._make_and_open(
            lambda key: self.services.people.record_feedback(key, self.context.today(), origin=self.origin)
        )

    def ask_feedback(self) -> None:
        """A promise of mine to ask."""
        person = self.saver.record
        if isinstance(person, Person) and self.saver.ensure():
            title = self.tr("Ask {0} for feedback").format(person.short_name or person.title)
            if self.guarded(lambda: self._promise_mine(title, None)) is not None:
                self.context.navigator.tell("info", self.tr("It stands under what you promised."))

    def ask_by_form(self) -> None:
        """A form of one page for this person; the request waits in Feedback."""
        if key := self.saver.ensure():
            from mentorjournal.gui.dialogs.feedback_form import FeedbackFormDialog

            FeedbackFormDialog(self.context, key, self.window()).open()

    def ask_review(self) -> None:
        """A packet for this person to read and answer."""
        if key := self.saver.ensure():
            ask_for_review(self.context, self.window(), key)

    def add_relationship(self) -> None:
        """A relationship that begins today, its fields open."""
        key = self.saver.ensure()
        if not key:
            return
        made = self.guarded(
            lambda: self.services.records.save(
                Relationship(person=key, started_on=self.context.today()), origin=self.origin
            )
        )
        if made is not None and made.id in self.view.ties:
            self.view.ties[made.id].open_form()

    def _make_and_open(self, make: Callable[[str], Record]) -> None:
        key = self.saver.ensure()
        made = self.guarded(lambda: make(key)) if key else None
        if made is not None:
            self.context.navigator.open_record(made.id)

    def _promise_mine(self, title: str, due: dt.date | None) -> object:
        return self.services.people.promise(
            self.saver.record_id, title, due, theirs=False, origin=self.origin
        )

    def _promise_theirs(self, title: str, due: dt.date | None) -> object:
        return self.services.people.promise(self.saver.record_id, title, due, theirs=True, origin=self.origin)

    def _pick_tie(self, key: str, values: dict[str, Any], step: str) -> None:
        if not (self.flush() and self.saver.pick_other(key, values, step)):
            self._show_again()

    def _remove_tie(self, key: str) -> None:
        if self.flush():
            self.guarded(lambda: self.services.records.trash(key, origin=self.origin))
