"""The page of one piece of feedback: who, on what, in which structure, my response, and what followed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_asked import AskedCard
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.promises import Promises
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.templates import Template, refit
from mentorjournal.model.types import RECORD_TYPES, Feedback
from mentorjournal.services.feedback import FeedbackPage

QUOTING = {
    "none": "Nobody was asked. Keep their words to yourself, or tell what they said in your own.",
    "asked": "You asked and wait for an answer. Keep their words to yourself until it comes.",
    "given": "They agreed. You may quote them, under the name that stands on their page in People.",
}


class FeedbackView(BoundView):
    """Shows a FeedbackPage; `person_named` carries the name of who gave or got it."""

    person_named = Signal(str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Feedback.LABEL)
        self._model = ""
        self._shown: tuple[Section, ...] = ()
        self._for = ""
        tr = self.tr
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("The feedback in a few words"))
        )
        self.direction = self.bind_choice(
            "direction",
            FittingChoice(tuple(CHOICES["feedback_direction"].items()), name=tr("Direction")),
            tr("Change direction"),
        )
        self.person = NameField(name=tr("From"), placeholder=tr("Pick or type a name"))
        allow(self.person, writable=self.writable, because=context.read_only)
        self.day = self.bind_choice("date", DateField(name=tr("Day"), today=context.today), tr("Change date"))
        self.on_what = self.bind_text(
            "on_what",
            TextField(name=tr("On what"), placeholder=tr("A talk, a draft, how a meeting was led…")),
        )
        self.model = ChoiceField(
            [(each.key, each.name) for each in context.services.templates.offered("feedback")],
            name=tr("Structure"),
        )
        allow(self.model, writable=self.writable, because=context.read_only)
        self.sections = SectionsEditor(tr("What was said"))
        self.response = self.bind_text("response", MarkdownEdit(name=tr("My response")))
        self.response.set_look("card")
        self.followed = Promises(
            tr("What followed"), tr("Add an action: try it at the next talk by fri"), context.today
        )
        self.linked = LinkedRows(
            tr("Connected"), tr("Nothing yet. Connect entries, goals and meetings in the side panel.")
        )
        self.consent = self.bind_choice(
            "consent",
            FittingChoice(tuple(CHOICES["consent"].items()), name=tr("Consent to quote")),
            tr("Change consent to quote"),
        )
        self.quoting = TextLabel("", "small", wrap=True)
        self.asked = AskedCard(writable=self.writable, because=context.read_only)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr, column = self.tr, self.column
        self._person_row = self.row(tr("From"), self.person)
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(
            self.pairs(
                self.row(tr("Direction"), self.direction),
                self._person_row,
                self.row(tr("Day"), self.day),
                self.row(tr("Structure"), self.model),
            )
        )
        column.addSpacing(6)
        column.addWidget(self.row(tr("On what"), self.on_what))
        column.addSpacing(14)
        self._asked_row = QWidget()
        row = QVBoxLayout(self._asked_row)
        row.setContentsMargins(0, 0, 0, 12)
        row.addWidget(self.asked)
        column.addWidget(self._asked_row)
        column.addWidget(self.sections)
        column.addSpacing(12)
        self._answer = card = Card(tone="wash")
        card.setAccessibleName(tr("My response"))
        self._response_label = SectionLabel("", "accent")
        card.add(self._response_label)
        card.add(self.response)
        column.addWidget(card)
        column.addWidget(self.section(tr("What followed"), self.followed))
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addWidget(self.section(tr("May I quote it?"), self.consent, self.quoting))
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.person.setFocus(Qt.FocusReason.TabFocusReason))
        self.person.edited.connect(lambda name: self.person_named.emit(name or ""))
        self.model.edited.connect(self._reshape)
        self.sections.edited.connect(lambda: self.saver.type_field("sections", self._texts()))
        self.linked.opened.connect(self.context.navigator.open_record)
        self.take_files_into(self.sections)
        self.take_files_into(self.response)

    def without_forms(self, paths: list[str]) -> list[str]:
        """A filled form that is dropped on a text is taken in, not attached to it."""
        forms = [path for path in paths if self.context.services.forms.is_form(Path(path))]
        if forms:
            self.asked.files_dropped.emit([Path(path) for path in forms])
        return [path for path in paths if path not in forms]

    def display(self, page: FeedbackPage) -> None:
        """Show feedback; what is typed and not saved stays as typed."""
        self._show_texts(page.feedback)
        self.show_around(page)

    def display_draft(self, record: Feedback) -> None:
        """An empty page; the journal takes it with the first word."""
        self._show_texts(record)
        if not self.person.hasFocus():
            self.person.set_value(None)
        self.show_around(FeedbackPage(record, "", (), ()))

    def show_around(self, page: FeedbackPage) -> None:
        """Everything but the texts."""
        feedback: Feedback = self.saver.over(page.feedback)
        self._show_side_of(feedback)
        if page.feedback.id:
            self.person.set_choices(self.context.services.people.names())
            if not self.person.hasFocus() or self.person.value() != page.person:
                self.person.set_value(page.person or None)
        notes = {action.item.id: action.owner for action in page.actions}
        self.followed.display_actions(
            [action.item for action in page.actions],
            self.saver.words_of,
            notes=notes,
            writable=self.writable,
        )
        self.linked.display(linked_rows(page.linked, self.context.today))
        self.delete.setVisible(bool(page.feedback.id) and self.writable)

    def start(self) -> None:
        """Begin with the few words."""
        self.person.set_choices(self.context.services.people.names())
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_texts(self, record: Feedback) -> None:
        self.show_fields(record)
        feedback: Feedback = self.saver.over(record)
        self._model = feedback.model
        self._for = "mentor" if feedback.direction == "given" else "mentee"
        offered = self.context.services.templates.offered("feedback")
        self.model.set_choices([(each.key, each.name) for each in offered])
        self.model.set_value(feedback.model)
        self._show_sections(_filled_up(feedback.sections, self._shape()))
        self._show_side_of(feedback)

    def _show_side_of(self, feedback: Feedback) -> None:
        tr, given = self.tr, feedback.direction == "given"
        moment = day_short(feedback.date, self.context.today()) if feedback.date else ""
        asked = feedback.direction == "asked"
        words = (
            tr("Feedback asked for") if asked else tr("Feedback given") if given else tr("Feedback received")
        )
        self.asked.show_asked(feedback, self.context.today())
        self._asked_row.setVisible(asked)
        self._answer.setHidden(asked and not feedback.response)
        self.caption.setText(", ".join(part for part in (words, moment) if part))
        who = tr("Asked of") if asked else tr("To") if given else tr("From")
        self._person_row.set_label(who)
        self._response_label.setText(tr("What came of it") if given else tr("My response"))
        self.response.setAccessibleName(self._response_label.text())
        self.response.setPlaceholderText(
            tr("How they took it, and what you would say another way.")
            if given
            else tr("What you make of it, what you keep, and what you will do with it.")
        )
        self.quoting.setText(tr(QUOTING.get(feedback.consent, "")))

    # Structure

    def _shape(self) -> Template | None:
        return self.context.services.templates.find(self._model)

    def _reshape(self, key: str) -> None:
        """Another structure; every text finds a place in it or below it."""
        sections = refit(self._texts(), self.context.services.templates.get(key))
        self.chosen.emit({"model": key, "sections": sections}, self.tr("Change structure"))

    def _show_sections(self, sections: tuple[Section, ...]) -> None:
        shape = self._shape()
        parts = shape.sections_for(self._for) if shape is not None else ()
        prompts = {part.tag: part.prompt for part in parts}
        self._shown = sections
        self.sections.set_value(
            [
                (f"{place}-{part.tag}", part.heading, prompts.get(part.tag, ""), part.text)
                for place, part in enumerate(sections)
            ]
        )
        self.sections.set_read_only(not self.writable)

    def _texts(self) -> tuple[Section, ...]:
        values = self.sections.value()
        return tuple(
            Section(part.tag, part.heading, value[3]) for part, value in zip(self._shown, values, strict=True)
        )


def linked_rows(found: tuple[LinkRow, ...], today: Callable[[], dt.date]) -> list[LinkedRow]:
    """Connected records, each once, with their days and kinds."""
    rows = {link.row.id: link.row for link in found}
    return [
        LinkedRow(
            row.id,
            row.heading,
            day_short(row.date, today()) if row.date else "–",
            RECORD_TYPES[row.type].LABEL,
        )
        for row in rows.values()
    ]


def _filled_up(sections: tuple[Section, ...], shape: Template | None) -> tuple[Section, ...]:
    """The sections as kept, and the blank ones of their structure that are missing, in its order."""
    if shape is None:
        return sections or (Section("what", "", ""),)
    known = {part.tag for part in sections}
    if sections and (shape.own or len(shape.sections) == 1):
        return sections
    blanks = tuple(blank for blank in shape.blank() if blank.tag not in known)
    order = {part.tag: place for place, part in enumerate(shape.sections)}
    return tuple(sorted((*sections, *blanks), key=lambda part: order.get(part.tag, len(order))))
