"""The journals opened before are found again, and one that is gone is said and forgotten."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal import settings as preferences
from mentorjournal.gui.dialogs.first_run import FirstRunDialog
from mentorjournal.gui.session import Session
from mentorjournal.services.opening import create_services
from tests.gui.conftest import SessionMaker
from tests.gui.shell import bury, dialog, journal_of, keys, no_dialog, palette_titles, search


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> tuple[Path, Path]:
    """Two journals, opened one after the other; the second is in the window."""
    one, two = tmp_path / "One & all.mentorjournal", tmp_path / "Two.mentorjournal"
    for path in (one, two):
        create_services(path).journal.close()
        assert session.open(path)
    return one, two


def menu_texts(session: Session) -> list[str]:
    assert session.window.recent is not None
    session.window.top.menu.aboutToShow.emit()
    return [action.text() for action in session.window.recent.actions()]


def test_the_palette_opens_a_journal_by_its_name(
    qtbot: QtBot, session: Session, opened: tuple[Path, Path]
) -> None:
    search(qtbot, session, "recent one", "Open recent: One & all")
    qtbot.waitUntil(lambda: session.services is not None and journal_of(session).journal.path == opened[0])
    assert menu_texts(session) == ["Two"]


def test_the_menu_lists_those_that_are_not_open(
    qtbot: QtBot, session: Session, opened: tuple[Path, Path]
) -> None:
    assert menu_texts(session) == ["One && all"]
    assert session.window.recent is not None
    (action,) = session.window.recent.actions()
    action.trigger()
    assert journal_of(session).journal.path == opened[0]


def test_two_journals_of_one_name_are_told_apart_by_their_folders(session: Session, tmp_path: Path) -> None:
    for folder in ("here", "there", ""):
        (tmp_path / folder).mkdir(exist_ok=True)
        name = "Mine" if folder else "Open now"
        create_services(tmp_path / folder / f"{name}.mentorjournal").journal.close()
        session.open(tmp_path / folder / f"{name}.mentorjournal")
    assert menu_texts(session) == [f"Mine ({tmp_path / 'there'})", f"Mine ({tmp_path / 'here'})"]


def test_a_journal_that_is_gone_is_said_and_leaves_the_list(
    qtbot: QtBot, session: Session, opened: tuple[Path, Path]
) -> None:
    opened[0].unlink()
    search(qtbot, session, "recent one", "Open recent: One & all")
    qtbot.waitUntil(session.window.notice.isVisible)
    assert f"{opened[0]} is not there any more" in session.window.notice.text()
    assert journal_of(session).journal.path == opened[1]
    assert preferences.load().recent == (str(opened[1]),)
    keys(qtbot, session, Qt.Key.Key_K)
    QTest.keyClicks(session.window.top.search, "open")
    qtbot.waitUntil(lambda: "Open another journal…" in palette_titles(session))
    assert "Open recent: One & all" not in palette_titles(session)


def test_without_earlier_journals_the_menu_has_no_empty_list(session: Session) -> None:
    assert menu_texts(session) == []
    assert session.window.recent is not None
    assert not session.window.recent.menuAction().isVisible()


def test_a_last_journal_that_is_gone_is_said_before_another_is_offered(
    qtbot: QtBot, make_session: SessionMaker, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    create_services(path).journal.close()
    first = make_session()
    first.open(path)
    first.window.close()
    path.unlink()
    bury()
    second = make_session()
    second.begin(None)
    assert not no_dialog(second, FirstRunDialog)
    dialog(qtbot, second, FirstRunDialog).reject()
    assert f"{path} is not there any more" in second.window.notice.text()
    assert second.settings.last_journal == ""
