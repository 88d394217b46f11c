"""A few lines of text under each other that change often."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel, TextRole


class TextLines(HuggingFrame):
    """Each line wraps and has a role of its own; lines are kept and only say something else."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[TextLabel] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def texts(self) -> tuple[str, ...]:
        """What is said, from the top."""
        return tuple(label.text() for label in self._labels if not label.isHidden())

    def display(self, lines: Sequence[tuple[str, TextRole]]) -> None:
        """Say these; nothing is seen where there are none."""
        while len(self._labels) < len(lines):
            label = TextLabel("", wrap=True)
            self._labels.append(label)
            self._column.addWidget(label)
        for place, label in enumerate(self._labels):
            label.setVisible(place < len(lines))
            if place < len(lines):
                label.setText(lines[place][0])
                label.set_role(lines[place][1])
        self.setVisible(bool(lines))
