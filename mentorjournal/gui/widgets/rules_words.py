"""What a scheme's rules ask for, in sentences under headings, with their source and the advice to check them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.labels import Badge, SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.services.scheme_words import Part, asks, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorjournal.model.schemes import SchemeRules


class RulesWords(QScrollArea):
    """Scrolls by itself; `show_rules`, `show_parts` or `show_text` fill it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(5)
        self.setWidget(inside)

    def show_rules(self, rules: SchemeRules) -> None:
        """All that these rules ask for."""
        self._begin(rules.name, rules.edition)
        self._say(asks(rules), "muted")
        if rules.check:
            self._say(rules.check, "warn")
        self._add_parts(in_words(rules))
        if rules.source:
            self._column.addSpacing(8)
            self._say(self.tr("Source: {0}").format(rules.source), "small-faint")
        self._end()

    def show_parts(self, title: str, parts: Iterable[Part], note: str = "") -> None:
        """Sentences under headings, and a note below."""
        self._begin(title, "")
        self._add_parts(parts)
        if note:
            self._column.addSpacing(8)
            self._say(note, "muted")
        self._end()

    def show_text(self, title: str, text: str) -> None:
        """A heading and a paragraph."""
        self._begin(title, "")
        self._say(text, "muted")
        self._end()

    def _begin(self, title: str, badge: str) -> None:
        clear_layout(self._column)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(TextLabel(title, "strong", wrap=True), 1)
        if badge:
            row.addWidget(Badge(badge, "quiet"), 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _add_parts(self, parts: Iterable[Part]) -> None:
        for part in parts:
            self._column.addSpacing(8)
            self._column.addWidget(SectionLabel(part.heading))
            for line in part.lines:
                self._say(line, "")

    def _say(self, text: str, role: str) -> None:
        self._column.addWidget(TextLabel(text, role, wrap=True))  # type: ignore[arg-type]  # one of the roles

    def _end(self) -> None:
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(0)
