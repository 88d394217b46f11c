"""Nothing typed is lost: the window and its dialogs stay open over what could not be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.capture import Capture
from mentorjournal.services.opening import create_services, open_services
from tests.gui.conftest import SessionMaker
from tests.gui.shell import click, dialog, keys, no_dialog, today


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """An empty journal in the window."""
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    return session.services


Disk = Callable[[bool], None]


@pytest.fixture
def fill_disk(opened: Services) -> Iterator[Disk]:
    """`fill_disk(True)` lets the file grow no page more; `fill_disk(False)` makes room again."""
    engine = opened.journal._engine
    full = False

    def limit(raw: object, *_: object) -> None:
        # A limit below the present size is taken as the present size.
        raw.execute(f"PRAGMA max_page_count = {1 if full else 4_294_967_294}")  # type: ignore[attr-defined]

    def turn(on: bool) -> None:
        nonlocal full
        full = on

    event.listen(engine, "checkout", limit)
    yield turn
    event.remove(engine, "checkout", limit)


LONG = "All of this must stay. " * 400


def type_long_text(page: TodayPage) -> None:
    """As pasting does: more than the free pages of the file can take."""
    page.write.field.setFocus()
    page.write.field.insertPlainText(LONG)


def kept_texts(services: Services) -> list[str]:
    return [entry.sections[0].text for entry in services.records.all(Reflection)]


def test_a_full_disk_keeps_the_text_says_so_and_saves_later(
    qtbot: QtBot, session: Session, opened: Services, fill_disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = today(session)
    fill_disk(True)
    type_long_text(page)
    saver = page.write.findChild(Autosaver)
    assert isinstance(saver, Autosaver)
    with qtbot.waitSignal(saver.failed, timeout=10_000):
        pass
    assert "disk is full" in session.window.notice.text()
    assert "Your text stays here" in session.window.notice.text()
    assert session.window.notice.isVisible()
    assert page.write.field.value() == LONG
    assert saver.pending
    assert kept_texts(opened) == []
    QTest.keyClicks(page.write.field, "x")
    fill_disk(False)
    with qtbot.waitSignal(saver.saved, timeout=20_000):
        pass
    assert kept_texts(opened) == [LONG + "x"]
    assert session.window.notice.isHidden()


def test_a_window_with_text_that_cannot_be_saved_stays_open(
    qtbot: QtBot, session: Session, opened: Services, fill_disk: Disk, tmp_path: Path
) -> None:
    page = today(session)
    fill_disk(True)
    type_long_text(page)
    session.window.go("journal")
    assert not session.window.close()
    assert session.window.isVisible()
    assert "This stays open" in session.window.notice.text()
    create_services(tmp_path / "other.mentorjournal").journal.close()
    assert not session.open(tmp_path / "other.mentorjournal")
    assert session.services is opened
    assert page.write.field.value() == LONG
    fill_disk(False)
    assert session.window.close()
    with create_services(tmp_path / "third.mentorjournal").journal:
        pass
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    assert kept_texts(session.services) == [LONG]


def test_closing_saves_what_was_typed_a_moment_ago(
    qtbot: QtBot, session: Session, opened: Services, tmp_path: Path
) -> None:
    field = today(session).write.field
    field.setFocus()
    QTest.keyClicks(field, "The last words")
    assert session.window.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    assert kept_texts(session.services) == ["The last words"]


def test_a_window_whose_saving_fails_in_an_unforeseen_way_stays_open(
    session: Session, opened: Services, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    create_services(tmp_path / "other.mentorjournal").journal.close()
    field = today(session).write.field
    field.setFocus()
    QTest.keyClicks(field, "The last words")

    def fail(*_: object, **__: object) -> None:
        raise ValueError("nobody thought of this")

    with monkeypatch.context() as broken:
        broken.setattr(type(opened.records), "save", fail)
        broken.setattr(type(opened.records), "amend", fail)
        with pytest.raises(ValueError, match="nobody thought"):
            session.window.close()
        with pytest.raises(ValueError, match="nobody thought"):
            session.open(tmp_path / "other.mentorjournal")
    assert session.window.isVisible()
    assert session.services is opened
    with open_services(tmp_path / "other.mentorjournal").journal as other:
        assert not other.read_only_because
    assert field.value() == "The last words"
    assert session.window.close()


def test_a_quick_note_that_cannot_be_kept_stays_open(
    qtbot: QtBot, session: Session, opened: Services, fill_disk: Disk, tmp_path: Path
) -> None:
    keys(qtbot, session, Qt.Key.Key_N)
    note = dialog(qtbot, session, CaptureDialog)
    fill_disk(True)
    note.field.insertPlainText(LONG)
    QTest.keyClick(note.field, Qt.Key.Key_Escape)
    assert note.isVisible()
    assert "your words are not lost" in note.message.text()
    assert not session.window.close()
    assert session.services is opened
    assert note.field.toPlainText() == LONG
    fill_disk(False)
    assert session.window.close()
    with open_services(tmp_path / "mine.mentorjournal").journal as journal:
        assert Capture(journal).draft() == LONG


def test_an_empty_quick_note_closes_though_nothing_can_be_written(
    qtbot: QtBot, session: Session, opened: Services, fill_disk: Disk
) -> None:
    keys(qtbot, session, Qt.Key.Key_N)
    note = dialog(qtbot, session, CaptureDialog)
    fill_disk(True)
    note.field.insertPlainText(LONG)
    note.field.clear()
    QTest.keyClick(note.field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: no_dialog(session, CaptureDialog))


def test_settings_that_cannot_be_kept_stay_open(
    qtbot: QtBot, session: Session, opened: Services, fill_disk: Disk
) -> None:
    session.show_settings()
    asked = dialog(qtbot, session, SettingsDialog)
    fill_disk(True)
    asked.owner.name.setText("Ilse " * 4_000)
    asked.owner.name.edited.emit(asked.owner.name.value())
    click(qtbot, asked, "Done")
    assert asked.isVisible()
    assert "disk is full" in asked.message.text()
    fill_disk(False)
    click(qtbot, asked, "Done")
    assert opened.profile.owner().name.startswith("Ilse")


def test_a_window_that_can_only_read_always_closes(
    session: Session, tmp_path: Path, make_session: SessionMaker
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    session.open(path)
    second = make_session()
    second.open(path)
    field = today(second).write.field
    field.setReadOnly(False)
    field.setFocus()
    QTest.keyClicks(field, "Typed where nothing can be kept")
    assert second.window.close()
    assert second.services is None
