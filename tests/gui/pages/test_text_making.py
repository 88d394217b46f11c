"""Records are made of texts while one writes: by menu and by key, in every editor; the text stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals import GoalsPage
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.people import PeoplePage
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.gui.widgets.markdown_making import INTO
from mentorjournal.model.types import (
    ActionItem,
    Decision,
    Goal,
    Insight,
    Observation,
    Person,
    Question,
    Reflection,
)
from mentorjournal.services.bundle import Services
from mentorjournal.services.chain import MAKES
from tests.gui.pages.journal_steps import DAY, entry_of, newest, shown, write


def _menu(qtbot: QtBot) -> QMenu:
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def _mark(edit: MarkdownEdit, words: str) -> None:
    found = edit.document().find(words)
    assert not found.isNull()
    edit.setTextCursor(found)


def _make(qtbot: QtBot, edit: MarkdownEdit, letter: Qt.Key) -> None:
    edit.setFocus()
    QTest.keyClick(edit, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    menu = _menu(qtbot)
    QTest.keyClick(menu, letter)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)


@pytest.fixture
def entry(context: Context, services: Services, qtbot: QtBot) -> tuple[JournalPage, MarkdownEdit, Reflection]:
    helena = services.records.save(Person(title="Helena Brandt"))
    made = write(services, "Lab talk", "I froze.\nWhy did nobody ask? It went on.")
    kept = services.records.amend(made.id, {"people": (helena.id,), "visibility": "exportable"})
    assert isinstance(kept, Reflection)
    page = shown(context, qtbot)
    return page, entry_of(page).sections.editors()[0], kept


def test_what_is_marked_becomes_a_question_by_two_keys_and_the_text_stays(
    qtbot: QtBot,
    context: Context,
    services: Services,
    entry: tuple[JournalPage, MarkdownEdit, Reflection],
) -> None:
    _page, edit, kept = entry
    _mark(edit, "Why did nobody ask?")
    with qtbot.waitSignal(context.navigator.made) as told:
        _make(qtbot, edit, Qt.Key.Key_Q)
    (asked,) = services.records.all(Question)
    assert told.args == [asked.id, "Question made: Why did nobody ask?"]
    assert (asked.title, asked.origin, asked.date) == ("Why did nobody ask?", kept.id, DAY)
    assert (asked.people, asked.for_whom) == (kept.people, kept.people[0])
    assert (asked.visibility, asked.confidential) == ("private", False)
    assert newest(services).sections == kept.sections
    assert services.history.undo() == "New question"
    assert services.records.all(Question) == ()


def test_without_a_mark_the_line_is_taken_without_its_list_mark(
    qtbot: QtBot, services: Services, entry: tuple[JournalPage, MarkdownEdit, Reflection]
) -> None:
    page, edit, _kept = entry
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    QTest.keyClicks(edit, "- [ ] Ask for questions early")
    _make(qtbot, edit, Qt.Key.Key_A)
    (item,) = services.records.all(ActionItem)
    assert item.title == "Ask for questions early"
    # What was typed until then was saved before, as a step of its own.
    assert "Ask for questions early" in newest(services).sections[0].text
    assert services.history.next_undo() == "New action item"
    assert page.flush()


def test_confidential_stays_confidential(
    qtbot: QtBot, services: Services, entry: tuple[JournalPage, MarkdownEdit, Reflection]
) -> None:
    _page, edit, kept = entry
    services.records.amend(kept.id, {"confidential": True})
    _mark(edit, "I froze.")
    _make(qtbot, edit, Qt.Key.Key_W)
    (win,) = services.records.all(Observation)
    assert (win.kind, win.confidential) == ("win", True)


def test_the_context_menu_offers_the_same(
    qtbot: QtBot, services: Services, entry: tuple[JournalPage, MarkdownEdit, Reflection]
) -> None:
    _page, edit, _kept = entry
    _mark(edit, "It went on.")
    spot = edit.cursorRect().center()
    QApplication.sendEvent(
        edit.viewport(),
        QContextMenuEvent(QContextMenuEvent.Reason.Mouse, spot, edit.viewport().mapToGlobal(spot)),
    )
    menu = _menu(qtbot)
    (sub,) = _submenus(menu)
    next(action for action in sub.actions() if action.text() == "&Decision").trigger()
    menu.close()
    assert [item.title for item in services.records.all(Decision)] == ["It went on."]


def _submenus(menu: QMenu) -> list[QMenu]:
    found = (action.menu() for action in menu.actions())
    return [sub for sub in found if isinstance(sub, QMenu)]


def test_a_draft_is_kept_before_something_is_made_of_it(
    qtbot: QtBot, context: Context, services: Services
) -> None:
    page = shown(context, qtbot)
    page.new_entry("free_page")
    edit = entry_of(page).sections.editors()[0]
    edit.setFocus()
    QTest.keyClicks(edit, "Silence helps")
    _make(qtbot, edit, Qt.Key.Key_I)
    (insight,) = services.records.all(Insight)
    assert (insight.title, insight.origin) == ("Silence helps", newest(services).id)


def test_an_empty_line_makes_nothing(
    qtbot: QtBot, services: Services, entry: tuple[JournalPage, MarkdownEdit, Reflection]
) -> None:
    _page, edit, _kept = entry
    edit.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(edit, Qt.Key.Key_Return)
    menu = edit.open_making()
    assert menu is not None
    assert not menu.isEnabled()
    menu.close()


def test_notes_of_goals_and_people_offer_it_too(qtbot: QtBot, context: Context, services: Services) -> None:
    goal = services.records.save(Goal(title="Submit", why="Because it counts", date=DAY))
    ana = services.records.save(Person(title="Ana Cruz", notes="Knows everybody in imaging"))
    goals, people = GoalsPage(context), PeoplePage(context)
    for page, key, words in ((goals, goal.id, "it counts"), (people, ana.id, "Knows everybody in imaging")):
        qtbot.addWidget(page)
        page.resize(1200, 900)
        with qtbot.waitExposed(page):
            page.show()
        page.activateWindow()
        assert page.show_record(key)
        edit = next(field for field in page.findChildren(MarkdownEdit) if words in field.value())
        _mark(edit, words)
        _make(qtbot, edit, Qt.Key.Key_Q)
    found = {item.title: item for item in services.records.all(Question)}
    assert found["it counts"].goal == goal.id
    assert found["Knows everybody in imaging"].for_whom == ana.id


def test_every_kind_offered_can_be_made_and_has_a_letter_of_its_own() -> None:
    assert tuple(sorted(kind for kind, _, _ in INTO if kind)) == tuple(sorted(MAKES))
    letters = [words.partition("&")[2][0].casefold() for kind, words, _ in INTO if kind]
    assert len(letters) == len(set(letters))
