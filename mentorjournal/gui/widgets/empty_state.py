"""What a place says while nothing is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.labels import IconLabel, TextLabel, TextRole


class EmptyState(QWidget):
    """One sentence, one action, one example; `action_clicked` when the action is wanted."""

    action_clicked = Signal()

    def __init__(
        self,
        sentence: str,
        action: str = "",
        example: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(12)
        column.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        if icon:
            column.addWidget(IconLabel(icon, "faint", 32), 0, middle)
        self._add_text(column, sentence, "strong")
        if example:
            self._add_text(column, example, "muted")
        if action:
            self.button = PrimaryButton(action)
            self.button.clicked.connect(self.action_clicked.emit)
            self.setFocusProxy(self.button)
            column.addWidget(self.button, 0, middle)
        column.addStretch(2)

    def add_second(self, way: QWidget) -> None:
        """A quieter way below the action."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.count() - 1, way, 0, Qt.AlignmentFlag.AlignHCenter)

    @staticmethod
    def _add_text(column: QVBoxLayout, text: str, role: TextRole) -> None:
        label = TextLabel(text, role, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setMaximumWidth(scaled(420))
        # Stretches instead of an alignment: an aligned label would not be given the height it wraps to.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(label, 100)
        row.addStretch(1)
        column.addLayout(row)
