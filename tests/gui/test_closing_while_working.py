"""A window closed while its worker is busy stops the work, closes the journal and leaves no thread."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from mentorjournal.errors import Cancelled
from mentorjournal.gui.bridge import Task, TaskRunner
from mentorjournal.gui.dialogs.import_files import ImportDialog
from mentorjournal.gui.session import Session, local_now
from mentorjournal.model.types import Reflection
from mentorjournal.services.bundle import Services
from mentorjournal.services.opening import create_services, open_services
from mentorjournal.services.reporting import Reporting
from mentorjournal.storage.writer import Writer
from tests.gui.shell import click, dialog, sample

PATIENCE = 20.0
"""Seconds after which a worker that nobody stopped gives up, so that a defect is a failure and no hang."""


@pytest.fixture
def opened(session: Session, tmp_path: Path) -> Services:
    """A journal with one entry in the window."""
    made = create_services(tmp_path / "mine.mentorjournal")
    made.records.save(Reflection(title="A day"))
    made.journal.close()
    assert session.open(tmp_path / "mine.mentorjournal")
    assert session.services is not None
    return session.services


def pools(session: Session) -> list[QThreadPool]:
    return [pool for runner in session._showing.runners for pool in runner.findChildren(QThreadPool)]


def closes(session: Session, path: Path) -> list[str]:
    """Close the window, see that nothing runs and the journal is free, and tell what is in it."""
    workers = pools(session)
    assert workers
    assert session.window.close()
    assert session.services is None
    assert [pool.activeThreadCount() for pool in workers] == [0, 0]
    again = open_services(path)
    assert not again.journal.read_only_because
    titles = [entry.title for entry in again.records.all(Reflection)]
    again.journal.close()
    return titles


def test_an_import_under_way_is_taken_back(
    qtbot: QtBot, session: Session, opened: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("".join(f"[2026-03-0{day} 21:05] Entry {day}.\n\n" for day in range(1, 6)), "utf-8")
    session.open_dialog("import")
    asked = dialog(qtbot, session, ImportDialog)
    asked.look_at(notes)
    qtbot.waitUntil(lambda: not asked.work.busy)
    begun, stopped = threading.Event(), threading.Event()
    put, cancel = Writer.put_new, Task.cancel

    def slowly(self: Writer, *given: Any, **named: Any) -> Any:
        begun.set()
        stopped.wait(PATIENCE)
        return put(self, *given, **named)

    def heard(self: Task) -> None:
        cancel(self)
        if self.parent() is session._showing.runners[0]:  # the keepers' own work is broken off before
            stopped.set()

    monkeypatch.setattr(Writer, "put_new", slowly)
    monkeypatch.setattr(Task, "cancel", heard)
    click(qtbot, asked, "Import 5 entries")
    qtbot.waitUntil(begun.is_set)
    assert closes(session, tmp_path / "mine.mentorjournal") == ["A day"]


def test_a_paper_being_drawn_is_given_up(
    qtbot: QtBot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sample(tmp_path / "sample.mentorjournal", local_now().date())
    assert session.open(path)
    begun, stopped = threading.Event(), threading.Event()

    def slowly(*given: Any, cancelled: Any, **named: Any) -> None:
        begun.set()
        pause = threading.Event()
        for _ in range(int(PATIENCE * 100)):
            if cancelled():
                stopped.set()
                raise Cancelled("Stopped. Nothing was changed.")
            pause.wait(0.01)

    monkeypatch.setattr(Reporting, "draw_made", slowly)
    session.window.go("reports")
    qtbot.waitUntil(begun.is_set)
    assert closes(session, path)
    assert stopped.is_set()


def test_the_journal_stays_open_until_a_worker_that_cannot_be_stopped_is_through(
    qtbot: QtBot, session: Session, opened: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = threading.Event()
    read: list[Reflection] = []
    waits: list[int] = []
    wait = QThreadPool.waitForDone

    def work(task: Task) -> None:
        begun.set()
        task._cancelled.wait(PATIENCE)
        read.extend(opened.records.all(Reflection))

    def heard(self: QThreadPool, milliseconds: int = -1) -> bool:
        waits.append(milliseconds)
        return wait(self, milliseconds)

    monkeypatch.setattr(QThreadPool, "waitForDone", heard)
    runner = session._showing.runners[0]
    assert isinstance(runner, TaskRunner)
    runner.start(work)
    qtbot.waitUntil(begun.is_set)
    assert closes(session, tmp_path / "mine.mentorjournal") == ["A day"]
    assert [entry.title for entry in read] == ["A day"]
    assert set(waits) == {-1}
