"""The check in the window, and the way out of a damaged journal: backup, or what can be read."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mentorjournal.gui.dialogs.check_journal import CheckJournalDialog
from mentorjournal.gui.dialogs.rescue import RescueDialog
from mentorjournal.gui.journal_dialogs import open_dialog
from mentorjournal.gui.session import Session
from mentorjournal.gui.watching_damage import WatchingDamage
from mentorjournal.model.types import Goal
from mentorjournal.services import checking
from mentorjournal.services.opening import create_services
from tests.gui.conftest import ContextMaker
from tests.gui.shell import dialog
from tests.storage.sample import PASSPHRASE
from tests.storage.test_damage import DATABASES, everything, roots, zero

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "mine.mentorjournal"
    shutil.copy(DATABASES / "schema-5.journal", path)
    return path


def check(qtbot: QtBot, session: Session) -> CheckJournalDialog:
    """The dialog, opened and done."""
    open_dialog(session.window, "check")
    found = dialog(qtbot, session, CheckJournalDialog)
    qtbot.waitUntil(lambda: not found.work.busy)
    return found


def test_a_sound_journal_is_called_sound_and_that_is_remembered(
    qtbot: QtBot, session: Session, stored: Path
) -> None:
    assert session.open(stored)
    found = check(qtbot, session)
    assert found.message.text() == "This journal is sound."
    assert "40 records were read" in found.findings.text()
    assert not found.rescue_button.isVisible()
    assert session.services is not None
    assert checking.last_sound(session.services.journal) is not None


def test_damage_is_said_and_the_rest_is_saved_and_opened(
    qtbot: QtBot, session: Session, stored: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    zero(stored, roots(stored, "")["search_data"])
    before = stored.read_bytes()
    assert session.open(stored)
    assert session.services is not None
    session._keepers.begin()
    assert "is damaged" in session.window.notice.text()
    QTest.mouseClick(session.window.notice._action, LEFT)
    found = dialog(qtbot, session, CheckJournalDialog)
    qtbot.waitUntil(lambda: bool(found.backup.text()))
    assert found.backup.text() == "No backup that opens was found on this computer."
    assert found.backups_button.isVisible()
    QTest.mouseClick(found.rescue_button, LEFT)
    rescue = dialog(qtbot, session, RescueDialog)
    target = stored.with_name("new.mentorjournal")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(rescue.work.done, timeout=20_000):
        QTest.mouseClick(rescue.save_button, LEFT)
    assert "Nothing is known to be missing." in rescue.message.text()
    QTest.mouseClick(rescue.open_button, LEFT)
    assert session.services.journal.path == target
    assert not session.services.journal.read_only_because
    assert stored.read_bytes() == before


@pytest.mark.usefixtures("usual_rounds")
def test_a_journal_that_does_not_open_leads_to_its_rescue(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, target = tmp_path / "mine.mentorjournal", tmp_path / "new.mentorjournal"
    shutil.copy(DATABASES / "schema-5-encrypted.journal", path)
    data = bytearray(path.read_bytes())
    data[300] ^= 1
    path.write_bytes(data)
    assert not session.open(path, PASSPHRASE)
    assert "damaged at its start" in session.window.notice.text()
    QTest.mouseClick(session.window.notice._action, LEFT)
    rescue = dialog(qtbot, session, RescueDialog)
    QTest.mouseClick(rescue.save_button, LEFT)
    assert "Give its passphrase first" in rescue.message.text()
    QTest.keyClicks(rescue.passphrase, PASSPHRASE)
    with qtbot.waitSignal(rescue.work.failed, timeout=20_000):
        QTest.mouseClick(rescue.restore_button, LEFT)
    assert "No backup of mine.mentorjournal that opens was found" in rescue.message.text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with qtbot.waitSignal(rescue.work.done, timeout=20_000):
        QTest.mouseClick(rescue.save_button, LEFT)
    QTest.mouseClick(rescue.open_button, LEFT)
    assert session.services is not None
    assert session.services.journal.path == target


def test_damage_deep_in_the_file_is_found_in_the_background_and_stops_writing(
    qtbot: QtBot, make_context: ContextMaker, tmp_path: Path, qapp: object
) -> None:
    made = create_services(tmp_path / "mine.mentorjournal")
    for number in range(3):
        made.records.save(Goal(title=f"Goal {number}", why="because " * 3_000))
    made.journal.close()
    path = made.journal.path
    known = set(roots(path, "").values())
    last = max(number for number in range(2, path.stat().st_size // 4096 + 1) if number not in known)
    zero(path, last)
    zero(path, last - 1)
    from mentorjournal.services.opening import open_services

    services = open_services(path)
    assert not services.journal.read_only_because
    context = make_context(services)
    told: list[str] = []
    context.navigator.way_told.connect(lambda _kind, text, _label, way: told.append(f"{way}: {text}"))
    keeper = WatchingDamage(context, context.tasks)
    with qtbot.waitSignal(keeper.looked):
        keeper.look()
    keeper.stop()
    assert services.journal.damaged
    assert [
        text.startswith("check: You can read, not write: mine.mentorjournal is damaged") for text in told
    ] == [True]
    before = everything(path)
    services.journal.close()
    after = everything(path)
    assert after[path.name] == before[path.name]


def test_text_that_cannot_be_saved_any_more_stays_until_it_was_said(
    qtbot: QtBot, session: Session, stored: Path
) -> None:
    assert session.open(stored)
    services = session.services
    assert services is not None
    goal = services.records.all(Goal)[0]
    session.window.open_record(goal.id)
    page: Any = session.window.page("goals")
    title = page.view.head.title
    title.setFocus()
    QTest.keyClicks(title, " more")
    services.journal.stop_writing("it is damaged.", damaged=True)
    assert not session.window.flush()
    assert "Copy the text elsewhere" in session.window.notice.text()
    assert "more" in title.value()
    assert session.window.flush()


def test_a_journal_that_cannot_even_show_today_is_closed_again_and_leads_to_its_rescue(
    qtbot: QtBot, session: Session, stored: Path
) -> None:
    zero(stored, roots(stored, "")["record_by_type"])
    before = everything(stored)
    assert not session.open(stored)
    assert session.services is None
    QTest.mouseClick(session.window.notice._action, LEFT)
    assert dialog(qtbot, session, RescueDialog).save_button.isEnabled()
    assert everything(stored)[stored.name] == before[stored.name]
