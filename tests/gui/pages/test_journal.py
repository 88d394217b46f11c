"""The Journal page: going about the list, deleting, finding, folding, and a journal that can only be read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.model.rows import Filter, Row
from mentorjournal.model.types import Meeting, Person, Reflection
from mentorjournal.services.bundle import Services, services_for
from mentorjournal.storage.journal_file import open_journal
from tests.gui.conftest import ContextMaker
from tests.gui.pages.journal_steps import DAY, LEFT, click_row, entry_of, shown, write


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[JournalPage]:
    made = shown(context, qtbot)
    yield made
    made.flush()


def test_the_keyboard_goes_through_the_list(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    write(services, "April")
    march = write(services, "March", day=dt.date(2026, 3, 30))
    page.refresh()
    page.list.view.setFocus()
    QTest.keyClick(page.list.view, Qt.Key.Key_Down)
    assert page.list.view.current_id() == march.id
    assert entry_of(page).title.value() == "March"


def test_delete_says_so_and_shows_the_next(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    first, second = write(services, "First"), write(services, "Second", day=DAY - dt.timedelta(days=1))
    click_row(page, first.id, qtbot)
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.keyClick(
            page,
            Qt.Key.Key_Backspace,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
    assert told.args == ["info", "Deleted. Undo brings it back."]
    assert entry_of(page).title.value() == "Second"
    assert page.list.view.current_id() == second.id
    services.history.undo()
    assert page.list.model.row_of(first.id).isValid()


def test_find_in_page_marks_the_words(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    record = write(services, "Words", "the plan, the evidence, the rest")
    click_row(page, record.id, qtbot)
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    bar = entry_of(page).find_bar
    assert bar.isVisible()
    QTest.keyClicks(bar.input, "the")
    assert bar.count.text() == "1 of 3"


def test_focus_mode_leaves_nothing_but_the_text(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    click_row(page, write(services, "Alone").id, qtbot)
    assert page.inspector.isVisible()
    QTest.keyClick(page, Qt.Key.Key_F11)
    assert not page.list.isVisible()
    assert not page.inspector.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.list.isVisible()
    assert page.inspector.isVisible()


def test_the_inspector_folds_away(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    click_row(page, write(services, "Folded").id, qtbot)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_I, both)
    assert not page.inspector.isVisible()
    QTest.keyClick(page, Qt.Key.Key_I, both)
    assert page.inspector.isVisible()


def test_an_inspector_asked_for_where_there_is_no_room_takes_that_of_the_list(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    click_row(page, write(services, "Narrow").id, qtbot)
    page.resize(800, 600)
    assert not page.inspector.isVisible()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(page, Qt.Key.Key_I, both)
    assert page.inspector.isVisible()
    assert not page.list.isVisible()
    qtbot.waitUntil(lambda: page.inspector.geometry().right() < page.width())
    QTest.keyClick(page, Qt.Key.Key_I, both)
    assert page.list.isVisible()


def test_a_journal_for_reading_only_is_read(
    services: Services, make_context: ContextMaker, qtbot: QtBot
) -> None:
    record = write(services, "Closed", "as it was")
    services.journal.close()
    path = services.journal.path
    with open_journal(path, read_only=True) as database:
        context = make_context(services_for(database))
        page = shown(context, qtbot)
        entry = entry_of(page)
        QTest.keyClicks(entry.sections.editors()[0], "nothing of this")
        QTest.keyClicks(entry.title, "nor this")
        assert (entry.title.value(), entry.sections.editors()[0].value()) == ("Closed", "as it was")
        assert not page.list.new_button.isEnabled()
        assert page.list.new_button.toolTip() == context.read_only
        page.new_entry()
        assert entry.title.value() == "Closed"
        assert {command.key for command in page.commands()} == {
            "entry-find",
            "insights-idle",
            "inspector",
            "focus-mode",
        }
        assert page.desk.record is not None
        assert page.desk.record.id == record.id
        page.close()


def test_a_record_of_the_list_opens_where_it_is_hidden_by_filters(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    record = write(services, "Hidden")
    page.list.filters.set_value(Filter(types=("meeting",)))
    page.list.model.set_filter(Filter(types=("meeting",)))
    assert page.show_record(record.id)
    assert page.list.filters.value() == Filter()
    assert page.list.view.current_id() == record.id


def test_what_is_no_record_of_the_timeline_is_refused(page: JournalPage, services: Services) -> None:
    assert not page.show_record(services.records.save(Person(title="Helena Brandt")).id)
    assert not page.show_record("no-such-id")


def test_the_journal_opens_at_today_and_not_at_what_is_planned(
    services: Services, context: Context, qtbot: QtBot
) -> None:
    services.records.save(Meeting(title="Next month", date=DAY + dt.timedelta(days=30)))
    write(services, "Today")
    page = shown(context, qtbot)
    assert entry_of(page).title.value() == "Today"


def test_an_empty_journal_offers_to_begin(page: JournalPage, qtbot: QtBot) -> None:
    assert page.desk.currentWidget() is page.desk.empty
    QTest.mouseClick(page.desk.empty.button, LEFT)
    assert entry_of(page).isVisible()


def test_selection_and_place_stay_when_others_write(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    with services.journal.writing("Fill", kind="import") as change:
        ids = [
            change.put(Reflection(title=f"Day {n}", date=DAY - dt.timedelta(days=n))).id for n in range(120)
        ]
    page.show_record(ids[30])
    view = page.list.view
    bar = view.verticalScrollBar()
    bar.setValue(bar.value() + 10)
    before = view.visualRect(page.list.model.row_of(ids[30])).top()
    write(services, "New at the top", day=DAY + dt.timedelta(days=1))
    assert view.current_id() == ids[30]
    assert view.currentIndex() == page.list.model.row_of(ids[30])
    assert view.visualRect(page.list.model.row_of(ids[30])).top() == before


def test_scrolling_reads_on_to_the_oldest(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    with services.journal.writing("Fill", kind="import") as change:
        ids = [
            change.put(Reflection(title=f"Day {n}", date=DAY - dt.timedelta(days=n))).id for n in range(300)
        ]
    page.refresh()
    bar = page.list.view.verticalScrollBar()
    assert not page.list.model.row_of(ids[-1]).isValid()
    rounds = 0
    while page.list.model.canFetchMore(QModelIndex()) and rounds < 50:
        bar.setValue(bar.maximum())
        page.list.view.executeDelayedItemsLayout()
        rounds += 1
    assert rounds > 1
    assert page.list.model.row_of(ids[-1]).isValid()
    entries = [
        page.list.model.index(n).data(page.list.model.EntryRole) for n in range(page.list.model.rowCount())
    ]
    assert [row.id for row in entries if isinstance(row, Row)] == ids


def test_every_control_is_named(page: JournalPage, services: Services, qtbot: QtBot) -> None:
    click_row(page, write(services, "Named").id, qtbot)
    nameless = [
        type(widget).__name__
        for kind in (QAbstractButton, QLineEdit, QTextEdit)
        for widget in page.findChildren(kind)
        if widget.isVisible() and not (widget.accessibleName() or getattr(widget, "text", str)())
    ]
    assert nameless == []
    assert QApplication.focusWidget() is not None
