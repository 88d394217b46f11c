"""Asks for the passphrase of an encrypted journal, or has the system's keychain say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget

from mentorjournal.errors import Cancelled, JournalError, NotAJournal, WrongPassphrase
from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton
from mentorjournal.gui.widgets.fields import FormRow
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow

if TYPE_CHECKING:
    from pathlib import Path

    from mentorjournal.gui.keychain import Keychain, Stored
    from mentorjournal.services.bundle import Services


class UnlockDialog(Dialog):
    """`opened` carries the Services of the journal once the passphrase fits.

    With a `keychain` it offers to keep the passphrase there, where the computer has one. It takes it from there
    by itself at the first opening; a journal that was `locked` asks: else whoever sits there could go on reading.
    """

    opened = Signal(object)
    damaged = Signal(str)
    """The passphrase fits and the journal does not open; it closes with that sentence."""

    def __init__(
        self, path: Path, parent: QWidget | None, keychain: Keychain | None = None, *, locked: bool = False
    ) -> None:
        super().__init__(f"Unlock {path.stem}", parent, width=420)
        self._path = path
        self._keychain = keychain
        self._locked = locked
        self._tasks = TaskRunner(self)
        self._from_keychain = False
        self.passphrase = SecretField(self.tr("Passphrase"))
        self._row = SecretRow((self.passphrase,))
        self.keep = QCheckBox(self.tr("Keep it in this computer's keychain"))
        self.keep.setToolTip(self.tr("Whoever can use this computer as you can then open the journal"))
        self.keep.hide()
        self.add(FormRow(self.tr("Passphrase"), self._row))
        self.add(self.keep)
        cancel = QuietButton(self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        self.unlock_button = PrimaryButton(self.tr("Unlock"))
        self.unlock_button.setDefault(True)
        self.unlock_button.clicked.connect(self._try)
        self.add_button(cancel)
        self.add_button(self.unlock_button)
        self.passphrase.setFocus()
        if keychain is not None:
            self._ask_keychain(keychain, locked=locked)

    def _ask_keychain(self, keychain: Keychain, *, locked: bool) -> None:
        if not keychain.holds(self._path):
            keychain.found.connect(self._offer)
            keychain.look_for()
        elif not locked:
            keychain.answered.connect(self._take_stored)
            self.say(
                self.tr("Asking the keychain of this computer. You can also type the passphrase."), "info"
            )
            QTimer.singleShot(0, self, lambda: keychain.ask(self._path))

    @Slot(str)
    def _offer(self, backend: str) -> None:
        self.keep.setVisible(bool(backend))

    @Slot(object)
    def _take_stored(self, stored: Stored) -> None:
        if self._keychain is not None:
            self._keychain.answered.disconnect(self._take_stored)
        self.say("")
        if self.passphrase.text() or not self.unlock_button.isEnabled():
            return  # somebody types it already
        if stored.passphrase:
            self._from_keychain = True
            self._open(stored.passphrase)
        else:
            self.say(stored.said, "info")

    def _try(self) -> None:
        if not self.unlock_button.isEnabled():
            return
        if not self.passphrase.text():
            self.passphrase.setFocus()
            return
        self._from_keychain = False
        self._open(self.passphrase.text())

    def _open(self, passphrase: str) -> None:
        """Derive the key and open the file on a worker: it takes a moment, and longer after an upgrade."""
        path, keep = self._path, self.keep.isChecked() and not self.keep.isHidden()

        def work(_: object) -> Services:
            from mentorjournal.services.opening import open_services

            return open_services(path, passphrase)

        def done(services: Services) -> None:
            if keep and self._keychain is not None:
                self._keychain.keep(path, passphrase)
            self._opened(services)

        self._show_busy(self.tr("Opening…"))
        self._tasks.start(work, done, self._failed).broken.connect(lambda _: self._show_busy(""))

    def _show_busy(self, said: str) -> None:
        self.unlock_button.setText(said or self.tr("Unlock"))
        self.unlock_button.setEnabled(not said)

    def _opened(self, services: Services) -> None:
        self._row.wipe()
        self._tasks.wait()
        self.accept()
        self.opened.emit(services)

    @Slot(object)
    def _failed(self, error: JournalError) -> None:
        self._show_busy("")
        if isinstance(error, Cancelled):
            return
        if isinstance(error, NotAJournal):
            self._row.wipe()
            self._tasks.wait()
            self.reject()
            self.damaged.emit(error.message)
            return
        if isinstance(error, WrongPassphrase) and self._from_keychain:
            self.say(
                self.tr("The passphrase in the keychain does not open this journal any more. Type it."),
                "info",
            )
        elif isinstance(error, WrongPassphrase) and self._locked:
            self.say(self.tr("This is not the passphrase of this journal. Try again."), "warn")
        else:
            self.say(error.message, "warn" if isinstance(error, WrongPassphrase) else "error")
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def reject(self) -> None:
        """Close, unless the journal is being opened this moment."""
        if self.unlock_button.isEnabled():
            super().reject()

    def done(self, result: int) -> None:
        """Forget what was typed and close."""
        self._row.wipe()
        super().done(result)
