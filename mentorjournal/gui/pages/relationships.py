"""Relationships: what each is for, where it is, what it adds up to, and what was agreed."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtCore import Qt

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_actions import ActionDeeds
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.pages.relationships_agreement import AgreementDesk
from mentorjournal.gui.pages.relationships_deeds import RelationshipDeeds
from mentorjournal.gui.pages.relationships_list import card_item
from mentorjournal.gui.pages.relationships_view import RelationshipView
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.model.changes import ChangeSet
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement, Pulse, Relationship
from mentorjournal.services.relationships import TiePage

QUIET = {Relationship.TYPE: frozenset(("purpose", "dual_role", "not_for"))}


class RelationshipsPage(RecordPlace):
    """The list by state, one relationship or its agreement, the inspector."""

    PLACE: ClassVar[str] = "relationships"
    TITLE: ClassVar[str] = "Relationships"
    TYPE: ClassVar[type[Record]] = Relationship
    view: RelationshipView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.desk = AgreementDesk(context, self.origin)
        self.middle.addWidget(self.desk)
        view = self.view
        self.deeds = RelationshipDeeds(self, self.saver, view, self.guarded)
        self.deeds.done.connect(self._show_again)
        self.deeds.named.connect(self._after_naming)
        self.promises = [
            ActionDeeds(
                context,
                self.saver,
                self.origin,
                side,
                partial(self.deeds.promise, theirs=theirs),
                self._show_again,
            )
            for side, theirs in ((view.mine, False), (view.theirs, True))
        ]
        view.who.clicked.connect(self.open_person)
        view.agreement.opened.connect(self.open_agreement)
        view.story.opened.connect(self._open_step)
        self.desk.left.connect(self.leave_agreement)
        self.desk.turned.connect(self._inspect_agreement)

    def make_list(self) -> CardList:
        """Relationships by state."""
        return CardList(self.tr("Relationships"), self.tr("New relationship"))

    def make_view(self) -> RelationshipView:
        """The page of one relationship."""
        return RelationshipView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What a relationship is for here."""
        return EmptyState(
            self.tr("Say with whom, for what and how often. Then it shows whether it gets its time."),
            self.tr("New relationship"),
            self.tr("“Dr Okafor, thesis adviser, monthly until the viva. She offers two hours a month.”"),
            "people",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards, active ones first."""
        today = self.context.today()
        return [card_item(card, today, self.tr) for card in self.services.relationships.cards(today)]

    def read(self, record_id: str) -> TiePage:
        """A relationship with all that it adds up to."""
        return self.services.relationships.page(record_id, self.context.today())

    def record_of(self, page: TiePage) -> Relationship:
        """The relationship."""
        return page.relationship

    def draft(self) -> Relationship:
        """From today, on the side the journal's owner is on."""
        mentor = self.services.profile.owner().role == "mentor"
        return Relationship(started_on=self.context.today(), my_role="mentor" if mentor else "mentee")

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """Heading, group, and where we are."""
        return record.title, record.person, record.phase, record.stage, record.paused_until

    def show_record(self, record_id: str) -> bool:
        """Show a relationship, or the one that an agreement or a check is about."""
        found = self.services.records.peek(record_id)
        if isinstance(found, Agreement):
            return super().show_record(found.relationship or "") and self.open_agreement(found.id)
        if isinstance(found, Pulse):
            return super().show_record(found.about or "")
        return super().show_record(record_id)

    def open_agreement(self, agreement_id: str = "") -> bool:
        """Show a version of the agreement, else the newest; the first is begun where there is none."""
        key = self.saver.ensure()
        if not key:
            return False
        page = self.read(key)
        if not self.services.agreements.of(key):
            made = self.context.read_only or self.guarded(
                lambda: self.services.agreements.begin(key, self.context.today(), origin=self.origin)
            )
            if not isinstance(made, Agreement):
                return False
        if not self.desk.open(page.relationship, page.name, agreement_id):
            return False
        self.middle.setCurrentWidget(self.desk)
        self._inspect_agreement()
        if self.desk.writable:
            self.desk.sections.start_writing()
        else:
            self.desk.head.back.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def on_desk(self) -> bool:
        """Whether the agreement is shown, not the relationship's page."""
        return self.middle.currentWidget() is self.desk

    def _inspect_agreement(self) -> None:
        self.frame.inspect(self.desk.version.id if self.desk.version is not None else "")

    def leave_agreement(self) -> None:
        """Back to the relationship."""
        if self.desk.flush():
            self._show_again()
            self.view.agreement.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_step(self, record_id: str) -> None:
        found = self.services.records.peek(record_id)
        if isinstance(found, Agreement):
            self.open_agreement(record_id)
        elif isinstance(found, Pulse):
            self.view.go_to_check(found)
        else:
            self.context.navigator.open_record(record_id)

    def refresh(self) -> None:
        """Read again what is shown; an agreement that is shown stays, unless it is gone."""
        self.desk.flush()
        page = self._read(self.saver.record_id) if self.on_desk else None
        if page is not None and self.desk.reload(page.relationship, page.name):
            self.saver.record = page.relationship
            self.reload_list()
            self._inspect_agreement()
        else:
            super().refresh()

    def after_own_change(self, changes: ChangeSet) -> None:
        """The agreement follows by itself, and nothing depends on the texts of a relationship."""
        if self.on_desk:
            self.reload_list()
        elif not self.saver.only_saves(changes, QUIET):
            super().after_own_change(changes)

    def flush(self) -> bool:
        """Save what is typed, in the agreement too."""
        kept = self.desk.flush() if hasattr(self, "desk") else True
        return super().flush() and kept

    def more_commands(self) -> tuple[Command, ...]:
        """Agreement, pause, meeting, close."""
        tr = self.tr
        read: tuple[Command, ...] = (
            Command("tie-agreement", tr("Open agreement"), self.open_agreement, "agreement"),
            Command("tie-person", tr("Open the person"), self.open_person, "person"),
            Command("tie-pdf", tr("Save the agreement as PDF"), self._save_agreement, "save-as"),
        )
        if self.on_desk:
            read = (
                Command("tie-back", tr("Back to the relationship"), self.leave_agreement, "arrow-left"),
                *read,
            )
        if self.context.read_only:
            return read
        return (
            *read,
            Command("tie-meeting", tr("Plan a meeting"), self.deeds.plan_meeting, "meetings"),
            Command("tie-details", tr("Change details of the relationship"), self.view.open_form, "edit"),
            Command("tie-check", tr("Relationship check"), self.view.check.open_check, "pulse"),
            Command("tie-pause", tr("Pause or go on again"), self.deeds.pause_or_resume, "pause"),
            Command("tie-close", tr("Close the relationship"), self.deeds.close_relationship, "archive"),
            Command("tie-new-version", tr("New version of the agreement"), self._amend, "agreement"),
        )

    def open_person(self) -> None:
        """Whom it is with."""
        person = self.deeds.person()
        if person and self.flush():
            self.context.navigator.open_view(person, "everybody")

    def _amend(self) -> None:
        if self.open_agreement():
            self.desk.amend()

    def _save_agreement(self) -> None:
        if not self.services.agreements.of(self.saver.record_id):
            self.context.navigator.tell("info", self.tr("There is no agreement to save yet."))
        elif self.on_desk or self.open_agreement():
            self.desk.ask_path()

    def _take_choice(self, values: dict[str, Any], step: str) -> None:
        """Closing has its own steps, and going on after it takes its day back; a pause ends ahead."""
        key, until = self.saver.record_id, values.get("paused_until")
        if values.get("phase") == "closed" and key:
            self._show_again()
            self.deeds.close_relationship()
        elif until is not None and key and self.flush():
            self.deeds.pause(key, until)
        else:
            ended = {"closed_on": None} if "phase" in values else {}
            super()._take_choice({**values, **ended}, step)

    def _after_naming(self) -> None:
        self._show_again()
        self.reload_list()

    def _all_commands(self) -> tuple[Command, Command, Command]:
        """The keys belong to the place around, which hands them on."""
        new, delete, side = super()._all_commands()
        return tuple(dataclasses.replace(one, shortcut="") for one in (new, delete, side))  # type: ignore[return-value]
