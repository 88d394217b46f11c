"""Asks for the passphrase of an encrypted journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow

if TYPE_CHECKING:
    from pathlib import Path


class UnlockDialog(Dialog):
    """`opened` carries the Services of the journal once the passphrase fits."""

    opened = Signal(object)

    def __init__(self, path: Path, parent: QWidget | None) -> None:
        super().__init__(
            f"Unlock {path.stem}",
            parent,
            width=400,
        )
        self._path = path
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setAccessibleName(self.tr("Passphrase"))
        self.add(FormRow(self.tr("Passphrase"), self.passphrase))
        cancel = QuietButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.unlock_button = PrimaryButton(self.tr("Unlock"))
        self.unlock_button.setDefault(True)
        self.unlock_button.clicked.connect(self._try)
        self.add_button(cancel)
        self.add_button(self.unlock_button)
        self.passphrase.setFocus()

    def _try(self) -> None:
        from mentorjournal.services.opening import open_services

        try:
            services = open_services(self._path, self.passphrase.text())
        except JournalError as error:
            self.say(error.message)
            self.passphrase.selectAll()
            self.passphrase.setFocus()
            return
        self.passphrase.clear()
        self.accept()
        self.opened.emit(services)
