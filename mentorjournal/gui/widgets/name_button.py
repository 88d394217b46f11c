"""A name in bold that opens what it names."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import ContentButton
from mentorjournal.gui.widgets.labels import TextLabel


class NameButton(ContentButton):
    """`clicked` opens; Up and Down are left to the list it stands in."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        label = TextLabel(text, "strong", wrap=True)
        self.let_pass(label)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down are the list's."""
        if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            event.ignore()
        else:
            super().keyPressEvent(event)
