"""The window: its settings, its size, what it does with errors, and that it never closes over unsaved text."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from mentorjournal import app
from mentorjournal import settings as preferences
from mentorjournal.gui.actions import PLACES
from mentorjournal.gui.dialogs.settings import SettingsDialog
from mentorjournal.gui.session import Session
from mentorjournal.gui.theme import active_scale, active_theme
from mentorjournal.model.types import Goal, Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services
from tests.gui.conftest import SessionMaker
from tests.gui.shell import bury, click, dialog, keys, texts


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
    choose(qtbot, asked.look.theme, "Dark")
    assert active_theme().scheme == "dark"
    choose(qtbot, asked.look.scale, "150 %")
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
    asked.owner.name.setFocus()
    QTest.keyClicks(asked.owner.name, "Ilse Brandt")
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
    assert any(text.startswith("Saved ") for text in texts(session.window.line))


def test_the_places_and_views_of_a_closed_journal_hear_no_theme_any_more(
    opened: Services, session: Session
) -> None:
    for place in PLACES:
        session.window.go(place.key)
        for view in place.views:
            session.window.open_view("", view)
    assert session.close_journal()
    bury()
    session.themes.wear("dark", 1.5)
    assert active_theme().scheme == "dark"


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


@pytest.mark.qt_no_exception_capture
def test_an_unexpected_error_is_written_down_once_and_never_quotes_the_journal(
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    make_session: SessionMaker,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(sys, "excepthook", app.unexpected)
    session = make_session()

    def fail() -> None:
        raise ValueError("Quokka was mentioned")

    QTimer.singleShot(0, session.window, fail)
    qtbot.waitUntil(session.window.notice.isVisible)
    written = preferences.log_path().read_text("utf-8")
    assert written.count("ValueError") == 1
    assert " fail" in written
    assert caplog.records == []
    said = capsys.readouterr().err
    assert said.count("ValueError") == 1
    assert "Quokka" not in written + said
    session.window.close()


def test_an_autosave_counts_and_reads_nothing_that_it_cannot_have_changed(
    session: Session, opened: Services
) -> None:
    entry = opened.records.save(Reflection(title="A day"))
    asked: list[str] = []

    def heard(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement.lower())

    engine = opened.journal._engine
    session.window.go("reports")
    event.listen(engine, "before_cursor_execute", heard)
    opened.records.amend(entry.id, {"title": "Another day"}, sitting=True)
    assert not [line for line in asked if "count(" in line or "from meta" in line]
    assert session.window.undo_action.text() == "Undo “New reflection”"
    opened.records.save(Goal(title="Write", status="active"))
    assert [line for line in asked if "count(" in line]
    event.remove(engine, "before_cursor_execute", heard)
