"""The numbers of a scale in a row, and what they mean below: one press rates."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.fitting_choice import FittingChoice
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout


class LevelRow(HuggingFrame):
    """`edited` carries the number pressed; the steps may be others for the next thing that is rated."""

    edited = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._steps: tuple[tuple[int, str], ...] = ()
        self._read_only = False
        self.choice: FittingChoice | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def display(self, steps: Sequence[tuple[int, str]], value: int | None) -> None:
        """Show these steps, and the one that was given."""
        wanted = tuple(steps)
        if wanted != self._steps or self.choice is None:
            self._steps = wanted
            clear_layout(self._column)
            labels = [(str(number), str(number)) for number, _words in wanted]
            self.choice = FittingChoice(labels, name=self.accessibleName())
            self.choice.edited.connect(lambda key: self.edited.emit(int(key)))
            self.choice.setDisabled(self._read_only)
            said = " · ".join(f"{number} {words}" for number, words in wanted)
            self.choice.setAccessibleDescription(said)
            self._column.addWidget(self.choice)
            self._column.addWidget(TextLabel(said, "small", wrap=True))
            self.setFocusProxy(self.choice)
        self.choice.set_value("" if value is None else str(value))

    def set_read_only(self, read_only: bool) -> None:
        """Whether nothing can be rated."""
        self._read_only = read_only
        if self.choice is not None:
            self.choice.setDisabled(read_only)
