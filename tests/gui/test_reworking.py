"""Work on the file as a whole: the window lets go, a worker does it, and the journal opens again."""

from __future__ import annotations

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from mentorjournal.errors import StorageFailed
from mentorjournal.gui.bridge import Task
from mentorjournal.gui.dialogs.unlock import UnlockDialog
from mentorjournal.gui.reworking import Rework
from mentorjournal.gui.session import Session
from mentorjournal.model.types import Goal
from mentorjournal.services.opening import create_services, open_to_write
from tests.gui.shell import dialog, journal_of

SECRET = "four calm otters"


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
