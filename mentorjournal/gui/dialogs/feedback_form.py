"""Asks somebody for feedback by a form of one page; the request waits in Feedback until its answer comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mentorjournal.gui.dialogs.form_dialog import FormDialog
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.model.types import Feedback, Person
from mentorjournal.services.forms import FeedbackAsk
from mentorjournal.services.templates import template, templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from mentorjournal.gui.context import Context
    from mentorjournal.reports.blocks import Document
    from mentorjournal.services.forms.desk import Hand

OWN = "own"
USUAL = "sbi"


class FeedbackFormDialog(FormDialog):
    """For the person of `person_id`, on the record `about`, or once more for the request `feedback_id`."""

    def __init__(
        self,
        context: Context,
        person_id: str = "",
        parent: QWidget | None = None,
        *,
        feedback_id: str = "",
        about: str = "",
    ) -> None:
        super().__init__(
            context,
            "Ask by a form",
            parent,
            intro="One page, to fill in on screen or by hand. Nothing is sent from here: save it and send it with your "
            "own mail. The request waits in Feedback until the filled file comes back.",
        )
        tr, services = self.tr, context.services
        self._feedback_id, self._about = feedback_id, about
        asks_about = services.records.peek(about) if about else None
        topic = asks_about.title if asks_about is not None and not asks_about.confidential else ""
        self._known = set(services.records.named(Person))
        asked = services.records.get(Feedback, feedback_id) if feedback_id else None
        self._person_id = (asked.person or "") if asked is not None else person_id
        self._name = services.records.get(Person, self._person_id).title if self._person_id else ""
        self.person = NameField(name=tr("Whom do you ask?"), placeholder=tr("Pick or type a name"))
        self.person.set_choices(services.people.names())
        self.person.set_value(self._name or None)
        self.on_what = TextField(
            asked.on_what if asked else topic,
            name=tr("On what"),
            placeholder=tr("A talk, a draft, how a meeting was led…"),
        )
        shapes = [(shape.key, shape.name) for shape in templates("feedback")]
        self.model = ChoiceField(
            shapes, asked.model if asked and asked.model in dict(shapes) else USUAL, name=tr("Questions")
        )
        own = next((part.heading for part in asked.sections if part.tag == OWN), "") if asked else ""
        self.question = TextField(
            own, name=tr("A question of your own"), placeholder=tr("What would you let me do alone?")
        )
        self._model_row = FormRow(tr("Questions"), self.model)
        for row in (
            FormRow(tr("Whom do you ask?"), self.person),
            FormRow(tr("On what"), self.on_what),
            self._model_row,
            FormRow(tr("A question of your own"), self.question),
        ):
            self.column.addWidget(row)
        self.person.edited.connect(lambda _name: self.changed())
        for field in (self.on_what, self.question):
            field.edited.connect(lambda _text: self.changed())
        self.model.edited.connect(self._reshape)
        self._describe()
        self.finish_column()
        (self.on_what if self._person_id else self.person).setFocus()

    def ask(self) -> FeedbackAsk:
        """What is asked, as it is filled in now."""
        name = self.person.value() or ""
        known = name.casefold() == self._name.casefold()
        return FeedbackAsk(
            self._person_id if known else "",
            self.on_what.value(),
            self.model.value(),
            self.question.value(),
            self.size_of_paper(),
            self._feedback_id,
            "" if known and self._person_id else name,
            self._about,
        )

    def given(self) -> object:
        """Whom is asked, on what, in which structure, and the own question."""
        fields = (self.person, self.on_what, self.model, self.question)
        return tuple(field.value() or "" for field in fields)

    def wanted(self) -> Callable[[], Document]:
        """The form for what is asked now."""
        ask, forms = self.ask(), self.context.services.forms
        return lambda: forms.feedback_preview(ask)

    def handing_out(self) -> Callable[[Hand], object]:
        """Hand it out, and let the request wait."""
        ask, forms = self.ask(), self.context.services.forms
        return lambda hand: forms.hand_out_form(ask, hand)

    def settled(self) -> bool:
        """The name counts as it is typed."""
        self.person.settle()
        return True

    def file_name(self) -> str:
        """Such as "Feedback form for Helena Brandt"."""
        name = self.person.value() or ""
        return self.tr("Feedback form for {0}").format(name) if name else self.tr("Feedback form")

    def after_handing_out(self, kept: object) -> str:
        """Saved or printed again it stays the same request; who was not in People before is told."""
        said = self.tr("The request waits in Feedback. When the filled file is back, drop it there.")
        if not isinstance(kept, Feedback):
            return said
        self._feedback_id = kept.id
        self._person_id, self._name = kept.person or "", self.person.value() or ""
        is_new = kept.person is not None and kept.person not in self._known
        self._known.add(self._person_id)
        return f"{self.tr('{0} is in People now.').format(self._name)} {said}" if is_new else said

    def _reshape(self, _key: str) -> None:
        self._describe()
        self.changed()

    def _describe(self) -> None:
        self._model_row.set_hint(template(self.model.value()).description)
