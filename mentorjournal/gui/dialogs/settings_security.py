"""The part of the settings about locking, the keychain and the passphrase."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.bridge import TaskRunner
from mentorjournal.gui.keychain import Keychain
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.fields import ChoiceField, FormRow
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.secret_field import SecretField, SecretRow

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.preferences import Preferences

MINUTES = (0, 1, 2, 5, 10, 15, 30, 60)
"""Offered times without a touch before locking; 0 is never."""


class SecuritySection(QWidget):
    """What does not apply to the open journal is disabled, with the reason below it.

    `dialog_wanted` carries the key of a dialog of the journal.
    """

    dialog_wanted = Signal(str)

    def __init__(
        self, preferences: Preferences, context: Context | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preferences, self._context = preferences, context
        self._backend = ""
        settings = preferences.settings
        self.minutes = ChoiceField(
            self._choices(settings.lock_minutes), str(settings.lock_minutes), name=self.tr("Lock by itself")
        )
        self.minutes.edited.connect(lambda minutes: preferences.change(lock_minutes=int(minutes)))
        self.system = QCheckBox(self.tr("Lock with the screen, and before sleep"))
        self.system.setChecked(settings.lock_with_system)
        self.system.toggled.connect(lambda on: preferences.change(lock_with_system=on))
        self.in_keychain = QCheckBox(self.tr("Passphrase in the keychain"))
        self.in_keychain.clicked.connect(self._turn_keychain)
        self.secret = SecretField(
            self.tr("Passphrase of this journal"), placeholder=self.tr("Its passphrase")
        )
        self.keep = QuietButton(self.tr("Keep it"))
        self.keep.setAutoDefault(False)
        self.keep.clicked.connect(self._keep)
        self.secret.returnPressed.connect(self._keep)
        self.passphrase = QuietButton("", "key")
        self.passphrase.setAutoDefault(False)
        self.passphrase.clicked.connect(lambda: self.dialog_wanted.emit("passphrase"))
        self.lock_hint = TextLabel("", "small", wrap=True)
        self.keychain_hint = TextLabel("", "small", wrap=True)
        self._tasks = TaskRunner(self)
        # It may wait for a dialog of the system's longer than this section is shown.
        self._keychain = Keychain(preferences, context.navigator if context is not None else None)
        self._keychain.found.connect(self._take_backend)
        self._keychain.said.connect(self._refused)
        self._keychain.kept.connect(self._show)
        self._lay_out()
        self._show()
        if self._encrypted:
            self._keychain.look_for()

    def _lay_out(self) -> None:
        self._ask = QWidget()
        row = QHBoxLayout(self._ask)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._secret_row = SecretRow((self.secret,))
        row.addWidget(self._secret_row, 1)
        row.addWidget(self.keep)
        self._ask.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FormRow(self.tr("Lock when nobody has touched the program for"), self.minutes))
        column.addWidget(self.system)
        column.addWidget(self.lock_hint)
        column.addSpacing(4)
        column.addWidget(self.in_keychain)
        column.addWidget(self._ask)
        column.addWidget(self.keychain_hint)
        column.addSpacing(4)
        column.addWidget(self.passphrase)

    def _choices(self, own: int) -> list[tuple[str, str]]:
        words = {0: self.tr("Never"), 1: self.tr("1 minute")}
        several = self.tr("{0} minutes")
        offered = sorted({*MINUTES, own}, key=lambda minutes: (minutes == 0, minutes))
        return [(str(minutes), words.get(minutes, several.format(minutes))) for minutes in offered]

    @property
    def _encrypted(self) -> bool:
        return self._context is not None and self._context.services.journal.encrypted

    def _show(self) -> None:
        """What can be set now, and why not the rest."""
        plain = self._context is not None and not self._encrypted
        self.minutes.setEnabled(not plain)
        self.system.setEnabled(not plain)
        self.lock_hint.setText(
            self.tr("This journal has no passphrase, so there is nothing to lock.")
            if plain
            else self.tr("Locked means closed: its text leaves the window, and the passphrase is asked for.")
        )
        self.passphrase.setText(
            self.tr("Change or remove the passphrase…") if self._encrypted else self.tr("Set a passphrase…")
        )
        self.passphrase.setEnabled(self._context is not None and not self._context.read_only)
        self._show_keychain()

    def _show_keychain(self) -> None:
        held = self._context is not None and self._keychain.holds(self._context.services.journal.path)
        self.in_keychain.setEnabled(bool(self._encrypted and (self._backend or held)))
        self.in_keychain.setChecked(self._encrypted and held)
        self._ask.hide()
        if self._context is None:
            said = self.tr("No journal is open.")
        elif not self._encrypted:
            said = self.tr("There is no passphrase to keep.")
        elif not self._backend and not held:
            said = self.tr("This computer offers no keychain that could keep it.")
        else:
            said = self.tr(
                "It then opens by itself for whoever can use this computer as you; once locked, it asks."
            )
        self.keychain_hint.setText(said)

    def _take_backend(self, backend: str) -> None:
        self._backend = backend
        if self._ask.isHidden():
            self._show_keychain()

    def _turn_keychain(self, on: bool) -> None:
        if self._context is None:
            return
        if not on:
            self._secret_row.wipe()
            self._keychain.forget(self._context.services.journal.path)
            self._show_keychain()
            return
        self._ask.show()
        self.secret.setFocus()

    def _keep(self) -> None:
        if self._context is None or not self.keep.isEnabled() or not self.secret.text():
            return
        journal = self._context.services.journal
        passphrase, path, key = self.secret.text(), journal.path, journal.copy_key()

        def work(_: object) -> bool:
            from mentorjournal.services.opening import fits

            return key is not None and fits(key, passphrase)

        def take(right: bool) -> None:
            self.keep.setEnabled(True)
            if not right:
                self.keychain_hint.setText(self.tr("This is not the passphrase of this journal. Try again."))
                self.secret.selectAll()
                self.secret.setFocus()
                return
            self._secret_row.wipe()
            self._keychain.keep(path, passphrase)

        self.keep.setEnabled(False)
        self._tasks.start(work, take)

    def _refused(self, said: str) -> None:
        self._show_keychain()
        self.keychain_hint.setText(said)

    def wipe(self) -> None:
        """Forget what was typed of the passphrase; the dialog closes."""
        self._secret_row.wipe()
        self._tasks.wait()
