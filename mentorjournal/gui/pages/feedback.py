"""Feedback: what people tell me and what I told them, what I answered, and what followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from mentorjournal.gui.context import Context
from mentorjournal.gui.models.card_model import CardItem
from mentorjournal.gui.pages.feedback_asked import FormDeeds, dropped, waiting_words
from mentorjournal.gui.pages.feedback_view import FeedbackView
from mentorjournal.gui.pages.page import Command
from mentorjournal.gui.pages.record_actions import ActionDeeds
from mentorjournal.gui.pages.record_place import RecordPlace
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card_list import CardList
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.words import how_many
from mentorjournal.model.record import Record
from mentorjournal.model.types import Feedback
from mentorjournal.services.feedback import FeedbackCard
from mentorjournal.services.feedback import FeedbackPage as Contents

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

ALL = "all"


class FeedbackPage(RecordPlace):
    """The list by direction, a piece of feedback, the inspector."""

    PLACE: ClassVar[str] = "feedback"
    TITLE: ClassVar[str] = "Feedback"
    TYPE: ClassVar[type[Record]] = Feedback
    view: FeedbackView

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.deeds = ActionDeeds(
            context, self.saver, self.origin, self.view.followed, self._add_action, self._show_again
        )
        self.forms = FormDeeds(context, self, self.origin, self.show_record)
        self.view.person_named.connect(self._name_person)
        self.ask_button.clicked.connect(self.ask_by_form)
        self.view.asked.again_wanted.connect(self._form_again)
        self.view.asked.choose_wanted.connect(self.take_form)
        self.view.asked.files_dropped.connect(self.take_files)
        self.setAcceptDrops(not context.read_only)

    def make_list(self) -> CardList:
        """Feedback, newest first, by year."""
        cards = CardList(self.tr("Feedback"), self.tr("New feedback"), lead=True)
        self.switch = FittingChoice(
            (
                ("received", self.tr("Received")),
                ("given", self.tr("Given")),
                ("asked", self.tr("Asked")),
                (ALL, self.tr("All")),
            ),
            name=self.tr("Which feedback"),
        )
        self.switch.set_value(ALL)
        self.switch.edited.connect(lambda _key: self.refilter())
        cards.head.addWidget(self.switch)
        self.ask_button = QuietButton(self.tr("Ask by a form…"), "file")
        self.ask_button.setDisabled(bool(self.context.read_only))
        self.ask_button.setToolTip(
            self.context.read_only or self.tr("One page to fill in; drop it here when it is back")
        )
        cards.head.addSpacing(8)
        cards.head.addWidget(self.ask_button)
        return cards

    def make_view(self) -> FeedbackView:
        """The page of one piece of feedback."""
        return FeedbackView(self.context, self.saver, self.origin)

    def make_empty(self) -> EmptyState:
        """What feedback is good for."""
        return EmptyState(
            self.tr("Write down what you are told while you still have the words, and what you do with it."),
            self.tr("New feedback"),
            self.tr(
                "“Clear story, too many numbers on slide four.” Cut to two; asked to see it again on Friday."
            ),
            "feedback",
        )

    def items(self) -> Sequence[CardItem]:
        """The cards of the direction chosen."""
        wanted = self.switch.value()
        cards = self.services.feedback.cards("" if wanted == ALL else wanted)
        return [self._item(card, both=wanted == ALL) for card in cards]

    def _item(self, card: FeedbackCard, *, both: bool) -> CardItem:
        feedback = card.feedback
        given = feedback.direction == "given"
        name = card.person
        asked = feedback.direction == "asked"
        if name and (both or asked):
            said = self.tr("asked of {0}") if asked else self.tr("to {0}") if given else self.tr("from {0}")
            name = said.format(name)
        badge, kind = self._state(card)
        day = feedback.date
        return CardItem(
            feedback.id,
            feedback.title or feedback.on_what or self.tr("Feedback"),
            name or (self.tr("given") if given else self.tr("nobody named yet")),
            f"{day.day} {day:%b}" if day else "",
            badge,
            kind,
            str(day.year) if day else self.tr("Without a date"),
        )

    def _state(self, card: FeedbackCard) -> tuple[str, str]:
        if card.feedback.direction == "asked":
            return waiting_words(card.feedback.date, self.context.today())
        if card.actions:
            words = how_many(card.actions, self.tr("action"), self.tr("actions"))
            return words, "ok" if card.actions_done == card.actions else "accent"
        if card.answered:
            return self.tr("answered"), "plain"
        return ("", "plain") if card.feedback.direction == "given" else (self.tr("no response yet"), "warn")

    def read(self, record_id: str) -> Contents:
        """Feedback with all that its page shows."""
        return self.services.feedback.page(record_id)

    def record_of(self, page: Contents) -> Feedback:
        """The feedback."""
        return page.feedback

    def draft(self) -> Feedback:
        """From today, in the direction the list shows."""
        way = self.switch.value()
        return Feedback(date=self.context.today(), direction="received" if way == ALL else way)

    def card_facts(self, record: Any) -> tuple[object, ...]:
        """Title, who, day, and whether it is answered."""
        answered = bool(record.response.strip())
        return record.title, record.on_what, record.person, record.direction, record.date, answered

    def reveal(self, record: Any) -> None:
        """Another direction shows all."""
        if self.switch.value() not in {ALL, record.direction}:
            self.switch.set_value(ALL)

    def more_commands(self) -> tuple[Command, ...]:
        """Respond, and add an action."""
        if self.context.read_only:
            return ()
        if self.saver.record is not None and getattr(self.saver.record, "direction", "") == "asked":
            return (
                Command("feedback-form-again", self.tr("The form once more"), self._form_again, "file"),
                Command("feedback-respond", self.tr("Write my response"), self.respond, "edit"),
            )
        return (
            Command("feedback-respond", self.tr("Write my response"), self.respond, "edit"),
            Command("feedback-action", self.tr("Add an action to feedback"), self.add_action, "action"),
        )

    def commands(self) -> tuple[Command, ...]:
        """Ask by a form, and take a filled one in, whatever is shown."""
        if self.context.read_only:
            return super().commands()
        ask = Command("feedback-ask", self.tr("Ask for feedback by a form"), self.ask_by_form, "file")
        take = Command("feedback-take", self.tr("Take in a filled form"), self.take_form, "download")
        return (*super().commands(), ask, take)

    def ask_by_form(self) -> None:
        """Ask somebody; what is typed is saved first."""
        if self.flush():
            self.forms.ask()

    def _form_again(self) -> None:
        if self.saver.record_id and self.flush():
            self.forms.ask(feedback_id=self.saver.record_id)

    def take_form(self) -> None:
        """Choose a filled form, and take it in."""
        if not self.context.read_only and self.flush():
            self.forms.choose()

    def take_files(self, paths: list[Path]) -> None:
        """Take in forms that were dropped; what is typed is saved first."""
        if self.flush():
            self.forms.take(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Filled forms may come back."""
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take them in."""
        event.acceptProposedAction()
        self.take_files(dropped(event))

    def respond(self) -> None:
        """Put the cursor into my response."""
        self.view.response.setFocus()
        self.view.ensureWidgetVisible(self.view.response)

    def add_action(self) -> None:
        """Put the cursor where an action is added."""
        self.view.followed.add_row.title.setFocus()
        self.view.ensureWidgetVisible(self.view.followed.add_row)

    def _name_person(self, name: str) -> None:
        key = self.saver.ensure()
        new = key and self.guarded(
            lambda: self.services.people.point(key, "person", name, origin=self.origin)
        )
        if new:
            self.context.navigator.tell("info", self.tr("{0} is in People now.").format(name))
        self._show_again()

    def _add_action(self, title: str, due: dt.date | None) -> object:
        return self.services.actions.add(title, due=due, source=self.saver.record_id, origin=self.origin)
