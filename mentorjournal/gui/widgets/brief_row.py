"""One line of a brief: ticked or not, worded in place, moved by keys or with the mouse."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.rows import ActionRow
from mentorjournal.services.preparing import Line

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
_ENTERS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class BriefRow(ActionRow):
    """`typed` carries what stands in the field at each key, `settled` that writing is over.

    `moved` carries a number of places, `dragged` and `dropped` where the pointer is on the screen.
    """

    typed = Signal(str)
    settled = Signal()
    moved = Signal(int)
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)
    removed = Signal()
    opened = Signal()
    another = Signal()

    def __init__(
        self, line: Line, *, writable: bool, because: str = "", parent: QWidget | None = None
    ) -> None:
        badge = ", ".join(part for part in (line.whom, line.badge) if part)
        kind = line.kind if line.badge else "plain"
        super().__init__(line.text, line.ticked, badge=badge, kind=kind, look="include", parent=parent)
        self.line = line
        self._writable = writable
        self._pressed: QPoint | None = None
        self._dragging = False
        self._kept = ""
        self.field = TextField(name=self.tr("Words of this line"))
        self.field.hide()
        self.field.installEventFilter(self)
        self.field.edited.connect(self.typed)
        self._row.insertWidget(1, self.field, 1)
        self.activated.connect(self.start_editing)
        self.box.setToolTip("" if writable else because)
        self.box.setEnabled(writable)
        if line.part == "coaching" and writable:
            button = IconButton("refresh", self.tr("Take another question"), small=True)
            button.clicked.connect(self.another)
            self.add_trailing(button)

    @property
    def editing(self) -> bool:
        """Whether its words are being written."""
        return not self.field.isHidden()

    def start_editing(self) -> None:
        """Write over its words; Return or leaving ends it, Escape brings back what stood there."""
        if not self._writable or self.editing:
            return
        self._kept = self.line.full
        self.field.set_value(self.line.full)
        self.label.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def stop_editing(self, *, back: bool = False) -> None:
        """End writing; with `back`, as it was."""
        if not self.editing:
            return
        if back and self.field.text() != self._kept:
            self.field.set_value(self._kept)
            self.typed.emit(self._kept)
        self.field.hide()
        self.label.show()
        self.settled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the field, and of the box: F2 words it, Alt with an arrow moves it, Delete takes it away."""
        if watched is not self.box:  # the field is made after the box is watched
            return self._filter_field(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take_key(event):
            return True
        return super().eventFilter(watched, event)

    def _filter_field(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.stop_editing()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _ENTERS or key == Qt.Key.Key_Escape:
                self.stop_editing(back=key == Qt.Key.Key_Escape)
                self.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if not self._writable:
            return False
        if key in _STEPS and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(_STEPS[key])
            return True
        if key == Qt.Key.Key_F2:
            self.start_editing()
            return True
        if key == Qt.Key.Key_Delete and self.line.record:
            self.removed.emit()
            return True
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press may begin to drag."""
        if event.button() == Qt.MouseButton.LeftButton and self._writable and not self.editing:
            self._pressed = event.position().toPoint()
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag once the pointer has gone far enough."""
        if self._pressed is None:
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if not self._dragging and way >= QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._dragging:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop, or word it."""
        dragging, self._dragging, self._pressed = self._dragging, False, None
        self.unsetCursor()
        if dragging:
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with a line."""
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu(self) -> QMenu:
        """The menu of this line."""
        menu = QMenu(self)
        if self.line.source and self.line.part not in ("coaching", "learn"):
            menu.addAction(self.tr("Open"), self.opened.emit)
        if self._writable:
            menu.addAction(_keyed(menu, self.tr("Edit"), "F2", self.start_editing))
            menu.addAction(_keyed(menu, self.tr("Move up"), "Alt+Up", lambda: self.moved.emit(-1)))
            menu.addAction(_keyed(menu, self.tr("Move down"), "Alt+Down", lambda: self.moved.emit(1)))
            if self.line.record:
                words = self.tr("Remove") if self.line.added else self.tr("As gathered again")
                menu.addAction(_keyed(menu, words, "Del", self.removed.emit))
        return menu


def _keyed(menu: QMenu, text: str, keys: str, run: object) -> QAction:
    action = QAction(text, menu)
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    action.triggered.connect(lambda _=False: run())  # type: ignore[operator]
    return action
