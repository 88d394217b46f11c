"""A box with a hairline around it, for what is read as one thing."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel


class Card(QFrame):
    """`body` is its layout; `tone` "wash" highlights, "window" is for cards on white that should recede."""

    def __init__(
        self,
        title: str = "",
        tone: Literal["plain", "wash", "window"] = "plain",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("tone", tone)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(8)
        if title:
            self.setAccessibleName(title)
            self.body.addWidget(SectionLabel(title))

    def add(self, widget: QWidget) -> None:
        """Put `widget` below what is there."""
        self.body.addWidget(widget)


class HuggingCard(Card, HuggingFrame):
    """A card in a column of cards: as tall as its wrapped words need at its width, and no taller."""
