"""The page of one step of a career: when and where, how it came about, who helped, what I took from it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.naming_deeds import NamingDeeds
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.picked_rows import PickedRows
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import CareerStep
from mentorjournal.services.career_path import StepPage


class StepView(BoundView):
    """Shows a StepPage."""

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, CareerStep.LABEL)
        tr = self.tr
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("A post, an exam, a turn, a hope"))
        )
        self.fields: dict[str, Any] = {
            "kind": self.bind_choice(
                "kind",
                ChoiceField(tuple(CHOICES["career_step_kind"].items()), name=tr("Kind")),
                tr("Change kind"),
            ),
            "organisation": self.bind_text(
                "organisation", TextField(name=tr("Where"), placeholder=tr("The place, or who with"))
            ),
        }
        for name, title in (("starts_on", tr("From")), ("ends_on", tr("To"))):
            self.fields[name] = self.bind_choice(
                name, DateField(name=title, today=context.today), tr("Change day: {0}").format(title.lower())
            )
        self.texts = {
            name: self._written(name, title, prompt)
            for name, title, prompt in (
                ("how", tr("How it came about"), tr("Chosen, offered, or fallen into: honestly.")),
                (
                    "learned",
                    tr("What I took from it"),
                    tr("What you do differently since, and would tell the next one."),
                ),
            )
        }
        self.helped = PickedRows(tr("Who helped"), tr("Add who opened or held a door"))
        self.naming = NamingDeeds(context, origin, self, saver.ensure, {"helped": self.helped})
        self.linked = LinkedRows(
            tr("Connected"), tr("Nothing yet. Looking back on the whole path connects it here.")
        )
        self._lay_out()
        self.title.finished.connect(lambda: self.texts["how"].setFocus(Qt.FocusReason.TabFocusReason))
        self.linked.opened.connect(context.navigator.open_record)

    def _written(self, name: str, title: str, prompt: str) -> MarkdownEdit:
        edit: MarkdownEdit = self.bind_text(name, MarkdownEdit(name=title, placeholder=prompt))
        self.take_files_into(edit)
        return edit

    def _lay_out(self) -> None:
        tr, column, row, fields = self.tr, self.column, self.row, self.fields
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(
            self.pairs(
                row(tr("Kind"), fields["kind"]),
                row(tr("Where"), fields["organisation"]),
                row(tr("From"), fields["starts_on"], tr("Without a past day it lies ahead")),
                row(tr("To"), fields["ends_on"]),
            )
        )
        for name, edit in self.texts.items():
            column.addWidget(self.section(edit.accessibleName(), edit))
            if name == "how":
                column.addWidget(self.section(tr("Who helped"), self.helped))
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addStretch(1)

    def display(self, page: StepPage) -> None:
        """Show a step; what is typed and not saved stays as typed."""
        self.show_fields(page.card.step)
        self.show_around(page)

    def display_draft(self, record: CareerStep) -> None:
        """An empty page; the journal takes it with the first word."""
        self.display(self.context.services.career_path.blank(record, self.context.today()))

    def show_around(self, page: StepPage) -> None:
        """Everything but the texts."""
        step: CareerStep = self.saver.over(page.card.step)
        when = self.tr("ahead") if page.card.ahead else ""
        self.caption.setText(", ".join(filter(None, (label("career_step_kind", step.kind), when))))
        self.naming.show_record(page.card.step)
        self.linked.display(linked_rows(page.linked, self.context.today))
        self.delete.setVisible(bool(page.card.step.id) and self.writable)

    def start(self) -> None:
        """Begin with what it is."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
