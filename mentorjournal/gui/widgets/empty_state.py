"""What a place says while nothing is in it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.labels import IconLabel, TextLabel


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

    @staticmethod
    def _add_text(column: QVBoxLayout, text: str, role: str) -> None:
        label = TextLabel(text, "strong" if role == "strong" else "muted", wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        label.setMaximumWidth(480)
        row = QWidget()
        inner = QVBoxLayout(row)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(label)
        row.setMaximumWidth(480)
        row.setMinimumWidth(240)
        column.addWidget(row, 0, Qt.AlignmentFlag.AlignHCenter)
