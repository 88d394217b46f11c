"""A text that is only read, in which words are chosen and marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from mentorjournal.gui.theme import active_theme
from mentorjournal.gui.widgets.markdown_highlighter import MarkdownHighlighter
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.text_area import TextArea

_WIDE = 0xFFFF
"""The last character that Qt counts as one; it counts those above as two."""

HEADLINE_HEIGHT = 112.0
"""Per cent of the font's own line."""


class Mark(NamedTuple):
    """Words that somebody wrote about, in characters; `current` is the one that is written on now."""

    start: int
    stop: int
    current: bool = False


def place_of(text: str, units: int) -> int:
    """The character of `text` at a place in a field of Qt, which counts in UTF-16 and ends lines by one sign."""
    count = 0
    for at, sign in enumerate(text):
        if count >= units:
            return at
        if not (sign == "\r" and text[at + 1 : at + 2] == "\n"):
            count += 2 if ord(sign) > _WIDE else 1
    return len(text)


def units_of(text: str, place: int) -> int:
    """The place in a field of Qt of a character of `text`."""
    head = text[:place]
    gone = head.count("\r\n") + (head.endswith("\r") and text[place : place + 1] == "\n")
    return len(head) - gone + sum(ord(sign) > _WIDE for sign in head)


class PassageText(TextArea):
    """`chosen` tells that words were chosen here, or that none are any more."""

    chosen = Signal()

    def __init__(
        self, text: str, name: str, *, headline: bool = False, parent: QWidget | None = None
    ) -> None:
        self._text = text
        self._marks: tuple[Mark, ...] = ()
        self._headline = headline
        super().__init__(text, name=name, parent=parent)
        if headline:
            set_style(self, "look", "headline")
        self.setReadOnly(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._highlighter = MarkdownHighlighter(self.document(), active_theme(), self.font().pointSizeF())
        self.selectionChanged.connect(self.chosen)

    def choice(self) -> tuple[int, int]:
        """First and last character of the chosen words; equal where none are."""
        cursor = self.textCursor()
        start, stop = (
            place_of(self._text, units) for units in (cursor.selectionStart(), cursor.selectionEnd())
        )
        while start < stop and self._text[start].isspace():
            start += 1
        while stop > start and self._text[stop - 1].isspace():
            stop -= 1
        return start, stop

    def choose(self, start: int, stop: int) -> None:
        """Choose words, as the reader would."""
        self.setTextCursor(self._cursor(start, stop))

    def let_go(self) -> None:
        """Nothing is chosen here any more."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Mark words; the current ones stronger."""
        self._marks = tuple(marks)
        self._draw()

    def show_mark(self, mark: Mark) -> None:
        """Scroll to marked words."""
        self.show_place(self._cursor(mark.start, mark.start))

    def changeEvent(self, event: QEvent) -> None:
        """In the colours of a new theme."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange} and hasattr(
            self, "_highlighter"
        ):
            self._highlighter.restyle(active_theme(), self.font().pointSizeF())
            self._draw()

    def line_height(self) -> float:
        """Lines of a headline stand closer."""
        return HEADLINE_HEIGHT if self._headline else super().line_height()

    def _cursor(self, start: int, stop: int) -> QTextCursor:
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(units_of(self._text, start), last))
        cursor.setPosition(min(units_of(self._text, stop), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _draw(self) -> None:
        theme = active_theme()
        drawn = []
        for mark in sorted(self._marks, key=lambda one: one.current):
            made = QTextEdit.ExtraSelection()
            made.cursor = self._cursor(mark.start, mark.stop)
            made.format.setBackground(QColor(theme.found_now if mark.current else theme.found))
            drawn.append(made)
        self.setExtraSelections(drawn)
