"""The notes of a meeting: an outline to start from, and one key to make a record of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import KeyHint, SectionLabel, TextLabel
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.template_menu import add_editor

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

LINE_KEYS = (
    ("action", "Alt+A", "action"),
    ("decision", "Alt+D", "decision"),
    ("advice", "Alt+V", "advice"),
    ("question", "Alt+Q", "question"),
    ("feedback", "Alt+F", "feedback"),
    ("insight", "Alt+I", "insight"),
    ("agenda", "Alt+G", "agenda"),
)
"""What one key makes of the line the cursor is in, or of what is marked: kind, key, word."""
LEAST_LINES = 6


class MeetingNotes(QWidget):
    """`line_wanted` carries the kind that the line under the cursor, or what is marked, shall become, and
    the text. With `above` the keys stand above the text, and not below it."""

    line_wanted = Signal(str, str)

    def __init__(self, context: Context, *, least_lines: int = LEAST_LINES, above: bool = False) -> None:
        super().__init__()
        self._context = context
        self.edit = MarkdownEdit(
            name=self.tr("Notes"),
            placeholder=self.tr("What is said, decided, left open."),
            least_lines=least_lines,
        )
        self.outline = LinkButton(self.tr("Start from an outline"), "quiet")
        self._menu = QMenu(self)
        self.hints = self._make_hints()
        head = QHBoxLayout()
        head.addWidget(SectionLabel(self.tr("Notes"), "accent"), 1)
        head.addWidget(self.outline)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 8)
        column.setSpacing(6)
        column.addLayout(head)
        for widget in (self.hints, self.edit) if above else (self.edit, self.hints):
            column.addWidget(widget)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.outline.clicked.connect(self.open_outlines)

    def set_read_only(self, because: str) -> None:
        """Let nothing be changed; an empty reason lets everything."""
        self.outline.setDisabled(bool(because))
        self.outline.setToolTip(because)
        self.hints.setHidden(bool(because))

    def open_outlines(self) -> None:
        """Offer the outlines."""
        self._menu.popup(self.outline.mapToGlobal(self.outline.rect().bottomLeft()))

    def outlines(self) -> QMenu:
        """The menu of outlines."""
        return self._menu

    def turn_line(self, kind: str) -> None:
        """Ask for what is marked, or else the line under the cursor, as a record of this kind."""
        cursor = self.edit.textCursor()
        marked = cursor.selection().toPlainText() if cursor.hasSelection() else ""
        line = marked if marked.strip() else cursor.block().text()
        if line.strip() and not self.edit.isReadOnly():
            self.line_wanted.emit(kind, line)

    def _make_hints(self) -> QWidget:
        holder = HuggingFrame()
        line = FlowLayout(holder)
        line.addWidget(TextLabel(self.tr("The line becomes:"), "tiny"))
        for kind, keys, word in LINE_KEYS:
            button = LinkButton(self.tr(word), "quiet")
            button.setAccessibleName(self.tr("Make the line a record: {0}").format(self.tr(word)))
            # The keys do the same from the text, where the cursor must stay.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _=False, key=kind: self.turn_line(key))
            line.addWidget(_together(KeyHint(keys), button))
            shortcut = QShortcut(QKeySequence(keys), self.edit, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(lambda key=kind: self.turn_line(key))
        return holder

    def _fill_menu(self) -> None:
        self._menu.clear()
        for shape in self._context.services.templates.offered("meeting"):
            action = self._menu.addAction(shape.name.replace("&", "&&"))
            action.setToolTip(shape.description)
            action.triggered.connect(lambda _=False, shape=shape: self._add_outline(shape.skeleton()))
        add_editor(self._menu, self._context)

    def _add_outline(self, text: str) -> None:
        """Write the outline below what is there, as if it was typed, so that it can be taken back."""
        cursor = QTextCursor(self.edit.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(f"\n\n{text}" if self.edit.value().strip() else text)
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)


def _together(*widgets: QWidget) -> QWidget:
    """A key and its word, which a narrow page must not part."""
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    for widget in widgets:
        row.addWidget(widget)
    return holder
