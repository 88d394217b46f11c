"""The top of a search: what it is, and the field where a candidate is named."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel

NAME_WIDTH = 210


class SearchHead(QWidget):
    """Title and controls beside each other, or below each other where it is narrow."""

    def __init__(self, title: str) -> None:
        super().__init__()
        tr = self.tr
        self.name = TextField(name=tr("Who might be my mentor"), placeholder=tr("Somebody’s name"))
        self.add = PrimaryButton(tr("Add"), "add")
        self.matters = QuietButton(tr("What matters to me"), "values")
        controls = QHBoxLayout()
        controls.setSpacing(8)
        for part in (self.name, self.add, self.matters):
            controls.addWidget(part)
        controls.addStretch(1)
        self._line = QHBoxLayout()
        self._line.setSpacing(8)
        self._line.addWidget(TextLabel(title, "heading"), 1)
        self._line.addLayout(controls)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._line)
        own = tr("Yours alone: no name, note or ranking from here is in any report.")
        column.addWidget(TextLabel(own, "muted", wrap=True))

    def set_wide(self, wide: bool) -> None:
        """Follow the width of the page and the text size."""
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._line.setDirection(direction)
        self.name.setMaximumWidth(scaled(NAME_WIDTH))

    def complete(self, names: Sequence[str]) -> None:
        """Offer these names while one is typed."""
        completer = QCompleter(list(names), self.name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.name.setCompleter(completer)
