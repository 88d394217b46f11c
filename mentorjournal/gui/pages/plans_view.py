"""The page of one development plan, in the order in which one is made."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fold import Fold
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.picked_rows import Picked, PickedRows
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.widgets.ticked_day import TickedDay
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Plan
from mentorjournal.services.goals import GoalCard
from mentorjournal.services.plans import ASSESSMENT, REVIEW, Named, PlanPage, parts


class PlanView(BoundView):
    """Shows a PlanPage; `named` carries what is to be added to a role of the plan, `taken_out` an id."""

    named = Signal(str, str)
    taken_out = Signal(str, str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Plan.LABEL)
        tr = self.tr
        self.title = self.bind_text("title", TitleEdit(name=tr("Title"), placeholder=tr("My plan for 2027")))
        self.days = {
            name: self.bind_choice(
                name, DateField(name=title, today=context.today), tr("Change day: {0}").format(title.lower())
            )
            for name, title in (
                ("starts_on", tr("From")),
                ("ends_on", tr("To")),
                ("review_on", tr("Look at it again on")),
            )
        }
        self.print_button = QuietButton(tr("Print…"), "print")
        self.assessment = SectionsEditor(tr("Where I stand"))
        self.review = SectionsEditor(tr("Looking back"))
        self.picked = {
            "goals": PickedRows(tr("Goals"), tr("Add a goal: pick one, or type a new one")),
            "skills": PickedRows(tr("Skills to grow"), tr("Add a skill: pick one, or type a new one")),
            "discussed_with": PickedRows(tr("Discussed with"), tr("Add a name")),
        }
        for rows in self.picked.values():
            allow(rows, writable=self.writable, because=context.read_only)
        self.options_words = self._note(
            "options_words", tr("What I make of the options"), tr("What would have to be true for each?")
        )
        self.support = self._note(
            "support",
            tr("Support I ask for"),
            tr("From whom, and what exactly: an hour, a name, an honest no."),
        )
        self.discussed = self._ticked("discussed_on", tr("Talked through"), tr("Talk the plan through"))
        self.reviewed = self._ticked("reviewed_on", tr("Looked back on"), tr("Look back on the plan"))
        self.sums = TextLabel("", "small", wrap=True)
        self.before = TextLabel("", "small", wrap=True)
        self.linked = LinkedRows(tr("Connected"), tr("Nothing yet. Connect entries in the side panel."))
        self._lay_out()
        self._connect()

    def _note(self, name: str, title: str, prompt: str) -> MarkdownEdit:
        edit: MarkdownEdit = self.bind_text(name, MarkdownEdit(name=title, placeholder=prompt))
        self.take_files_into(edit)
        return edit

    def _ticked(self, name: str, title: str, step: str) -> TickedDay:
        ticked = TickedDay(title, self.context.today)
        ticked.edited.connect(lambda day: self.chosen.emit({name: day}, step))
        allow(ticked, writable=self.writable, because=self.context.read_only)
        return ticked

    def _lay_out(self) -> None:
        tr, column, row, days = self.tr, self.column, self.row, self.days
        column.addWidget(self.title)
        column.addWidget(self.before)
        column.addSpacing(8)
        column.addWidget(
            self.pairs(
                row(tr("From"), days["starts_on"]),
                row(tr("To"), days["ends_on"]),
                row(tr("Look at it again on"), days["review_on"]),
            )
        )
        column.addSpacing(8)
        self._standing = Fold(tr("1  Where I stand"), self.assessment)
        self._standing.set_open(True)
        column.addWidget(self._standing)
        column.addWidget(self.section(tr("2  Options I weigh"), self.options_words))
        column.addWidget(self.section(tr("3  Goals"), self.sums, self.picked["goals"]))
        column.addWidget(self.section(tr("4  Skills to grow"), self.picked["skills"]))
        column.addWidget(self.section(tr("5  Support I ask for"), self.support))
        column.addWidget(
            self.section(tr("6  Talked through with"), self.picked["discussed_with"], self.discussed)
        )
        self._back = Fold(tr("7  Looking back"), self.review)
        column.addWidget(self._back)
        column.addWidget(self.reviewed)
        column.addSpacing(8)
        column.addWidget(self.print_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.finished.connect(self.assessment.start_writing)
        for name, editor in (("assessment", self.assessment), ("review", self.review)):
            editor.edited.connect(
                lambda name=name, editor=editor: self.saver.type_field(name, _sections(editor))
            )
            self.take_files_into(editor)
            editor.set_read_only(not self.writable)
        for role, rows in self.picked.items():
            rows.opened.connect(self.context.navigator.open_record)
            rows.added.connect(lambda words, role=role: self.named.emit(role, words))
            rows.removed.connect(lambda key, role=role: self.taken_out.emit(role, key))
        self.linked.opened.connect(self.context.navigator.open_record)

    def display(self, page: PlanPage) -> None:
        """Show a plan; what is typed and not saved stays as typed."""
        self.show_fields(page.plan)
        plan: Plan = self.saver.over(page.plan)
        side = self.context.services.profile.owner().role
        self.assessment.set_value(parts(plan.assessment, ASSESSMENT, side))
        self.review.set_value(parts(plan.review, REVIEW, side))
        self._back.set_open(bool(plan.reviewed_on) or any(one.text.strip() for one in plan.review))
        self.show_around(page)

    def display_draft(self, record: Plan) -> None:
        """An empty page; the journal takes it with the first word."""
        self.display(self.context.services.plans.blank(record))

    def show_around(self, page: PlanPage) -> None:
        """Everything but the texts."""
        counts = page.counts()
        said = self.tr("{0} of {1} reached, {2} still open.")
        self.sums.setText(
            said.format(counts.achieved, counts.goals, counts.still_open) if counts.goals else ""
        )
        self.sums.setVisible(bool(counts.goals))
        self.caption.setText(Plan.LABEL)
        for ticked, day in ((self.discussed, page.plan.discussed_on), (self.reviewed, page.plan.reviewed_on)):
            if not ticked.day.is_wrong():
                ticked.set_value(day)
        self.before.setText(self.tr("Follows “{0}”").format(page.previous) if page.previous else "")
        self.before.setVisible(bool(page.previous))
        self.picked["goals"].display(
            [self._goal(card) for card in page.goals], [one.title for one in page.other_goals]
        )
        for role, chosen, others in (
            ("skills", page.skills, page.other_skills),
            ("discussed_with", page.people, page.other_people),
        ):
            self.picked[role].display(_plain(chosen), [one.title for one in others])
        self.linked.display(linked_rows(page.linked, self.context.today))
        self.delete.setVisible(bool(page.plan.id) and self.writable)

    def _goal(self, card: GoalCard) -> Picked:
        state = label("goal_status", card.goal.status)
        steps = f"{card.milestones_done}/{card.milestones}" if card.milestones else ""
        until = day_short(card.goal.target) if card.goal.target else ""
        return Picked(
            card.goal.id,
            card.goal.title or self.tr("A goal without a title"),
            " · ".join(part for part in (state, steps, until) if part),
            "ok" if card.goal.status == "achieved" else "plain",
        )

    def start(self) -> None:
        """Begin with its name."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)


def _sections(editor: SectionsEditor) -> tuple[Section, ...]:
    return tuple(Section(tag, heading, text) for tag, heading, _prompt, text in editor.value())


def _plain(named: tuple[Named, ...]) -> list[Picked]:
    return [Picked(one.id, one.title) for one in named]
