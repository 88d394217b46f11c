"""A dialog about one file, chosen or dropped on it, and the work upon it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.gui.dialogs.dialog import Dialog

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from mentorjournal.gui.dialogs.work_row import WorkRow


class FileDialog(Dialog):
    """Whoever inherits makes `work`, and accepts drops."""

    work: WorkRow

    def look_at(self, path: Path) -> None:
        """Find out what a file is."""
        raise NotImplementedError

    def reject(self) -> None:
        """Stop what runs; with nothing running, close."""
        if self.work.busy:
            self.work.cancel()
        else:
            super().reject()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One local file or folder may be dropped."""
        urls = event.mimeData().urls()
        if len(urls) == 1 and urls[0].isLocalFile() and not self.work.busy:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Look at what was dropped."""
        event.acceptProposedAction()
        self.look_at(Path(event.mimeData().urls()[0].toLocalFile()))
