"""Every icon name leads to a drawing, in the colours of the theme."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QPushButton

from mentorjournal.gui.icons import ICONS, icon, icon_file, pixmap, set_icon
from mentorjournal.gui.theme import ThemeManager, load_theme

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


def _inks(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    colours = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {colour.name() for colour in colours if colour.alpha() == 255}


@pytest.mark.parametrize("name", sorted(ICONS))
def test_name_leads_to_a_drawing(name: str) -> None:
    assert "<svg" in icon_file(name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(ICONS))
def test_drawing_has_ink(qapp: QApplication, name: str) -> None:
    assert _inks(pixmap(name, "accent", 32, 2.0)) != set()


def test_unknown_name_is_an_error() -> None:
    with pytest.raises(KeyError):
        icon_file("sparkles")


def test_icon_has_the_colour_of_its_role_and_state(qapp: QApplication) -> None:
    theme = load_theme("light")
    made = icon("journal", "muted", on="accent", size=48)
    plain = made.pixmap(QSize(48, 48), QIcon.Mode.Normal, QIcon.State.Off)
    checked = made.pixmap(QSize(48, 48), QIcon.Mode.Normal, QIcon.State.On)
    assert QColor(theme.muted).name() in _inks(plain)
    assert QColor(theme.accent).name() in _inks(checked)


def test_icon_is_sharp_at_two_device_pixels(qapp: QApplication) -> None:
    assert icon("search", size=18).pixmap(QSize(18, 18), 2.0).size() == QSize(36, 36)


def test_button_icon_follows_the_theme(qapp: QApplication, qtbot: QtBot) -> None:
    manager = ThemeManager(qapp, "light")
    button = QPushButton()
    qtbot.addWidget(button)
    set_icon(button, "star-on", "accent", size=32)
    manager.set_choice("dark")
    assert load_theme("dark").accent in _inks(button.icon().pixmap(32, 32))
    manager.set_choice("light")
    assert load_theme("light").accent in _inks(button.icon().pixmap(32, 32))
    manager.deleteLater()


def test_icons_do_not_load_the_imaging_library() -> None:
    code = "import sys, mentorjournal.gui.icons as i; i.icon_file('lock'); sys.exit('PIL' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
