"""The messages of the window: the line that knows when saving works again, the toast that opens a record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.autosave import NOT_SAVED
from mentorjournal.gui.widgets.message_bar import MessageBar, MessageKind, Toast

if TYPE_CHECKING:
    from mentorjournal.gui.context import Navigator


class Notice(MessageBar):
    """A MessageBar that takes back "not saved yet" once something was saved, and can lead to a dialog."""

    way_wanted = Signal(str)
    """Open the dialog of this key."""

    _about_saving = False
    _way = ""

    def attach(self, navigator: Navigator) -> None:
        """Say what somebody tells through this navigator, as long as it lives."""
        navigator.taken_back.connect(self.take_back)
        navigator.saved.connect(self.settle)
        navigator.way_told.connect(self.show_way)
        self.way_wanted.connect(navigator.dialog_wanted)

    def show_message(self, text: str, kind: MessageKind = "info", action: str = "") -> None:
        """Say `text`."""
        self._about_saving = text.startswith(NOT_SAVED)
        self._way = ""
        super().show_message(text, kind, action)

    def show_way(self, kind: MessageKind, text: str, label: str, dialog: str) -> None:
        """Say `text` with a button that opens a dialog of the journal."""
        self.show_message(text, kind, label)
        self._way = dialog

    def put_before(self, text: str) -> None:
        """Say `text` as an error before what is said now, whose button stays."""
        way, label, after = self._way, self._action.text(), "" if self.isHidden() else self.text()
        if way and after:
            self.show_way("error", f"{text} {after}", label, way)
        else:
            self.show_message(f"{text} {after}".strip(), "error")

    def take_back(self, text: str) -> None:
        """Hide it where it still says this."""
        if text and self.text() == text:
            self.clear()

    def settle(self) -> None:
        """Saving works again."""
        if self._about_saving:
            self.clear()

    def _act(self) -> None:
        way, self._way = self._way, ""
        if way:
            self.hide()
            self.way_wanted.emit(way)
        else:
            super()._act()


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
