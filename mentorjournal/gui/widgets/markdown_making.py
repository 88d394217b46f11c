"""The menu that makes something of a text: of what is marked, else of the line the cursor is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from mentorjournal.gui.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QTextEdit

KEYS = "Alt+M"
"""Opens the menu; the letter underlined in each line then does it."""
INTO: tuple[tuple[str, str, str], ...] = (
    ("question", "&Question", "question"),
    ("insight", "&Insight", "insight"),
    ("decision", "&Decision", "decision"),
    ("action", "&Action item", "action"),
    ("advice", "Ad&vice", "advice"),
    ("goal", "&Goal", "goals"),
    ("feedback", "&Feedback", "feedback"),
    ("", "", ""),
    ("win", "&Win", "observation"),
    ("concern", "&Concern", "observation"),
    ("talent", "&Talent I see", "observation"),
    ("aspiration", "A&spiration", "observation"),
    ("learned", "&Learned from them", "observation"),
    ("encouragement", "&Encouragement given", "observation"),
)
"""Kind, words with the letter that chooses them, icon; a line between the two groups."""


def marked_text(edit: QTextEdit) -> str:
    """What is marked, else the line the cursor is in."""
    cursor = edit.textCursor()
    return cursor.selection().toPlainText() if cursor.hasSelection() else cursor.block().text()


def making_menu(edit: QTextEdit, make: Callable[[str, str], None]) -> QMenu:
    """A menu of what the text can become; `make` takes the kind and the text as it is marked now."""
    text = marked_text(edit)
    menu = QMenu(QCoreApplication.translate("MarkdownMaking", "Make it a…"), edit)
    menu.setAccessibleName(menu.title())
    for kind, words, picture in INTO:
        if not kind:
            menu.addSeparator()
            continue
        action = menu.addAction(icon(picture), QCoreApplication.translate("MarkdownMaking", words))
        action.triggered.connect(lambda _=False, kind=kind: make(kind, text))
    menu.setEnabled(bool(text.strip()))
    menu.menuAction().setShortcut(QKeySequence(KEYS))
    # The key is the field's own; here it is only shown.
    menu.menuAction().setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    return menu
