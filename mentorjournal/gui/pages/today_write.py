"""The card on Today that one writes in: a prompt, a field, and the shape the entry takes."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.pages.text_files import TextFiles
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.chips import Chip
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.gui.widgets.tab_order import stop_at_chosen
from mentorjournal.model.fields import Section
from mentorjournal.model.templates import refit
from mentorjournal.model.types import Reflection
from mentorjournal.services.templates import DEFAULT_TEMPLATE

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.model.templates import Prompt, Template
    from mentorjournal.services.today import TodayView

MOST_SHAPES = 4


class WriteCard(QWidget):
    """Typing makes a private reflection under the prompt; it is saved as one goes.

    The first section of the chosen template takes what is typed here; the rest is filled in the Journal.
    """

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self._record: Reflection | None = None
        self._steps = 0
        self._shape = ""
        self._role = ""
        self._chips: dict[str, Chip] = {}
        self._offered: tuple[Template, ...] = ()
        self._fitting: tuple[Prompt, ...] = ()
        self._prompt = TextLabel("", "strong", wrap=True)
        self.field = MarkdownEdit(
            name=self.tr("Write from here"),
            placeholder=self.tr("Start typing. It is saved as you go, private until you say otherwise."),
            least_lines=2,
        )
        self.field.set_look("card")
        TextFiles(context, origin, self._kept_id, self.field, self)
        self._another = LinkButton(self.tr("Another prompt"), "quiet")
        self._go_on = LinkButton(self.tr("Go on in the Journal"))
        self._saver = Autosaver(self._save, self)
        self._lay_out()
        self.field.edited.connect(self._on_edit)
        self._another.clicked.connect(self._next_prompt)
        self._go_on.clicked.connect(self._open)
        self._saver.saved.connect(context.navigator.saved)
        self._saver.failed.connect(lambda text: context.navigator.tell("error", text))
        if context.read_only:
            self.field.setReadOnly(True)
            self.field.setPlaceholderText(self.tr("You can read, not write: ") + context.read_only)
        self._mark()

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(18, 18, 18, 14)
        card.body.setSpacing(12)
        card.add(self._prompt)
        card.add(self.field)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._shape_chips(), 1)
        row.addWidget(self._another, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._go_on, 0, Qt.AlignmentFlag.AlignTop)
        card.add(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(self.tr("Write from here")))
        column.addWidget(card)

    def _shape_chips(self) -> QWidget:
        holder = QWidget()
        line = FlowLayout(holder)
        self._group = QButtonGroup(holder)
        self._line = line
        self._make_chips()
        return holder

    def _make_chips(self) -> None:
        """A chip for each template on offer."""
        clear_layout(self._line)
        self._chips = {}
        for shape in self._offered:
            chip = Chip(shape.name)
            chip.setToolTip(shape.description)
            chip.clicked.connect(lambda _=False, key=shape.key: self.choose_shape(key))
            chip.setEnabled(not self._context.read_only)
            self._group.addButton(chip)
            self._chips[shape.key] = chip
            self._line.addWidget(chip)

    def _show_prompt(self) -> None:
        fitting = self._fitting
        today = self._context.today().toordinal() % len(fitting)
        prompt = fitting[(today + self._steps) % len(fitting)]
        self._prompt.setText(prompt.text)
        self._show_shapes(prompt.template)
        self._mark()

    def _show_shapes(self, key: str) -> None:
        """Offer the shape that suits the prompt, and the first few others."""
        usual = list(self._chips)[: MOST_SHAPES - 1]
        key = key if key in self._chips else usual[0]
        offered = {key, *usual, *(one.key for one in self._offered if one.own)}
        self._shape = key
        for name, chip in self._chips.items():
            chip.setHidden(name not in offered)
        self._chips[key].setChecked(True)
        stop_at_chosen(self._chips.values())

    def _mark(self) -> None:
        written = self._record is not None
        self._another.setHidden(written)
        self._go_on.setVisible(written)

    def refresh(self, view: TodayView) -> None:
        """After a change elsewhere: take over the entry's text, or begin anew where it is gone.

        The owner's role decides which prompts there are; another one asks anew.
        """
        if view.shapes != self._offered:
            self._offered = view.shapes
            self._make_chips()
            self._show_shapes(self._shape)
        if self._record is None:
            if view.role != self._role or view.prompts != self._fitting:
                self._steps = self._steps if view.role == self._role else 0
                self._role, self._fitting = view.role, view.prompts
                self._show_prompt()
            return
        record = self._as_kept(self._record)
        if record is None and self._saver.pending:
            self.flush()
        elif record is None:
            self._record = None
            self.field.set_value("")
            self._show_prompt()
        elif not self._saver.pending:
            self._record = record
            if record.template in self._chips and record.template != self._shape:
                self._show_shapes(record.template)
            self.field.set_value(record.sections[0].text if record.sections else "")

    def _as_kept(self, record: Reflection) -> Reflection | None:
        """The entry as it stands in the journal now, or None where it is gone."""
        found = self._context.services.records.peek(record.id)
        return found if isinstance(found, Reflection) and found.deleted_at is None else None

    def choose_shape(self, key: str) -> None:
        """Another template; the text stays."""
        self._shape = key
        self._chips[key].setChecked(True)
        stop_at_chosen(self._chips.values())
        if self.field.value().strip():
            self._saver.touch()

    def _next_prompt(self) -> None:
        self._steps += 1
        self._show_prompt()
        self.field.setFocus()

    def _on_edit(self, _: str) -> None:
        self._saver.touch()

    def _open(self) -> None:
        if self._record is not None and self.flush():
            record_id = self._record.id
            self._record = None
            self.field.set_value("")
            self._steps += 1
            self._show_prompt()
            self._context.navigator.open_record(record_id)

    def flush(self) -> bool:
        """Save what is pending."""
        return self._saver.flush()

    def _kept_id(self) -> str:
        """A file makes the entry worth keeping before a word is typed."""
        self._store()
        return self._record.id if self._record is not None else ""

    def _save(self) -> None:
        if self._record is not None or self.field.value().strip():
            self._store()

    def _store(self) -> None:
        text = self.field.value()
        templates = self._context.services.templates
        shape = templates.find(self._shape) or templates.get(DEFAULT_TEMPLATE)
        now = self._context.now()
        # What was typed since outlives an entry that is gone, as a new one; what others changed stays.
        kept = self._as_kept(self._record) if self._record is not None else None
        old = kept or Reflection(
            title=self._prompt.text(),
            date=now.date(),
            at=now.time().replace(second=0, microsecond=0, tzinfo=None),
            template=shape.key,
            sections=shape.blank(),
            clinical=self._context.services.profile.owner().clinical,
        )
        sections = old.sections or shape.blank()
        if old.template != shape.key:
            # The text typed here goes on in the first section, whatever that is called in the new shape.
            sections = refit((dataclasses.replace(sections[0], text=""), *sections[1:]), shape)
        first = dataclasses.replace(sections[0], text=text) if sections else Section("what", "", text)
        sealed = old.confidential or (shape.confidential and (kept is None or old.template != shape.key))
        record = dataclasses.replace(
            old, template=shape.key, sections=(first, *sections[1:]), confidential=sealed
        )
        self._record = self._context.services.records.save(record, origin=self._origin, sitting=True)
        self._mark()
