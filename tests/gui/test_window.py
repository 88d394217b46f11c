"""The window: its settings, its size, what it does with errors, and that it never closes over unsaved text."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from mentorjournal import settings as preferences
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.pages.today import TodayPage
from mentorjournal.gui.session import Session
from mentorjournal.gui.theme import active_scale, active_theme
from mentorjournal.model.types import Goal, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from tests.gui.conftest import SessionMaker
from tests.gui.shell import click, dialog, keys, texts, today


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """An empty journal in the window."""
    create_services(tmp_path / "mine.mentorjournal").journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    return session.services


def choose(qtbot: QtBot, field: QComboBox, label: str) -> None:
    """Pick an entry of a list by typing its first letters and Return."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Space)
    view = field.view()
    qtbot.waitUntil(view.isVisible)
    row = field.findText(label)
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(field.model().index(row, 0)).center()
    )


def test_theme_and_text_size_change_at_once_and_survive_a_restart(
    qtbot: QtBot, make_session: SessionMaker
) -> None:
    session = make_session()
    session.themes.set_choice("light")
    session.show_settings()
    asked = dialog(qtbot, session, SettingsDialog)
    small = session.window.rail.width()
    choose(qtbot, asked.theme, "Dark")
    assert active_theme().scheme == "dark"
    choose(qtbot, asked.scale, "150 %")
    assert active_scale() == 1.5
    assert session.window.rail.width() == round(small * 1.5)
    click(qtbot, asked, "Letter")
    click(qtbot, asked, "Done")
    kept = preferences.load()
    assert (kept.theme, kept.text_scale, kept.paper) == ("dark", 1.5, "letter")
    session.window.close()
    session.themes.wear("light", 1.0)
    make_session()
    assert active_theme().scheme == "dark"
    assert active_scale() == 1.5


def test_the_name_in_the_settings_stands_in_the_rail(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    session.show_settings()
    asked = dialog(qtbot, session, SettingsDialog)
    asked.name.setFocus()
    QTest.keyClicks(asked.name, "Ilse Brandt")
    click(qtbot, asked, "Mentor")
    click(qtbot, asked, "Done")
    assert (opened.profile.owner().name, opened.profile.owner().role) == ("Ilse Brandt", "mentor")
    assert "Ilse Brandt" in list(texts(session.window.rail))


def test_size_and_title_stay(qtbot: QtBot, make_session: SessionMaker) -> None:
    session = make_session()
    assert session.window.windowTitle().startswith("Mentor Journal")
    # The offscreen screen is small, and a window is not restored larger than the screen.
    session.window.resize(QSize(700, 520))
    size = session.window.size()
    session.window.close()
    again = make_session()
    assert again.window.size() == size


def test_a_note_in_the_corner_says_when_it_was_saved(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    opened.records.save(Goal(title="Plan"))
    assert session.window.line.saved_text().startswith("Saved ")


@pytest.mark.qt_no_exception_capture
def test_an_error_in_a_slot_is_told_and_the_window_lives(
    qtbot: QtBot, session: Session, opened: Services, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        text_of_the_journal = "Quokka was mentioned"
        raise ValueError(text_of_the_journal)

    assert sys.excepthook == session._hook._caught
    QTimer.singleShot(0, session.window, fail)
    notice = session.window.notice
    qtbot.waitUntil(notice.isVisible)
    assert "Your journal is safe" in notice.text()
    click(qtbot, notice, "Copy details")
    copied = QApplication.clipboard().text()
    assert "ValueError" in copied
    assert "fail" in copied
    assert "Quokka" not in copied
    assert "Quokka" not in capsys.readouterr().err
    keys(qtbot, session, Qt.Key.Key_2)
    assert session.window.place == "journal"
    opened.records.save(Goal(title="Still writing"))


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
