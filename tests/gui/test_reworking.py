"""Work on the file as a whole: the window lets go, a worker does it, and the journal opens again."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from mentorjournal.errors import Cancelled, StorageFailed
from mentorjournal.gui.bridge import Task
from mentorjournal.gui.dialogs.rescue import RescueDialog
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.reworking import Rework
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services, open_to_write
from tests.gui.shell import click, dialog, journal_of

SECRET = "four calm otters"
PATIENCE = 20.0


def opened(session: Session, path: Path, secret: str = "") -> None:
    create_services(path, secret).journal.close()
    session.open(path, secret)


def test_the_file_is_free_while_it_is_worked_on_and_opens_again(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    opened(session, path, SECRET)
    seen: list[object] = []

    def work(_: Task) -> str:
        seen.append(threading.current_thread() is threading.main_thread())
        with open_to_write(path, SECRET) as journal, journal.writing("New") as writer:
            writer.put(Goal(title="Made meanwhile"))
        return "One goal more."

    assert session.window.context is not None
    session.window.context.navigator.rework_wanted.emit(Rework("Working…", work))
    assert session.services is None
    assert not session.window.isEnabled()
    qtbot.waitUntil(lambda: session.services is not None)
    assert seen == [False]
    assert session.window.isEnabled()
    assert [goal.title for goal in journal_of(session).records.all(Goal)] == ["Made meanwhile"]
    assert session.window.toast.text() == "One goal more."


def test_work_that_fails_says_so_over_the_journal_of_before(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    opened(session, path)

    def work(_: Task) -> str:
        raise StorageFailed("The disk is full. Nothing was changed.")

    session.rework(Rework("Working…", work))
    qtbot.waitUntil(lambda: session.services is not None)
    assert "The disk is full" in session.window.notice.accessibleName()


def test_a_file_with_another_key_asks_for_its_passphrase(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    opened(session, path, SECRET)

    def work(_: Task) -> str:
        path.unlink()
        create_services(path, SECRET).journal.close()
        return "Another file."

    session.rework(Rework("Working…", work))
    qtbot.waitUntil(lambda: bool(session.window.findChildren(UnlockDialog)))
    assert dialog(qtbot, session, UnlockDialog).isVisible()


class Slow:
    """Work that goes on until it is told."""

    def __init__(self) -> None:
        self.begun, self.go_on = threading.Event(), threading.Event()

    def run(self, task: Task) -> str:
        self.begun.set()
        while not self.go_on.wait(0.01):
            if task.cancelled():
                raise Cancelled("It was broken off. Nothing was changed.")
        return "All is done."


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.go_on.set()


def begin(qtbot: QtBot, session: Session, slow: Slow) -> None:
    session.rework(Rework("Working…", slow.run))
    qtbot.waitUntil(slow.begun.is_set)


def said(session: Session) -> str:
    return session.window._blank._said.text()


def test_a_window_closed_meanwhile_stays_until_what_came_of_it_is_said(
    qtbot: QtBot, session: Session, tmp_path: Path, slow: Slow
) -> None:
    opened(session, tmp_path / "mine.mentorjournal")
    begin(qtbot, session, slow)
    assert not session.window.close()
    assert session.window.isVisible()
    assert "stays until this is done" in said(session)
    slow.go_on.set()
    qtbot.waitUntil(lambda: session.services is not None)
    assert session.window.toast.text() == "All is done."
    assert session.window.close()
    assert session.services is None


def test_closing_twice_breaks_it_off(qtbot: QtBot, session: Session, tmp_path: Path, slow: Slow) -> None:
    opened(session, tmp_path / "mine.mentorjournal")
    begin(qtbot, session, slow)
    assert not session.window.close()
    assert not session.window.close()
    qtbot.waitUntil(lambda: session.services is not None)
    assert "broken off. Nothing was changed" in session.window.notice.text()


@pytest.mark.parametrize("by", ["key", "system"])
def test_a_lock_wished_meanwhile_is_kept(
    qtbot: QtBot, session: Session, tmp_path: Path, slow: Slow, by: str
) -> None:
    opened(session, tmp_path / "mine.mentorjournal", SECRET)
    begin(qtbot, session, slow)
    if by == "key":
        handle = session.window.windowHandle()
        assert handle is not None
        QTest.keyClick(handle, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    else:
        assert session._reworks._running is not None
        session._reworks._running.guard.leave_with_system()
    assert "locked as soon as" in said(session)
    slow.go_on.set()
    qtbot.waitUntil(session.window.isEnabled)
    assert session.services is None
    asked = dialog(qtbot, session, UnlockDialog)
    QTest.keyClicks(asked.passphrase, SECRET)
    click(qtbot, asked, "Unlock")
    qtbot.waitUntil(lambda: session.services is not None)


def test_a_failure_does_not_hide_that_the_file_needs_rescue(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    path = tmp_path / "mine.mentorjournal"
    opened(session, path)

    def work(_: Task) -> str:
        path.write_bytes(b"\xff" * 8192)
        raise StorageFailed("The disk is full.")

    session.rework(Rework("Working…", work))
    qtbot.waitUntil(session.window.isEnabled)
    assert session.window.notice.text().startswith("The disk is full. ")
    click(qtbot, session.window.notice, "Rescue it…")
    assert dialog(qtbot, session, RescueDialog).isVisible()


def test_a_key_that_does_not_fit_any_more_asks(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    path = tmp_path / "mine.mentorjournal"
    opened(session, path, SECRET)
    session.rework(Rework("Working…", lambda _: "Done.", "another one"))
    qtbot.waitUntil(session.window.isEnabled)
    assert "does not open" in dialog(qtbot, session, UnlockDialog).message.text()
