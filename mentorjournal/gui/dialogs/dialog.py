"""What every dialog has in common: a title, a message line, buttons, and it is freed when closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.message_bar import MessageBar

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QLayout


SCROLL_BAR = 12
"""Room for the bar at the side of a body that scrolls."""


class Dialog(QDialog):
    """A window-modal dialog with a heading, a body column, a message line and a row of buttons.

    With `scrolls` the body scrolls where the screen is too low for all of it.
    """

    def __init__(
        self,
        title: str,
        parent: QWidget | None,
        *,
        width: int = 480,
        intro: str = "",
        scrolls: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setMinimumWidth(scaled(width))
        self.message = MessageBar()
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addStretch(1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(TextLabel(title, "heading"))
        if intro:
            column.addWidget(TextLabel(intro, "muted", wrap=True))
        column.addWidget(self.message)
        self._scroll = _scrolling(self.body) if scrolls else None
        if self._scroll is None:
            column.addLayout(self.body, 1)
        else:
            column.addWidget(self._scroll, 1)
            inside = self.body.parentWidget()
            if inside is not None:
                inside.installEventFilter(self)
        column.addLayout(self._buttons)

    def add(self, item: QWidget | QLayout) -> None:
        """Put a widget or a layout below what is there."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def add_button(self, button: QPushButton, *, left: bool = False) -> None:
        """A button of the last row, at its right end or its left."""
        if left:
            self._buttons.insertWidget(0, button)
        else:
            self._buttons.addWidget(button)

    def event(self, event: QEvent) -> bool:
        """Grow with what is inside: Qt itself forgets, of a window, that wrapped text needs height."""
        done = super().event(event)
        if event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Show}:
            self._fit()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow with a body that scrolls, too: Qt tells its change to the scrolling area only."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._fit()
        return done

    def _fit(self) -> None:
        """As wide and as tall as what is inside needs, never taller than the screen."""
        # A minimum of our own, which a dialog has, keeps Qt from heeding that of the layout: buttons were cut.
        self.setMinimumWidth(max(self.minimumWidth(), self._column.minimumSize().width()))
        room = self.screen().availableGeometry().height()
        self._fit_scroll(room)
        needed = min(self._least(), room)
        if needed > self.height():
            self.resize(self.width(), needed)

    def fit_anew(self) -> None:
        """No taller than what is inside needs, after much of it was hidden."""
        self.body.activate()
        self._fit_scroll(self.screen().availableGeometry().height())
        self._column.activate()
        self.resize(self.width(), self._least())

    def _least(self) -> int:
        """The height the column needs; Qt says -1 where none of its text wraps."""
        if self._column.hasHeightForWidth():
            return self._column.minimumHeightForWidth(self.width())
        return self._column.minimumSize().height()

    def _fit_scroll(self, room: int) -> None:
        """The body as tall as it needs, or as the screen allows."""
        if self._scroll is None:
            return
        around = self._least() - self._scroll.minimumHeight()
        needed = self.body.totalHeightForWidth(self._scroll.viewport().width())
        if needed < 0:
            needed = self.body.totalMinimumSize().height()
        self._scroll.setMinimumHeight(max(0, min(needed, room - around)))
        self._scroll.setMinimumWidth(self.body.minimumSize().width() + SCROLL_BAR)

    def say(self, text: str, kind: str = "error") -> None:
        """Show a message in the dialog; an empty text hides it."""
        if text:
            self.message.show_message(text, kind)  # type: ignore[arg-type]
        else:
            self.message.hide()


def _scrolling(body: QVBoxLayout) -> QScrollArea:
    inside = QWidget()
    inside.setLayout(body)
    body.setContentsMargins(0, 0, SCROLL_BAR, 0)
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
