"""Lines that one click makes something of: a thank-you, an introduction, a promise to carry over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: what it is about, and in small when."""

    key: str
    text: str
    note: str = ""


class OfferRows(HuggingFrame):
    """`taken` carries the key of the line whose button was pressed."""

    taken = Signal(str)

    def __init__(self, name: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._verb = verb
        self._shown: tuple[tuple[Offer, ...], str] = ((), "")
        self.buttons: dict[str, QuietButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def set_verb(self, verb: str) -> None:
        """Say otherwise what the buttons do."""
        self._verb = verb

    def display(self, offers: Sequence[Offer], *, because: str) -> None:
        """Show these; `because` is why none can be taken, empty where they can."""
        wanted = (tuple(offers), f"{self._verb}{because}")
        if wanted == self._shown:
            return
        self._shown = wanted
        clear_layout(self._column)
        self.buttons = {}
        for offer in offers:
            self._column.addWidget(self._row(offer, because))

    def _row(self, offer: Offer, because: str) -> QWidget:
        holder = HuggingFrame()
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(TextLabel(offer.text, wrap=True))
        if offer.note:
            words.addWidget(TextLabel(offer.note, "small", wrap=True))
        button = QuietButton(self._verb)
        button.setAccessibleName(f"{self._verb}: {offer.text}")
        button.setDisabled(bool(because))
        button.setToolTip(because)
        button.clicked.connect(lambda: self.taken.emit(offer.key))
        self.buttons[offer.key] = button
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addLayout(words, 1)
        row.addWidget(button)
        return holder
