"""The export dialog writes all of the journal, or nothing."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.export_everything import ExportDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services
from tests.gui.shell import bury, button, dialog, journal_of, texts


@pytest.fixture
def asked(qtbot: QtBot, session: Session, tmp_path: Path) -> ExportDialog:
    """The dialog over a journal with a private goal and one in the trash."""
    services = create_services(tmp_path / "mine.mentorjournal")
    services.records.save(Goal(title="Kept"))
    services.records.trash(services.records.save(Goal(title="Trashed")).id)
    services.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.open_dialog("export")
    return dialog(qtbot, session, ExportDialog)


def export(qtbot: QtBot, asked: ExportDialog, target: Path) -> None:
    asked.export_to(target)
    qtbot.waitUntil(lambda: not asked.work.busy)


def test_it_says_that_private_text_is_in_it(asked: ExportDialog) -> None:
    said = " ".join(texts(asked))
    assert "private and confidential" in said
    assert "not encrypted" in said


@pytest.mark.parametrize("name", ["all.json", "all"])
def test_everything_is_written_to_a_file_or_a_folder(
    qtbot: QtBot, asked: ExportDialog, tmp_path: Path, name: str
) -> None:
    target = tmp_path / name
    export(qtbot, asked, target)
    written = target if target.is_file() else next(target.glob("*.json"))
    text = written.read_text(encoding="utf-8")
    json.loads(text)
    assert "Kept" in text
    assert "Trashed" in text
    assert "Exported 2 records and 0 files" in asked.message.text()
    assert button(asked, "Show it").isVisible()


def test_an_earlier_export_gives_way_and_anything_else_does_not(
    qtbot: QtBot, session: Session, asked: ExportDialog, tmp_path: Path
) -> None:
    export(qtbot, asked, tmp_path / "all")
    journal_of(session).records.save(Goal(title="Later"))
    export(qtbot, asked, tmp_path / "all")
    assert any("Later" in path.read_text(encoding="utf-8") for path in (tmp_path / "all").glob("*.json"))
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.txt").write_text("mine")
    export(qtbot, asked, tmp_path / "photos")
    assert "was left as it is" in asked.message.text()
    assert (tmp_path / "photos" / "one.txt").read_text() == "mine"


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, asked: ExportDialog, tmp_path: Path) -> None:
    export(qtbot, asked, tmp_path / "nowhere" / "all.json")
    assert "There is no folder" in asked.message.text()
    assert asked.export_button.isEnabled()


def test_cancel_leaves_no_file(qtbot: QtBot, session: Session, asked: ExportDialog, tmp_path: Path) -> None:
    assert session.window.context is not None
    before = {path.name for path in tmp_path.iterdir()}
    held = threading.Event()
    session.window.context.tasks.start(lambda _: held.wait(10))
    asked.export_to(tmp_path / "all.json")
    assert asked.work.isVisible()
    QTest.mouseClick(asked.work.stop, Qt.MouseButton.LeftButton)
    held.set()
    qtbot.waitUntil(lambda: not asked.work.busy)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert asked.message.isVisible()
    assert asked.export_button.isEnabled()


def test_cancel_in_the_middle_leaves_no_file(
    qtbot: QtBot, session: Session, asked: ExportDialog, tmp_path: Path
) -> None:
    with journal_of(session).journal.writing("Many", kind="import") as change:
        for number in range(3000):
            change.put(Goal(title=f"Goal {number}"))
    before = {path.name for path in tmp_path.iterdir()}
    asked.work.bar.valueChanged.connect(lambda value: asked.work.cancel() if value > 100 else None)
    asked.export_to(tmp_path / "all.json")
    qtbot.waitUntil(lambda: not asked.work.busy, timeout=20_000)
    assert "The export was stopped" in asked.message.text()
    assert {path.name for path in tmp_path.iterdir()} == before


def test_it_is_freed_when_closed(session: Session, asked: ExportDialog) -> None:
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    bury()
    assert session.window.findChildren(ExportDialog) == []
