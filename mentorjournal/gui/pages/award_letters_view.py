"""The page of one letter: by or for whom, how far it is, what to send along, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.feedback_view import linked_rows
from mentorjournal.gui.pages.record_saving import RecordSaver
from mentorjournal.gui.pages.record_view import BoundView, allow
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel, TextRole
from mentorjournal.gui.widgets.linked_rows import LinkedRows
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.ticked_day import TickedDay
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import Recommendation
from mentorjournal.services.letters import LetterPage, next_step

STEPS = ("asked_on", "agreed_on", "material_sent_on", "submitted_on", "thanked_on")
"""The days of a letter, in their order."""
_TONES: dict[str, TextRole] = {"plain": "bold", "warn": "warn", "late": "late", "ok": "muted"}


class LetterView(BoundView):
    """Shows a LetterPage; `person_named` carries the name of whom it is by or for."""

    person_named = Signal(str)

    def __init__(self, context: Context, saver: RecordSaver, origin: str) -> None:
        super().__init__(context, saver, origin, Recommendation.LABEL)
        tr = self.tr
        self.title = self.bind_text(
            "title", TitleEdit(name=tr("Title"), placeholder=tr("What the letter is for"))
        )
        self.direction = self.bind_choice(
            "direction",
            FittingChoice(tuple(CHOICES["letter_direction"].items()), name=tr("Direction")),
            tr("Change direction"),
        )
        self.person = NameField(name=tr("By whom"), placeholder=tr("Pick or type a name"))
        allow(self.person, writable=self.writable, because=context.read_only)
        self.scheme = ChoiceField((), name=tr("For scheme"), none=tr("No scheme of mine"))
        allow(self.scheme, writable=self.writable, because=context.read_only)
        self.deadline = self.bind_choice(
            "deadline", DateField(name=tr("Deadline"), today=context.today), tr("Change deadline")
        )
        self.next = TextLabel("", "bold", wrap=True)
        self.days = {name: self._day(name) for name in STEPS}
        self.material = self.bind_text(
            "material",
            MarkdownEdit(
                name=tr("Material to send"),
                placeholder=tr(
                    "- [ ] CV of this year\n- [ ] What I am applying for\n- [ ] Three things we did"
                ),
            ),
        )
        self.list_it = QuietButton(self.tr("Start a checklist"), "list")
        allow(self.list_it, writable=self.writable, because=context.read_only)
        self.result = self.bind_text(
            "result",
            MarkdownEdit(
                name=tr("What came of it"),
                placeholder=tr("The place, the award, a no with its reason, or whom to ask instead."),
            ),
        )
        self.linked = LinkedRows(
            tr("Connected"), tr("Nothing yet. Connect meetings and goals in the side panel.")
        )
        self._lay_out()
        self._connect()

    def _day(self, name: str) -> TickedDay:
        ticked = TickedDay("", self.context.today)
        ticked.edited.connect(
            lambda day: self.chosen.emit({name: day}, self.tr("Change letter: {0}").format(ticked.box.text()))
        )
        allow(ticked, writable=self.writable, because=self.context.read_only)
        return ticked

    def _lay_out(self) -> None:
        tr, column = self.tr, self.column
        self._person_row = self.row(tr("By whom"), self.person)
        self._material_label = SectionLabel("", "accent")
        column.addWidget(self.title)
        column.addSpacing(8)
        column.addWidget(
            self.pairs(
                self.row(tr("Direction"), self.direction),
                self._person_row,
                self.row(tr("For scheme"), self.scheme),
                self.row(tr("Deadline"), self.deadline),
            )
        )
        column.addSpacing(12)
        card = Card(tone="wash")
        card.setAccessibleName(tr("Next step"))
        card.add(SectionLabel(tr("Next"), "accent"))
        card.add(self.next)
        column.addWidget(card)
        column.addWidget(self.section(tr("How far it is"), self._steps()))
        column.addSpacing(10)
        column.addWidget(self._material_label)
        column.addWidget(self.material)
        column.addWidget(self.list_it)
        column.addWidget(self.section(tr("What came of it"), self.result))
        column.addWidget(self.section(tr("Connected"), self.linked))
        column.addStretch(1)

    def _steps(self) -> QWidget:
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4)
        for ticked in self.days.values():
            rows.addWidget(ticked)
        return holder

    def _connect(self) -> None:
        self.title.finished.connect(lambda: self.person.setFocus(Qt.FocusReason.TabFocusReason))
        self.person.edited.connect(lambda name: self.person_named.emit(name or ""))
        self.scheme.edited.connect(
            lambda key: self.chosen.emit({"scheme": key or None}, self.tr("Change scheme of letter"))
        )
        self.list_it.clicked.connect(self.start_list)
        self.linked.opened.connect(self.context.navigator.open_record)
        self.take_files_into(self.material)
        self.take_files_into(self.result)
        self.context.themes.theme_changed.connect(self._line_up)

    def start_list(self) -> None:
        """Begin the list of what to send: what nearly every letter needs, as boxes to tick."""
        lines = (
            self.tr("CV of this year"),
            self.tr("What it is for, and how they choose"),
            self.tr("What we did together, with dates and results"),
        )
        self.material.setFocus(Qt.FocusReason.OtherFocusReason)
        cursor = self.material.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        cursor.insertText("\n".join(f"- [ ] {line}" for line in lines))
        self.material.setTextCursor(cursor)

    def display(self, page: LetterPage) -> None:
        """Show a letter; what is typed and not saved stays as typed."""
        self.show_fields(page.letter)
        self.show_around(page)

    def display_draft(self, record: Recommendation) -> None:
        """An empty page; the journal takes it with the first word."""
        if not self.person.hasFocus():
            self.person.set_value(None)
        self.show_fields(record)
        self.show_around(LetterPage(record, "", "", next_step(record, "", self.context.today()), ()))

    def show_around(self, page: LetterPage) -> None:
        """Everything but the texts."""
        letter: Recommendation = self.saver.over(page.letter)
        self._name_for(letter)
        for name, ticked in self.days.items():
            if not ticked.day.is_wrong():
                ticked.set_value(getattr(letter, name))
        self.scheme.set_choices(self.context.services.letters.schemes())
        self.scheme.set_value(letter.scheme or "")
        self.person.set_choices(self.context.services.people.names())
        if page.letter.id and (not self.person.hasFocus() or self.person.value() != page.person):
            self.person.set_value(page.person or None)
        step = next_step(letter, page.person, self.context.today())
        self.next.setText(f"{step.words}.")
        self.next.set_role(_TONES[step.tone])
        self.list_it.setVisible(self.writable and not self.material.value().strip())
        self.linked.display(linked_rows(page.linked, self.context.today))
        self.delete.setVisible(bool(page.letter.id) and self.writable)

    def start(self) -> None:
        """Begin with what it is for."""
        self.person.set_choices(self.context.services.people.names())
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _name_for(self, letter: Recommendation) -> None:
        """A letter I write is named from the other side."""
        tr, mine = self.tr, letter.direction == "asked"
        self.caption.setText(CHOICES["letter_direction"].get(letter.direction, letter.direction))
        self._person_row.set_label(tr("By whom") if mine else tr("For whom"))
        words = tr("Material to send") if mine else tr("Material to have")
        self._material_label.setText(words)
        self.material.setAccessibleName(words)
        names = (
            (tr("Asked"), tr("Agreed"), tr("Material sent"), tr("Handed in"), tr("Thanked"))
            if mine
            else (tr("Asked me"), tr("I agreed"), tr("Material came"), tr("Handed in"), tr("Thanked me"))
        )
        for ticked, name in zip(self.days.values(), names, strict=True):
            ticked.box.setText(name)
            ticked.setAccessibleName(name)
            ticked.day.setAccessibleName(tr("{0} on").format(name))
        self._line_up()

    def _line_up(self) -> None:
        """The days stand under each other."""
        boxes = [ticked.box for ticked in self.days.values()]
        widest = max(box.sizeHint().width() for box in boxes)
        for box in boxes:
            box.setMinimumWidth(widest)
