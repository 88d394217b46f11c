"""One thing to rate: what it is, the sentence to judge, the scale, and the number given."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.scale_slider import ScaleSlider

SCALE_WIDTH = 190
SCALE_HEIGHT = 24


class NumberLabel(TextLabel):
    """The number beside a scale, in a column wide enough for any."""

    def minimumSizeHint(self) -> QSize:
        """Room for "not rated" in the text size in use."""
        return (
            super().minimumSizeHint().expandedTo(QSize(self.fontMetrics().horizontalAdvance("not rated "), 0))
        )

    def sizeHint(self) -> QSize:
        """The same."""
        return super().sizeHint().expandedTo(self.minimumSizeHint())


class RatingRow(HuggingFrame):
    """`edited` carries the number the reader gave, or None where they took it back."""

    edited = Signal(object)

    def __init__(self, label: str, prompt: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = ScaleSlider(label, low, high)
        self.scale.setToolTip(prompt)
        self._rescale()
        self._number = NumberLabel("", "bold")
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(TextLabel(label, "bold", wrap=True))
        if prompt:
            words.addWidget(TextLabel(prompt, "small", wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 5)
        row.setSpacing(14)
        row.addLayout(words, 3)
        row.addWidget(self.scale, 2, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._number)
        self.setFocusProxy(self.scale)
        self.scale.edited.connect(self._tell)
        self.set_value(None)

    def value(self) -> int | None:
        """The number given, or None."""
        return self.scale.rating()

    def set_value(self, value: int | None) -> None:
        """Show a number without telling `edited`."""
        self.scale.set_value(value)
        self._show(value)

    def changeEvent(self, event: QEvent) -> None:
        """Another text size, another handle."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "scale"):
            self._rescale()

    def _rescale(self) -> None:
        # Higher with the text, no wider: the words need the room.
        self.scale.setMinimumSize(SCALE_WIDTH, scaled(SCALE_HEIGHT))

    def _tell(self, value: int | None) -> None:
        self._show(value)
        self.edited.emit(value)

    def _show(self, value: int | None) -> None:
        self._number.setText(self.tr("not rated") if value is None else str(value))
        self._number.set_role("small-faint" if value is None else "bold")
