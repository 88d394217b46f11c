"""Which journal to open: one of those opened before, one chosen by its file, or a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal import settings
from mentorjournal.gui.recent import RecentMenu

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.main_window import MainWindow
    from mentorjournal.gui.preferences import Preferences


class Choosing(QObject):
    """`wanted` carries the Path of a journal to open, `made` the Services of one just made.

    `here` tells the journal that is open, which is not offered.
    """

    wanted = Signal(object)
    made = Signal(object)

    def __init__(
        self, window: MainWindow, preferences: Preferences, here: Callable[[], Path | None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._window, self._preferences, self._here = window, preferences, here
        window.open_wanted.connect(self.choose)

    def add_menu(self) -> None:
        """Put the journals opened before below what is in the menu now."""
        recent = self._window.recent = RecentMenu(self._window.top.menu, self._recent)
        recent.wanted.connect(self.open_recent)

    def _recent(self) -> list[Path]:
        """The journals opened before, without the one that is open."""
        here = self._here()
        return [path for path in map(Path, self._preferences.settings.recent) if path != here]

    def last(self) -> Path | None:
        """The journal open last, wherever it is now."""
        last = self._preferences.settings.last_journal
        return Path(last) if last else None

    def open_recent(self, path: Path) -> None:
        """Open a journal that was open before; one that is gone leaves the list."""
        if not self.is_gone(path):
            self.wanted.emit(path)

    def is_gone(self, path: Path) -> bool:
        """Whether a journal is not there any more; then that is said, and it leaves the list."""
        if path.exists():
            return False
        self._preferences.take(self._preferences.settings.forgotten(path))
        said = self.tr(
            "{0} is not there any more. It was taken off the list; if it was moved, open it where it is."
        )
        self._window.notice.show_message(said.format(path), "warn")
        return True

    def begin_new(self) -> None:
        """Offer a new journal, a sample, or opening one that exists."""
        from mentorjournal.gui.dialogs.first_run import FirstRunDialog

        dialog = FirstRunDialog(settings.journal_folder(), self._window)
        dialog.made.connect(self.made)
        dialog.open_wanted.connect(self.choose)
        dialog.packet_wanted.connect(self._window.packet_wanted)
        dialog.open()

    def choose(self) -> None:
        """Ask for a journal file and open it."""
        from PySide6.QtWidgets import QFileDialog

        start = self._preferences.settings.last_journal or str(settings.journal_folder())
        name, _ = QFileDialog.getOpenFileName(
            self._window,
            self.tr("Open a journal"),
            start,
            self.tr("Journals (*.mentorjournal);;All files (*)"),
        )
        if name:
            self.wanted.emit(Path(name))
