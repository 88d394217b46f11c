"""The parts of an own template: heading, what it is about, and the prompts, in an order of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.review.boxed_text import BoxedText
from mentorjournal.gui.widgets.buttons import IconButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow, TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.interchange.template_toml import LONGEST_LINE
from mentorjournal.model.fields import Section
from mentorjournal.model.templates import CANONICAL_TAGS, is_own_key
from mentorjournal.services.template_shapes import own_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QKeyEvent

    from mentorjournal.model.types import OwnTemplate

OWN = "own"
ABOUT = {
    "what": "What happened",
    "felt": "What I felt",
    "meaning": "What it means",
    "link": "What it is connected with",
    "judged": "How I judge it",
    "learned": "What I learned",
    "next": "What comes next",
}
"""The canonical tags in words."""
MOST = 40
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PartCard(Card):
    """One part; `edited` while it is typed in, `about_wanted` carries another tag, `shifted` a step, `dropped`."""

    edited = Signal()
    about_wanted = Signal(str)
    shifted = Signal(int)
    dropped = Signal()

    def __init__(self, part: Section, mentor: str, kind: str, number: int) -> None:
        super().__init__(tone="wash")
        tr = self.tr
        self.tag = part.tag
        label = tr("Part {0}").format(number) if kind != "pulse" else tr("Item {0}").format(number)
        self.setAccessibleName(label)
        self.heading = TextField(part.heading, name=tr("Heading of part {0}").format(number))
        self.heading.setMaxLength(LONGEST_LINE)
        self.heading.setPlaceholderText(tr("No heading"))
        self.about = ChoiceField(_choices(part.tag), _about(part.tag), name=tr("About"))
        self.prompt = BoxedText(part.text, name=tr("Prompt"), least_lines=1)
        self.mentor = BoxedText(
            mentor, name=tr("Prompt for a mentor"), placeholder=tr("The same"), least_lines=1
        )
        self.up = IconButton("chevron-up", tr("Move up: {0}").format(label), small=True)
        self.down = IconButton("chevron-down", tr("Move down: {0}").format(label), small=True)
        self.drop = IconButton("trash", tr("Remove: {0}").format(label), small=True)
        head = QHBoxLayout()
        head.addWidget(TextLabel(label, "small"), 1)
        for button in (self.up, self.down, self.drop):
            head.addWidget(button)
        self.body.addLayout(head)
        self.body.addWidget(FormRow(tr("Heading"), self.heading))
        if kind in ("reflection", "feedback"):
            self.body.addWidget(FormRow(tr("About"), self.about))
        if kind != "meeting":
            self.body.addWidget(FormRow(tr("Prompt"), self.prompt))
        if kind in ("reflection", "feedback"):
            self.body.addWidget(FormRow(tr("Prompt for a mentor, where it differs"), self.mentor))
        self._connect()

    def _connect(self) -> None:
        for field in (self.heading, self.prompt, self.mentor):
            field.edited.connect(lambda _: self.edited.emit())
        self.about.edited.connect(self.about_wanted)
        self.up.clicked.connect(lambda: self.shifted.emit(-1))
        self.down.clicked.connect(lambda: self.shifted.emit(1))
        self.drop.clicked.connect(self.dropped)

    def section(self) -> Section:
        """The part as it stands."""
        return Section(self.tag, self.heading.value().strip(), self.prompt.value().strip())

    def mentors(self) -> Section:
        """The mentor's prompt of it."""
        return Section(self.tag, self.heading.value().strip(), self.mentor.value().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """With Alt, Up and Down move the part."""
        step = _STEPS.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.shifted.emit(step)
        else:
            super().keyPressEvent(event)


class PartsEditor(QWidget):
    """`edited` while one types; `stepped` carries the name of a change that is a step of its own; `told` says why
    something cannot be."""

    edited = Signal()
    stepped = Signal(str)
    told = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[PartCard] = []
        self._kind = ""
        self.add = QuietButton(self.tr("Add a part"), "add")
        self.add.setAutoDefault(False)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._column)
        column.addWidget(self.add)
        self.add.clicked.connect(self._add)

    def display(self, own: OwnTemplate) -> None:
        """Show the parts of a template; the same as shown keep the cursor."""
        mentors = {part.tag: part.text for part in own.mentor_sections}
        if self._kind == own.kind and self.value() == (own.sections, _filled(own.mentor_sections)):
            return
        self._kind = own.kind
        self.add.setText(self.tr("Add an item") if own.kind == "pulse" else self.tr("Add a part"))
        self._show([(part, mentors.get(part.tag, "")) for part in own.sections])

    def value(self) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """The parts, and the mentor's prompts of those that have one."""
        return (
            tuple(card.section() for card in self.cards),
            _filled(card.mentors() for card in self.cards),
        )

    def set_read_only(self, *, read_only: bool) -> None:
        """Let nothing be changed."""
        self.setEnabled(not read_only)

    def _show(self, parts: Sequence[tuple[Section, str]], focus: int = -1) -> None:
        clear_layout(self._column)
        self.cards = [
            PartCard(part, mentor, self._kind, number) for number, (part, mentor) in enumerate(parts, 1)
        ]
        for place, card in enumerate(self.cards):
            self._column.addWidget(card)
            card.up.setEnabled(place > 0)
            card.down.setEnabled(place + 1 < len(self.cards))
            card.drop.setEnabled(len(self.cards) > 1)
            card.edited.connect(self.edited)
            card.shifted.connect(lambda step, card=card: self._shift(card, step))
            card.dropped.connect(lambda card=card: self._drop(card))
            card.about_wanted.connect(lambda tag, card=card: self._about(card, tag))
        self.add.setEnabled(len(self.cards) < MOST)
        if 0 <= focus < len(self.cards):
            self.cards[focus].heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rows(self) -> list[tuple[Section, str]]:
        return [(card.section(), card.mentor.value()) for card in self.cards]

    def _add(self) -> None:
        used = {card.tag for card in self.cards}
        free = next((tag for tag in CANONICAL_TAGS if tag not in used), "")
        tag = own_key() if self._kind == "pulse" or not free else free
        rows = [*self._rows(), (Section(tag, "", ""), "")]
        self._show(rows, len(rows) - 1)
        self.stepped.emit(self.tr("Add a part"))

    def _shift(self, card: PartCard, step: int) -> None:
        here = self.cards.index(card)
        rows = self._rows()
        if not 0 <= here + step < len(rows):
            return
        rows.insert(here + step, rows.pop(here))
        self._show(rows, here + step)
        self.stepped.emit(self.tr("Move a part"))

    def _drop(self, card: PartCard) -> None:
        here = self.cards.index(card)
        rows = self._rows()
        rows.pop(here)
        self._show(rows, min(here, len(rows) - 1))
        self.stepped.emit(self.tr("Remove a part"))

    def _about(self, card: PartCard, tag: str) -> None:
        taken = any(one.tag == tag for one in self.cards if one is not card)
        if taken:
            card.about.set_value(_about(card.tag))
            self.told.emit(
                self.tr(
                    "Another part is about “{0}” already, and an entry’s text would not know where to go. "
                    "Choose something else here, or change that part first."
                ).format(self.tr(ABOUT.get(tag, tag)))
            )
            return
        card.tag = own_key() if tag == OWN else tag
        self.stepped.emit(self.tr("Change what a part is about"))


def _filled(parts: Iterable[Section]) -> tuple[Section, ...]:
    return tuple(part for part in parts if part.text)


def _about(tag: str) -> str:
    return OWN if is_own_key(tag) else tag


def _choices(tag: str) -> list[tuple[str, str]]:
    """The canonical tags, the one a shipped template brought, and something else."""
    more = [] if tag in ABOUT or is_own_key(tag) else [(tag, tag.replace("_", " ").capitalize())]
    return [*ABOUT.items(), *more, (OWN, "Something else")]
