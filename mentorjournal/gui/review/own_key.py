"""This journal's own key: its fingerprint to read aloud, and a way to copy the key itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context


class OwnKeyCard(Card):
    """The key is made when it is first wanted: with `shown`, at once."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("My key"), tone="window", parent=parent)
        self._context = context
        self._public = ""
        self.fingerprint = TextLabel("", "strong", wrap=True)
        self._said = TextLabel("", "small", wrap=True)
        self.button = QuietButton("", "copy")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._press)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        self.add(self.fingerprint)
        self.add(self._said)
        self.body.addLayout(row)
        self._display()

    def show_key(self) -> bool:
        """Show the key, made where there is none; False where it cannot be made."""
        try:
            own = self._context.services.packets.key()
        except JournalError as error:
            self._said.setText(error.message)
            return False
        self._public = own.public
        self.fingerprint.setText(own.fingerprint)
        self._display()
        return True

    def _display(self) -> None:
        known = bool(self._public)
        self.fingerprint.setHidden(not known)
        self.button.setText(self.tr("Copy my key") if known else self.tr("Show my key"))
        self._said.setText(
            self.tr("Send the key to whoever sends you packets, then read these numbers to each other.")
            if known
            else self.tr("Whoever has it can encrypt a packet that only this journal opens.")
        )

    def _press(self) -> None:
        if not self._public:
            self.show_key()
            return
        QApplication.clipboard().setText(self._public)
        self._said.setText(self.tr("Copied. Paste it into a mail; it is no secret."))
