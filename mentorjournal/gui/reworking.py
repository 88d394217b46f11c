"""Work on a journal's file as a whole: the window lets go of it, a worker does the work, and it opens again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mentorjournal.gui.bridge import Task, TaskRunner
    from mentorjournal.gui.session import Session
    from mentorjournal.services.opening import Key

    Work = Callable[[Task], str]


@dataclass(frozen=True)
class Rework:
    """What is done to the file while no window has it open.

    `label` says it while it runs ("Changing the passphrase…"). `run` is called on a worker with its Task and
    returns a sentence for the reader; it must leave the old file or the new one, whole. `passphrase` opens
    the journal afterwards; where it is None the key of before is tried, and then the reader asked.
    """

    label: str
    run: Work
    passphrase: str | None = None


class Reworking(QObject):
    """Runs one Rework; `ended` carries the sentence for the reader and whether it went well."""

    ended = Signal(str, bool)

    def __init__(self, rework: Rework, tasks: TaskRunner, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self.task = tasks.start(rework.run, lambda said: self._end(said, well=True), self._failed)
        self.task.broken.connect(lambda _: self._end(self.tr("The file is as it was before."), well=False))

    def _failed(self, error: JournalError) -> None:
        self._end(error.message, well=False)

    def _end(self, said: str, *, well: bool) -> None:
        self._tasks.wait()
        self.ended.emit(said, well)
        self._tasks.deleteLater()
        self.deleteLater()


class Reworks(QObject):
    """Lets go of the journal of a session for one Rework after another."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def begin(self, rework: Rework) -> None:
        """Close the journal, work on its file, and open it again; what happened is said afterwards."""
        from mentorjournal.gui.bridge import TaskRunner

        session = self._session
        if session.services is None:
            return
        path, key = session.services.journal.path, session.services.journal.copy_key()
        if not session.close_journal():
            return
        session.window.show_work(rework.label)
        running = Reworking(rework, TaskRunner(self), self)
        running.ended.connect(lambda said, well: self._end(rework, path, key, said, well=well))

    def _end(self, rework: Rework, path: Path, key: Key | None, said: str, *, well: bool) -> None:
        session = self._session
        session.window.show_work("")
        session.open(path, rework.passphrase or "" if well else "", key=key)
        if well:
            session.window.toast.show_message(said, "ok")
        else:
            session.window.notice.show_message(said, "error")
