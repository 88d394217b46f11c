"""What keys do to Markdown: each works on a cursor, as one step of undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QTextCursor, QTextDocument

from mentorjournal.gui.widgets.markdown_lines import (
    indented,
    next_prefix,
    outdented,
    take_apart,
    toggled_box,
    wrapped,
)

_START = QTextCursor.MoveOperation.StartOfBlock
_END = QTextCursor.MoveOperation.EndOfBlock
_KEEP = QTextCursor.MoveMode.KeepAnchor


def continue_line(cursor: QTextCursor) -> bool:
    """Return within a list or quote: start the next item, or end the list when the item is empty.

    False outside of lists and quotes, and before the text of an item, where Return is only Return.
    """
    line = cursor.block().text()
    parts = take_apart(line)
    if not parts.goes_on or (not cursor.hasSelection() and cursor.positionInBlock() < parts.prefix_length):
        return False
    cursor.beginEditBlock()
    if parts.is_empty and not cursor.hasSelection():
        _end_list(cursor, line)
    else:
        prefix = next_prefix(line)
        cursor.removeSelectedText()
        cursor.insertBlock()
        cursor.insertText(prefix)
    cursor.endEditBlock()
    return True


def _end_list(cursor: QTextCursor, line: str) -> None:
    """An empty item goes out one level first, then the mark goes; a quote around it stays to the last."""
    parts = take_apart(line)
    shorter = outdented(line)
    if shorter is None:
        shorter = parts.quote if parts.is_item else ""
    _replace_line(cursor, shorter)


def _replace_line(cursor: QTextCursor, text: str) -> None:
    cursor.movePosition(_START)
    cursor.movePosition(_END, _KEEP)
    cursor.insertText(text)


def change_lines(cursor: QTextCursor, change: Callable[[str], str | None]) -> bool:
    """Apply `change` to every line the cursor touches; False when it changed none."""
    document = cursor.document()
    first = document.findBlock(cursor.selectionStart()).blockNumber()
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    changes = [
        (number, after)
        for number in range(first, last + 1)
        if (after := change(document.findBlockByNumber(number).text())) is not None
    ]
    if not changes:
        return False
    cursor.beginEditBlock()
    for number, after in changes:
        _edit_start(document, number, after)
    cursor.endEditBlock()
    return True


def _edit_start(document: QTextDocument, number: int, after: str) -> None:
    """Change the line where it differs only, so that cursors in its text stay there."""
    block = document.findBlockByNumber(number)
    before = block.text()
    same = 0
    while same < min(len(before), len(after)) and before[-1 - same] == after[-1 - same]:
        same += 1
    cursor = QTextCursor(block)
    gone = before[: len(before) - same]
    # Lengths in UTF-16 units, as Qt counts.
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter, _KEEP, len(gone.encode("utf-16-le")) // 2)
    cursor.insertText(after[: len(after) - same])


def indent(cursor: QTextCursor) -> bool:
    """List items one level in."""
    return change_lines(cursor, indented)


def outdent(cursor: QTextCursor) -> bool:
    """List items one level out."""
    return change_lines(cursor, outdented)


def toggle_box(cursor: QTextCursor) -> bool:
    """Tick or clear the check boxes of the lines touched."""
    return change_lines(cursor, toggled_box)


def toggle_mark(cursor: QTextCursor, mark: str) -> QTextCursor:
    """Put the selection, or the word at the cursor, between marks or take them away.

    Without a word the cursor ends between two new marks. Selections over lines are marked line by line.
    """
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    text = cursor.selectedText()
    if not text.strip():
        cursor.clearSelection()
        cursor.insertText(mark + mark)
        cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, n=len(mark))
        return cursor
    cursor = _with_marks_around(cursor, mark)
    lines = cursor.selectedText().split("\u2029")
    start = cursor.selectionStart()
    cursor.insertText("\n".join(wrapped(line, mark) if line.strip() else line for line in lines))
    end = cursor.position()
    cursor.setPosition(start)
    cursor.setPosition(end, _KEEP)
    return cursor


def _with_marks_around(cursor: QTextCursor, mark: str) -> QTextCursor:
    """The selection widened by the marks just outside of it, so that they can be taken away."""
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    wide = QTextCursor(cursor)
    if start < len(mark) or end + len(mark) >= cursor.document().characterCount():
        return cursor
    wide.setPosition(start - len(mark))
    wide.setPosition(end + len(mark), _KEEP)
    text = wide.selectedText()
    star_of_bold = mark == "*" and (text.startswith("**") or _character(wide, start - 2) == "*")
    if text.startswith(mark) and text.endswith(mark) and not star_of_bold:
        return wide
    return cursor


def _character(cursor: QTextCursor, position: int) -> str:
    return cursor.document().characterAt(position) if position >= 0 else ""


def make_link(cursor: QTextCursor) -> QTextCursor:
    """A link of the selection; the cursor ends where the missing half is to be typed.

    A selected address becomes the target, any other text the words.
    """
    text = cursor.selectedText().replace("\u2029", " ")
    is_address = text.startswith(("http://", "https://", "mailto:"))
    cursor.insertText(f"[]({text})" if is_address else f"[{text}]()")
    back = len(text) + 3 if is_address else 1
    if not is_address and not text:
        back = 3
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, n=back)
    return cursor
