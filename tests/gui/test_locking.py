"""A locked journal is hidden at once, whatever is in the way, and closed when nothing is lost by it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from mentorjournal.errors import StorageFailed
from mentorjournal.gui.bridge import Task, TaskRunner
from mentorjournal.gui.dialogs.capture import CaptureDialog
from mentorjournal.gui.dialogs.cover import CoverDialog
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.pages.journal_attachment import PictureDialog
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal
from mentorjournal.services.bundle import Services
from mentorjournal.services.capture import Capture
from mentorjournal.services.opening import create_services
from tests.gui.shell import bury, click, dialog, journal_of, keys, no_dialog

SECRET = "four calm otters"
PATIENCE = 20.0


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("locking") / "secret.mentorjournal"
    made = create_services(path, SECRET)
    made.records.save(Goal(title="Quokka goal"))
    made.journal.close()
    return path


@pytest.fixture
def opened(session: Session, file: Path, tmp_path: Path) -> Services:
    path = tmp_path / "secret.mentorjournal"
    path.write_bytes(file.read_bytes())
    assert session.open(path, SECRET)
    return journal_of(session)


def in_sight(session: Session) -> list[QWidget]:
    """What of the window is shown, but for the cover."""
    return [
        child
        for child in session.window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if child.isVisible() and not isinstance(child, CoverDialog)
    ]


@pytest.fixture
def stuck(qtbot: QtBot, session: Session, opened: Services) -> Iterator[pytest.MonkeyPatch]:
    """A quick note that a full disk refuses, locked; undoing the patch makes room."""
    keys(qtbot, session, Qt.Key.Key_N)
    QTest.keyClicks(dialog(qtbot, session, CaptureDialog).field, "Typed at the last moment")
    with pytest.MonkeyPatch.context() as disk:

        def full(*_: object, **__: object) -> None:
            raise StorageFailed("The disk is full.")

        disk.setattr(Capture, "keep_draft", full)
        session.lock()
        yield disk


def test_what_cannot_be_saved_is_hidden_kept_and_shown_again(
    qtbot: QtBot, session: Session, stuck: pytest.MonkeyPatch
) -> None:
    cover = dialog(qtbot, session, CoverDialog)
    assert session.services is not None
    assert in_sight(session) == []
    assert "could not be saved" in cover.why.text()
    QTest.keyClick(cover, Qt.Key.Key_Escape)
    cover.close()
    assert cover.isVisible()
    keys(qtbot, session, Qt.Key.Key_K)
    assert in_sight(session) == []
    QTest.keyClicks(cover.passphrase, "guessed")
    click(qtbot, cover, "Unlock")
    qtbot.waitUntil(lambda: "Try again" in cover.message.text())
    assert in_sight(session) == []
    cover.passphrase.setText(SECRET)
    click(qtbot, cover, "Unlock")
    qtbot.waitUntil(lambda: not no_dialog(session, CaptureDialog))
    assert dialog(qtbot, session, CaptureDialog).field.toPlainText() == "Typed at the last moment"
    stuck.undo()


def test_it_closes_by_itself_once_the_text_is_saved(
    qtbot: QtBot, session: Session, stuck: pytest.MonkeyPatch
) -> None:
    assert not no_dialog(session, CoverDialog)
    stuck.undo()
    qtbot.waitUntil(lambda: session.services is None)
    asked = dialog(qtbot, session, UnlockDialog)
    bury()
    assert no_dialog(session, CoverDialog)
    assert session.window.findChildren(CaptureDialog) == []
    QTest.keyClicks(asked.passphrase, SECRET)
    click(qtbot, asked, "Unlock")
    qtbot.waitUntil(lambda: session.services is not None)
    assert journal_of(session).capture.draft() == "Typed at the last moment"
    assert session.window.rail.isVisible()


def test_an_error_nobody_foresaw_still_hides_the_text(
    qtbot: QtBot, session: Session, opened: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bool:
        raise ValueError("unforeseen")

    with monkeypatch.context() as broken:
        broken.setattr(Session, "close_journal", fail)
        with pytest.raises(ValueError, match="unforeseen"):
            session.lock()
    assert in_sight(session) == []
    qtbot.waitUntil(lambda: session.services is None)


def test_work_under_way_is_hidden_and_not_cut(qtbot: QtBot, session: Session, opened: Services) -> None:
    go_on, ended = threading.Event(), list[str]()
    assert session.window.context is not None
    session.window.context.tasks.start(lambda _: go_on.wait(PATIENCE), lambda _: ended.append("whole"))
    session.lock()
    assert in_sight(session) == []
    assert "being finished" in dialog(qtbot, session, CoverDialog).why.text()
    assert session.services is not None
    go_on.set()
    qtbot.waitUntil(lambda: session.services is None)
    assert ended == ["whole"]


@pytest.mark.qt_log_ignore("Unimplemented code|This plugin does not support")  # offscreen nothing is dragged
def test_a_dialog_of_the_system_is_hidden_behind_and_not_cut(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    seen: list[object] = []

    def during() -> None:
        session.lock()
        seen.append((session.services is not None, in_sight(session)))
        QTimer.singleShot(0, inner.quit)

    def ask() -> None:
        QTimer.singleShot(0, during)
        inner.exec()
        seen.append("answered")
        outer.quit()

    # As in the program: a handler of the main loop waits in a loop of its own for a file's name.
    inner, outer = QEventLoop(), QEventLoop()
    QTimer.singleShot(0, ask)
    outer.exec()
    assert seen == [(True, []), "answered"]
    qtbot.waitUntil(lambda: session.services is None)


@pytest.mark.parametrize("ours", [True, False])
def test_copies_of_ours_leave_the_clipboard_and_fields_cannot_be_undone(
    qtbot: QtBot, session: Session, opened: Services, monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    # The offscreen platform never says whose the clipboard is.
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda _: ours)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Quokka goal")
    keys(qtbot, session, Qt.Key.Key_K)
    QTest.keyClicks(session.window.top.search, "Quokka")
    session.lock()
    qtbot.waitUntil(lambda: session.services is None)
    assert clipboard.text() == ("" if ours else "Quokka goal")
    bury()
    undoable = [field for field in session.window.findChildren(QLineEdit) if field.isUndoAvailable()]
    assert undoable == []
    assert session.window.top.search.text() == ""


def test_dialogs_above_dialogs_and_of_pages_are_hidden_and_shown_again(
    qtbot: QtBot, session: Session, opened: Services
) -> None:
    below = Dialog("Quokka below", session.window)
    above = Dialog("Quokka above", below)
    picture = PictureDialog("Quokka scan.png", QPixmap(30, 20), session.window.page("journal"))
    shown = (below, above, picture)
    for each in shown:
        each.open()
    go_on = threading.Event()
    assert session.window.context is not None
    session.window.context.tasks.start(lambda _: go_on.wait(PATIENCE))
    session.lock()
    assert [each.isVisible() for each in shown] == [False] * 3
    cover = dialog(qtbot, session, CoverDialog)
    cover.passphrase.setText(SECRET)
    click(qtbot, cover, "Unlock")
    qtbot.waitUntil(lambda: all(each.isVisible() for each in shown))
    session.lock()
    go_on.set()
    qtbot.waitUntil(lambda: session.services is None)
    bury()
    assert not any(isValid(each) for each in shown)


class Waiting(QObject):
    """A keeper whose drive does not answer."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.answer, self.begun = threading.Event(), threading.Event()
        self.tasks = TaskRunner(self)
        self.tasks.start(self._work)

    def _work(self, _: Task) -> None:
        self.begun.set()
        self.answer.wait(PATIENCE)

    def give_up(self, patience_ms: int) -> bool:
        return self.tasks.give_up(patience_ms)

    def stop(self) -> None:
        self.tasks.wait()


@pytest.fixture
def waiting(qtbot: QtBot, session: Session, opened: Services) -> Iterator[Waiting]:
    made = Waiting(session._keepers)
    session._keepers._working.append(made)
    qtbot.waitUntil(made.begun.is_set)
    yield made
    made.answer.set()


def test_a_drive_that_does_not_answer_does_not_keep_the_text_in_sight(
    qtbot: QtBot, session: Session, waiting: Waiting
) -> None:
    session.lock()
    assert not waiting.answer.is_set()
    assert in_sight(session) == []
    assert "being finished" in dialog(qtbot, session, CoverDialog).why.text()
    waiting.answer.set()
    qtbot.waitUntil(lambda: session.services is None)


def test_closing_hides_the_window_before_it_waits_for_a_drive(
    qtbot: QtBot, session: Session, waiting: Waiting, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[bool] = []

    def stop(self: Waiting) -> None:
        seen.append(session.window.isVisible())
        self.answer.set()
        self.tasks.wait()

    monkeypatch.setattr(Waiting, "stop", stop)
    assert session.window.close()
    assert seen == [False]


def test_the_key_is_wiped(qtbot: QtBot, session: Session, opened: Services) -> None:
    key = opened.journal.key
    assert key is not None
    assert key.raw
    session.lock()
    qtbot.waitUntil(lambda: session.services is None)
    assert not key.raw
