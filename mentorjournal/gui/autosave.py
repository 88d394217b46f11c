"""Saving by itself: within a second of a change, on leaving, and again after a failure."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal

from mentorjournal.errors import JournalError

PAUSE_MS = 500
"""A pause in typing this long saves."""
LONGEST_MS = 800
"""Without a pause, this long after the first unsaved change saves too."""
RETRY_MS = 5_000
NOT_SAVED = "Not saved yet."
"""How every message begins that is over once saving works."""


@runtime_checkable
class Flushing(Protocol):
    """What may have something pending, and saves it when asked."""

    def flush(self) -> bool:
        """Save what is pending; False when it could not be saved and still is."""


class Autosaver(QObject):
    """Calls `save` after changes. `save` raises JournalError when the journal refuses; the change stays
    pending, `failed` tells once, and saving is tried again until it works."""

    saved = Signal()
    failed = Signal(str)

    def __init__(self, save: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._pending = False
        self._told = False
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._longest = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        for timer in (self._pause, self._longest, self._retry):
            timer.timeout.connect(self.flush)

    @property
    def pending(self) -> bool:
        """True while a change is not saved yet."""
        return self._pending

    def touch(self) -> None:
        """Something was typed."""
        self._pending = True
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()

    def flush(self) -> bool:
        """Save now what is pending; False when the journal refused and the change is still pending."""
        self._pause.stop()
        self._longest.stop()
        self._retry.stop()
        if not self._pending:
            return True
        try:
            self._save()
            self._pending = False
        except JournalError as error:
            if not self._told:
                self._told = True
                self.failed.emit(
                    f"{NOT_SAVED} {error.message} Your text stays here, and saving is tried again."
                )
            return False
        finally:
            # An error that nobody foresaw goes on to the error hook, and the text waits just the same.
            if self._pending:
                self._retry.start()
        self._told = False
        self.saved.emit()
        return True

    def drop(self) -> None:
        """Forget what is pending: the record it belongs to was replaced from elsewhere."""
        self._pending = False
        for timer in (self._pause, self._longest, self._retry):
            timer.stop()
