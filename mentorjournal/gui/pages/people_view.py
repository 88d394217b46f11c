"""The page of one person: who they are to me, all that is between us, and how they appear on paper."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.people_shared import PeopleShared
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.chip_set import ChipSet
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.paper_card import PaperCard
from mentorjournal.gui.widgets.relationship_card import RelationshipCard
from mentorjournal.gui.widgets.ticked_day import TickedFlag
from mentorjournal.gui.words import day_short
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.people import PersonCard, PersonPage


class PersonView(BoundView):
    """Shows a PersonPage. `tie_picked` carries a relationship's id, the fields chosen, and the step's name."""

    tie_picked = Signal(str, dict, str)
    tie_removed = Signal(str)
    tie_opened = Signal(str)
    tie_wanted = Signal()

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Person.LABEL)
        tr = self.tr
        self._asked: tuple[object, ...] = ()
        self._on_paper = ""
        self.ties: dict[str, RelationshipCard] = {}
        self.title = self.bind_text("title", TitleEdit(name=tr("Name"), placeholder=tr("Name")))
        self.plan = PrimaryButton(tr("Plan a meeting"), "meetings")
        self.record = QuietButton(tr("Record feedback"), "feedback")
        self.ask = QuietButton(tr("Ask for feedback"), "question")
        self.review = QuietButton(tr("Ask for a review…"), "handed-out")
        self.mail = QuietButton(tr("Write an email"), "mail")
        self.roles = self.bind_choice(
            "roles", ChipSet(tuple(CHOICES["roles"].items()), tr("Roles")), tr("Change roles")
        )
        self.texts = {
            name: self.bind_text(name, TextField(name=title, placeholder=hint))
            for name, title, hint in (
                ("short_name", tr("Called"), tr("How you say their name")),
                ("position", tr("Position"), tr("Senior lecturer, registrar…")),
                ("organisation", tr("Organisation"), ""),
                ("email", tr("Email"), ""),
                ("phone", tr("Phone"), ""),
                ("shares", tr("Shares my experience of"), tr("First in the family, a second language…")),
            )
        }
        self.arena = self.bind_choice(
            "arena",
            ChoiceField(tuple(CHOICES["arena"].items()), name=tr("Where the tie comes from")),
            tr("Change where the tie comes from"),
        )
        self.tie = self.bind_choice(
            "tie", ChoiceField(tuple(CHOICES["tie"].items()), name=tr("Tie")), tr("Change tie")
        )
        self.met_on = self.bind_choice(
            "met_on", DateField(name=tr("In my corner since"), today=context.today), tr("Change since when")
        )
        self.champion = self.bind_choice(
            "champion", TickedFlag(tr("Roots for me")), tr("Change who roots for me")
        )
        self.shaped = self.bind_text(
            "shaped",
            MarkdownEdit(
                name=tr("How they shaped me"), placeholder=tr("What of them do you notice in yourself?")
            ),
        )
        self.paper = PaperCard(context.today)
        for name, field in self.paper.texts.items():
            self.bind_text(name, field)
        for name, choice in self.paper.choices.items():
            self.bind_choice(name, choice, tr("Change how they appear on paper"))
        self.shared = PeopleShared(context, saver)
        self.add_tie = QuietButton(tr("Add a relationship"), "add")
        self.notes = self.bind_text(
            "notes",
            MarkdownEdit(
                name=tr("Notes"), placeholder=tr("What helps when you talk to them. No report takes it.")
            ),
        )
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        tr, column = self.tr, self.column
        column.addWidget(self.title)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=8, line_gap=8)
        for button in (self.plan, self.record, self.ask, self.review, self.mail):
            flow.addWidget(button)
        column.addSpacing(4)
        column.addWidget(self._buttons)
        column.addWidget(self.section(tr("What they are to me"), self.roles))
        self._ties = QVBoxLayout()
        self._ties.setSpacing(8)
        holder = QWidget()
        holder.setLayout(self._ties)
        self._ties.setContentsMargins(0, 0, 0, 0)
        self._no_tie = TextLabel(
            tr(
                "No relationship yet. One says whose mentor or mentee you are, for what, and how often you meet."
            ),
            "small",
            wrap=True,
        )
        self._tie_section = self.section(tr("We two"), self._no_tie, holder, self.add_tie)
        column.addWidget(self._tie_section)
        column.addWidget(self.shared)
        column.addWidget(
            self.section(
                tr("About"),
                self.pairs(
                    *(self.row(field.accessibleName(), field) for field in self.texts.values()),
                    self.row(tr("Tie"), self.tie),
                    self.row(tr("Where the tie comes from"), self.arena),
                    self.row(tr("In my corner since"), self.met_on),
                ),
            )
        )
        column.addWidget(self.champion)
        column.addSpacing(8)
        self.paper.lay_out(self.pairs)
        column.addWidget(self.paper)
        column.addWidget(self.section(tr("How they shaped me"), self.shaped))
        column.addWidget(self.section(tr("Notes, for you alone"), self.notes))
        column.addStretch(1)

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.texts["short_name"].setFocus(Qt.FocusReason.TabFocusReason))
        self.add_tie.clicked.connect(self.tie_wanted)
        self.mail.clicked.connect(lambda: self.open_address(f"mailto:{self.texts['email'].value().strip()}"))
        for edit in (self.shaped, self.notes):
            self.take_files_into(edit)
        for button in (self.plan, self.record, self.ask, self.review, self.add_tie):
            button.setEnabled(self.writable)
            button.setToolTip(self.context.read_only)

    def display(self, page: PersonPage) -> None:
        """Show a person; what is typed and not saved stays as typed."""
        self._asked = ()
        self.show_fields(page.person)
        self.show_around(page)

    def display_draft(self, record: Person) -> None:
        """An empty page; the journal takes it with the first word."""
        self.show_fields(record)
        self.show_around(PersonPage(PersonCard(record, None, None), (), (), (), (), (), (), ()))

    def show_around(self, page: PersonPage) -> None:
        """Everything but the texts."""
        person: Person = self.saver.over(page.person)
        known = bool(page.person.id)
        self.caption.setText(self._met(page.card))
        for part in (self._buttons, self._tie_section, self.shared):
            part.setVisible(known)
        self.mail.setVisible("@" in person.email)
        self._show_ties(page.relationships)
        self.shared.display(page)
        self._show_on_paper(person)
        self.delete.setVisible(known and self.writable)

    def _show_on_paper(self, person: Person) -> None:
        """Ask only when the answer may be another one: it looks at everybody's names."""
        asked = (
            *(person.id, person.title, person.short_name, person.roles, person.display),
            *(person.consent, person.role_label, person.pseudonym),
        )
        if asked != self._asked:
            self._asked = asked
            self._on_paper = self.context.services.people.on_paper(person)
        self.paper.display(person, self._on_paper)

    def start(self) -> None:
        """Begin with the name."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _met(self, card: PersonCard) -> str:
        if not card.person.id:
            return self.tr("New person")
        today = self.context.today()
        last = self.tr("Last met {0}").format(day_short(card.last_met, today)) if card.last_met else ""
        ahead = (
            self.tr("next meeting {0}").format(day_short(card.next_meeting, today))
            if card.next_meeting
            else ""
        )
        words = ", ".join(part for part in (last, ahead) if part) or self.tr("Not met yet")
        return words[0].upper() + words[1:]

    def _show_ties(self, ties: tuple[Relationship, ...]) -> None:
        for key in set(self.ties) - {tie.id for tie in ties}:
            card = self.ties.pop(key)
            self._ties.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, tie in enumerate(ties):
            card = self.ties.get(tie.id) or self._new_tie(tie.id)
            if self._ties.indexOf(card) != at:
                self._ties.insertWidget(at, card)
            card.display(tie, self.saver.words_of(tie.id), writable=self.writable)
        self._no_tie.setHidden(bool(ties))

    def _new_tie(self, key: str) -> RelationshipCard:
        card = self.ties[key] = RelationshipCard(self.context.today)
        card.picked.connect(lambda name, value, step: self.tie_picked.emit(key, {name: value}, step))
        card.worded.connect(lambda name, text: self.saver.type_other(key, name, text))
        card.removed.connect(lambda: self.tie_removed.emit(key))
        card.opened.connect(lambda: self.tie_opened.emit(key))
        return card

    def _rescale(self) -> None:
        super()._rescale()
        for card in self.ties.values():
            card.rescale()
