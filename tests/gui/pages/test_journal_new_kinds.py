"""New insights and activities in the journal: begun from the menu or a command, kept once typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_activity import ActivityView
from mentorjournal.gui.pages.journal_insight import InsightView
from mentorjournal.model.types import Activity, Insight
from mentorjournal.services.bundle import Services
from tests.gui.pages.journal_steps import DAY, LEFT, shown


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> JournalPage:
    return shown(context, qtbot)


def choose(page: JournalPage, text: str) -> None:
    menu = page.list.templates_menu()
    menu.aboutToShow.emit()
    next(action for action in menu.actions() if action.text() == text).trigger()


def run(page: JournalPage, text: str) -> None:
    next(command for command in page.commands() if command.text == text).run()


def test_a_new_insight_from_the_menu_is_kept_with_its_first_words(
    page: JournalPage, services: Services
) -> None:
    choose(page, "New insight")
    view = page.desk.view
    assert isinstance(view, InsightView)
    assert not view.chain.buttons["action"].isEnabled()
    assert services.records.all(Insight) == ()
    QTest.keyClicks(view.title, "Ask early")
    assert page.flush()
    (kept,) = services.records.all(Insight)
    assert (kept.title, kept.date) == ("Ask early", DAY)
    QTest.mouseClick(view.chain.buttons["action"], LEFT)
    assert [owned.item.title for owned in services.actions.following(kept.id)] == ["Ask early"]


def test_a_new_activity_by_command_is_kept_with_nothing_but_its_hours(
    page: JournalPage, services: Services
) -> None:
    run(page, "New activity")
    view = page.desk.view
    assert isinstance(view, ActivityView)
    view.hours.setFocus()
    QTest.keyClicks(view.hours, "2")
    QTest.keyClick(view.hours, Qt.Key.Key_Return)
    (kept,) = services.records.all(Activity)
    assert (kept.hours, kept.date) == (2, DAY)
    assert page.inspector.record_id == kept.id


def test_what_was_begun_and_left_empty_is_not_kept(page: JournalPage, services: Services) -> None:
    run(page, "New insight")
    run(page, "New activity")
    view = page.desk.view
    assert isinstance(view, ActivityView)
    QTest.keyClicks(view.title, "x")
    QTest.keyClick(view.title, Qt.Key.Key_Backspace)
    run(page, "New entry")
    assert page.flush()
    assert services.records.all(Insight) == ()
    assert services.records.all(Activity) == ()


def test_a_file_attached_first_keeps_a_new_insight(
    page: JournalPage, services: Services, tmp_path: Path
) -> None:
    paper = tmp_path / "notes.txt"
    paper.write_text("x", encoding="utf-8")
    run(page, "New insight")
    view = page.desk.view
    assert isinstance(view, InsightView)
    view.detail.files_dropped.emit([str(paper)])
    assert page.flush()
    (kept,) = services.records.all(Insight)
    assert [item.title for item in services.attachments.of(kept.id)] == ["notes.txt"]
