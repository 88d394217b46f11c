"""Hours by kind: the name, a bar, the hours and how often, in one table."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from mentorjournal.gui.widgets.bar import Bar
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel

Line = tuple[str, float, str, str]
"""Name, amount, the amount in words, how often in words."""


class HourBars(HuggingFrame):
    """One line per kind; the longest bar is the largest amount."""

    def __init__(self, name: str, lines: Sequence[Line], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        most = max((amount for _, amount, *_ in lines), default=0.0)
        for row, (kind, amount, words, often) in enumerate(lines):
            grid.addWidget(TextLabel(kind), row, 0)
            grid.addWidget(Bar(kind, amount, most), row, 1)
            for column, text in ((2, words), (3, often)):
                label = TextLabel(text, "small")
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(label, row, column)
