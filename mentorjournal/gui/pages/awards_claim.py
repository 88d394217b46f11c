"""The side panel of one claim: its state and days, what shows it, the criteria it meets, and its statement."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.awards_evidence import EvidenceList, Piece
from mentorjournal.gui.pages.awards_words import badges, used_words
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import LinkButton, QuietButton
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.sections_editor import SectionsEditor
from mentorjournal.gui.widgets.typed_field import NumberField, TypedField
from mentorjournal.gui.words import how_many
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.counting import count_words
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Claim, Person
from mentorjournal.services.awards import ClaimLine, Standing
from mentorjournal.services.reporting.words import amount as number

MOST = 1_000_000


class ClaimPanel(BoundView):
    """Shows a ClaimLine. `state_wanted` carries a state, `moved` a category, `authoriser_named` a name."""

    state_wanted = Signal(str)
    moved = Signal(str)
    authoriser_named = Signal(str)
    statement_wanted = Signal()
    scan_wanted = Signal()
    story_wanted = Signal()

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Claim.LABEL)
        self._parts: tuple[Section, ...] = ()
        self._shown_id = ""
        self._make_fields()
        self._make_texts()
        self._fill_column()

    def _make_fields(self) -> None:
        tr, today = self.tr, self.context.today
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("What you claim, in a few words"))
        )
        self.state = FittingChoice(tuple(CHOICES["claim_status"].items()), name=tr("State"))
        self.category = ChoiceField((), name=tr("Category"))
        self.authoriser = NameField(name=tr("Authorised by"), placeholder=tr("Pick or type a name"))
        for field in (self.state, self.category, self.authoriser):
            allow(field, writable=self.writable, because=self.context.read_only)
        self.state.edited.connect(self.state_wanted)
        self.category.edited.connect(self.moved)
        self.authoriser.edited.connect(lambda name: self.authoriser_named.emit(name or ""))
        self.amount = self.bind_choice(
            "amount", NumberField(name=tr("Amount"), most=MOST, decimals=2), tr("Change amount")
        )
        self.days: dict[str, DateField] = {
            name: self.bind_choice(name, DateField(name=words, today=today), tr("Change a claim’s day"))
            for name, words in (
                ("date", tr("Day of it")),
                ("claim_by", tr("Claim by")),
                ("submitted_on", tr("Submitted on")),
                ("authorised_on", tr("Authorised on")),
                ("statement_sent_on", tr("Sent on")),
                ("statement_expires", tr("Needed by")),
                ("statement_back_on", tr("Came back on")),
            )
        }
        self.visibility = self.bind_choice(
            "visibility",
            ChoiceField(tuple(CHOICES["visibility"].items()), name=tr("Who may see this")),
            tr("Change who may see it"),
        )

    def _make_texts(self) -> None:
        tr = self.tr
        self.about = TextLabel("", "small", wrap=True)
        self.used = TextLabel("", "small", wrap=True)
        self.evidence = EvidenceList(self.context)
        self.criteria = SectionsEditor(tr("Criteria it meets"))
        self.criteria.edited.connect(self._type_criteria)
        self.criteria_words = TextLabel("", "small")
        self.take_files_into(self.criteria)
        self.story = LinkButton(tr("Write its story"))
        self.detail = self.bind_text(
            "detail", MarkdownEdit(name=tr("Details"), placeholder=tr("What you did, where, and with whom"))
        )
        self.take_files_into(self.detail)
        self.statement = QuietButton(tr("Provider statement…"), "print")
        self.scan = QuietButton(tr("Keep its scan…"), "attach")
        self.story.clicked.connect(self.story_wanted)
        self.statement.clicked.connect(self.statement_wanted)
        self.scan.clicked.connect(self.scan_wanted)
        for button in (self.scan, self.story):
            allow(button, writable=self.writable, because=self.context.read_only)

    def _fill_column(self) -> None:
        tr, days = self.tr, self.days
        column = self.column
        column.addWidget(self.title)
        column.addWidget(self.about)
        column.addWidget(self.state)
        column.addSpacing(8)
        rows: list[tuple[str, QWidget]] = [
            (tr("Day of it"), days["date"]),
            (tr("Amount"), self.amount),
            (tr("Claim by"), days["claim_by"]),
            (tr("Submitted on"), days["submitted_on"]),
            (tr("Authorised on"), days["authorised_on"]),
            (tr("Authorised by"), self.authoriser),
            (tr("Who may see this"), self.visibility),
        ]
        self.rows = {words: self.row(words, field) for words, field in rows}
        column.addWidget(self.row(tr("Category"), self.category))
        column.addSpacing(6)
        column.addWidget(self.pairs(*self.rows.values()))
        column.addWidget(self.section(tr("Evidence"), self.evidence, self.used, self.story, kind="plain"))
        self._criteria_group = self.section(
            tr("Criteria it meets"), self.criteria, self.criteria_words, kind="plain"
        )
        column.addWidget(self._criteria_group)
        column.addWidget(self.section(tr("Details"), self.detail, kind="plain"))
        statement = [
            self.row(days[name].accessibleName(), days[name])
            for name in ("statement_sent_on", "statement_expires", "statement_back_on")
        ]
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=10)
        flow.addWidget(self.statement)
        flow.addWidget(self.scan)
        column.addWidget(
            self.section(tr("Provider statement"), buttons, self.pairs(*statement), kind="plain")
        )
        column.addStretch(1)

    # Showing

    def display(self, page: Any) -> None:
        """Show a claim of a standing: the pair of both, and the pieces it rests on."""
        _standing, line, _pieces = page
        if line.record.id != self._shown_id:
            for field in self.findChildren(TypedField):
                field.set_value(None)  # what is half typed belongs to the claim before
            self._shown_id = line.record.id
        self.show_around(page)
        self.show_fields(line.record)
        self._show_criteria(page)

    def show_around(self, page: tuple[Standing, ClaimLine, tuple[Piece, ...]]) -> None:
        """Show everything but the texts."""
        standing, line, pieces = page
        claim, rules = line.record, standing.rules
        for name, field in (*self.days.items(), ("amount", self.amount), ("visibility", self.visibility)):
            if not (isinstance(field, TypedField) and field.is_typing()):
                field.set_value(getattr(claim, name))
        self.state.set_value(claim.status)
        chosen = [(item.key, item.label) for item in rules.categories] if rules else []
        if claim.category not in dict(chosen):
            chosen.append((claim.category, claim.category or self.tr("None")))
        self.category.set_choices(chosen)
        self.category.set_value(claim.category)
        people = self.context.services.records.named(Person)
        self.authoriser.set_choices(tuple(people.values()))
        if not self.authoriser.is_typing():
            self.authoriser.set_value(people.get(claim.authoriser or "") or None)
        self.about.setText(self._about(standing, line))
        self.used.setText(used_words(line))
        self.used.setVisible(bool(self.used.text()))
        self.evidence.display(pieces, lacking=line.evidence_missing)
        told = any(piece.id == claim.story for piece in pieces)
        self.story.setText(self.tr("Go on with its story") if told else self.tr("Write its story"))
        self._show_amount(standing, line)
        self._count(claim.meets)

    def _about(self, standing: Standing, line: ClaimLine) -> str:
        words = [text for text, _kind in badges(line, standing.today)]
        if line.hours and line.record.amount is None:
            words.append(self.tr("{0} h count").format(number(line.hours)))
        if not line.record.may_leave:
            words.append(self.tr("stays out of the portfolio"))
        return " · ".join(words)

    def _show_amount(self, standing: Standing, line: ClaimLine) -> None:
        rules = standing.rules
        unit = rules.unit if rules else self.tr("points")
        worth = self.tr("{0} from its hours").format(number(line.amount))
        self.amount.setPlaceholderText(worth if line.hours and line.amount else self.tr("From its hours"))
        self.rows[self.tr("Amount")].set_label(self.tr("Amount in {0}").format(unit))

    def _show_criteria(self, page: tuple[Standing, ClaimLine, tuple[Piece, ...]]) -> None:
        standing, line, _pieces = page
        asked = standing.rules.criteria if standing.rules else ()
        kept = {part.tag: part for part in self.saver.over(line.record).meets}
        known = [
            (one.key, one.label, one.prompt, kept[one.key].text if one.key in kept else "") for one in asked
        ]
        others = [(part.tag, part.heading, "", part.text) for part in kept.values()]
        shown = known + [part for part in others if part[0] not in {one.key for one in asked}]
        self.criteria.set_value(shown)
        self.criteria.set_read_only(not self.writable)
        self._parts = tuple(kept.values())
        self._criteria_group.setVisible(bool(shown))

    def _type_criteria(self) -> None:
        """A criterion without words is none it speaks to, unless it was put there before."""
        before = {part.tag for part in self._parts}
        meets = tuple(
            Section(key, heading, text)
            for key, heading, _prompt, text in self.criteria.value()
            if text.strip() or key in before
        )
        self._count(meets)
        self.saver.type_field("meets", meets)

    def _count(self, meets: tuple[Section, ...]) -> None:
        told = [part for part in meets if part.text.strip()]
        words = sum(count_words(part.text) for part in told)
        self.criteria_words.setText(
            self.tr("{0} in {1}").format(
                how_many(words, self.tr("word"), self.tr("words")),
                how_many(len(told), self.tr("criterion"), self.tr("criteria")),
            )
            if told
            else ""
        )
        self.criteria_words.setVisible(bool(told))

    def start(self) -> None:
        """Writing begins with the name; typing replaces the one it got."""
        self.title.setFocus()
        self.title.selectAll()
