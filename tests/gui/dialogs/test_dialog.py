"""What every dialog has in common: it fits the screen and grows with what is inside."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.widgets.buttons import PrimaryButton


def shown(qtbot: QtBot, height: int, *, wraps: bool) -> tuple[Dialog, QLabel, PrimaryButton]:
    """A dialog of which at most the body, a part of this height, is text that wraps."""
    dialog = Dialog("Title", None, scrolls=True)
    part, done = QLabel("text"), PrimaryButton("Done")
    part.setWordWrap(wraps)
    part.setMinimumHeight(height)
    dialog.add(part)
    dialog.add_button(done)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog, part, done


def lies_inside(part: QWidget, dialog: Dialog) -> bool:
    return dialog.rect().contains(part.mapTo(dialog, part.rect().bottomRight()))


def test_a_body_taller_than_the_screen_scrolls_and_its_buttons_stay_in_sight(qtbot: QtBot) -> None:
    room = QGuiApplication.primaryScreen().availableGeometry().height()
    dialog, _, done = shown(qtbot, 3 * room, wraps=True)
    assert dialog.height() <= room
    assert dialog.minimumSizeHint().height() <= room
    assert lies_inside(done, dialog)
    dialog.reject()


def test_a_body_that_grows_makes_the_dialog_grow_instead_of_scrolling(qtbot: QtBot) -> None:
    dialog, part, _ = shown(qtbot, 100, wraps=False)
    part.setMinimumHeight(300)
    qtbot.waitUntil(lambda: lies_inside(part, dialog) and part.height() >= 300)
    scroll = dialog.findChild(QScrollArea)
    assert isinstance(scroll, QScrollArea)
    qtbot.waitUntil(lambda: scroll.verticalScrollBar().maximum() == 0)
    dialog.reject()


def test_a_row_of_buttons_is_never_cut(qtbot: QtBot) -> None:
    dialog, _, _ = shown(qtbot, 100, wraps=False)
    more = [PrimaryButton(f"A button with a long name, number {number}") for number in range(4)]
    for button in more:
        dialog.add_button(button)
    qtbot.waitUntil(lambda: all(button.width() >= button.minimumSizeHint().width() for button in more))
    dialog.reject()
