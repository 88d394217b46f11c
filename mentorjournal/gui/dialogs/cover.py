"""Stands before a locked journal that cannot be closed yet, and lets nobody past without its passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow

if TYPE_CHECKING:
    from mentorjournal.services.opening import Key


class CoverDialog(Dialog):
    """`passed` when the passphrase of the open journal was typed. It cannot be closed by hand."""

    passed = Signal()

    def __init__(self, key: Key, why: str, parent: QWidget | None) -> None:
        super().__init__("Locked", parent, width=420)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setWindowFlag(Qt.WindowType.WindowCloseButtonHint, on=False)
        self._key = key
        self._tasks = TaskRunner(self)
        self.why = TextLabel(why, wrap=True)
        self.passphrase = SecretField(self.tr("Passphrase"))
        self._row = SecretRow((self.passphrase,))
        self.unlock_button = PrimaryButton(self.tr("Unlock"))
        self.unlock_button.setDefault(True)
        self.unlock_button.clicked.connect(self._try)
        self.add(self.why)
        self.add(FormRow(self.tr("Passphrase"), self._row))
        self.add_button(self.unlock_button)
        self.passphrase.setFocus()

    def set_why(self, why: str) -> None:
        """Say anew why it cannot be closed yet."""
        self.why.setText(why)

    def _try(self) -> None:
        if not self.unlock_button.isEnabled() or not self.passphrase.text():
            return
        key, passphrase = self._key, self.passphrase.text()

        def work(_: object) -> bool:
            from mentorjournal.services.opening import fits

            return fits(key, passphrase)

        self.unlock_button.setEnabled(False)
        self._tasks.start(work, self._take)

    def _take(self, right: bool) -> None:
        self.unlock_button.setEnabled(True)
        if right:
            self.leave()
            self.passed.emit()
            return
        self.say(self.tr("This is not the passphrase of this journal. Try again."), "warn")
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def reject(self) -> None:
        """Escape does not open what is locked."""

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nor does closing."""
        event.setAccepted(not self.isVisible())

    def leave(self) -> None:
        """Wipe what was typed, and the key, and go."""
        self._row.wipe()
        self._tasks.wait()
        self._key.wipe()
        self.hide()
        self.deleteLater()
