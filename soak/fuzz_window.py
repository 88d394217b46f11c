"""Text as it is typed, pasted and styled in the window's editor, with a display that nobody sees."""

from __future__ import annotations

import os
from collections.abc import Callable


def written_in_the_window() -> Callable[[bytes], None]:
    """The target: the bytes are set as text, pasted as HTML, and gone through line by line."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QTextCursor
    from PySide6.QtWidgets import QApplication

    from mentorjournal.gui.widgets import markdown_commands as commands
    from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
    from mentorjournal.gui.widgets.markdown_marks import link_at

    application = QApplication.instance() or QApplication([])
    edit = MarkdownEdit("", name="Text")

    def read(data: bytes) -> None:
        assert application is not None
        text = data.decode("utf-8", "replace")
        edit.setPlainText(text)
        edit.word_count()
        edit.marks.set_found(edit.marks.find(text[:3]))
        cursor = edit.textCursor()
        for place in (QTextCursor.MoveOperation.Start, QTextCursor.MoveOperation.End):
            cursor.movePosition(place)
            link_at(cursor)
            commands.continue_line(cursor)
            commands.toggle_box(cursor)
            commands.indent(cursor)
        cursor.select(QTextCursor.SelectionType.Document)
        commands.toggle_mark(cursor, "**")
        pasted = QMimeData()
        pasted.setHtml(text)
        edit.clear()
        edit.insertFromMimeData(pasted)

    return read
