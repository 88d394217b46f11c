"""The export dialog: a format, how much leaves, and a file or folder that is whole or not there."""

from __future__ import annotations

import datetime as dt
import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal import settings
from mentorjournal.gui.dialogs.take_away import TakeAwayDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal, Manifest
from mentorjournal.services.opening import create_services
from mentorjournal.services.taking_away import FORMATS
from tests.gui.conftest import SessionMaker
from tests.gui.shell import bury, button, dialog, journal_of, texts

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def asked(qtbot: QtBot, session: Session, tmp_path: Path) -> TakeAwayDialog:
    """The dialog over a journal with a private goal, one that may be shown, and one in the trash."""
    services = create_services(tmp_path / "mine.mentorjournal")
    services.records.save(Goal(title="Kept"))
    services.records.save(Goal(title="Shown", visibility="exportable", date=dt.date(2026, 3, 1)))
    services.records.trash(services.records.save(Goal(title="Trashed")).id)
    services.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.open_dialog("export")
    return dialog(qtbot, session, TakeAwayDialog)


def export(qtbot: QtBot, asked: TakeAwayDialog, target: Path) -> None:
    asked.export_to(target)
    qtbot.waitUntil(lambda: not asked.work.busy, timeout=30_000)


def everything(asked: TakeAwayDialog) -> None:
    QTest.mouseClick(button(asked, "Everything, for me"), LEFT)


def test_it_begins_with_what_may_be_shown_and_warns_of_everything(asked: TakeAwayDialog) -> None:
    assert asked.choice().scope == "shareable"
    assert "Private and shared records stay here" in " ".join(texts(asked))
    everything(asked)
    said = " ".join(texts(asked))
    assert "private and confidential" in said
    assert "not encrypted" in said
    assert asked.choice().scope == "everything"


def test_a_window_that_only_reads_says_that_nothing_notes_it(
    asked: TakeAwayDialog, qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    assert "The journal notes what left." in " ".join(texts(asked))
    asked.reject()
    bury()
    holder = create_services(tmp_path / "held.mentorjournal")
    holder.records.save(Goal(title="Shown", visibility="exportable"))
    assert session.open(tmp_path / "held.mentorjournal")
    session.open_dialog("export")
    reading = dialog(qtbot, session, TakeAwayDialog)
    assert "nothing will note what left" in " ".join(texts(reading))
    export(qtbot, reading, tmp_path / "page.json")
    assert "Exported 1 record" in " ".join(texts(reading))
    assert "Nothing notes that it left" in " ".join(texts(reading))
    assert holder.records.all(Manifest) == ()
    holder.journal.close()


def test_every_format_is_reached_by_the_arrow_keys_and_says_what_it_cannot_hold(
    asked: TakeAwayDialog,
) -> None:
    asked.format.list.setFocus()
    for known in FORMATS:
        assert asked.format.value() == known
        assert known.says in asked.format.said()
        assert known.loses in asked.format.said()
        assert asked.scope.kinds.isHidden() == bool(known.types)
        QTest.keyClick(asked.format.list, Qt.Key.Key_Down)


def test_only_what_may_be_shown_leaves_and_what_stays_is_told(
    qtbot: QtBot, asked: TakeAwayDialog, tmp_path: Path
) -> None:
    asked.format.set_value("html")
    export(qtbot, asked, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Shown" in page
    assert "Kept" not in page
    assert "Exported 1 record and 0 files" in asked.message.text()
    assert "Stayed behind: 1 private" in asked.message.text()
    assert button(asked, "Show it").isVisible()


@pytest.mark.parametrize("name", ["all.json", "all"])
def test_everything_is_written_to_a_file_or_a_folder(
    qtbot: QtBot, asked: TakeAwayDialog, tmp_path: Path, name: str
) -> None:
    everything(asked)
    target = tmp_path / name
    export(qtbot, asked, target)
    written = target if target.is_file() else next(target.glob("*.json"))
    text = written.read_text(encoding="utf-8")
    json.loads(text)
    assert all(title in text for title in ("Kept", "Shown", "Trashed"))
    assert "Exported 3 records and 0 files" in asked.message.text()


def test_days_and_kinds_narrow_it(qtbot: QtBot, asked: TakeAwayDialog, tmp_path: Path) -> None:
    everything(asked)
    assert asked.shape.isVisible()
    QTest.mouseClick(asked.scope.fold.head, LEFT)
    QTest.mouseClick(button(asked, "Meetings"), LEFT)
    assert not asked.shape.isVisible()
    export(qtbot, asked, tmp_path / "part.json")
    assert "There is nothing of this" in asked.message.text()
    QTest.mouseClick(button(asked, "Meetings"), LEFT)
    asked.scope.until.setFocus()
    QTest.keyClicks(asked.scope.until, "31 Mar 2026")
    QTest.keyClick(asked.scope.until, Qt.Key.Key_Tab)
    export(qtbot, asked, tmp_path / "part.json")
    text = (tmp_path / "part.json").read_text(encoding="utf-8")
    assert "Shown" in text
    assert "Kept" not in text


def test_a_day_that_is_none_keeps_it_from_exporting(asked: TakeAwayDialog, tmp_path: Path) -> None:
    QTest.mouseClick(asked.scope.fold.head, LEFT)
    asked.scope.since.setFocus()
    QTest.keyClicks(asked.scope.since, "soon-ish")
    QTest.keyClick(asked.scope.since, Qt.Key.Key_Tab)
    assert not asked.export_button.isEnabled()
    asked.export_to(tmp_path / "none.json")
    assert not asked.work.busy
    assert "not a date" in " ".join(texts(asked))


def test_the_button_asks_where_to_and_gives_the_ending(
    qtbot: QtBot, asked: TakeAwayDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "page"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    asked.format.set_value("html")
    QTest.mouseClick(asked.export_button, LEFT)
    qtbot.waitUntil(lambda: not asked.work.busy, timeout=30_000)
    assert (tmp_path / "page.html").is_file()
    asked.format.set_value("markdown")
    for _ in range(2):
        QTest.mouseClick(asked.export_button, LEFT)
        qtbot.waitUntil(lambda: not asked.work.busy, timeout=30_000)
    folders = sorted(path.name for path in tmp_path.glob("mine 20*") if path.is_dir())
    assert len(folders) == 2
    assert folders[1] == f"{folders[0]} 2"


def test_an_earlier_export_gives_way_and_anything_else_does_not(
    qtbot: QtBot, session: Session, asked: TakeAwayDialog, tmp_path: Path
) -> None:
    everything(asked)
    export(qtbot, asked, tmp_path / "all")
    journal_of(session).records.save(Goal(title="Later"))
    export(qtbot, asked, tmp_path / "all")
    assert any("Later" in path.read_text(encoding="utf-8") for path in (tmp_path / "all").glob("*.json"))
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "one.txt").write_text("mine")
    export(qtbot, asked, tmp_path / "photos")
    assert "was left as it is" in asked.message.text()
    assert (tmp_path / "photos" / "one.txt").read_text() == "mine"


def test_what_left_is_noted_in_the_journal(
    qtbot: QtBot, session: Session, asked: TakeAwayDialog, tmp_path: Path
) -> None:
    asked.format.set_value("markdown")
    export(qtbot, asked, tmp_path / "notes")
    (noted,) = journal_of(session).records.all(Manifest)
    assert noted.title == "Markdown folder: only what may be shown"
    assert [part.text for part in noted.items if part.heading == "Goal"] == ["Shown"]


def test_a_folder_that_is_not_there_is_told(qtbot: QtBot, asked: TakeAwayDialog, tmp_path: Path) -> None:
    export(qtbot, asked, tmp_path / "nowhere" / "all.json")
    assert "There is no folder" in asked.message.text()
    assert asked.export_button.isEnabled()


def test_cancel_leaves_no_file(qtbot: QtBot, session: Session, asked: TakeAwayDialog, tmp_path: Path) -> None:
    assert session.window.context is not None
    before = {path.name for path in tmp_path.iterdir()}
    held = threading.Event()
    session.window.context.tasks.start(lambda _: held.wait(10))
    asked.export_to(tmp_path / "all.json")
    assert asked.work.isVisible()
    QTest.mouseClick(asked.work.stop, LEFT)
    held.set()
    qtbot.waitUntil(lambda: not asked.work.busy)
    assert {path.name for path in tmp_path.iterdir()} == before
    assert asked.message.isVisible()
    assert asked.export_button.isEnabled()


def test_cancel_in_the_middle_leaves_no_folder(
    qtbot: QtBot, session: Session, asked: TakeAwayDialog, tmp_path: Path
) -> None:
    with journal_of(session).journal.writing("Many", kind="import") as change:
        for number in range(800):
            change.put(Goal(title=f"Goal {number}"))
    everything(asked)
    asked.format.set_value("markdown")
    before = {path.name for path in tmp_path.iterdir()}
    asked.work.bar.valueChanged.connect(lambda value: asked.work.cancel() if value > 50 else None)
    asked.export_to(tmp_path / "all")
    qtbot.waitUntil(lambda: not asked.work.busy, timeout=20_000)
    assert "The export was stopped" in asked.message.text()
    assert {path.name for path in tmp_path.iterdir()} == before


def test_it_is_freed_when_closed(session: Session, asked: TakeAwayDialog) -> None:
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    bury()
    assert session.window.findChildren(TakeAwayDialog) == []


def test_the_chosen_format_is_in_sight_at_twice_the_size(
    qtbot: QtBot, make_session: SessionMaker, tmp_path: Path
) -> None:
    settings.save(settings.Settings(text_scale=2.0))
    session = make_session()
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    session.window.resize(1366, 768)
    session.open_dialog("export")
    asked = dialog(qtbot, session, TakeAwayDialog)
    listed = asked.format.list
    listed.setFocus()
    assert not listed.visibleRegion().contains(listed.visualRect(listed.model().index(len(FORMATS) - 1, 0)))
    for _ in FORMATS:
        QTest.keyClick(listed, Qt.Key.Key_Down)
    last = listed.visualRect(listed.currentIndex())
    assert asked.format.value() == FORMATS[-1]
    assert listed.visibleRegion().intersected(last).boundingRect().height() == last.height()
