"""A template as somebody who writes with it will see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.services.instruments import own_instrument
from mentorjournal.services.template_shapes import shaped

if TYPE_CHECKING:
    from mentorjournal.model.types import OwnTemplate


class TemplatePreview(QWidget):
    """Only to be read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def display(self, own: OwnTemplate, role: str) -> None:
        """Show it with the prompts for "mentee" or "mentor"."""
        clear_layout(self._column)
        self._column.addWidget(TextLabel(own.title, "strong", wrap=True))
        if own.description:
            self._column.addWidget(TextLabel(own.description, "muted", wrap=True))
        for heading, words in _parts(own, role):
            card = Card(tone="wash")
            if heading:
                card.add(SectionLabel(heading, "accent"))
            if words:
                card.add(TextLabel(words, "muted", wrap=True))
            self._column.addWidget(card)
        self._column.addStretch(1)


def _parts(own: OwnTemplate, role: str) -> list[tuple[str, str]]:
    if own.kind == "prompt":
        return []
    if own.kind == "pulse":
        scale = own_instrument(own)
        ends = f"{scale.low} {scale.low_label} – {scale.high} {scale.high_label}"
        return [*((item.label, item.prompt) for item in scale.items), ("", ends)]
    if own.kind == "meeting":
        return [(part.heading, "") for part in own.sections]
    return [(part.heading, part.prompt) for part in shaped(own, None).sections_for(role)]
