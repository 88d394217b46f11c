"""After a lock no known word stands in a widget, a document, a model, a record in memory, or a file."""

from __future__ import annotations

import datetime as dt
import gc
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtGui import QClipboard, QGuiApplication, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.journal_dialogs import DIALOGS
from mentorjournal.gui.session import Session
from mentorjournal.model.record import Record
from mentorjournal.model.types import Goal, Insight, Person, Reflection, Resource, Tag
from mentorjournal.services.opening import create_services
from tests.gui.shell import BUILT, bury, search, texts

SECRET = "four calm otters"
WORDS = ("Quokka", "Zephyrine", "Marsupiale")


@pytest.fixture
def temp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for temporary files."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def told(words: Iterator[str]) -> list[str]:
    return [text for text in words if any(word in text for word in WORDS)]


def cells(model: QAbstractItemModel) -> Iterator[str]:
    """What a model says in each of its roles."""
    for row in range(model.rowCount(QModelIndex())):
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, *range(256, 270)):
            yield str(model.data(model.index(row, 0), role))


def everything() -> Iterator[str]:
    """Every text of every widget, document and model there is."""
    for top in QApplication.topLevelWidgets():
        yield from texts(top)
        yield from (document.toPlainText() for document in top.findChildren(QTextDocument))
        for model in top.findChildren(QAbstractItemModel):
            yield from cells(model)
        yield from (field.text() for field in top.findChildren(QLineEdit))
    yield QGuiApplication.clipboard().text()


def fill(path: Path) -> str:
    services = create_services(path, SECRET)
    today = dt.datetime.now().astimezone().date()
    tag = services.records.save(Tag(title="Quokka tag"))
    person = services.records.save(Person(title="Zephyrine Okafor", notes="Marsupiale matters"))
    services.records.save(Goal(title="Quokka goal", people=(person.id,), tags=(tag.id,)))
    services.records.save(Insight(title="Quokka insight", date=today))
    services.records.save(Resource(title="Quokka handbook"))
    entry = services.records.save(Reflection(title="Quokka entry", date=today, people=(person.id,)))
    services.journal.close()
    return entry.id


def test_a_walk_through_everything_leaves_nothing_behind_a_lock(
    qtbot: QtBot, session: Session, tmp_path: Path, temp: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: True)
    path = tmp_path / "mine.mentorjournal"
    entry = fill(path)
    assert session.open(path, SECRET)
    session._keepers.begin()
    for place in BUILT:
        session.window.go(place.key)
    session.window.open_document("portfolio")
    qtbot.waitUntil(lambda: not session.busy, timeout=30_000)
    session.window.open_record(entry)
    search(qtbot, session, "quokka ins", "Quokka insight")
    for found in DIALOGS:
        session.open_dialog(found.key)
    (note,) = session.window.findChildren(CaptureDialog)
    QTest.keyClicks(note.field, "action: Zephyrine again")
    QGuiApplication.clipboard().setText("Marsupiale, copied")
    session.window.top.search.setText("Quokka")
    assert len(told(everything())) > 20
    session.lock()
    qtbot.waitUntil(lambda: session.services is None, timeout=30_000)
    bury()
    assert told(everything()) == []
    del note
    gc.collect()
    kept = [type(item).__name__ for item in gc.get_objects() if isinstance(item, Record) and _known(item)]
    assert kept == []
    assert list(temp.iterdir()) == []
    files = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert path in files
    assert [file.name for file in files if any(word.encode() in file.read_bytes() for word in WORDS)] == []


def _known(record: Record) -> bool:
    return any(word in record.title for word in WORDS)
