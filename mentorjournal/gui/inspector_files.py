"""The part of the inspector that shows attached files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QMenu, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.strange_pictures import read_picture
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout

if TYPE_CHECKING:
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.record import Record
    from mentorjournal.model.types import Attachment

MOST_PREVIEWED = 20_000_000
"""Larger pictures are named, not shown."""
STEP = 1000
ROUND_FROM = 10
"""Sizes below this many of a unit are told with one decimal."""


KILO = 1000
ONE_DIGIT = 10


def size_words(size: float | None) -> str:
    """`340 KB`."""
    value = float(size or 0)
    for unit in ("bytes", "KB", "MB", "GB"):
        if value < STEP or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "bytes" or value >= ROUND_FROM else f"{value:.1f} {unit}"
        value /= STEP
    return ""


class FilesSection(HuggingFrame):
    """Files of a record; they can be dropped here, saved elsewhere and taken off."""

    def __init__(self, context: Context, origin: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self._record_id = ""
        self._shown: tuple[str, ...] | None = None
        self.setAcceptDrops(True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.add = LinkButton(self.tr("Add a file…"))
        self.add.clicked.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._rows)
        column.addWidget(self.add)

    def show_record(self, record: Record | None) -> None:
        """Show the files of this record."""
        self._record_id = record.id if record else ""
        self.add.setEnabled(not self._context.read_only)
        keys = record.attachments if record else ()
        if keys == self._shown:
            return
        self._shown = keys
        clear_layout(self._rows)
        for attachment in self._context.services.attachments.of(self._record_id) if keys else ():
            self._rows.addWidget(self._row(attachment))

    def _row(self, item: Attachment) -> QWidget:
        holder = HuggingFrame()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        picture = self._picture(item)
        if picture is not None:
            column.addWidget(picture)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(TextLabel(item.title, wrap=True), 1)
        line.addWidget(TextLabel(size_words(item.size), "tiny"))
        more = IconButton("more", self.tr("What to do with {0}").format(item.title), small=True)
        more.clicked.connect(lambda: self._menu(item, more))
        line.addWidget(more)
        column.addLayout(line)
        return holder

    def _picture(self, item: Attachment) -> QLabel | None:
        if not item.media_type.startswith("image/") or (item.size or 0) > MOST_PREVIEWED:
            return None
        try:
            image = QPixmap.fromImage(read_picture(self._context.services.attachments.read(item.id)))
        except JournalError:
            return None
        if image.isNull():
            return None
        label = QLabel()
        label.setAccessibleName(self.tr("Picture {0}").format(item.title))
        width = scaled(226)
        label.setPixmap(
            image.scaled(
                width,
                scaled(160),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        )
        return label

    def _menu(self, item: Attachment, button: QWidget) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.addAction(self.tr("Save a copy…")).triggered.connect(lambda: self._save_as(item))
        remove = menu.addAction(self.tr("Take off this record"))
        remove.setEnabled(not self._context.read_only)
        remove.triggered.connect(lambda: self._remove(item.id))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Add files"))
        self.add_files([Path(name) for name in names])

    def add_files(self, paths: list[Path]) -> None:
        """Attach files; each that cannot be read is named and left."""
        for path in paths:
            self._guarded(self._context.services.attachments.add_file, self._record_id, path)

    def _remove(self, attachment_id: str) -> None:
        self._guarded(self._context.services.attachments.detach, self._record_id, attachment_id)

    def _save_as(self, item: Attachment) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), item.title)
        if name:
            try:
                self._context.services.attachments.save_as(item.id, Path(name))
            except JournalError as error:
                self._context.navigator.tell("error", error.message)

    def _guarded(self, verb: object, *values: object) -> None:
        try:
            verb(*values, origin=self._origin)  # type: ignore[operator]
        except JournalError as error:
            self._context.navigator.tell("error", error.message)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if event.mimeData().hasUrls() and self._record_id and not self._context.read_only:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped."""
        self.add_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()
