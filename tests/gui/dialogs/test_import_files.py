"""The import dialog: look first, import in one step, undo in one step, refuse in plain words."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.models.palette_model import PaletteModel
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.exporting import export_json
from mentorjournal.services.opening import create_services
from tests.gui.shell import bury, click, dialog, journal_of, keys, no_dialog, texts

JRNL = """[2026-03-02 09:15] Asked for the smaller aim. @thesis
Two pages instead of nine.

[2026-03-04 18:00] Silence worked.

[2026-03-09 07:30] Said no to the third committee.
"""


@pytest.fixture
def asked(qtbot: QtBot, session: Session, tmp_path: Path) -> ImportDialog:
    """The dialog over an empty journal."""
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.open_dialog("import")
    return dialog(qtbot, session, ImportDialog)


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    """A journal of three entries."""
    path = tmp_path / "notes.txt"
    path.write_text(JRNL, encoding="utf-8")
    return path


def look(qtbot: QtBot, asked: ImportDialog, path: Path) -> None:
    asked.look_at(path)
    qtbot.waitUntil(lambda: not asked.work.busy)


def listed(asked: ImportDialog) -> list[str]:
    model = asked.list.model()
    assert isinstance(model, PaletteModel)
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def entries(services: Services) -> list[str]:
    return sorted(entry.title for entry in services.records.all(Reflection))


def test_looking_lists_what_would_come_and_changes_nothing(
    qtbot: QtBot, session: Session, asked: ImportDialog, jrnl: Path
) -> None:
    assert not asked.import_button.isEnabled()
    look(qtbot, asked, jrnl)
    assert asked.counts.text() == "notes.txt, jrnl: 3 found, 3 new, 0 already there"
    assert asked.import_button.text() == "Import 3 entries"
    assert asked.import_button.isEnabled()
    assert any("Silence worked" in line and "4 Mar" in line for line in listed(asked))
    assert any("private" in text for text in texts(asked))
    assert journal_of(session).records.counts() == {}


def test_importing_is_one_step_that_one_undo_takes_back(
    qtbot: QtBot, session: Session, asked: ImportDialog, jrnl: Path
) -> None:
    look(qtbot, asked, jrnl)
    click(qtbot, asked, "Import 3 entries")
    qtbot.waitUntil(lambda: not asked.work.busy)
    assert asked.message.text() == "Imported 3 entries. Ctrl+Z takes them back."
    assert not asked.import_button.isEnabled()
    assert len(entries(journal_of(session))) == 3
    click(qtbot, asked, "Close")
    assert session.window.undo_action.text() == "Undo “Import 3 entries from notes.txt”"
    keys(qtbot, session, Qt.Key.Key_Z)
    assert entries(journal_of(session)) == []


def test_entries_that_are_there_are_not_offered_again(
    qtbot: QtBot, session: Session, asked: ImportDialog, jrnl: Path
) -> None:
    for _ in range(2):
        look(qtbot, asked, jrnl)
        if asked.import_button.isEnabled():
            click(qtbot, asked, "Import 3 entries")
            qtbot.waitUntil(lambda: not asked.work.busy)
    assert "0 new, 3 already there" in asked.counts.text()
    assert not asked.import_button.isEnabled()
    assert all("already there" in line for line in listed(asked))
    assert any("All of it is in this journal already" in text for text in texts(asked))
    jrnl.write_text(JRNL + "\n[2026-03-10 08:00] One more.\n", encoding="utf-8")
    look(qtbot, asked, jrnl)
    click(qtbot, asked, "Import 1 entry")
    qtbot.waitUntil(lambda: not asked.work.busy)
    assert asked.message.text() == "Imported 1 entry. Ctrl+Z takes it back."
    assert len(entries(journal_of(session))) == 4


def test_problems_stand_by_their_item_and_can_be_copied(
    qtbot: QtBot, asked: ImportDialog, tmp_path: Path
) -> None:
    folder = tmp_path / "vault"
    folder.mkdir()
    (folder / "good.md").write_text("---\ndate: 2026-03-02\n---\n# Good\n\nText.\n", encoding="utf-8")
    (folder / "broken.md").write_text("---\ndate: the day before\n---\n# Broken date\n", encoding="utf-8")
    look(qtbot, asked, folder)
    assert asked.problems.isVisible()
    assert "broken.md: " in asked.problems.toPlainText()
    assert "1 problem" in list(texts(asked))
    click(qtbot, asked, "Copy the list")
    assert QApplication.clipboard().text() == asked.problems.toPlainText()


def test_a_file_that_is_refused_is_told_in_the_words_of_the_refusal(
    qtbot: QtBot, session: Session, asked: ImportDialog, jrnl: Path, tmp_path: Path
) -> None:
    look(qtbot, asked, jrnl)
    other = tmp_path / "picture.png"
    other.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    look(qtbot, asked, other)
    assert asked.message.isVisible()
    assert "picture.png" in asked.message.text()
    assert not asked.import_button.isEnabled()
    assert asked.counts.isHidden()
    assert journal_of(session).records.counts() == {}
    look(qtbot, asked, jrnl)
    assert asked.message.isHidden()
    assert asked.import_button.isEnabled()


def test_a_dropped_file_is_looked_at(qtbot: QtBot, asked: ImportDialog, jrnl: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(jrnl))])
    nothing, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    centre = asked.rect().center()
    enter = QDragEnterEvent(centre, Qt.DropAction.CopyAction, data, left, nothing)
    QApplication.sendEvent(asked, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(asked, QDropEvent(QPointF(centre), Qt.DropAction.CopyAction, data, left, nothing))
    qtbot.waitUntil(lambda: asked.import_button.text() == "Import 3 entries")


def test_our_own_export_comes_back_with_its_counts(
    qtbot: QtBot, session: Session, asked: ImportDialog, tmp_path: Path
) -> None:
    other = create_services(tmp_path / "other.mentorjournal")
    other.records.save(Goal(title="Brought along", visibility="shared"))
    export_json(other.journal, tmp_path / "all.json")
    other.journal.close()
    look(qtbot, asked, tmp_path / "all.json")
    assert any("keeps who may see it" in text for text in texts(asked))
    click(qtbot, asked, "Import 1 record")
    qtbot.waitUntil(lambda: not asked.work.busy)
    assert [(goal.title, goal.visibility) for goal in journal_of(session).records.all(Goal)] == [
        ("Brought along", "shared")
    ]


def test_cancel_stops_and_changes_nothing(
    qtbot: QtBot, session: Session, asked: ImportDialog, jrnl: Path
) -> None:
    look(qtbot, asked, jrnl)
    assert session.window.context is not None
    held = threading.Event()
    # The one worker is busy with this, so that the import is still waiting when Cancel is pressed.
    session.window.context.tasks.start(lambda _: held.wait(10))
    click(qtbot, asked, "Import 3 entries")
    assert asked.work.isVisible()
    assert not asked.choose_file.isEnabled()
    assert not asked.import_button.isEnabled()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    held.set()
    qtbot.waitUntil(lambda: not asked.work.busy)
    assert asked.isVisible()
    assert "Nothing was changed" in asked.message.text()
    assert journal_of(session).records.counts() == {}
    assert asked.import_button.isEnabled()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert no_dialog(session, ImportDialog)
    bury()
    assert session.window.findChildren(ImportDialog) == []


def test_progress_is_told_and_stops_where_it_is_cancelled(
    qtbot: QtBot, asked: ImportDialog, tmp_path: Path
) -> None:
    path = tmp_path / "long.txt"
    path.write_text(
        "".join(f"[2026-03-02 09:{n % 60:02}] Entry {n}.\n\n" for n in range(4000)), encoding="utf-8"
    )
    look(qtbot, asked, path)
    seen: list[int] = []
    asked.work.bar.valueChanged.connect(seen.append)
    asked.work.bar.valueChanged.connect(lambda value: asked.work.cancel() if value > 1000 else None)
    failures: list[JournalError] = []
    asked.work.failed.connect(failures.append)
    click(qtbot, asked, "Import 4000 entries")
    qtbot.waitUntil(lambda: not asked.work.busy, timeout=20_000)
    assert len(seen) > 5
    assert failures
    assert asked._context.services.records.counts() == {}


def test_a_read_only_journal_says_that_nothing_can_be_added(session: Session, tmp_path: Path) -> None:
    holder = create_services(tmp_path / "held.mentorjournal")
    assert session.open(tmp_path / "held.mentorjournal")
    session.open_dialog("import")
    assert no_dialog(session, ImportDialog)
    assert "An import cannot be added" in session.window.toast.text()
    holder.journal.close()
