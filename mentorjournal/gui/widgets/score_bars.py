"""Ratings as bars under each other, each with its name before and its number behind it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout


class ScoreBars(HuggingFrame):
    """Shows (name, number or None) pairs against `high`; the number says what the length shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)

    def set_scores(self, scores: Iterable[tuple[str, int | None]], high: int) -> None:
        """Show other ratings."""
        clear_layout(self._grid)
        for row, (name, value) in enumerate(scores):
            number = TextLabel("–" if value is None else str(value), "small")
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(TextLabel(name, "small", wrap=True), row, 0)
            self._grid.addWidget(Bar(name, value or 0, high), row, 1)
            self._grid.addWidget(number, row, 2)
