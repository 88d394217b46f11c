"""Following a link to a file kept in the journal: pictures are shown, other files are saved as a copy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.strange_pictures import read_picture
from mentorjournal.model.types import Attachment

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

MOST_SHOWN = 100_000_000
"""Bytes; a larger picture is saved as a copy like any other file."""
SCREEN_SHARE = 0.8
"""A picture takes no more of the screen than this; a larger one is shown smaller."""


def open_attachment(context: Context, attachment_id: str, parent: QWidget) -> None:
    """Show a picture; ask where to put a copy of anything else. What fails is told, nothing is changed.

    A file is never unpacked into a folder of temporary files, where an encrypted journal's would lie open.
    """
    try:
        attachment = context.services.records.get(Attachment, attachment_id)
        if attachment.media_type.startswith("image/") and (attachment.size or 0) <= MOST_SHOWN:
            picture = read_picture(context.services.attachments.read(attachment_id))
            if not picture.isNull():
                PictureDialog(attachment.title, QPixmap.fromImage(picture), parent).open()
                return
        ask = QCoreApplication.translate("Attachments", "Save a copy")
        name, _ = QFileDialog.getSaveFileName(parent, ask, attachment.title)
        if name:
            context.services.attachments.save_as(attachment_id, Path(name))
    except JournalError as error:
        context.navigator.tell("error", error.message)


class PictureDialog(QDialog):
    """One picture, as large as the screen allows; Escape closes it."""

    def __init__(self, name: str, picture: QPixmap, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setWindowTitle(name)
        room = parent.screen().availableSize() * SCREEN_SHARE
        if picture.width() > room.width() or picture.height() > room.height():
            picture = picture.scaled(
                room, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        shown = QLabel()
        shown.setPixmap(picture)
        shown.setAccessibleName(name)
        area = QScrollArea()
        area.setWidget(shown)
        area.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area)
        self.resize(picture.size().grownBy(self.contentsMargins()))
