"""The left column of Reports: purpose, period, paper, own words, and the selection."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal import settings
from mentorjournal.gui.models.report_model import ReportModel
from mentorjournal.gui.pages.reports_choices import PERIODS, Choices
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.fields import FormRow, TextField
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.report_list import ReportList
from mentorjournal.gui.widgets.segmented import Segmented
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.services.reporting import Candidate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.gui.context import Context
    from mentorjournal.services.reporting import Appearance, Paper

MOST_WORDS = 150


class ReportForm(QScrollArea):
    """Shows Choices and tells `edited` after each change the reader made; `choices` holds them."""

    edited = Signal()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.choices = Choices()
        self.model = ReportModel(self)
        self.list = ReportList(self.model)
        self.purpose = TextField(name=self.tr("Purpose"), placeholder=self.tr("Annual review"))
        self.since = DateField(name=self.tr("From"), today=context.today)
        self.until = DateField(name=self.tr("To"), today=context.today)
        words = (self.tr("Last 3 months"), self.tr("This year"), self.tr("Last 12 months"), self.tr("All"))
        self.chips = {key: Chip(word) for key, word in zip(PERIODS, words, strict=True)}
        papers = (("a4", "A4"), ("letter", "Letter"))
        self.paper = Segmented(papers, settings.load().paper, self.tr("Paper"))
        self.own_words = MarkdownEdit(
            name=self.tr("Summary in your own words"),
            placeholder=self.tr("What should a reader know who reads nothing else?"),
            least_lines=2,
        )
        self.own_words.set_look("card")
        self._counter = TextLabel("", "small")
        self.count = TextLabel("", "small")
        self.people_button = LinkButton(self.tr("People in it"), "quiet")
        self.people_button.hide()
        set_style(self.people_button, "look", "flush")
        self._people = TextLabel("", "small", wrap=True)
        self._people.hide()
        self._lay_out()
        self._connect()

    def paper_size(self) -> Paper:
        """The paper chosen."""
        return "letter" if self.paper.value() == "letter" else "a4"

    def set_choices(self, choices: Choices) -> None:
        """Show these choices without telling `edited`."""
        self.choices = choices
        self.purpose.set_value(choices.purpose)
        self.own_words.set_value(choices.own_words)
        self._show_period()
        self._show_count()

    def show_candidates(self, items: Sequence[Candidate]) -> None:
        """Show what could go in; the line the reader is on stays."""
        entry = self.list.entry()
        self.model.set_items(items, self.choices.takes)
        if isinstance(entry, Candidate):
            self.list.setCurrentIndex(self.model.row_of(entry.id))
        self._show_count()

    def show_people(self, people: Sequence[Appearance]) -> None:
        """List who is mentioned, and how."""
        lines = [
            self.tr("{name}, by name (agreed)").format(name=person.name)
            if person.by_name
            else self.tr("{name}, as “{shown}”").format(name=person.name, shown=person.shown)
            for person in people
        ]
        named = sum(person.by_name for person in people)
        words = self.tr("People in it: {named} named, {others} not")
        self.people_button.setText(words.format(named=named, others=len(lines) - named))
        self.people_button.setVisible(bool(lines))
        self._people.setText("\n".join(lines))
        if not lines:
            self._people.hide()
        self._describe_people()

    def people(self) -> str:
        """Who is mentioned, a line each."""
        return self._people.text()

    def allowed_with(self, entry: object) -> tuple[str, ...]:
        """The ids to allow together: of a milestone all of its goal's, else the record; () where none may be."""
        if not isinstance(entry, Candidate) or entry.blocked not in ("private", "shared"):
            return ()
        if not entry.part_of:
            return (entry.id,)
        parts = (item for item in self.model.items if item.part_of == entry.part_of)
        return tuple(item.id for item in parts if item.blocked in ("private", "shared"))

    def settle(self) -> None:
        """Take the dates as typed."""
        self.since.settle()
        self.until.settle()

    def toggle_whole(self, item: Candidate) -> None:
        """Print a reflection whole, or an excerpt."""
        self._take(replace(self.choices, whole=self.choices.whole ^ {item.id}))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame around the text shows its focus."""
        if watched is self.own_words and event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            set_style(self._frame, "focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(28, 26, 20, 16)
        column.setSpacing(14)
        head = FlowLayout(gap=16)
        head.addWidget(TextLabel(self.tr("Progress summary"), "heading"))
        head.addWidget(self.paper)
        column.addLayout(head)
        column.addWidget(FormRow(self.tr("Purpose"), self.purpose))
        column.addWidget(self._period())
        column.addWidget(self._words())
        title = QHBoxLayout()
        title.addWidget(SectionLabel(self.tr("What goes in")), 1)
        title.addWidget(self.count)
        column.addLayout(title)
        self.list.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        column.addWidget(self.list, 1)
        column.addWidget(self.people_button)
        column.addWidget(self._people)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setAccessibleName(self.tr("Choices"))

    def _period(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        days = FlowLayout(gap=12)
        days.addWidget(FormRow(self.tr("From"), self.since))
        days.addWidget(FormRow(self.tr("To"), self.until))
        flow = FlowLayout()
        for chip in self.chips.values():
            flow.addWidget(chip)
        column.addLayout(days)
        column.addLayout(flow)
        return box

    def _words(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        title = QHBoxLayout()
        label = SectionLabel(self.tr("In your own words"))
        label.setBuddy(self.own_words)
        title.addWidget(label, 1)
        title.addWidget(self._counter)
        self._frame = QFrame()
        set_style(self._frame, "role", "field")
        around = QVBoxLayout(self._frame)
        around.setContentsMargins(9, 6, 9, 6)
        around.addWidget(self.own_words)
        column.addLayout(title)
        column.addWidget(self._frame)
        return box

    def _connect(self) -> None:
        self.own_words.installEventFilter(self)
        self.purpose.edited.connect(lambda text: self._take(replace(self.choices, purpose=text)))
        self.own_words.edited.connect(lambda text: self._take(replace(self.choices, own_words=text)))
        self.paper.edited.connect(lambda _key: self.edited.emit())
        for field in (self.since, self.until):
            field.edited.connect(lambda _day: self._take_days())
        for key, chip in self.chips.items():
            chip.edited.connect(lambda _on, period=key: self._take(replace(self.choices, period=period)))
        self.model.ticked.connect(self._tick)
        self.people_button.clicked.connect(self._toggle_people)

    def _toggle_people(self) -> None:
        self._people.setHidden(not self._people.isHidden())
        self._describe_people()

    def _describe_people(self) -> None:
        """A screen reader says what the button does, and the list once it is open."""
        folded = self._people.isHidden()
        self.people_button.setAccessibleDescription(
            self.tr("Shows who is mentioned, and how") if folded else self._people.text()
        )

    def _tick(self, items: Sequence[Candidate], on: bool) -> None:
        """A goal takes its milestones along, and a milestone its goal where it goes in."""
        goals = {item.id for item in items if item.type == "goal"}
        also = {item.part_of for item in items if item.part_of} if on else set()
        more = [item for item in self.model.items if item.part_of in goals or item.id in also]
        self._take(self.choices.ticked((*items, *more), on=on))

    def _take_days(self) -> None:
        since, until = self.since.value(), self.until.value()
        self._take(replace(self.choices, period="", since=since, until=until))

    def _take(self, choices: Choices) -> None:
        self.choices = choices
        self.model.set_takes(choices.takes)
        self._show_period()
        self._show_count()
        self.edited.emit()

    def _show_period(self) -> None:
        since, until = self.choices.span(self._context.today())
        self.since.set_value(since)
        self.until.set_value(until)
        for key, chip in self.chips.items():
            chip.set_value(key == self.choices.period)

    def _show_count(self) -> None:
        words = self.own_words.word_count()
        self._counter.setText(f"{words} / {MOST_WORDS}")
        self._counter.set_role("warn" if words > MOST_WORDS else "small")
        offered = [item for item in self.model.items if item.offered]
        taken = sum(map(self.choices.takes, offered))
        words_of = self.tr("{taken} of {all} records").format(taken=taken, all=len(offered))
        self.count.setText(words_of if self.model.items else "")
