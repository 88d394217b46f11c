"""What the tests of Awards do again and again: let things go on a part of the page, press, look."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from mentorjournal.gui.pages.awards import AwardsPage
from mentorjournal.gui.widgets.labels import Badge


def files(*paths: Path) -> QMimeData:
    """Files as a file manager lets them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def let_go(target: QWidget, data: QMimeData) -> bool:
    """Drag over a widget and let go there; whether it was welcome."""
    copy, button, key = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, button, key)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPoint(5, 5), copy, data, button, key))
    return enter.isAccepted()


def rows(page: AwardsPage) -> dict[str, list[str]]:
    """The badges of each claim by its title, from the top."""
    found = page.view.groups.rows.values()
    return {row.item.title: [text for text, _kind in row.item.badges] for row in found}


def badges(parts: Iterable[QWidget]) -> list[str]:
    """The words of every badge seen."""
    return [item.text() for part in parts for item in part.findChildren(Badge) if item.text()]
