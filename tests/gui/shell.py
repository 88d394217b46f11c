"""What tests of the whole window do: find dialogs, type into the palette, look at every text shown."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from mentorjournal.gui.actions import PLACES
from mentorjournal.gui.models.palette_model import PaletteModel
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.session import Session
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from mentorjournal.services.sample import write_sample

BUILT = tuple(place for place in PLACES if importlib.util.find_spec(place.module) is not None)
"""The places that exist."""

D = TypeVar("D", bound=QDialog)


def dialog(qtbot: QtBot, session: Session, kind: type[D]) -> D:
    """The open dialog of this kind, in use; there must be exactly one."""
    (found,) = [found for found in session.window.findChildren(kind) if found.isVisible()]
    qtbot.waitUntil(found.isActiveWindow)
    return found


def journal_of(session: Session) -> Services:
    """The services of the journal in the window."""
    assert session.services is not None
    return session.services


def today(session: Session) -> TodayPage:
    """The page of Today."""
    page = session.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def use(qtbot: QtBot, session: Session) -> None:
    """Make the window the one in use, as a window manager does when a dialog closes."""
    if not session.window.isActiveWindow():
        session.window.activateWindow()
        qtbot.waitUntil(session.window.isActiveWindow)


def no_dialog(session: Session, kind: type[QDialog]) -> bool:
    return not [found for found in session.window.findChildren(kind) if found.isVisible()]


def bury() -> None:
    """Delete what was asked to be deleted later."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _buttons(inside: QWidget, text: str) -> list[QAbstractButton]:
    return [
        item
        for item in inside.findChildren(QAbstractButton)
        if text in {item.text(), item.accessibleName()} and item.isVisibleTo(inside)
    ]


def button(inside: QWidget, text: str) -> QAbstractButton:
    """The one visible button with this text or accessible name."""
    (found,) = _buttons(inside, text)
    return found


def click(qtbot: QtBot, inside: QWidget, text: str) -> None:
    """Click the button with this text; one that was just put into a layout is not seen at once."""
    qtbot.waitUntil(lambda: len(_buttons(inside, text)) == 1)
    wanted = button(inside, text)
    assert wanted.isEnabled(), text
    QTest.mouseClick(wanted, Qt.MouseButton.LeftButton)


def palette(session: Session) -> PaletteModel:
    """What the palette lists."""
    (shown,) = session.window.palette_list.findChildren(QListView)
    model = shown.model()
    assert isinstance(model, PaletteModel)
    return model


def palette_titles(session: Session) -> list[str]:
    found = palette(session)
    return [entry.title for row in range(found.rowCount()) if (entry := found.entry(found.index(row)))]


def keys(qtbot: QtBot, session: Session, key: Qt.Key, *, shift: bool = False) -> None:
    """Ctrl and a key, to whatever has the focus in the window."""
    use(qtbot, session)
    control = Qt.KeyboardModifier.ControlModifier
    target = QApplication.focusWidget() or session.window
    QTest.keyClick(target, key, control | Qt.KeyboardModifier.ShiftModifier if shift else control)


def search(qtbot: QtBot, session: Session, words: str, title: str) -> None:
    """Open the palette with Ctrl+K, type, and go to the entry of this title with Down and Return."""
    keys(qtbot, session, Qt.Key.Key_K)
    field = session.window.top.search
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, words)
    qtbot.waitUntil(lambda: title in palette_titles(session))
    for _ in range(palette_titles(session).index(title)):
        QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)


def texts(root: QWidget) -> Iterator[str]:
    """Every text of a widget and all below it, hidden ones, placeholders and tool tips too."""
    for widget in (root, *root.findChildren(QWidget)):
        yield widget.accessibleName()
        yield widget.toolTip()
        yield widget.windowTitle()
        if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
            yield widget.text()
        if isinstance(widget, QTextEdit | QPlainTextEdit):
            yield widget.toPlainText()
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(row) for row in range(widget.count()))
        if isinstance(widget, QListView) and widget.model() is not None:
            model = widget.model()
            yield from (str(model.index(row, 0).data() or "") for row in range(model.rowCount()))
        for action in widget.actions():
            yield action.text()


def sample(path: Path, today: dt.date) -> Path:
    """The sample journal in a file, closed."""
    made = create_services(path)
    write_sample(made.journal, today)
    made.journal.close()
    return path
