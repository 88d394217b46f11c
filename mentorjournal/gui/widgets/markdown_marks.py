"""Marks over a text that are no part of it: matches of a search, warnings; and links under a cursor."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QColor, QHelpEvent, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit, QToolTip

from mentorjournal.gui.theme import active_theme

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_MATCHES = 2000
"""Matches that are painted; a search for one letter finds more than helps."""

_LINK = re.compile(
    r"!?\[[^\[\]]{0,400}\]\((?P<address>[^()\s]{1,2000})\)|(?P<url>https?://[^\s<>()\[\]]{3,500})"
)


class TextMarks(QObject):
    """Paints over `edit` and shows the message of a warning that is pointed at."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._found: list[QTextCursor] = []
        self._now = -1
        self._warnings: list[tuple[QTextCursor, str]] = []
        edit.viewport().installEventFilter(self)

    def find(self, text: str, *, whole_words: bool = False) -> list[QTextCursor]:
        """Places of `text`, whatever its case, in their order."""
        if not text:
            return []
        flags = QTextDocument.FindFlag.FindWholeWords if whole_words else QTextDocument.FindFlag(0)
        places: list[QTextCursor] = []
        cursor = self._edit.document().find(text, 0, flags)
        while not cursor.isNull() and len(places) < MOST_MATCHES:
            places.append(cursor)
            cursor = self._edit.document().find(text, cursor, flags)
        return places

    def set_found(self, places: Sequence[QTextCursor], now: int = -1) -> None:
        """Paint matches, the one at index `now` as the one the search stands on."""
        self._found, self._now = list(places), now
        self.refresh()

    def set_warnings(self, spans: Sequence[tuple[int, int, str]]) -> None:
        """Underline (start, length, message) in characters; they move with the text around them."""
        text = self._edit.toPlainText()
        self._warnings = []
        for start, length, message in spans:
            if not 0 <= start <= start + length <= len(text):
                continue
            cursor = QTextCursor(self._edit.document())
            cursor.setPosition(_units(text[:start]))
            cursor.setPosition(_units(text[: start + length]), QTextCursor.MoveMode.KeepAnchor)
            self._warnings.append((cursor, message))
        self.refresh()

    def warnings(self) -> list[str]:
        """Words under a warning, in their order."""
        return [cursor.selectedText() for cursor, _message in self._warnings]

    def refresh(self) -> None:
        """Paint again, in the colours of the theme."""
        theme = active_theme()
        selections = []
        for index, cursor in enumerate(self._found):
            look = QTextCharFormat()
            look.setBackground(QColor(theme.found_now if index == self._now else theme.found))
            selections.append(_selection(cursor, look))
        for cursor, _message in self._warnings:
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            look.setUnderlineColor(QColor(theme.warn_text))
            selections.append(_selection(cursor, look))
        self._edit.setExtraSelections(selections)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The tip of a warning."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            at = self._edit.cursorForPosition(event.pos()).position()
            for cursor, message in self._warnings:
                if cursor.selectionStart() <= at <= cursor.selectionEnd():
                    QToolTip.showText(event.globalPos(), message, self._edit)
                    return True
        return super().eventFilter(watched, event)


def _selection(cursor: QTextCursor, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
    selection = QTextEdit.ExtraSelection()
    selection.cursor = cursor
    selection.format = look
    return selection


def _units(text: str) -> int:
    """Length as Qt counts, in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def link_at(cursor: QTextCursor) -> str:
    """The address of the link the cursor stands in, or an empty string."""
    text = cursor.block().text()
    at = cursor.positionInBlock()
    for found in _LINK.finditer(text):
        if _units(text[: found.start()]) <= at <= _units(text[: found.end()]):
            return found["address"] or found["url"] or ""
    return ""
