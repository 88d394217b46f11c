"""The options of a decision side by side: what each is called, what speaks for and against it, and which one it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton, QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.model.fields import Section

TWO_FROM = 400
"""Two options stand beside each other from this width on, in pixels at 100 %."""


class OptionCard(Card):
    """One option; `edited` at each change, `removed` and `taken` when asked for."""

    edited = Signal()
    removed = Signal()
    taken = Signal()

    def __init__(self, section: Section, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.tag = section.tag
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.name = TextField(name=self.tr("Option"), placeholder=self.tr("Name of the option"))
        self.text = MarkdownEdit(
            name=self.tr("For and against"),
            placeholder=self.tr("+ what speaks for it\n- what speaks against it"),
            least_lines=3,
        )
        self.text.set_look("card")
        self.remove = IconButton("close", self.tr("Remove this option"), small=True)
        self.take = LinkButton(self.tr("Choose this one"))
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.name, 1)
        head.addWidget(self.remove)
        self.body.addLayout(head)
        self.add(self.text)
        self.add(self.take)
        self.name.edited.connect(lambda _text: self._told())
        self.text.edited.connect(lambda _text: self.edited.emit())
        self.remove.clicked.connect(self.removed)
        self.take.clicked.connect(self.taken)
        self.display(section)

    def display(self, section: Section) -> None:
        """Show an option; the cursor stays where the text is the same."""
        self.name.set_value(section.heading)
        self.text.set_value(section.text)
        self._name_parts()

    def section(self) -> Section:
        """The option as it stands."""
        return Section(self.tag, self.name.value(), self.text.value())

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        self.name.setReadOnly(read_only)
        self.text.setReadOnly(read_only)
        self.remove.setHidden(read_only)
        self.take.setDisabled(read_only)

    def _told(self) -> None:
        self._name_parts()
        self.edited.emit()

    def _name_parts(self) -> None:
        called = self.name.value() or self.tr("this option")
        self.setAccessibleName(called)
        self.text.setAccessibleName(self.tr("For and against {0}").format(called))
        self.take.setAccessibleName(self.tr("Choose {0}").format(called))
        self.remove.setAccessibleName(self.tr("Remove {0}").format(called))


class OptionCards(QFrame):
    """Options in, options out. `edited` while typing; `stepping` before and `stepped` (with its name) after
    one is removed; `chosen` carries the heading of the one that is taken; `card_made` each card, so that its text is served.
    """

    edited = Signal(object)
    stepping = Signal()
    stepped = Signal(str)
    chosen = Signal(str)
    card_made = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._cards: list[OptionCard] = []
        self._read_only = False
        self._columns = 2
        self.new = QuietButton(self.tr("Add an option"), "add")
        self.new.clicked.connect(self.add_option)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.new)

    def value(self) -> tuple[Section, ...]:
        """The options as they stand; those without a word are left out."""
        found = (card.section() for card in self._cards)
        return tuple(part for part in found if part.heading.strip() or part.text.strip())

    def cards(self) -> tuple[OptionCard, ...]:
        """The cards, in order."""
        return tuple(self._cards)

    def set_value(self, options: Sequence[Section]) -> None:
        """Show options without telling; an option that is being written and still empty stays."""
        if tuple(options) == self.value():
            return
        same = [card.tag for card in self._cards] == [part.tag for part in options]
        if same:
            for card, part in zip(self._cards, options, strict=True):
                card.display(part)
            return
        for card in self._cards:
            card.hide()
            card.deleteLater()
        self._cards = [self._card(part) for part in options]
        self._arrange()

    def set_read_only(self, read_only: bool) -> None:
        """Let nothing be changed."""
        self._read_only = read_only
        self.new.setDisabled(read_only)
        for card in self._cards:
            card.set_read_only(read_only)

    def setToolTip(self, text: str) -> None:
        """Why nothing can be added."""
        self.new.setToolTip(text)

    def add_option(self) -> None:
        """An empty card at the end; it is kept with its first word."""
        used = {card.tag for card in self._cards}
        tag = next(f"option{n}" for n in range(1, len(used) + 2) if f"option{n}" not in used)
        card = self._card(Section(tag, "", ""))
        self._cards.append(card)
        self._arrange()
        card.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Another decision is shown: cards without a word do not go along."""
        for card in [card for card in self._cards if card.section() not in self.value()]:
            self._drop(card)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= scaled(TWO_FROM) else 1
        if columns != self._columns:
            self._columns = columns
            self._arrange()

    def _card(self, section: Section) -> OptionCard:
        card = OptionCard(section)
        card.set_read_only(self._read_only)
        card.edited.connect(lambda: self.edited.emit(self.value()))
        card.removed.connect(lambda: self._remove(card))
        card.taken.connect(lambda: self.chosen.emit(card.name.value().strip()))
        self.card_made.emit(card)
        return card

    def _remove(self, card: OptionCard) -> None:
        self.stepping.emit()
        before = self.value()
        self._drop(card)
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.value() != before:
            self.stepped.emit(self.tr("Remove an option"))

    def _drop(self, card: OptionCard) -> None:
        self._cards.remove(card)
        card.hide()
        card.deleteLater()
        self._arrange()

    def _arrange(self) -> None:
        while self._grid.takeAt(0) is not None:
            pass
        before: QWidget | None = None
        for place, card in enumerate(self._cards):
            self._grid.addWidget(
                card, place // self._columns, place % self._columns, Qt.AlignmentFlag.AlignTop
            )
            for part in (card.name, card.text, card.take, card.remove):
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self.new)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)
