"""Writing an entry: it is kept by itself, keeps its words in any template, and follows undo."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.model.types import Reflection, Tag
from mentorjournal.services.bundle import Services
from tests.gui.pages.journal_steps import DAY, LEFT, click_row, entry_of, newest, shown, write


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[JournalPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def test_an_entry_is_typed_with_mouse_and_keys_and_found(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    QTest.mouseClick(page.list.new_button, LEFT)
    entry = entry_of(page)
    with qtbot.waitSignal(page.desk.saver.saved):
        QTest.keyClicks(entry.title, "After the ward round")
        QTest.keyClick(entry.title, Qt.Key.Key_Return)
        QTest.keyClicks(entry.sections.editors()[0], "Silence is a form of teaching")
    assert page.flush()
    hits = services.timeline.search("silence teaching")
    assert [hit.row.title for hit in hits] == ["After the ward round"]
    assert services.history.next_undo() == "New reflection"
    assert page.list.view.current_id() == hits[0].row.id
    assert entry.words.text() == "6 words"


def test_return_in_the_title_goes_on_to_the_text(page: JournalPage, qtbot: QtBot) -> None:
    page.new_entry()
    entry = entry_of(page)
    qtbot.waitUntil(entry.title.hasFocus)
    QTest.keyClick(entry.title, Qt.Key.Key_Return)
    assert entry.sections.editors()[0].hasFocus()
    assert entry.title.value() == ""


def test_an_entry_nobody_writes_is_not_kept(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    page.new_entry("gibbs", "What did you notice today?")
    assert entry_of(page).title.value() == "What did you notice today?"
    page.flush()
    page.new_entry()
    QTest.keyClicks(entry_of(page).title, "x")
    QTest.keyClick(entry_of(page).title, Qt.Key.Key_Backspace)
    assert page.flush()
    assert services.records.counts() == {}


def test_typing_without_a_pause_is_saved_too(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    page.new_entry()
    editor = entry_of(page).sections.editors()[0]
    typing = QTimer(page, interval=60)
    typing.timeout.connect(lambda: QTest.keyClick(editor, Qt.Key.Key_A))
    typing.start()
    with qtbot.waitSignals([page.desk.saver.saved, page.context.navigator.saved]):
        pass
    still_typing = typing.isActive()
    typing.stop()
    assert still_typing
    assert set(newest(services).sections[0].text) == {"a"}
    page.flush()
    assert newest(services).sections[0].text == editor.value()


def test_one_sitting_is_one_step_of_undo(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    page.new_entry()
    editor = entry_of(page).sections.editors()[0]
    for word in ("one ", "two ", "three"):
        QTest.keyClicks(editor, word)
        page.flush()
    assert services.history.undo() == "New reflection"
    assert services.records.counts() == {}
    assert page.desk.currentWidget() is page.desk.empty


def test_going_to_another_row_saves_first(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    first, second = write(services, "First"), write(services, "Second", day=DAY - dt.timedelta(days=1))
    click_row(page, first.id, qtbot)
    QTest.keyClicks(entry_of(page).sections.editors()[0], "typed just now")
    click_row(page, second.id, qtbot)
    assert entry_of(page).title.value() == "Second"
    assert services.records.get(Reflection, first.id).sections[0].text == "typed just now"
    assert services.records.get(Reflection, second.id) == second


def test_another_template_keeps_every_word(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    page.new_entry("what_so_what")
    entry = entry_of(page)
    for editor, text in zip(entry.sections.editors(), ("I froze", "It felt long", "Ask her"), strict=True):
        QTest.keyClicks(editor, text)
    entry.open_shapes()
    menu = entry.shapes_menu()
    gibbs = next(action for action in menu.actions() if "Gibbs" in action.text())
    with qtbot.waitSignal(menu.aboutToHide):
        QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(gibbs).center())
    kept = newest(services)
    assert kept.template == "gibbs"
    assert {part.text for part in kept.sections if part.text} == {"I froze", "It felt long", "Ask her"}
    assert services.history.undo() == "Change template"
    assert entry.shape.text() == "What? So what? Now what?"
    assert [editor.value() for editor in entry.sections.editors()] == ["I froze", "It felt long", "Ask her"]


def test_prompts_are_for_the_role_of_the_owner(services: Services, context: Context, qtbot: QtBot) -> None:
    services.profile.save(dataclasses.replace(services.profile.owner(), role="mentor"))
    page = shown(context, qtbot)
    page.new_entry("what_so_what")
    assert entry_of(page).sections.editors()[0].placeholderText().startswith("What did you see and hear")


def test_undo_elsewhere_reloads_the_page(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record = write(services, "Before", "old")
    click_row(page, record.id, qtbot)
    page.flush()
    services.records.save(dataclasses.replace(record, title="After"), "Rename")
    assert entry_of(page).title.value() == "After"
    services.history.undo()
    assert entry_of(page).title.value() == "Before"
    assert page.list.model.row_of(record.id).data() == "Before"


def test_a_change_elsewhere_does_not_lose_what_is_being_typed(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    record = write(services, "Shared")
    click_row(page, record.id, qtbot)
    editor = entry_of(page).sections.editors()[0]
    QTest.keyClicks(editor, "half a sen")
    services.records.set_tags(record.id, ["ward"])
    assert editor.value() == "half a sen"
    QTest.keyClicks(editor, "tence")
    assert page.flush()
    kept = services.records.get(Reflection, record.id)
    assert kept.sections[0].text == "half a sentence"
    assert [tag.title for tag in services.records.all(Tag)] == ["ward"]
    assert len(kept.tags) == 1


def test_the_moment_can_be_changed(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record = write(services, "Dated")
    other = write(services, "Other", day=DAY - dt.timedelta(days=3))
    click_row(page, record.id, qtbot)
    entry = entry_of(page)
    QTest.mouseClick(entry.when, LEFT)
    popup = entry.moment_popup()
    assert popup is not None
    popup.day.selectAll()
    QTest.keyClicks(popup.day, "1 Apr 2026")
    QTest.keyClick(popup.day, Qt.Key.Key_Return)
    popup.time.selectAll()
    QTest.keyClicks(popup.time, "9")
    QTest.keyClick(popup.time, Qt.Key.Key_Return)
    popup.close()
    kept = services.records.get(Reflection, record.id)
    assert (kept.date, kept.at) == (dt.date(2026, 4, 1), dt.time(9))
    assert entry.when.text() == "Wednesday 1 April 2026, 09:00"
    assert page.list.view.current_id() == record.id
    assert page.list.model.row_of(record.id).row() > page.list.model.row_of(other.id).row()


def test_a_star_is_a_step_of_its_own(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record = write(services, "Worth it")
    click_row(page, record.id, qtbot)
    QTest.mouseClick(entry_of(page).star, LEFT)
    assert services.records.get(Reflection, record.id).starred
    assert services.history.undo() == "Add star"
    assert not entry_of(page).star.isChecked()
