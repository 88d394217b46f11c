"""The page of one opportunity: the stage, what comes next, what is asked for, and what came of it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.goal_ticks import Tick, TickList, TickWords
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel, TextRole
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Opportunity
from mentorjournal.services.letters import LetterCard
from mentorjournal.services.opportunities import AHEAD, ENDED, OpportunityPage
from mentorjournal.services.requirements import Requirement, requirements_of, sections_of

TONES: dict[str, TextRole] = {"plain": "bold", "warn": "warn", "late": "late", "ok": "muted"}


class OpportunityView(BoundView):
    """Shows an OpportunityPage; `person_named` carries the name of whom it came by."""

    person_named = Signal(str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Opportunity.LABEL)
        tr = self.tr
        self.shown_lines: tuple[Requirement, ...] = ()
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("What you could apply for"))
        )
        self.stage = self.bind_choice(
            "stage",
            FittingChoice(tuple(CHOICES["opportunity_stage"].items()), name=tr("Stage")),
            tr("Change stage"),
        )
        self.next = TextLabel("", "bold", wrap=True)
        self.lines = TickList(
            TickWords(
                tr("What is asked for"), tr("Needed by"), tr("Ready since"), tr("Add: two letters by 1 May")
            ),
            context.today,
        )
        self.letter = QuietButton(tr("Ask for a letter"), "mail")
        self.spoken = QuietButton(tr("Somebody spoke for me"), "sponsorship")
        self.letters = LinkedRows(tr("Letters"), tr("No letter for this yet."))
        for button in (self.letter, self.spoken):
            allow(button, writable=self.writable, because=context.read_only)
        self.texts = {name: self._written(name, *words) for name, words in self._asked().items()}
        self.fields = self._make_fields()
        self.goal = ChoiceField((), name=tr("For goal"), none=tr("No goal"))
        self.person = NameField(name=tr("Found through"), placeholder=tr("Who told you of it"))
        for field in (self.goal, self.person):
            allow(field, writable=self.writable, because=context.read_only)
        self.open_link = QuietButton(tr("Open link"), "open")
        self.linked = LinkedRows(
            tr("Connected"), tr("Nothing yet. Connect entries and practice talks in the side panel.")
        )
        self._lay_out()
        self._connect()

    def _asked(self) -> dict[str, tuple[str, str]]:
        tr = self.tr
        return {
            "why": (tr("Why I want it"), tr("What it would change, and for whom.")),
            "result": (tr("What came of it"), tr("What they answered, in their words where you have them.")),
            "lesson": (
                tr("What it taught me"),
                tr("One thing to do another way next time, and one that was right all along."),
            ),
        }

    def _written(self, name: str, title: str, prompt: str) -> MarkdownEdit:
        edit: MarkdownEdit = self.bind_text(name, MarkdownEdit(name=title, placeholder=prompt))
        self.take_files_into(edit)
        return edit

    def _make_fields(self) -> dict[str, Any]:
        tr, today = self.tr, self.context.today
        made: dict[str, Any] = {
            "kind": self.bind_choice(
                "kind",
                ChoiceField(tuple(CHOICES["opportunity_kind"].items()), name=tr("Kind")),
                tr("Change kind"),
            )
        }
        for name, title, hint in (
            ("organisation", tr("Where"), tr("Who offers it")),
            ("amount", tr("What it offers"), tr("Two years, a place, 4,000")),
            ("url", tr("Link"), "https://"),
        ):
            made[name] = self.bind_text(name, TextField(name=title, placeholder=hint))
        for name, title in (
            ("deadline", tr("Deadline")),
            ("applied_on", tr("Applied on")),
            ("interview_on", tr("Interview on")),
            ("decided_on", tr("Answer came on")),
            ("again_on", tr("Try again on")),
        ):
            made[name] = self.bind_choice(
                name, DateField(name=title, today=today), tr("Change day: {0}").format(title.lower())
            )
        return made

    def _lay_out(self) -> None:
        tr, column, row, fields = self.tr, self.column, self.row, self.fields
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(self.stage)
        column.addSpacing(8)
        card = Card(tone="wash")
        card.setAccessibleName(tr("Next step"))
        card.add(SectionLabel(tr("Next"), "accent"))
        card.add(self.next)
        column.addWidget(card)
        column.addSpacing(6)
        column.addWidget(
            self.pairs(
                row(tr("Deadline"), fields["deadline"]),
                row(tr("Kind"), fields["kind"]),
                row(tr("Where"), fields["organisation"]),
                row(tr("Found through"), self.person),
            )
        )
        column.addWidget(self.section(tr("What is asked for"), self.lines))
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.letter, self.spoken, self.open_link):
            flow.addWidget(button)
        column.addWidget(self.section(tr("Letters"), self.letters, buttons))
        self._why = self.section(tr("Why I want it"), self.texts["why"])
        self._answer = self.section(
            tr("The answer"),
            self.pairs(
                row(tr("Answer came on"), fields["decided_on"]), row(tr("Try again on"), fields["again_on"])
            ),
            self.texts["result"],
        )
        self._lesson = self.section(tr("What it taught me"), self.texts["lesson"])
        for group in (self._answer, self._lesson, self._why):
            column.addWidget(group)
        column.addWidget(
            self.section(
                tr("More about it"),
                self.pairs(
                    row(tr("Applied on"), fields["applied_on"]),
                    row(tr("Interview on"), fields["interview_on"]),
                    row(tr("What it offers"), fields["amount"]),
                    row(tr("Link"), fields["url"]),
                    row(tr("For goal"), self.goal),
                ),
            )
        )
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.lines.setFocus(Qt.FocusReason.TabFocusReason))
        self.person.edited.connect(lambda name: self.person_named.emit(name or ""))
        self.goal.edited.connect(lambda key: self.chosen.emit({"goal": key or None}, self.tr("Change goal")))
        self.open_link.clicked.connect(lambda: self.open_address(self.fields["url"].value().strip()))
        for rows in (self.letters, self.linked):
            rows.opened.connect(self.context.navigator.open_record)

    def add_line(self) -> None:
        """Go to where a line is added."""
        self.lines.add_row.title.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(self.lines.add_row)

    def sections(self) -> tuple[Section, ...]:
        """The lines shown, as they are stored."""
        return sections_of(self.shown_lines)

    def display(self, page: OpportunityPage) -> None:
        """Show an opportunity; what is typed and not saved stays as typed."""
        self.show_fields(page.opportunity)
        self.show_around(page)

    def display_draft(self, record: Opportunity) -> None:
        """An empty page; the journal takes it with the first word."""
        if not self.person.hasFocus():
            self.person.set_value(None)
        self.show_fields(record)
        self.show_around(self.context.services.opportunities.blank(record, self.context.today()))

    def show_around(self, page: OpportunityPage) -> None:
        """Everything but the texts."""
        one: Opportunity = self.saver.over(page.opportunity)
        self.caption.setText(label("opportunity_kind", one.kind))
        self.next.setText(f"{page.step.words}.")
        self.next.set_role(TONES[page.step.tone])
        self.shown_lines = requirements_of(one.requirements)
        self.lines.display([self._tick(line) for line in self.shown_lines], writable=self.writable)
        self.letters.display([_letter_row(card) for card in page.letters])
        self.goal.set_choices(page.goals)
        self.goal.set_value(one.goal or "")
        self.person.set_choices(self.context.services.people.names())
        if one.id and (not self.person.hasFocus() or self.person.value() != page.through):
            self.person.set_value(page.through or None)
        self.open_link.setVisible(bool(one.url.strip()))
        self._answer.setVisible(one.stage not in AHEAD or bool(one.result.strip()))
        self._lesson.setVisible(one.stage in ENDED or bool(one.lesson.strip()))
        self.linked.display(linked_rows(page.linked, self.context.today))
        self.delete.setVisible(bool(one.id) and self.writable)

    def _tick(self, line: Requirement) -> Tick:
        late = line.ready_on is None and line.due is not None and line.due < self.context.today()
        note = self.tr("late") if late else ""
        return Tick(line.key, line.words, line.ready_on or line.due, line.ready_on is not None, note, late)

    def start(self) -> None:
        """Begin with what it is."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)


def _letter_row(card: LetterCard) -> LinkedRow:
    return LinkedRow(
        card.letter.id, " · ".join(filter(None, (card.person, card.step.words))) or card.letter.title
    )
