"""The messages of the window: the line that knows when saving works again, the toast that opens a record."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.autosave import NOT_SAVED
from mentorjournal.gui.widgets.message_bar import MessageBar, MessageKind, Toast


class Notice(MessageBar):
    """A MessageBar that takes back "not saved yet" once something was saved."""

    _about_saving = False

    def show_message(self, text: str, kind: MessageKind = "info", action: str = "") -> None:
        """Say `text`."""
        self._about_saving = text.startswith(NOT_SAVED)
        super().show_message(text, kind, action)

    def take_back(self, text: str) -> None:
        """Hide it where it still says this."""
        if text and self.text() == text:
            self.clear()

    def settle(self) -> None:
        """Saving works again."""
        if self._about_saving:
            self.clear()


class WindowToast(Toast):
    """A Toast that can offer to open a record; `opened` carries its id."""

    opened = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._record_id = ""
        self.action_clicked.connect(lambda: self.opened.emit(self._record_id))

    def show_made(self, record_id: str, text: str) -> None:
        """Say that a record was made, with a button to open it."""
        self._record_id = record_id
        self.show_message(text, "ok", self.tr("Open"))
