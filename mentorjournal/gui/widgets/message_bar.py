"""Messages in the page: what happened, and what can be done about it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QEnterEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import IconButton, LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import IconLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style

MessageKind = Literal["info", "ok", "warn", "error"]

_ICONS: dict[MessageKind, tuple[str, str]] = {
    "info": ("info", "accent_text"),
    "ok": ("ok", "ok_text"),
    "warn": ("warn", "warn_text"),
    "error": ("error", "late_text"),
}


class MessageBar(HuggingFrame):
    """A message in the flow of a page, hidden until `show_message`.

    `action_clicked` when its action is wanted, `dismissed` when it is closed. Screen readers are told.
    """

    action_clicked = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "accent_text")
        self._text = TextLabel("", wrap=True)
        self._action = LinkButton("")
        self._close = IconButton("close", self.tr("Close message"), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.dismiss)
        self.hide()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def show_message(self, text: str, kind: MessageKind = "info", action: str = "") -> None:
        """Say `text`; `action` is the label of a button, or empty for none."""
        set_style(self, "kind", kind)
        self._icon.set_icon(*_ICONS[kind])
        self._text.setText(text)
        self._action.setText(action)
        self._action.setHidden(not action)
        self.setAccessibleName(text)
        self.show()
        spoken = QAccessibleAnnouncementEvent(self, text)
        if kind == "error":
            spoken.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(spoken)

    def dismiss(self) -> None:
        """Close it."""
        if not self.isHidden():
            self.hide()
            self.dismissed.emit()

    def clear(self) -> None:
        """Hide it and forget what it said."""
        self._text.setText("")
        self.setAccessibleName("")
        self.hide()

    def _act(self) -> None:
        self.hide()
        self.action_clicked.emit()


MARGIN = 24
WIDEST = 560
LINES_WRITTEN, LINES_AHEAD = 4, 2
"""Lines above and below the cursor that a toast leaves in sight."""


class Toast(MessageBar):
    """A message over the lower edge of `parent` that leaves after `milliseconds`, not while pointed at.

    Where the reader writes near the lower edge it stands at the upper one: it never covers what was just
    written.
    """

    def __init__(self, parent: QWidget, milliseconds: int = 8000) -> None:
        super().__init__(parent)
        self._over = parent
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(milliseconds)
        self._timer.timeout.connect(self._leave)
        parent.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            application.inputMethod().cursorRectangleChanged.connect(self._follow)

    def show_message(self, text: str, kind: MessageKind = "info", action: str = "") -> None:
        """Say `text` for a while."""
        super().show_message(text, kind, action)
        self._place()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while pointed at."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Leave some time after the pointer does."""
        super().leaveEvent(event)
        if not self.isHidden():
            self._timer.start()

    def _leave(self) -> None:
        if self._action.hasFocus() or self._close.hasFocus():
            self._timer.start()
        else:
            self.dismiss()

    @Slot()
    def _follow(self) -> None:
        if not self.isHidden():
            self._place()

    def _written(self) -> QRect:
        """Where the reader writes in `parent`, with the lines around; nothing where they do not."""
        field = QApplication.focusWidget()
        if field is None or not self._over.isAncestorOf(field) or self.isAncestorOf(field):
            return QRect()
        if not field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
            return QRect()
        cursor: QRect = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        line = QRect(0, cursor.top(), field.width(), max(cursor.height(), field.fontMetrics().height()))
        room = line.adjusted(0, -LINES_WRITTEN * line.height(), 0, LINES_AHEAD * line.height())
        return room.translated(field.mapTo(self._over, QPoint(0, 0)))

    def _place(self) -> None:
        parent = self._over
        width = min(max(self.sizeHint().width(), 280), WIDEST, max(parent.width() - 2 * MARGIN, 1))
        layout = self.layout()
        wraps = layout is not None and layout.hasHeightForWidth()
        # Before its first showing, the size hint knows no width that the text could wrap at.
        height = (
            layout.totalHeightForWidth(width) if layout is not None and wraps else self.sizeHint().height()
        )
        below = QRect((parent.width() - width) // 2, parent.height() - height - MARGIN, width, height)
        above = below.translated(0, MARGIN - below.top())
        written = self._written()
        self.setGeometry(above if written.intersects(below) and not written.intersects(above) else below)
