"""A text field that tells edits apart from settings and can be as tall as its text."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QTextEdit, QWidget

from mentorjournal.gui.theme import active_theme, scaled

LINE_CHARACTERS = 70
"""Width of a line of text; between 60 and 75 reads well."""

LINE_HEIGHT = 148.0
"""Per cent of the font's own line, which is about 1.15 of its size: 1.7 in all."""

ROOM_BELOW = 92
"""What a page leaves below its last line, in pixels at 100 %: a message stands there and covers nothing."""

_SAMPLE = "What was said in the room, and what it meant for the work to come"
_HINT_FLAGS = Qt.TextFlag.TextWordWrap.value | Qt.AlignmentFlag.AlignTop.value
_ARROWS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class TextArea(QTextEdit):
    """Plain text of several lines, set 1.7 high and at most `LINE_CHARACTERS` wide.

    With `grow` it is as tall as its text, and the page scrolls; otherwise it scrolls by itself. A `wide` one
    takes the width there is. Undo with nothing left to undo here is left to the window.
    """

    edited = Signal(str)
    """The whole text after a change the reader made; never after `set_value`."""

    left_at_edge = Signal(int)
    """Down on the last line (+1) or Up on the first (-1)."""

    focused = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        placeholder: str = "",
        grow: bool = True,
        wide: bool = False,
        least_lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._grow, self._wide, self._least_lines = grow, wide, least_lines
        self._setting = False
        self._last_text = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setAccessibleName(name or placeholder)
        self.setPlaceholderText(placeholder)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        if grow:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            self.document().documentLayout().documentSizeChanged.connect(self._grow_to)
        self.installEventFilter(_KeyClaims(self))
        self._apply_line_height()
        self.set_value(text)
        self.textChanged.connect(self._tell_edit)
        self.cursorPositionChanged.connect(self._keep_in_sight)

    def value(self) -> str:
        """The text as it stands, lines ended by a line feed."""
        return self.toPlainText()

    def set_value(self, text: str) -> None:
        """Show a text without telling `edited`; the same text changes nothing, cursor included."""
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        if text == self._last_text:
            return
        position = self.textCursor().position()
        self._setting = True
        self.setPlainText(text)
        self._apply_line_height()
        self._last_text = self.toPlainText()
        self._setting = False
        cursor = self.textCursor()
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def claims(self, event: QKeyEvent) -> bool | None:
        """Whether a key is for this field before the window's shortcuts see it; None to let Qt decide."""
        return False if self.is_idle_undo(event) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows leave at the edges."""
        if self.is_idle_undo(event):
            event.ignore()
        elif not self._on_edge(event):
            super().keyPressEvent(event)

    def _on_edge(self, event: QKeyEvent) -> bool:
        step = _ARROWS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        moved = QTextCursor(self.textCursor())
        way = QTextCursor.MoveOperation.Down if step > 0 else QTextCursor.MoveOperation.Up
        if moved.movePosition(way):
            return False
        self.left_at_edge.emit(step)
        return not self.hasFocus()

    def is_idle_undo(self, event: QKeyEvent) -> bool:
        """Undo with nothing left to undo here belongs to the journal."""
        undo, redo = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
        document = self.document()
        return (event.matches(undo) and not document.isUndoAvailable()) or (
            event.matches(redo) and not document.isRedoAvailable()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """The text, or all lines of the hint: Qt's own is cut off after the first, and is made invisible."""
        super().paintEvent(event)
        if self.document().isEmpty() and self.placeholderText() and not self.preediting():
            margin = int(self.document().documentMargin())
            painter = QPainter(self.viewport())
            painter.setFont(self.font())
            painter.setPen(QColor(active_theme().faint))
            room = self.viewport().rect().adjusted(margin, margin, -margin, -margin)
            painter.drawText(room, _HINT_FLAGS, self.placeholderText())
            painter.end()

    def preediting(self) -> bool:
        """Whether an input method is composing."""
        layout = self.textCursor().block().layout()
        return bool(layout.preeditAreaText())

    def sizeHint(self) -> QSize:
        """As tall as the text while growing."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._text_height()) if self._grow else hint

    def minimumSizeHint(self) -> QSize:
        """Narrow is possible; shorter than the text is not, while growing."""
        return QSize(scaled(120), self._text_height() if self._grow else scaled(80))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps to another height."""
        super().resizeEvent(event)
        if self._grow and event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        """Another font, another width of line."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.document().setDefaultFont(self.font())
            if not self._wide:
                self.setMaximumWidth(self.line_width())
            self.updateGeometry()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell the owner where writing goes on."""
        super().focusInEvent(event)
        self.focused.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A field that grows leaves scrolling to the page."""
        if self._grow:
            event.ignore()
        else:
            super().wheelEvent(event)

    def line_height(self) -> float:
        """Per cent of the font's own line."""
        return LINE_HEIGHT

    def line_width(self) -> int:
        """Pixels that hold `LINE_CHARACTERS` of this font."""
        return ceil(self.fontMetrics().horizontalAdvance(_SAMPLE) / len(_SAMPLE) * LINE_CHARACTERS)

    def _grow_to(self) -> None:
        self.updateGeometry()

    def _text_height(self) -> int:
        least = self.fontMetrics().lineSpacing() * self.line_height() / 100 * self._least_lines
        return ceil(
            max(
                self.document().size().height(),
                least + 2 * self.document().documentMargin(),
                self._hint_height(),
            )
        )

    def _hint_height(self) -> int:
        """The wrapped placeholder, while it shows."""
        if not self.document().isEmpty() or not self.placeholderText():
            return 0
        room = QRect(0, 0, max(self.viewport().width(), 1), 1_000_000)
        return self.fontMetrics().boundingRect(room, _HINT_FLAGS, self.placeholderText()).height()

    def _apply_line_height(self) -> None:
        """Not a step of undo: the format of the lines is no part of the text."""
        document = self.document()
        document.setUndoRedoEnabled(False)
        shape = QTextBlockFormat()
        shape.setLineHeight(self.line_height(), QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor = QTextCursor(document)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(shape)
        document.setUndoRedoEnabled(True)

    def _tell_edit(self) -> None:
        """Styling changes the document too, but not its text."""
        if self._setting:
            return
        text = self.toPlainText()
        if text != self._last_text:
            self._last_text = text
            self.edited.emit(text)

    def show_place(self, place: QTextCursor) -> None:
        """Scroll to a place in the text, without moving the reader's cursor."""
        rect = self.cursorRect(place)
        inside, page = self._page()
        if self._grow and page is not None and inside is not None:
            spot = self.viewport().mapTo(inside, rect.center())
            page.ensureVisible(spot.x(), spot.y(), 0, scaled(ROOM_BELOW))
        elif not self._grow:
            bar = self.verticalScrollBar()
            if rect.top() < 0 or rect.bottom() > self.viewport().height():
                bar.setValue(bar.value() + rect.center().y() - self.viewport().height() // 2)

    def _keep_in_sight(self) -> None:
        """A field that grows is scrolled by the page it is on."""
        if self._grow and self.hasFocus():
            self.show_place(self.textCursor())

    def _page(self) -> tuple[QWidget | None, QScrollArea | None]:
        parent = self.parentWidget()
        while parent is not None and not isinstance(parent, QScrollArea):
            parent = parent.parentWidget()
        return (parent.widget(), parent) if parent is not None else (None, None)


class _KeyClaims(QObject):
    """Asks a field about keys that might be shortcuts.

    A filter, because overriding `event` in Python brings the interpreter down when the widget is deleted
    within that very call.
    """

    def __init__(self, area: TextArea) -> None:
        super().__init__(area)
        self._area = area

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Settle what the field has an opinion on."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return False
        claimed = self._area.claims(event)
        if claimed is None:
            return False
        event.setAccepted(claimed)
        return True
