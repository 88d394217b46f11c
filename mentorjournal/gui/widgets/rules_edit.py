"""A field for text in lines that are counted: rules as data, with the line of a mistake marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontDatabase,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from mentorjournal.gui.theme import active_theme, scaled

GAP = 8


class RulesEdit(QPlainTextEdit):
    """Plain text with numbered lines; `edited` tells of changes the reader made, never of `set_value`."""

    edited = Signal(str)

    def __init__(self, text: str = "", *, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setting, self._marked = False, 0
        self._numbers = _Numbers(self)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self._wear_font()
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._move_numbers)
        self.textChanged.connect(self._tell)
        self.set_value(text)
        self._make_room()

    def value(self) -> str:
        """The text as it stands."""
        return self.toPlainText()

    def set_value(self, text: str) -> None:
        """Show a text without telling `edited`."""
        self._setting = True
        self.setPlainText(text)
        self._setting = False

    def marked_line(self) -> int:
        """The line that is marked, from 1; 0 for none."""
        return self._marked

    def mark(self, line: int) -> None:
        """Mark a line, or none (0)."""
        self._marked = line
        self._paint_mark()
        self._numbers.update()

    def go_to(self, line: int) -> None:
        """Put the cursor at the end of a line, and the line in sight."""
        block = self.document().findBlockByNumber(line - 1)
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            self.setTextCursor(cursor)
            self.centerCursor()
        self.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers keep to the left edge."""
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.number_width(), inside.height()))

    def changeEvent(self, event: QEvent) -> None:
        """Another theme or text scale."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._wear_font()
            self._make_room()
            self._paint_mark()

    def number_width(self) -> int:
        """Pixels that the widest line number needs."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * scaled(GAP)

    def paint_numbers(self, painter: QPainter, bottom: int) -> None:
        """Draw the numbers of the lines in sight, the marked one with a sign before it."""
        theme, block, offset = active_theme(), self.firstVisibleBlock(), self.contentOffset()
        width, height = self.number_width() - scaled(GAP), self.fontMetrics().height()
        while block.isValid():
            top = round(self.blockBoundingGeometry(block).translated(offset).top())
            if top > bottom:
                break
            number = block.blockNumber() + 1
            wrong = number == self._marked
            painter.setPen(QColor(theme.late_text if wrong else theme.faint))
            words = f"›{number}" if wrong else str(number)
            painter.drawText(QRect(0, top, width, height), Qt.AlignmentFlag.AlignRight, words)
            block = block.next()

    def _wear_font(self) -> None:
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(scaled(13))
        self.setFont(font)

    def _make_room(self) -> None:
        self.setViewportMargins(self.number_width(), 0, 0, 0)

    def _move_numbers(self, area: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, area.y(), self._numbers.width(), area.height())

    def _paint_mark(self) -> None:
        block = self.document().findBlockByNumber(self._marked - 1)
        if not self._marked or not block.isValid():
            self.setExtraSelections([])
            return
        look = QTextCharFormat()
        look.setBackground(QColor(active_theme().late_soft))
        look.setProperty(QTextFormat.Property.FullWidthSelection, True)
        selection = QTextEdit.ExtraSelection()
        selection.format = look
        selection.cursor = QTextCursor(block)
        self.setExtraSelections([selection])

    def _tell(self) -> None:
        if not self._setting:
            self.edited.emit(self.value())


class _Numbers(QWidget):
    """The column of numbers; it takes no keys and says nothing to a screen reader."""

    def __init__(self, edit: RulesEdit) -> None:
        super().__init__(edit)
        self._edit = edit

    def sizeHint(self) -> QSize:
        return QSize(self._edit.number_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._edit.font())
        self._edit.paint_numbers(painter, event.rect().bottom())
        painter.end()
