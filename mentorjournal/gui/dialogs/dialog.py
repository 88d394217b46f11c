"""What every dialog has in common: a title, a message line, buttons, and it is freed when closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLayout


class Dialog(QDialog):
    """A window-modal dialog with a heading, a body column, a message line and a row of buttons."""

    def __init__(self, title: str, parent: QWidget | None, *, width: int = 480, intro: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setMinimumWidth(scaled(width))
        self.message = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(TextLabel(title, "heading"))
        if intro:
            column.addWidget(TextLabel(intro, "muted", wrap=True))
        column.addWidget(self.message)
        column.addLayout(self.body, 1)
        column.addLayout(self._buttons)

    def add(self, item: QWidget | QLayout) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def add_button(self, button: QPushButton, *, left: bool = False) -> None:
        """A button of the last row, at its right end or its left."""
        if left:
            self._buttons.insertWidget(0, button)
        else:
            self._buttons.addWidget(button)

    def event(self, event: QEvent) -> bool:
        """Grow with what is inside: Qt itself forgets, of a window, that wrapped text needs height."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            needed = self._column.minimumHeightForWidth(self.width())
            needed = min(needed, self.screen().availableGeometry().height())
            if needed > self.height():
                self.resize(self.width(), needed)
        return done

    def say(self, text: str, kind: str = "error") -> None:
        """Show a message in the dialog; an empty text hides it."""
        if text:
            self.message.show_message(text, kind)  # type: ignore[arg-type]
        else:
            self.message.hide()
