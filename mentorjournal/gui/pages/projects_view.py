"""The page of one project: its question and how that changed, design, milestones, hours and who it is joint with."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.milestone_ticks import MilestoneList, milestone_tick
from mentorjournal.gui.pages.naming_deeds import NamingDeeds
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.chip_set import ChipSet
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.picked_rows import PickedRows
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import Activity, Feedback, Project
from mentorjournal.services.projects import ProjectPage
from mentorjournal.services.reporting.words import counted


class ProjectView(BoundView):
    """Shows a ProjectPage; a row of `questions` carries the id of the version it is from."""

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Project.LABEL)
        tr = self.tr
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("What you are working on"))
        )
        self.state = self.bind_choice(
            "status",
            FittingChoice(tuple(CHOICES["goal_status"].items()), name=tr("State")),
            tr("Change state"),
        )
        self.fields = self._make_fields()
        self.credit = self.bind_choice(
            "credit",
            ChipSet(tuple(CHOICES["credit"].items()), tr("My part in the research (CRediT)")),
            tr("Change contribution"),
        )
        self.texts = {name: self._written(name, *words) for name, words in self._asked().items()}
        self.questions = LinkedRows(tr("How the question was worded before"))
        self.questions_note = TextLabel("", "small", wrap=True)
        self.ask = QuietButton(tr("Ask for feedback on it…"), "feedback")
        self.asked = LinkedRows(tr("Feedback on this project"))
        self.milestones = MilestoneList(context.today)
        self.log = QuietButton(tr("Log time for it"), "time")
        self.sums = TextLabel("", "bold", wrap=True)
        self.activities = LinkedRows(tr("Time logged"), tr("Nothing is logged for it yet."))
        self.people = PickedRows(tr("Joint with"), tr("Add who works on it too"))
        self.naming = NamingDeeds(context, origin, self, saver.ensure, {"people": self.people})
        self.linked = LinkedRows(
            tr("Connected"), tr("Nothing yet. Connect entries and readings in the side panel.")
        )
        for button in (self.ask, self.log):
            allow(button, writable=self.writable, because=context.read_only)
        self._lay_out()
        self._connect()

    def _make_fields(self) -> dict[str, Any]:
        tr = self.tr
        made: dict[str, Any] = {
            "kind": self.bind_choice(
                "kind",
                ChoiceField(tuple(CHOICES["project_kind"].items()), name=tr("Kind")),
                tr("Change kind"),
            ),
            "role": self.bind_text(
                "role", TextField(name=tr("My role"), placeholder=tr("First author, tutor…"))
            ),
        }
        for name, title in (("starts_on", tr("From")), ("ends_on", tr("To"))):
            made[name] = self.bind_choice(
                name,
                DateField(name=title, today=self.context.today),
                tr("Change day: {0}").format(title.lower()),
            )
        for name, title, none in (
            ("goal", tr("For goal"), tr("No goal")),
            ("relationship", tr("Relationship"), tr("No relationship")),
        ):
            field = made[name] = ChoiceField((), name=title, none=none)
            step = tr("Change {0}").format(title.lower())
            field.edited.connect(
                lambda key, name=name, step=step: self.chosen.emit({name: key or None}, step)
            )
            allow(field, writable=self.writable, because=self.context.read_only)
        return made

    def _asked(self) -> dict[str, tuple[str, str]]:
        tr = self.tr
        return {
            "purpose": (tr("What it is for"), tr("Who would notice if it were never done?")),
            "question": (
                tr("The question"),
                tr("One sentence that ends in a question mark, and that data could answer with no."),
            ),
            "design": (
                tr("Design"),
                tr("Who or what, compared with what, counted how; and what could fool you."),
            ),
            "result": (tr("What came of it"), tr("What is known now that was not known before.")),
        }

    def _written(self, name: str, title: str, prompt: str) -> MarkdownEdit:
        edit: MarkdownEdit = self.bind_text(name, MarkdownEdit(name=title, placeholder=prompt))
        self.take_files_into(edit)
        return edit

    def _lay_out(self) -> None:
        tr, column, row, fields = self.tr, self.column, self.row, self.fields
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(self.state)
        column.addSpacing(8)
        column.addWidget(
            self.pairs(
                row(tr("Kind"), fields["kind"]),
                row(tr("My role"), fields["role"]),
                row(tr("From"), fields["starts_on"]),
                row(tr("To"), fields["ends_on"]),
            )
        )
        column.addWidget(self.section(tr("What it is for"), self.texts["purpose"]))
        column.addWidget(
            self.section(tr("The question"), self.texts["question"], self.questions_note, self.questions)
        )
        column.addWidget(self.section(tr("Design"), self.texts["design"], self._button(self.ask), self.asked))
        column.addWidget(self.section(tr("Milestones"), self.milestones))
        column.addWidget(self.section(tr("Time logged"), self.sums, self.activities, self._button(self.log)))
        column.addWidget(self.section(tr("Joint with"), self.people))
        self._credit = self.section(tr("My part in the research (CRediT)"), self.credit)
        column.addWidget(self._credit)
        column.addWidget(self.section(tr("What came of it"), self.texts["result"]))
        column.addWidget(
            self.section(
                tr("Belongs to"),
                self.pairs(
                    row(tr("For goal"), fields["goal"]), row(tr("Relationship"), fields["relationship"])
                ),
            )
        )
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addStretch(1)

    @staticmethod
    def _button(button: QuietButton) -> HuggingFrame:
        holder = HuggingFrame()
        FlowLayout(holder).addWidget(button)
        return holder

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.texts["purpose"].setFocus(Qt.FocusReason.TabFocusReason))
        for rows in (self.activities, self.asked, self.linked):
            rows.opened.connect(self.context.navigator.open_record)
        for name in ("worded", "reasoned"):
            field = "title" if name == "worded" else "slipped"
            getattr(self.milestones, name).connect(
                lambda key, text, field=field: self.saver.type_other(key, field, text)
            )

    def display(self, page: ProjectPage) -> None:
        """Show a project; what is typed and not saved stays as typed."""
        self.show_fields(page.card.project)
        self.show_around(page)

    def display_draft(self, record: Project) -> None:
        """An empty page; the journal takes it with the first word."""
        self.display(self.context.services.projects.blank(record))

    def show_around(self, page: ProjectPage) -> None:
        """Everything but the texts."""
        stored, today = page.card.project, self.context.today()
        project: Project = self.saver.over(stored)
        self.caption.setText(label("project_kind", project.kind))
        self._credit.setVisible(project.kind == "research" or bool(project.credit))
        for name, choices in (("goal", page.goals), ("relationship", page.relationships)):
            self.fields[name].set_choices([(key, title or self.tr("Untitled")) for key, title in choices])
            self.fields[name].set_value(getattr(project, name) or "")
        self._show_questions(page)
        self.asked.display([self._feedback(one) for one in page.feedback])
        self.asked.setVisible(bool(page.feedback))
        self.milestones.display(
            [milestone_tick(one, self.saver.words_of(one.id), today) for one in page.milestones],
            writable=self.writable,
        )
        self.sums.setText(self._hours(page))
        self.sums.setVisible(bool(page.activities))
        self.activities.display([self._activity(one) for one in page.activities])
        self.naming.show_record(stored)
        chances = [LinkedRow(one.id, one.title, "", one.LABEL) for one in page.opportunities]
        self.linked.display([*chances, *linked_rows(page.linked, self.context.today)])
        self.delete.setVisible(bool(stored.id) and self.writable)

    def _show_questions(self, page: ProjectPage) -> None:
        """The wordings before the present one; how often it changed is worth a sentence."""
        before = page.questions[1:]
        said = self.tr("It was worded in {0} before; a row shows what changed.")
        self.questions_note.setText(said.format(counted(len(before), "other way")))
        self.questions_note.setVisible(bool(before))
        zone = self.context.now().tzinfo
        self.questions.display(
            [
                LinkedRow(
                    str(one.version),
                    one.text,
                    day_short(one.at.astimezone(zone).date(), self.context.today()),
                )
                for one in before
            ]
        )
        self.questions.setVisible(bool(before))

    def _hours(self, page: ProjectPage) -> str:
        hours = f"{page.card.hours:g}"
        return self.tr("{0} hours in {1}.").format(hours, counted(len(page.activities), "entry", "entries"))

    def _activity(self, one: Activity) -> LinkedRow:
        day = day_short(one.date, self.context.today()) if one.date else "–"
        hours = self.tr("{0} h").format(f"{one.hours:g}") if one.hours is not None else ""
        return LinkedRow(one.id, one.title or Activity.LABEL, day, hours)

    def _feedback(self, one: Feedback) -> LinkedRow:
        day = day_short(one.date, self.context.today()) if one.date else "–"
        return LinkedRow(one.id, one.title or Feedback.LABEL, day, label("feedback_direction", one.direction))

    def add_milestone(self) -> None:
        """Go to where a milestone is added."""
        self.milestones.add_row.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.milestones.add_row)

    def start(self) -> None:
        """Begin with what it is."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)
