"""Sections are written one after the other, and searched as one page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.find_bar import FindBar
from mentorjournal.gui.widgets.labels import SectionLabel
from mentorjournal.gui.widgets.sections_editor import Section, SectionsEditor

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from mentorjournal.gui.theme import ThemeManager

SECTIONS: tuple[Section, ...] = (
    ("what", "What happened?", "Tell it as it was.", "The team waited.\nThen the plan came."),
    ("so", "So what?", "Why does it stay with you?", "The wait was kind."),
    ("now", "Now what?", "What will you try, and when?", ""),
)


@pytest.fixture
def page(themes: ThemeManager, show: Callable[[QWidget], None]) -> SectionsEditor:
    editor = SectionsEditor("Entry")
    editor.set_value(SECTIONS)
    show(editor)
    return editor


def test_sections_come_out_as_they_went_in(page: SectionsEditor) -> None:
    assert page.value() == SECTIONS
    assert [label.text() for label in page.findChildren(SectionLabel)] == [section[1] for section in SECTIONS]
    assert [editor.accessibleName() for editor in page.editors()] == [section[1] for section in SECTIONS]
    assert page.editor("now").placeholderText() == "What will you try, and when?"


def test_typing_in_one_section_is_told(page: SectionsEditor, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.edited):
        QTest.keyClicks(page.editor("now"), "Ask")
    assert page.value()[2] == (*SECTIONS[2][:3], "Ask")
    assert page.word_count() == 12


def test_setting_texts_tells_nothing_and_keeps_the_fields(page: SectionsEditor, qtbot: QtBot) -> None:
    kept = page.editor("so")
    with qtbot.assertNotEmitted(page.edited):
        page.set_value((*SECTIONS[:2], (*SECTIONS[2][:3], "Ask Helena")))
    assert page.editor("so") is kept
    assert page.editor("now").value() == "Ask Helena"


def test_another_template_has_other_fields(page: SectionsEditor) -> None:
    page.set_value((("free", "", "Write.", "text"),))
    assert [editor.value() for editor in page.editors()] == ["text"]
    page.set_value(())
    assert page.value() == ()


def test_down_on_the_last_line_goes_to_the_next_section_and_up_comes_back(page: SectionsEditor) -> None:
    first, second = page.editor("what"), page.editor("so")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert first.hasFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Up)
    assert first.hasFocus()
    assert first.textCursor().atEnd()


def test_tab_walks_the_sections(page: SectionsEditor) -> None:
    page.editor("what").setFocus()
    QTest.keyClick(page.editor("what"), Qt.Key.Key_Tab)
    assert page.editor("so").hasFocus()
    QTest.keyClick(page.editor("so"), Qt.Key.Key_Tab)
    assert page.editor("now").hasFocus()


def test_writing_starts_in_the_first_empty_section(page: SectionsEditor) -> None:
    page.start_writing()
    assert page.editor("now").hasFocus()


def test_attachment_goes_where_writing_went_on(page: SectionsEditor) -> None:
    page.editor("so").setFocus()
    page.editor("so").moveCursor(QTextCursor.MoveOperation.End)
    page.insert_attachment("slides.pdf", "0190")
    assert page.editor("so").value() == "The wait was kind.[slides.pdf](attachment:0190)"


def test_find_steps_through_all_sections_and_round(
    themes: ThemeManager, show: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    page = SectionsEditor("Entry")
    page.set_value(SECTIONS)
    bar = FindBar(page.editors)
    column.addWidget(bar)
    column.addWidget(page)
    show(window)
    bar.open_bar()
    QTest.keyClicks(bar.input, "wait")
    assert bar.count.text() == "1 of 2"
    assert [len(editor.extraSelections()) for editor in page.editors()] == [1, 1, 0]
    QTest.keyClick(bar.input, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 2"
    QTest.keyClick(bar.input, Qt.Key.Key_Return)
    assert bar.count.text() == "1 of 2"
    QTest.keyClick(bar.input, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(bar.input, Qt.Key.Key_Escape)
    assert page.editor("so").textCursor().selectedText() == "wait"
    assert page.editor("so").hasFocus()
    assert page.editor("what").extraSelections() == []


def test_find_says_when_there_is_nothing(page: SectionsEditor, qtbot: QtBot) -> None:
    bar = FindBar(page.editors)
    qtbot.addWidget(bar)
    bar.open_bar("nowhere")
    assert bar.count.text() == "Nothing found"
    bar.step(1)
    assert bar.count.text() == "Nothing found"
