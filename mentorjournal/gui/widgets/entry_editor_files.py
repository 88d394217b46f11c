"""Pictures and files on their way into an entry: kept in the journal first, then linked in the text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice
from PySide6.QtGui import QImage, QImageWriter

from mentorjournal.errors import JournalError
from mentorjournal.gui.strange_pictures import LONGEST_START, picture_format

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.model.types import Attachment

PICTURE_ENDINGS = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".svg"}


class NotAPicture(JournalError):
    """Something said to be a picture that cannot be drawn."""


class FileIntake:
    """Attaches what was pasted or dropped.

    `record_id` gives the record to attach to and keeps a new one first; it may raise JournalError or
    return an empty string, then nothing is attached. `insert(name, id, is_picture)` writes the link.
    """

    def __init__(
        self,
        context: Context,
        origin: str,
        record_id: Callable[[], str],
        insert: Callable[[str, str, bool], None],
    ) -> None:
        self._context = context
        self._origin = origin
        self._record_id = record_id
        self._insert = insert

    def take_files(self, paths: list[str]) -> None:
        """Attach and link each file; the first that is refused is told, the others come in."""
        refused: list[str] = []
        for path in paths:
            try:
                self._take_file(Path(path))
            except JournalError as error:
                refused.append(error.message)
        if refused:
            self._context.navigator.tell("error", refused[0])

    def take_picture(self, image: QImage) -> None:
        """Attach and link a picture from the clipboard, as PNG."""
        try:
            data = png_of(image)
            name = f"{_say('Picture')} {self._context.now():%Y-%m-%d %H.%M}.png"
            self._attach(
                lambda key: self._context.services.attachments.add_bytes(
                    key, name, data, "image/png", origin=self._origin
                ),
                is_picture=True,
            )
        except JournalError as error:
            self._context.navigator.tell("error", error.message)

    def _take_file(self, path: Path) -> None:
        is_picture = path.suffix.lower() in PICTURE_ENDINGS
        if is_picture and not _is_picture(path):
            raise NotAPicture(
                _say("{name} is called a picture but cannot be read as one. Nothing was attached.").format(
                    name=path.name
                )
            )
        self._attach(
            lambda key: self._context.services.attachments.add_file(key, path, origin=self._origin),
            is_picture=is_picture,
        )

    def _attach(self, add: Callable[[str], Attachment], *, is_picture: bool) -> None:
        record_id = self._record_id()
        if record_id:
            kept = add(record_id)
            self._insert(kept.title, kept.id, is_picture)


def _is_picture(path: Path) -> bool:
    try:
        with path.open("rb") as stream:
            return bool(picture_format(stream.read(LONGEST_START)))
    except OSError:
        return False


def png_of(image: QImage) -> bytes:
    """The PNG file of a picture. Raises NotAPicture where there is none."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not QImageWriter(buffer, QByteArray(b"png")).write(image):
        raise NotAPicture(_say("What was pasted is not a picture that can be read. The text is as it was."))
    return bytes(data.data())


def _say(text: str) -> str:
    return QCoreApplication.translate("FileIntake", text)
