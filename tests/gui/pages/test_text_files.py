"""Pictures and files that come into the texts of goals, insights, activities and the card on Today."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.journal_activity import ActivityView
from mentorjournal.gui.pages.journal_insight import InsightView
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.model.types import Activity, Goal, Insight
from mentorjournal.services.bundle import Services
from tests.gui.pages import goal_steps, journal_steps, today_steps

DAY = journal_steps.DAY
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    made = tmp_path / "notes.txt"
    made.write_text("what was seen", encoding="utf-8")
    return made


@pytest.fixture
def picture() -> Iterator[None]:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    QGuiApplication.clipboard().setImage(image)
    yield
    QGuiApplication.clipboard().clear()


def drop(target: QWidget, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), copy, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), copy, data, left, none))


def test_a_file_dropped_into_a_text_of_a_goal_is_attached_and_linked(
    context: Context, services: Services, qtbot: QtBot, paper: Path
) -> None:
    goal = goal_steps.aim(services)
    page = goal_steps.shown(context, qtbot)
    edit = page.view.texts["why"]
    assert isinstance(edit, MarkdownEdit)
    drop(edit.viewport(), paper)
    assert page.flush()
    (kept,) = services.attachments.of(goal.id)
    assert services.records.get(Goal, goal.id).why == f"[notes.txt](attachment:{kept.id})"


def test_a_picture_pasted_on_today_begins_an_entry_and_opens_from_there(
    context: Context, services: Services, qtbot: QtBot, picture: None
) -> None:
    page = today_steps.shown(context, qtbot)
    QTest.keyClick(page.write.field, Qt.Key.Key_V, CONTROL)
    assert page.flush()
    entry = journal_steps.newest(services)
    (kept,) = services.attachments.of(entry.id)
    assert f"(attachment:{kept.id})" in entry.sections[0].text
    page.write.field.link_activated.emit(f"attachment:{kept.id}")
    (dialog,) = page.findChildren(QDialog)
    assert dialog.windowTitle() == kept.title
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


@pytest.mark.parametrize("kind", [Insight, Activity])
def test_a_file_dropped_into_an_insight_or_activity_is_attached_and_linked(
    context: Context, services: Services, qtbot: QtBot, paper: Path, kind: type[Insight | Activity]
) -> None:
    record = services.records.save(kind(title="Ask early", date=DAY))
    page = journal_steps.shown(context, qtbot)
    assert page.show_record(record.id)
    view = page.desk.view
    assert isinstance(view, InsightView | ActivityView)
    drop(view.detail.viewport(), paper)
    assert page.flush()
    (kept,) = services.attachments.of(record.id)
    assert services.records.get(kind, record.id).detail == f"[notes.txt](attachment:{kept.id})"


def test_a_link_that_is_no_page_and_no_letter_is_not_opened(
    context: Context, services: Services, qtbot: QtBot
) -> None:
    goal_steps.aim(services)
    page = goal_steps.shown(context, qtbot)
    edit = page.view.texts["why"]
    assert isinstance(edit, MarkdownEdit)
    with qtbot.waitSignal(page.context.navigator.message) as told:
        edit.link_activated.emit("file:///etc/hosts")
    assert told.args == ["warn", "Nothing here can open file:///etc/hosts."]
