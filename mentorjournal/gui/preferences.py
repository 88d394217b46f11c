"""The preferences of this computer while the program runs: read anywhere, changed and kept in one way."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mentorjournal import settings as kept
from mentorjournal.errors import JournalError
from mentorjournal.settings import Settings


class Preferences(QObject):
    """Holds the Settings; with `saved` every change is written down at once."""

    changed = Signal(object)
    """Carries the new Settings."""
    failed = Signal(str)
    """They could not be written down: why. They hold for this sitting all the same."""

    def __init__(
        self, settings: Settings | None = None, parent: QObject | None = None, *, saved: bool = False
    ) -> None:
        super().__init__(parent)
        self._settings = settings or Settings()
        self._saved = saved

    @property
    def settings(self) -> Settings:
        """The Settings as they are now."""
        return self._settings

    def change(self, **values: Any) -> None:
        """Change some of them, by the names of `Settings`. Raises TypeError for a name it does not have."""
        self.take(replace(self._settings, **values))

    def take(self, settings: Settings) -> None:
        """Change all of them."""
        if settings == self._settings:
            return
        self._settings = settings
        if self._saved:
            try:
                kept.save(settings)
            except JournalError as error:
                self.failed.emit(error.message)
        self.changed.emit(settings)
