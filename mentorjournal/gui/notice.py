"""The message line of the window, which knows when what it says about saving is over."""

from __future__ import annotations

from mentorjournal.gui.autosave import NOT_SAVED
from mentorjournal.gui.widgets.message_bar import MessageBar, MessageKind


class Notice(MessageBar):
    """A MessageBar that takes back "not saved yet" once something was saved."""

    _about_saving = False

    def show_message(self, text: str, kind: MessageKind = "info", action: str = "") -> None:
        """Say `text`."""
        self._about_saving = text.startswith(NOT_SAVED)
        super().show_message(text, kind, action)

    def settle(self) -> None:
        """Saving works again."""
        if self._about_saving:
            self.clear()
