"""What the pages of questions, advice, decisions and the like share: fields bound by name, people, the chain."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.chain_part import ChainPart
from mentorjournal.gui.pages.journal_view import RecordView, long_moment
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.date_field import DateField
from mentorjournal.gui.widgets.entry_editor_title import TitleEdit
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.name_field import NameField
from mentorjournal.gui.widgets.ticked_day import TickedDay
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Person

PAIR_FROM = 430
"""Two fields stand beside each other from this width of the page on, in pixels at 100 %."""


class ThoughtView(RecordView):
    """One record of `KIND`. Subclasses lay out `column` in the order of the task, with the makers below.

    A text is saved after a pause, a choice, a day and a name at once as a step of its own.
    """

    KIND: ClassVar[type[Record]] = Record
    MAKES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(context, origin, parent)
        self._texts: dict[str, Any] = {}
        self._choices: dict[str, Any] = {}
        self._chosen: dict[str, Any] = {}
        self._names: dict[str, NameField] = {}
        self._grids: list[tuple[QGridLayout, list[QWidget]]] = []
        self._wide: bool | None = None
        self._source: str | None = None
        self._record: Record = self.KIND()
        self.date = TextLabel("", "small", wrap=True)
        self.title = TitleEdit(name=self.KIND.LABEL)
        self.chain = ChainPart(
            context,
            origin,
            self.kept_id,
            self.MAKES,
            asks="origin" in fields_of(self.KIND),
        )
        self.lay_out_head(self.date, self.KIND.LABEL)
        self.column.addWidget(self.title)
        self.column.addSpacing(8)
        self.build()
        self.column.addSpacing(16)
        self.column.addWidget(self.chain)
        self.column.addStretch(1)
        self.chain.setVisible(bool(self.MAKES) or "origin" in fields_of(self.KIND))
        self.title.edited.connect(lambda _text: self.edited.emit())
        self.chain.source_picked.connect(self._take_source)

    def build(self) -> None:
        """Fill the column below the title."""
        raise NotImplementedError

    # Parts to build of

    def ask(self, words: str) -> None:
        """What the title asks for."""
        self.title.setPlaceholderText(words)

    def note(self, name: str, label: str, prompt: str) -> MarkdownEdit:
        """A text of any length."""
        field = MarkdownEdit(name=label, placeholder=prompt)
        self.take_files_into(field)
        self.bind_text(name, field)
        return field

    def line(self, name: str, label: str, prompt: str) -> TextField:
        """One line of text."""
        field = TextField(name=label, placeholder=prompt)
        self.bind_text(name, field)
        return field

    def choice(self, name: str, label: str, step: str, *, few: bool = True) -> Any:
        """One of the choices of a field, all of them in sight where they are `few`."""
        choices = list(CHOICES[fields_of(self.KIND)[name].choices or ""].items())
        field = FittingChoice(choices, name=label) if few else ChoiceField(choices, name=label)
        return self.bind_choice(name, field, step)

    def day(self, name: str, label: str, step: str) -> DateField:
        """A day."""
        field = DateField(name=label, today=self.context.today)
        self.bind_choice(name, field, step)
        return field

    def ticked(self, name: str, label: str, step: str) -> TickedDay:
        """A tick with the day it was set."""
        field = TickedDay(label, self.context.today)
        self.bind_choice(name, field, step)
        return field

    def person(self, name: str, label: str, prompt: str) -> NameField:
        """A person by name; somebody new joins the people of the journal."""
        field = NameField(name=label, placeholder=prompt)
        field.edited.connect(lambda called: self._point(name, called or ""))
        self._names[name] = field
        return field

    def pairs(self, *rows: QWidget) -> QWidget:
        """Fields beside each other, below each other where the page is narrow."""
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        self._grids.append((grid, list(rows)))
        _fill(grid, list(rows), 2)
        return holder

    @staticmethod
    def row(label: str, field: QWidget, hint: str = "") -> FormRow:
        """A field below its name."""
        return FormRow(label, field, hint)

    def section(self, heading: str, *widgets: QWidget) -> QWidget:
        """A group below a small heading."""
        group = QWidget()
        column = QVBoxLayout(group)
        column.setContentsMargins(0, 12, 0, 4)
        column.setSpacing(6)
        column.addWidget(SectionLabel(heading, "accent"))
        for widget in widgets:
            column.addWidget(widget)
        return group

    def bind_text(self, name: str, field: Any) -> Any:
        """A field that is typed in, saved after a pause."""
        field.edited.connect(lambda *_: self.edited.emit())
        self._texts[name] = field
        return field

    def bind_choice(self, name: str, field: Any, step: str) -> Any:
        """A field that is chosen, saved at once; what was typed before is a step of its own."""
        field.edited.connect(lambda value: self.step(step, lambda: self._chosen.update({name: value})))
        self._choices[name] = field
        return field

    def choose(self, step: str, **values: Any) -> None:
        """Choose several fields at once, as one step."""
        self.step(step, lambda: self._chosen.update(values))
        for name, value in values.items():
            self._choices[name].set_value(value)

    # What every view does

    def display(self, record: Record) -> None:
        """Show a record of this kind."""
        if not isinstance(record, self.KIND):
            return
        self._record = record
        self._source = getattr(record, "origin", None)
        moment = long_moment(record.date, record.at)
        self.date.setText(f"{moment}   {record.LABEL}" if moment else record.LABEL)
        self.title.set_value(record.title)
        self._chosen = {name: getattr(record, name) for name in self._choices}
        for name, field in (*self._texts.items(), *self._choices.items()):
            field.set_value(getattr(record, name))
        self._show_names(record)
        self.show_state(record)
        self.chain.show_record(record.id)

    def show_state(self, record: Any) -> None:
        """Words and parts that depend on what was chosen."""

    def show_surroundings(self) -> None:
        """Read the chain and the names again."""
        self._show_names(self._record)
        self.chain.reread()

    def applied_to(self, record: Record) -> Record:
        """The record with what stands here; people and links are saved where they are chosen."""
        if not isinstance(record, self.KIND):
            return record
        values = {name: field.value() for name, field in self._texts.items()} | self._chosen
        if "origin" in fields_of(self.KIND):
            values["origin"] = self._source
        return dataclasses.replace(record, title=self.title.value(), **values)

    def kept(self, record: Record) -> None:
        """What depends on choices follows them; the texts stay as they are."""
        self._record = record
        self.show_state(record)

    def is_blank(self) -> bool:
        """True while no word is written; what is chosen waits for the first."""
        texts = (self.title.value(), *(field.value() for field in self._texts.values()))
        return not any(text.strip() if isinstance(text, str) else text for text in texts)

    def be_about(self, record_id: str) -> None:
        """A draft that was kept has a chain."""
        super().be_about(record_id)
        self.chain.show_record(record_id)

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        self.title.setReadOnly(read_only)
        for field in (*self._texts.values(), *self._choices.values(), *self._names.values()):
            if hasattr(field, "setReadOnly"):
                field.setReadOnly(read_only)
            elif hasattr(field, "set_read_only"):
                field.set_read_only(read_only)
            else:
                field.setDisabled(read_only)
            if read_only:
                field.setToolTip(self.context.read_only)

    def start(self) -> None:
        """Begin with the title."""
        self.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: Any) -> None:
        """One column where the page is narrow."""
        super().resizeEvent(event)
        wide = self.viewport().width() >= scaled(PAIR_FROM)
        if wide != self._wide:
            self._wide = wide
            for grid, rows in self._grids:
                _fill(grid, rows, 2 if wide else 1)

    def today(self) -> dt.date:
        """The local day."""
        return self.context.today()

    def _show_names(self, record: Record) -> None:
        if not self._names:
            return
        services = self.context.services
        known = tuple(services.records.named(Person).values())
        titles = services.records.titles(key for name in self._names if (key := getattr(record, name, None)))
        for name, field in self._names.items():
            field.set_choices(known)
            called = titles.get(getattr(record, name) or "", "")
            if not field.hasFocus() or field.value() != called:
                field.set_value(called or None)

    def _point(self, role: str, called: str) -> None:
        """Say who it is, as a step of its own; a draft is kept first."""
        try:
            record_id = self.kept_id()
            if record_id:
                self.context.services.people.point(record_id, role, called, origin=self.origin)
        except JournalError as error:
            self.context.navigator.tell("error", error.message)
            self._show_names(self._record)
            return
        if record_id:
            kept = self.context.services.records.get(self.KIND, record_id)
            self._record = kept
            self._show_names(kept)
            self.show_state(kept)
            self.context.navigator.saved.emit()

    def _take_source(self, record_id: str) -> None:
        def change() -> None:
            self._source = record_id

        name = self.KIND.LABEL.lower()
        self.step(self.tr("Say where this came from: {0}").format(name), change)
        self.chain.show_record(self.record_id)
        self.chain.reread()


def _fill(grid: QGridLayout, rows: list[QWidget], columns: int) -> None:
    for row in rows:
        grid.removeWidget(row)
    for place, row in enumerate(rows):
        grid.addWidget(row, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
    for column in range(2):
        grid.setColumnStretch(column, 1 if column < columns else 0)
