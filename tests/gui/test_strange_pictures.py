"""Pictures of others are drawn by what their bytes are, and never read another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from mentorjournal.gui.strange_pictures import picture_format, read_picture


def picture(kind: bytes) -> bytes:
    image = QImage(2, 2, QImage.Format.Format_RGB32)
    image.fill(0xFFFF0000)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind.decode().upper())  # type: ignore[call-overload]
    return bytes(buffer.data().data())


@pytest.mark.parametrize("kind", [b"png", b"jpeg", b"bmp"])
def test_a_picture_is_read_by_its_own_format(qtbot: QtBot, kind: bytes) -> None:
    data = picture(kind)
    assert picture_format(data[:12]) == kind
    assert read_picture(data).width() == 2


def test_a_drawing_that_names_a_file_is_not_drawn(qtbot: QtBot, tmp_path: Path) -> None:
    inside = tmp_path / "secret.png"
    inside.write_bytes(picture(b"png"))
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        f'<image xlink:href="{inside}" width="9" height="9"/></svg>'
    )
    for data in (svg.encode(), QByteArray(svg.encode()).data(), b"", b"RIFF0000WEB"):
        assert read_picture(bytes(data)).isNull()


def test_bytes_that_only_begin_like_a_picture_are_none(qtbot: QtBot) -> None:
    assert read_picture(picture(b"png")[:20]).isNull()
