"""Writing Markdown: typed, clicked, pasted and dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QClipboard,
    QDropEvent,
    QFont,
    QImage,
    QKeySequence,
    QShortcut,
    QTextCursor,
    QTextLayout,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.theme import ThemeManager, load_theme
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def edit(qtbot: QtBot, themes: ThemeManager) -> MarkdownEdit:
    made = MarkdownEdit(name="What happened?", placeholder="Tell it as it was.")
    qtbot.addWidget(made)
    made.resize(500, 300)
    made.show()
    return made


@pytest.fixture
def clipboard(qapp: QApplication) -> QClipboard:
    return qapp.clipboard()


def _end(edit: MarkdownEdit) -> None:
    edit.moveCursor(QTextCursor.MoveOperation.End)


def _formats(edit: MarkdownEdit, line: int = 0) -> list[QTextLayout.FormatRange]:
    return edit.document().findBlockByNumber(line).layout().formats()


def _styled(edit: MarkdownEdit, words: str, line: int = 0) -> QTextLayout.FormatRange:
    text = edit.document().findBlockByNumber(line).text()
    at = len(text[: text.index(words)].encode("utf-16-le")) // 2
    return next(one for one in _formats(edit, line) if one.start <= at < one.start + one.length)


def test_typing_is_told_with_the_whole_text(edit: MarkdownEdit) -> None:
    told: list[str] = []
    edit.edited.connect(told.append)
    QTest.keyClicks(edit, "Hi")
    assert told == ["H", "Hi"]


def test_setting_a_text_tells_nothing_and_cannot_be_undone(edit: MarkdownEdit, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(edit.edited):
        edit.set_value("**One**\r\ntwo")
    assert edit.value() == "**One**\ntwo"
    assert not edit.document().isUndoAvailable()


def test_same_text_set_again_keeps_cursor_and_undo(edit: MarkdownEdit) -> None:
    QTest.keyClicks(edit, "Hello")
    edit.moveCursor(QTextCursor.MoveOperation.Left)
    edit.set_value("Hello")
    assert edit.textCursor().position() == 4
    assert edit.document().isUndoAvailable()


def test_new_theme_is_no_edit(edit: MarkdownEdit, themes: ThemeManager, qtbot: QtBot) -> None:
    edit.set_value("**bold**")
    with qtbot.assertNotEmitted(edit.edited):
        themes.set_choice("dark")
    assert _styled(edit, "**").format.foreground().color().name() == load_theme("dark").faint


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- one", "- one\n- "),
        ("1. one", "1. one\n2. "),
        ("- [x] one", "- [x] one\n- [ ] "),
        ("> said", "> said\n> "),
        ("plain", "plain\n"),
        ("- one\n- ", "- one\n"),
        ("- one\n    - ", "- one\n- "),
        ("> - ", "> "),
        ("> ", ""),
    ],
)
def test_return_goes_on_with_a_list_and_ends_it_when_empty(
    edit: MarkdownEdit, before: str, after: str
) -> None:
    edit.set_value(before)
    _end(edit)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.value() == after


def test_return_within_an_item_splits_it(edit: MarkdownEdit) -> None:
    edit.set_value("- onetwo")
    _end(edit)
    for _step in range(3):
        edit.moveCursor(QTextCursor.MoveOperation.Left)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert edit.value() == "- one\n- two"


def test_shift_return_does_not_go_on_with_the_list(edit: MarkdownEdit) -> None:
    edit.set_value("- one")
    _end(edit)
    QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert edit.value() == "- one\n"


def test_going_on_with_a_list_is_one_step_of_undo(edit: MarkdownEdit) -> None:
    edit.set_value("- one")
    _end(edit)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    edit.undo()
    assert edit.value() == "- one"


def test_tab_indents_items_and_leaves_plain_text(
    show: Callable[[QWidget], None], themes: ThemeManager
) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    edit, after = MarkdownEdit("- one\n- two", name="Notes"), QLineEdit()
    column.addWidget(edit)
    column.addWidget(after)
    show(page)
    edit.setFocus()
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.value() == "    - one\n    - two"
    QTest.keyClick(edit, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert edit.value() == "- one\n- two"
    edit.set_value("plain")
    QTest.keyClick(edit, Qt.Key.Key_Tab)
    assert edit.value() == "plain"
    assert after.hasFocus()


def test_selection_is_marked_and_unmarked_by_keys(edit: MarkdownEdit) -> None:
    edit.set_value("one two")
    edit.moveCursor(QTextCursor.MoveOperation.EndOfWord, QTextCursor.MoveMode.KeepAnchor)
    QTest.keyClick(edit, Qt.Key.Key_B, CONTROL)
    assert edit.value() == "**one** two"
    QTest.keyClick(edit, Qt.Key.Key_I, CONTROL)
    assert edit.value() == "***one*** two"
    QTest.keyClick(edit, Qt.Key.Key_I, CONTROL)
    QTest.keyClick(edit, Qt.Key.Key_B, CONTROL)
    assert edit.value() == "one two"


def test_marks_without_a_selection_wait_for_the_word(edit: MarkdownEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_B, CONTROL)
    QTest.keyClicks(edit, "now")
    assert edit.value() == "**now**"


def test_selected_words_become_a_link(edit: MarkdownEdit) -> None:
    edit.set_value("slides")
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_K, CONTROL)
    QTest.keyClicks(edit, "https://example.org")
    assert edit.value() == "[slides](https://example.org)"


def test_ctrl_k_is_the_windows_without_a_selection(
    show: Callable[[QWidget], None], themes: ThemeManager, qtbot: QtBot
) -> None:
    page = QWidget()
    edit = MarkdownEdit("words", name="Notes", parent=page)
    shortcut = QShortcut(QKeySequence("Ctrl+K"), page)
    show(page)
    edit.setFocus()
    with qtbot.waitSignal(shortcut.activated):
        QTest.keyClick(edit, Qt.Key.Key_K, CONTROL)
    edit.selectAll()
    with qtbot.assertNotEmitted(shortcut.activated):
        QTest.keyClick(edit, Qt.Key.Key_K, CONTROL)
    assert edit.value() == "[words]()"


def test_undo_is_the_windows_once_nothing_is_left_to_undo(
    show: Callable[[QWidget], None], themes: ThemeManager, qtbot: QtBot
) -> None:
    page = QWidget()
    edit = MarkdownEdit("kept", name="Notes", parent=page)
    undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), page)
    show(page)
    edit.setFocus()
    QTest.keyClicks(edit, "x")
    with qtbot.assertNotEmitted(undo.activated):
        QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Undo))
    assert edit.value() == "kept"
    with qtbot.waitSignal(undo.activated):
        QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Undo))


def test_pasted_html_comes_in_as_markdown(edit: MarkdownEdit, clipboard: QClipboard) -> None:
    data = QMimeData()
    data.setHtml("<p>From <b>Dr Brandt</b></p><ul><li>wait</li></ul>")
    data.setText("From Dr Brandt wait")
    clipboard.setMimeData(data)
    QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert edit.value() == "From **Dr Brandt**\n\n- wait"


def test_pasted_picture_is_told_and_not_written(
    edit: MarkdownEdit, clipboard: QClipboard, qtbot: QtBot
) -> None:
    picture = QImage(4, 3, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    clipboard.setImage(picture)
    with qtbot.waitSignal(edit.picture_pasted) as caught:
        QTest.keySequence(edit, QKeySequence(QKeySequence.StandardKey.Paste))
    assert caught.args is not None
    assert caught.args[0].size() == picture.size()
    assert edit.value() == ""


def test_dropped_files_are_told_and_not_written(edit: MarkdownEdit, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "slides.pdf"
    file.write_bytes(b"%PDF-")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with qtbot.waitSignal(edit.files_dropped) as caught:
        edit.dropEvent(drop)
    assert caught.args == [[str(file)]]
    assert edit.value() == ""


def test_copied_text_is_what_was_written(edit: MarkdownEdit, clipboard: QClipboard) -> None:
    edit.set_value("**bold**\n- item")
    edit.selectAll()
    edit.copy()
    assert clipboard.text() == "**bold**\n- item"
    assert not clipboard.mimeData().hasHtml()


def test_attachment_is_written_as_a_link_and_told(edit: MarkdownEdit, qtbot: QtBot) -> None:
    edit.set_value("Before")
    _end(edit)
    with qtbot.waitSignal(edit.edited):
        edit.insert_attachment("slide.png", "0190", is_picture=True)
    assert edit.value() == "Before\n![slide.png](attachment:0190)\n"


def test_link_is_opened_by_key(edit: MarkdownEdit, qtbot: QtBot) -> None:
    edit.set_value("see [it](attachment:0190)")
    _end(edit)
    edit.moveCursor(QTextCursor.MoveOperation.Left)
    with qtbot.waitSignal(edit.link_activated) as caught:
        QTest.keyClick(edit, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    assert caught.args == ["attachment:0190"]


def test_click_on_a_box_ticks_it(edit: MarkdownEdit) -> None:
    edit.set_value("- [ ] write to Helena")
    cursor = edit.textCursor()
    cursor.setPosition(3)
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton, pos=edit.cursorRect(cursor).center())
    assert edit.value() == "- [x] write to Helena"


def test_marks_are_dimmed_and_meaning_is_shown(edit: MarkdownEdit) -> None:
    edit.set_value("a **b *both* c** `code` ~~gone~~")
    assert _styled(edit, "**").format.foreground().color().name() == load_theme("light").faint
    assert _styled(edit, "b *").format.fontWeight() == QFont.Weight.Bold
    assert _styled(edit, "both").format.fontItalic()
    assert _styled(edit, "both").format.fontWeight() == QFont.Weight.Bold
    assert _styled(edit, "code").format.fontFixedPitch()
    assert _styled(edit, "gone").format.fontStrikeOut()


def test_headings_are_larger_and_names_with_underscores_are_not_italic(edit: MarkdownEdit) -> None:
    edit.set_value("# Title\nsnake_case_name and 2 * 3 * 4")
    assert _styled(edit, "Title").format.fontPointSize() > edit.font().pointSizeF()
    assert not any(one.format.fontItalic() for one in _formats(edit, 1))


def test_styling_is_in_its_place_after_an_emoji(edit: MarkdownEdit) -> None:
    edit.set_value("🎓🎓 **bold**")
    found = _styled(edit, "bold")
    assert (found.start, found.length) == (7, 4)
    assert found.format.fontWeight() == QFont.Weight.Bold


def test_code_between_fences_is_not_styled_as_text(edit: MarkdownEdit) -> None:
    edit.set_value("```\n**raw**\n```\n**bold**")
    assert all(one.format.fontWeight() != QFont.Weight.Bold for one in _formats(edit, 1))
    assert _styled(edit, "bold", 3).format.fontWeight() == QFont.Weight.Bold


def test_field_grows_with_its_text_and_is_no_wider_than_reads_well(edit: MarkdownEdit) -> None:
    before = edit.sizeHint().height()
    edit.set_value("one\ntwo\nthree\nfour")
    assert edit.sizeHint().height() >= 3 * before
    assert edit.maximumWidth() == edit.line_width()


def test_cursor_is_kept_in_sight_on_a_page_that_scrolls(
    show: Callable[[QWidget], None], themes: ThemeManager, qtbot: QtBot
) -> None:
    page = QScrollArea()
    page.setWidgetResizable(True)
    edit = MarkdownEdit("\n".join("line" for _ in range(80)), name="Notes")
    page.setWidget(edit)
    page.resize(400, 200)
    show(page)
    edit.setFocus()
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    _end(edit)
    assert page.verticalScrollBar().value() > page.verticalScrollBar().maximum() // 2


def test_warning_is_painted_and_moves_with_the_text(edit: MarkdownEdit) -> None:
    edit.set_value("🎓 Bed 14B was the case")
    edit.set_warnings([(6, 3, "This may be a bed number.")])
    assert edit.marks.warnings() == ["14B"]
    QTest.keyClicks(edit, "Then ")
    assert edit.marks.warnings() == ["14B"]
    assert len(edit.extraSelections()) == 1


def test_words_are_counted(edit: MarkdownEdit) -> None:
    edit.set_value("- **One** [two](https://example.org)")
    assert edit.word_count() == 2


def test_field_says_its_name(edit: MarkdownEdit) -> None:
    assert edit.accessibleName() == "What happened?"
    assert edit.placeholderText() == "Tell it as it was."


def test_field_that_cannot_be_written_is_not_changed_by_keys(edit: MarkdownEdit) -> None:
    edit.set_value("- [ ] one")
    edit.setReadOnly(True)
    _end(edit)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClick(edit, Qt.Key.Key_B, CONTROL)
    edit.focusNextPrevChild(True)
    assert edit.value() == "- [ ] one"
