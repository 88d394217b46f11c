"""A field for Markdown: plain text that looks like what it means while it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QWidget

from mentorjournal.gui.theme import active_theme
from mentorjournal.gui.widgets import markdown_commands as commands
from mentorjournal.gui.widgets.markdown_highlighter import MarkdownHighlighter
from mentorjournal.gui.widgets.markdown_lines import attachment_link, box_span
from mentorjournal.gui.widgets.markdown_making import making_menu
from mentorjournal.gui.widgets.markdown_marks import TextMarks, link_at
from mentorjournal.gui.widgets.markdown_paste import html_to_markdown
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.text_area import TextArea
from mentorjournal.model.counting import count_words

if TYPE_CHECKING:
    from collections.abc import Sequence


class MarkdownEdit(TextArea):
    """Markdown in, Markdown out; what the reader does is told, what the program does is not.

    With `grow` it is as tall as its text (one field per section, the page scrolls); otherwise it scrolls.
    It never reads files: dropped and pasted files and pictures are told, and the owner calls
    `insert_attachment` once they are kept.
    """

    files_dropped = Signal(list)
    """Paths of local files, `list[str]`, dropped or pasted."""

    picture_pasted = Signal(QImage)
    make_wanted = Signal(str, str)
    """What a text shall become, one of the kinds of `markdown_making.INTO`, and the text."""

    link_activated = Signal(str)
    """The address under a Ctrl+click or Alt+Return: a URL, or "attachment:ID"."""

    def __init__(
        self,
        text: str = "",
        *,
        name: str = "",
        placeholder: str = "",
        grow: bool = True,
        least_lines: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            text, name=name, placeholder=placeholder, grow=grow, least_lines=least_lines, parent=parent
        )
        self._offers_making = False
        self.marks = TextMarks(self)
        self._highlighter = MarkdownHighlighter(self.document(), active_theme(), self.font().pointSizeF())

    def word_count(self) -> int:
        """Words in the text, marks and addresses not counted."""
        return count_words(self._last_text)

    def insert_attachment(self, name: str, attachment_id: str, is_picture: bool = False) -> None:
        """Write a link to a kept file at the cursor, a picture on a line of its own; told as an edit."""
        cursor = self.textCursor()
        link = attachment_link(name, attachment_id, is_picture=is_picture)
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        if is_picture and cursor.block().text().strip():
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
            cursor.insertBlock()
        cursor.insertText(link)
        if is_picture:
            cursor.insertBlock()
        cursor.endEditBlock()
        self.setTextCursor(cursor)

    def offer_making(self) -> None:
        """Offer to make records of texts, in the context menu and by Alt+M: somebody hears `make_wanted`."""
        self._offers_making = True

    def open_making(self) -> QMenu | None:
        """Show what the text that is marked, or the line, can become; None where nothing is offered."""
        if not self._offers_making or self.isReadOnly():
            return None
        menu = making_menu(self, self.make_wanted.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(self.cursorRect().bottomLeft()))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu, and what the text can become."""
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._offers_making and not self.isReadOnly():
            menu.addSeparator()
            menu.addMenu(making_menu(self, self.make_wanted.emit))
        menu.popup(event.globalPos())

    def set_look(self, look: str) -> None:
        """The smaller text of a field within a "card", or "" for the page."""
        set_style(self, "look", look)

    def set_warnings(self, spans: Sequence[tuple[int, int, str]]) -> None:
        """Underline (start, length, message) spans, in characters of `value()`; the message is their tip."""
        self.marks.set_warnings(spans)

    def claims(self, event: QKeyEvent) -> bool | None:
        """Keys that mark text or make something of it are ours."""
        return True if self._mark_of(event) or self._makes(event) else super().claims(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Lists go on at Return; Ctrl+B, I and K mark; Alt+M makes something of the text."""
        if self._makes(event):
            self.open_making()
        elif not (self._on_return(event) or self._on_mark(event)):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab within a list item indents it; elsewhere it goes to the next control."""
        cursor = self.textCursor()
        if not self.isReadOnly() and (commands.indent(cursor) if forward else commands.outdent(cursor)):
            return True
        return super().focusNextPrevChild(forward)

    def _on_return(self, event: QKeyEvent) -> bool:
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter} or self.isReadOnly():
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return self._open_link(self.textCursor())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.textCursor().insertBlock()
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        else:
            cursor = self.textCursor()
            if not commands.continue_line(cursor):
                return False
            self.setTextCursor(cursor)
        self.ensureCursorVisible()
        return True

    def _on_mark(self, event: QKeyEvent) -> bool:
        mark = self._mark_of(event)
        if not mark:
            return False
        cursor = self.textCursor()
        made = commands.make_link(cursor) if mark == "link" else commands.toggle_mark(cursor, mark)
        self.setTextCursor(made)
        return True

    def _mark_of(self, event: QKeyEvent) -> str:
        """Ctrl+K makes a link of a selection; without one it is left to the window."""
        if event.modifiers() != Qt.KeyboardModifier.ControlModifier or self.isReadOnly():
            return ""
        marks = {Qt.Key.Key_B: "**", Qt.Key.Key_I: "*"}
        if self.textCursor().hasSelection():
            marks[Qt.Key.Key_K] = "link"
        return marks.get(Qt.Key(event.key()), "")

    def _makes(self, event: QKeyEvent) -> bool:
        """Whether this is the key that opens what the text can become."""
        alone = event.modifiers() == Qt.KeyboardModifier.AltModifier and event.key() == Qt.Key.Key_M
        return alone and self._offers_making and not self.isReadOnly()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on a check box ticks it, Ctrl+click on a link opens it."""
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or self.textCursor().hasSelection():
            return
        cursor = self.cursorForPosition(event.position().toPoint())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._open_link(cursor)
            return
        span = box_span(cursor.block().text())
        if span and span[0] < cursor.positionInBlock() < span[1] and not self.isReadOnly():
            commands.toggle_box(cursor)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files and pictures are welcome too."""
        return source.hasUrls() or source.hasImage() or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Tell of files and pictures; HTML comes in as Markdown."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        elif source.hasImage() and not source.hasText():
            self.picture_pasted.emit(QImage(source.imageData()))
        else:
            text = html_to_markdown(source.html()) if source.hasHtml() else None
            self.textCursor().insertText(text or source.text())
            self.ensureCursorVisible()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copies are plain text, which is what was written."""
        data = QMimeData()
        data.setText(self.textCursor().selection().toPlainText())
        return data

    def _open_link(self, cursor: QTextCursor) -> bool:
        address = link_at(cursor)
        if address:
            self.link_activated.emit(address)
        return bool(address)

    def changeEvent(self, event: QEvent) -> None:
        """Other clothes."""
        super().changeEvent(event)
        changes = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
        if event.type() in changes and hasattr(self, "_highlighter"):
            self._highlighter.restyle(active_theme(), self.font().pointSizeF())
            self.marks.refresh()
