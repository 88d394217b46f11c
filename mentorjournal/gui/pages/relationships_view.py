"""The page of one relationship: where we are, what it adds up to, what we agreed, and how it went."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.pages.relationships_form import RelationshipForm
from mentorjournal.gui.pages.relationships_sums import RelationshipSums, kept_words
from mentorjournal.gui.reviewing import ask_for_review
from mentorjournal.gui.widgets.agreement_card import AgreementCard
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.check_card import CheckCard
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.linked_rows import LinkedRow, LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.phase_path import PhasePath
from mentorjournal.gui.widgets.promises import Promises
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.tab_order import tab_through
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import label
from mentorjournal.model.types import Meeting, Pulse, Relationship
from mentorjournal.services.instruments import FIT
from mentorjournal.services.relationship_story import Step
from mentorjournal.services.relationships import TiePage, heading


class RelationshipView(BoundView):
    """Shows a TiePage; `person_named` carries the name of whom it is with."""

    person_named = Signal(str)
    pause_wanted = Signal()

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Relationship.LABEL)
        tr = self.tr
        self.heading = TextLabel("", "heading", wrap=True)
        self.facts = TextLabel("", "small", wrap=True)
        self.purpose = self.bind_text(
            "purpose",
            TitleEdit(name=tr("Purpose"), placeholder=tr("What we do this for, in one sentence")),
        )
        set_style(self.purpose, "look", "line")
        self.plan = PrimaryButton(tr("Plan a meeting"), "meetings")
        self.who = QuietButton(tr("Open the person"), "person")
        self.review = QuietButton(tr("Ask for a review…"), "handed-out")
        self.details = QuietButton(tr("Change details"), "edit")
        self.rough = Chip(tr("Rough patch"))
        self.pause = QuietButton(tr("Pause"), "pause")
        self.close_it = QuietButton(tr("Close…"), "archive")
        self.resting = TextLabel("", "warn", wrap=True)
        self.form = RelationshipForm(context.today)
        for name, field in self.form.texts.items():
            self.bind_text(name, field)
        for name, choice in self.form.choices.items():
            step = tr("Change relationship: {0}").format(choice.accessibleName().lower())
            self.bind_choice(name, choice, tr("Pause relationship") if name == "paused_until" else step)
        allow(self.form.person, writable=self.writable, because=context.read_only)
        self.phase = self.bind_choice("phase", PhasePath(tr("Phase")), tr("Change phase"))
        self.sums = RelationshipSums(self)
        self.agreement = AgreementCard()
        self.meetings = LinkedRows(tr("Meetings"), tr("No meeting yet."))
        self.mine = Promises(tr("I promised"), tr("Something I said I would do"), context.today)
        self.theirs = Promises(tr("They promised"), tr("Something they said they would do"), context.today)
        self.kept = {"mine": TextLabel("", "small"), "theirs": TextLabel("", "small")}
        self.notes = {
            name: self.bind_text(name, MarkdownEdit(name=title, placeholder=hint))
            for name, title, hint in (
                (
                    "dual_role",
                    tr("Dual role or conflict of interest"),
                    tr("Do they also assess you, pay you, or share your data?"),
                ),
                ("not_for", tr("What this is not for"), tr("What you take to somebody else.")),
            )
        }
        self.story = LinkedRows(tr("How it went"))
        self.check = CheckCard(context, origin)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr, column = self.tr, self.column
        for part in (self.heading, self.facts, self.purpose):
            column.addWidget(part)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=8, line_gap=8)
        for button in (self.plan, self.review, self.details, self.who, self.pause, self.close_it, self.rough):
            flow.addWidget(button)
        column.addSpacing(4)
        column.addWidget(self._buttons)
        column.addWidget(self.resting)
        self.form.lay_out(self.pairs, self.row)
        column.addWidget(self.form)
        column.addSpacing(6)
        self._path = self.section(tr("Where we are"), self.phase, kind="plain")
        column.addWidget(self._path)
        self._rest = QWidget()
        rest = QVBoxLayout(self._rest)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(6)
        rest.addWidget(self.pairs(self.sums.time, self.sums.support))
        rest.addWidget(self.sums.roles)
        rest.addSpacing(6)
        rest.addWidget(self.agreement)
        rest.addWidget(self.section(tr("Meetings"), self.meetings, kind="plain"))
        for name, promises in (("mine", self.mine), ("theirs", self.theirs)):
            rest.addWidget(self.section(promises.accessibleName(), self.kept[name], promises, kind="plain"))
        rest.addWidget(self.check)
        private = [SectionLabel(tr("For you alone; no report takes it"), "accent")]
        rest.addSpacing(8)
        rest.addWidget(private[0])
        rest.addWidget(self.pairs(*(self.row(text.accessibleName(), text) for text in self.notes.values())))
        self._story = self.section(tr("How it went"), self.story, kind="plain")
        rest.addWidget(self._story)
        column.addWidget(self._rest)
        column.addStretch(1)
        tab_through(column)

    def _connect(self) -> None:
        self.details.setCheckable(True)
        self.details.toggled.connect(self.form.setVisible)
        self.form.person.edited.connect(lambda name: self.person_named.emit(name or ""))
        self.rough.edited.connect(
            lambda on: self.chosen.emit(
                {"rough": on}, self.tr("Flag a rough patch") if on else self.tr("Rough patch is over")
            )
        )
        self.pause.clicked.connect(self.pause_wanted)
        self.meetings.opened.connect(self.context.navigator.open_record)
        self.review.clicked.connect(self._ask_review)
        for button in (self.plan, self.review, self.pause, self.close_it, self.rough):
            button.setEnabled(self.writable)
            button.setToolTip(self.context.read_only)
        self.form.hide()

    def _ask_review(self) -> None:
        """A packet between us two: what is shared here may go along."""
        person = getattr(self.saver.record, "person", None) or ""
        ask_for_review(self.context, self.window(), person, self.saver.record_id)

    def open_form(self, name: str = "person") -> None:
        """Unfold the details and begin with one of them."""
        self.details.setChecked(True)
        field = self.form.rows[name]
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(field)

    def go_to_check(self, check: Pulse) -> None:
        """A check stands on this page; a fit check on the board of the search, while that has it."""
        if check.instrument != FIT:
            self.check.begin.setFocus(Qt.FocusReason.OtherFocusReason)
            self.ensureWidgetVisible(self.check)
            return
        board, about = self.context.services.mentor_search.board(self.context.today()), check.about or ""
        self.context.navigator.open_view(about if board.find(about) is not None else "", "search")

    def start(self) -> None:
        """Begin with whom it is with."""
        self.open_form()

    def display(self, page: TiePage) -> None:
        """Show a relationship; what is typed and not saved stays as typed."""
        self.show_fields(page.relationship)
        self.show_around(page)

    def display_draft(self, record: Relationship) -> None:
        """An empty page; the journal takes it with the first word or the name of a person."""
        self.show_fields(record)
        if not self.form.person.hasFocus():
            self.form.person.set_value(None)
        self.show_around(TiePage(record))

    def show_around(self, page: TiePage) -> None:
        """Everything but the texts."""
        tie: Relationship = self.saver.over(page.relationship)
        known = bool(page.relationship.id)
        for part in (self._buttons, self._path, self._rest):
            part.setVisible(known)
        self.caption.setText(self._state(page) if known else self.tr("New relationship"))
        self.heading.setText(heading(tie, page.name))
        self.facts.setText(in_words(tie))
        self.form.display(tie)
        self.form.show_person(page.name, self.context.services.people.names())
        self.form.setVisible(self.details.isChecked())
        self.who.setVisible(bool(page.person))
        self.who.setText(
            self.tr("Open {0}").format(page.person.short_name or page.name) if page.person else ""
        )
        self.rough.set_value(tie.rough)
        self._show_pause(page)
        if not known:
            return
        self.sums.display(page)
        self.agreement.display(
            page.in_force, page.draft, page.name, self.context.today(), because=self.context.read_only
        )
        self._show_meetings(page)
        self._show_promises(page)
        self._show_check(page.relationship)
        self._show_story(page.relationship.id)

    def _state(self, page: TiePage) -> str:
        names = {
            "active": self.tr("Active"),
            "search": self.tr("In search"),
            "paused": self.tr("Paused"),
            "archived": self.tr("Archived"),
            "declined": self.tr("Declined"),
            "closed": self.tr("Closed"),
        }
        return names[page.group]

    def _show_pause(self, page: TiePage) -> None:
        until, paused = page.relationship.paused_until, page.group == "paused"
        self.pause.setText(self.tr("Go on again") if paused else self.tr("Pause…"))
        self.pause.setVisible(page.group in {"active", "paused"})
        self.close_it.setText(self.tr("Take it up again") if page.group == "closed" else self.tr("Close…"))
        self.resting.setVisible(paused or page.relationship.rough)
        words = []
        if paused and until is not None:
            words.append(self.tr("Paused until {0}.").format(self._day(until)))
        if page.relationship.rough:
            words.append(self.tr("A rough patch: the next brief has room for what would help."))
        self.resting.setText(" ".join(words))

    def _show_meetings(self, page: TiePage) -> None:
        rows = [self._meeting(page.ahead, self.tr("next"))] if page.ahead else []
        self.meetings.display([*rows, *(self._meeting(item, "") for item in page.last)])

    def _meeting(self, item: Meeting, badge: str) -> LinkedRow:
        return LinkedRow(item.id, item.title or self.tr("Meeting"), self._day(item.date), badge, "accent")

    def _show_promises(self, page: TiePage) -> None:
        sides = (
            ("mine", self.mine, page.mine, page.kept_mine),
            ("theirs", self.theirs, page.theirs, page.kept_theirs),
        )
        for name, promises, actions, kept in sides:
            promises.display_actions(
                [action.item for action in actions],
                self.saver.words_of,
                notes={},
                writable=self.writable,
                opens=True,
            )
            words = kept_words(kept)
            self.kept[name].setText(words)
            self.kept[name].setHidden(not words)

    def _show_check(self, tie: Relationship) -> None:
        self.check.show_relationship(tie, self.writable)

    def _show_story(self, key: str) -> None:
        steps = self.context.services.relationships.story(key, self.context.today())
        self._story.setVisible(bool(steps))
        self.story.display([self._step(step) for step in steps])

    def _step(self, step: Step) -> LinkedRow:
        kinds = {
            "meeting": self.tr("meeting"),
            "agreement": self.tr("agreement"),
            "check": self.tr("check"),
            "fit": self.tr("fit"),
            "phase": self.tr("phase"),
        }
        return LinkedRow(step.record_id, step.text, self._day(step.day), kinds.get(step.kind, ""))

    def _day(self, day: dt.date | None) -> str:
        return day_short(day, self.context.today()) if day else "–"


def in_words(tie: Relationship) -> str:
    """Such as "I am the mentee, since May 2025. Long-term. Monthly, 45 min. Until June 2027."."""
    since = f", since {tie.started_on:%B} {tie.started_on.year}" if tie.started_on else ""
    often = label("cadence", tie.cadence) + (f", {tie.minutes:g} min" if tie.minutes else "")
    end = f"Until {tie.planned_end:%B} {tie.planned_end.year}" if tie.planned_end else ""
    parts = (label("my_role", tie.my_role) + since, label("relationship_kind", tie.kind), often, end)
    return " ".join(f"{part}." for part in parts if part)
