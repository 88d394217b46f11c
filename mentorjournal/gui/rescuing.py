"""From a journal that does not open to what can be done about it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from mentorjournal.gui.main_window import MainWindow

RESCUE = "rescue"
"""The way of the notice that a journal does not open."""


class Rescuing(QObject):
    """`wanted` carries the Path of a journal to open, saved or brought back, and its passphrase."""

    wanted = Signal(object, str)

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._damaged: Path | None = None
        window.notice.way_wanted.connect(self._take_way)

    def offer(self, path: Path, said: str) -> None:
        """What does not open may be damaged: say why, and lead to what can be done."""
        self._damaged = path if path.is_file() else None
        label = self.tr("Rescue it…") if self._damaged else ""
        self._window.show_locked("")
        if path.name not in said:
            said = self.tr("{0} does not open. {1}").format(path.name, said)
        self._window.notice.show_way("error", said, label, RESCUE)

    def _take_way(self, key: str) -> None:
        if key == RESCUE and self._damaged is not None:
            from mentorjournal.gui.dialogs.rescue import RescueDialog

            dialog = RescueDialog(self._damaged, self._window)
            dialog.wanted.connect(self.wanted)
            dialog.open()
