"""The system's keychain, asked off the window's thread: it may show a dialog of its own and wait for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mentorjournal.gui.bridge import TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mentorjournal.errors import JournalError
    from mentorjournal.gui.preferences import Preferences


@dataclass(frozen=True, slots=True, repr=False)
class Stored:
    """What the keychain answered: the passphrase, or why there is none."""

    passphrase: str
    said: str = ""


class Keychain(QObject):
    """Asks one question after another. Which journals it keeps the passphrase of stands in the preferences.

    `said` carries a sentence for the reader where the keychain refused.
    """

    said = Signal(str)
    kept = Signal()
    """It took a passphrase."""
    found = Signal(str)
    """The answer to `look_for`: its name, or "" where there is none."""
    answered = Signal(object)
    """The answer to `ask`, Stored."""

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._tasks = TaskRunner(self)

    @property
    def busy(self) -> bool:
        """True while it is being asked."""
        return self._tasks.busy

    def holds(self, path: Path) -> bool:
        """Whether it was asked to keep the passphrase of this journal."""
        return str(path.absolute()) in self._preferences.settings.in_keychain

    def look_for(self) -> None:
        """Find out whether this computer has one; `found` tells."""
        self._start(_available, self.found.emit)

    def ask(self, path: Path) -> None:
        """Ask for the passphrase of a journal; `answered` tells."""
        missing = self.tr(
            "The keychain of this computer has no passphrase for this journal any more. Type it."
        )

        def take(passphrase: str) -> None:
            self.answered.emit(Stored(passphrase, "" if passphrase else missing))

        self._start(lambda: _stored(path), take, lambda error: self.answered.emit(Stored("", error.message)))

    def keep(self, path: Path, passphrase: str) -> None:
        """Give it the passphrase of a journal; `kept` or `said` tells."""

        def take(_: object) -> None:
            others = (item for item in self._preferences.settings.in_keychain if item != str(path.absolute()))
            self._preferences.change(in_keychain=(*others, str(path.absolute())))
            self.kept.emit()

        self._start(lambda: _store(path, passphrase), take)

    def forget(self, path: Path) -> None:
        """Have it forget a journal; it is not asked for it any more whatever it answers."""
        others = tuple(
            item for item in self._preferences.settings.in_keychain if item != str(path.absolute())
        )
        self._preferences.change(in_keychain=others)
        self._start(lambda: _forget(path), lambda _: None)

    def _start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], None],
        failed: Callable[[JournalError], None] | None = None,
    ) -> None:
        self._tasks.start(lambda _: work(), done, failed or (lambda error: self.said.emit(error.message)))


def _available() -> str:
    from mentorjournal.services.keychain import available

    return available()


def _stored(path: Path) -> str:
    from mentorjournal.services.keychain import stored

    return stored(path)


def _store(path: Path, passphrase: str) -> None:
    from mentorjournal.services.keychain import store

    store(path, passphrase)


def _forget(path: Path) -> None:
    from mentorjournal.services.keychain import forget

    forget(path)
