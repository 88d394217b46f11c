"""Pictures of others, drawn by a reader chosen from their bytes: never as SVG, which names files to be read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

_STARTS: Final[dict[bytes, bytes]] = {
    b"\x89PNG\r\n\x1a\n": b"png",
    b"\xff\xd8\xff": b"jpeg",
    b"GIF87a": b"gif",
    b"GIF89a": b"gif",
    b"BM": b"bmp",
}
LONGEST_START: Final = 12


def picture_format(start: bytes) -> bytes:
    """Qt's name of the format whose file begins so (the first 12 bytes), or b"" where it is none we draw."""
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return b"webp"
    return next((name for begin, name in _STARTS.items() if start.startswith(begin)), b"")


def read_picture(data: bytes) -> QImage:
    """The picture in these bytes; a null one where they are no picture of a format we draw."""
    kind = picture_format(data[:LONGEST_START])
    if not kind:
        return QImage()
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(True)  # as the camera was held
    return reader.read()
