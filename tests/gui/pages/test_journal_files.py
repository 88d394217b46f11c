"""Pictures and files that come into an entry by paste and drop."""

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
from mentorjournal.gui.pages.journal import JournalPage
from mentorjournal.gui.pages.journal_entry import EntryView
from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit
from mentorjournal.model.rows import Filter
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(context: Context, qtbot: QtBot) -> Iterator[JournalPage]:
    made = JournalPage(context)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.new_entry()
    yield made
    made.flush()
    QGuiApplication.clipboard().clear()


def field(page: JournalPage) -> MarkdownEdit:
    assert isinstance(page.desk.view, EntryView)
    return page.desk.view.sections.editors()[0]


def picture() -> QImage:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    return image


def kept(services: Services) -> Reflection:
    rows = services.timeline.page(Filter(), None, 1)
    return services.records.get(Reflection, rows[0].id)


def drop(target: QWidget, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none))
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


def test_a_pasted_picture_is_kept_and_linked_at_the_cursor(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    editor = field(page)
    QTest.keyClicks(editor, "The slide:")
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert page.flush()
    entry = kept(services)
    (attachment,) = services.attachments.of(entry.id)
    assert attachment.media_type == "image/png"
    assert QImage.fromData(services.attachments.read(attachment.id)).size() == picture().size()
    assert entry.sections[0].text.startswith("The slide:\n![")
    assert f"(attachment:{attachment.id})" in entry.sections[0].text


def test_a_picture_pasted_into_a_new_entry_makes_it_worth_keeping(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(field(page), Qt.Key.Key_V, CONTROL)
    assert page.flush()
    assert len(services.attachments.of(kept(services).id)) == 1
    assert page.inspector.record_id == kept(services).id


def test_a_dropped_file_is_attached_and_linked(
    page: JournalPage, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    notes = tmp_path / "field notes.txt"
    notes.write_text("what was seen", encoding="utf-8")
    drop(field(page).viewport(), [notes])
    assert page.flush()
    entry = kept(services)
    (attachment,) = services.attachments.of(entry.id)
    assert services.attachments.read(attachment.id) == b"what was seen"
    assert entry.sections[0].text == f"[field notes.txt](attachment:{attachment.id})"


def test_a_file_goes_to_the_field_it_is_dropped_on(
    page: JournalPage, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    page.new_entry("what_so_what")
    notes = tmp_path / "notes.txt"
    notes.write_text("x", encoding="utf-8")
    assert isinstance(page.desk.view, EntryView)
    drop(page.desk.view.sections.editors()[1].viewport(), [notes])
    assert page.flush()
    assert ["attachment:" in part.text for part in kept(services).sections] == [False, True, False]


def test_what_is_called_a_picture_and_is_none_is_refused_in_plain_words(
    page: JournalPage, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    editor = field(page)
    QTest.keyClicks(editor, "Before")
    false = tmp_path / "holiday.png"
    false.write_bytes(b"not a picture at all")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(false))])
    QGuiApplication.clipboard().setMimeData(data)
    with qtbot.waitSignal(page.context.navigator.message) as told:
        QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    assert told.args == [
        "error",
        "holiday.png is called a picture but cannot be read as one. Nothing was attached.",
    ]
    assert editor.value() == "Before"
    assert page.flush()
    assert services.attachments.of(kept(services).id) == ()


def test_a_file_that_is_gone_is_told_and_the_others_come_in(
    page: JournalPage, services: Services, qtbot: QtBot, tmp_path: Path
) -> None:
    there = tmp_path / "there.txt"
    there.write_text("x", encoding="utf-8")
    with qtbot.waitSignal(page.context.navigator.message) as told:
        drop(field(page).viewport(), [tmp_path / "gone.txt", there])
    assert told.args[0] == "error"
    assert "gone.txt" in told.args[1]
    assert page.flush()
    assert [item.title for item in services.attachments.of(kept(services).id)] == ["there.txt"]


def test_following_the_link_of_a_picture_shows_it(
    page: JournalPage, services: Services, qtbot: QtBot
) -> None:
    editor = field(page)
    QGuiApplication.clipboard().setImage(picture())
    QTest.keyClick(editor, Qt.Key.Key_V, CONTROL)
    page.flush()
    (attachment,) = services.attachments.of(kept(services).id)
    editor.link_activated.emit(f"attachment:{attachment.id}")
    (dialog,) = page.findChildren(QDialog)
    assert dialog.windowTitle() == attachment.title
    assert dialog.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
