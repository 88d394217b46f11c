"""What is dragged over a part of the window and let go there: records of the journal, and files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.styling import set_style

RECORDS_MIME = "application/x-mentorjournal-records"


@dataclass(frozen=True, slots=True)
class Taken:
    """Ids of records, and files of this computer."""

    ids: tuple[str, ...] = ()
    paths: tuple[Path, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.ids or self.paths)


def records_parcel(ids: Iterable[str]) -> QMimeData:
    """What records being dragged carry; no other program reads it."""
    data = QMimeData()
    data.setData(RECORDS_MIME, json.dumps(list(ids)).encode())
    return data


def taken_from(data: QMimeData) -> Taken:
    """The records and files of what is being dragged; nothing where it is something else."""
    ids: tuple[str, ...] = ()
    if data.hasFormat(RECORDS_MIME):
        found = json.loads(bytes(data.data(RECORDS_MIME).data()).decode())
        ids = tuple(str(key) for key in found)
    paths = tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())
    return Taken(ids, paths)


class TakingFrame(HuggingFrame):
    """A part of a page on which records and files may be let go, while `may_take`: `dropped` carries a Taken."""

    dropped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.may_take = True
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Records and files are welcome; the frame is marked."""
        if self.may_take and taken_from(event.mimeData()):
            event.acceptProposedAction()
            set_style(self, "over", True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Gone again."""
        set_style(self, "over", False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Tell what was let go here."""
        set_style(self, "over", False)
        found = taken_from(event.mimeData())
        if self.may_take and found:
            event.acceptProposedAction()
            self.dropped.emit(found)
