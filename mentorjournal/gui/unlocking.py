"""Asks for the passphrase of a journal, and remembers which ones were locked until it was typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from pathlib import Path

    from mentorjournal.gui.keychain import Keychain
    from mentorjournal.gui.main_window import MainWindow
    from mentorjournal.services.bundle import Services


class Unlocking(QObject):
    """`opened` carries the Services of a journal whose passphrase fits.

    One that was locked is not opened by the system's keychain, in whatever way it is opened: whoever sits there
    could go on reading.
    """

    opened = Signal(object)
    damaged = Signal(object, str)
    """The passphrase fits, and the journal at this Path does not open for this reason."""
    wanted = Signal(object)
    """The journal at this Path shall be opened, which asks again."""

    def __init__(self, window: MainWindow, keychain: Keychain, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._keychain = keychain
        self._locked: set[Path] = set()
        self._asked: Path | None = None
        window.unlock_wanted.connect(self._ask_again)

    def lock(self, path: Path) -> None:
        """From now on only its passphrase, typed, opens this journal."""
        self._locked.add(path.resolve())

    def ask(self, path: Path, said: str = "") -> None:
        """Ask for the passphrase; `said` tells why, where that is not plain."""
        from mentorjournal.gui.dialogs.unlock import UnlockDialog

        self._asked = path
        if self._window.context is None:
            self._window.show_locked(path.stem)
        locked = path.resolve() in self._locked
        dialog = UnlockDialog(path, self._window, self._keychain, locked=locked)
        if said:
            dialog.say(said, "info")
        dialog.opened.connect(self._take)
        dialog.damaged.connect(partial(self.damaged.emit, path))
        dialog.open()

    def _take(self, services: Services) -> None:
        self._locked.discard(services.journal.path.resolve())
        self.opened.emit(services)

    def _ask_again(self) -> None:
        if self._asked is not None:
            self.wanted.emit(self._asked)
