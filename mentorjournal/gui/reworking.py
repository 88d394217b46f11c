"""Work on a journal's file as a whole: the window lets go of it, a worker does the work, and it opens again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mentorjournal.gui.bridge import Task, TaskRunner
    from mentorjournal.gui.guarding import Guard
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


@dataclass
class Running:
    """A Rework under way, and what was wished meanwhile."""

    rework: Rework
    path: Path
    key: Key | None
    task: Task
    guard: Guard
    locks: bool = False
    held: bool = False


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
    """Lets go of the journal of a session for one Rework after another.

    The window stays meanwhile, so that what came of it is said. A wish to lock is kept until then: by hand, for
    nobody touches anything, or with the system.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._running: Running | None = None
        session.window.leave_wanted.connect(self._hold)

    def begin(self, rework: Rework) -> None:
        """Close the journal, work on its file, and open it again; what happened is said afterwards."""
        from mentorjournal.gui.bridge import TaskRunner
        from mentorjournal.gui.guarding import Guard

        session = self._session
        if session.services is None or self._running is not None:
            return
        path, key = session.services.journal.path, session.services.journal.copy_key()
        if not session.close_journal():
            return
        guard = Guard(session.preferences, self)
        guard.wanted.connect(self.lock)
        session.window.show_work(rework.label)
        reworking = Reworking(rework, TaskRunner(self), self)
        self._running = Running(rework, path, key, reworking.task, guard)
        if key is not None or rework.passphrase:
            guard.begin()
            self._watch(on=True)
        reworking.ended.connect(self._end)

    def lock(self) -> bool:
        """Lock the journal as soon as its file is whole again; False where none is being worked on."""
        running = self._running
        if running is None:
            return False
        if running.key is not None or running.rework.passphrase:
            running.locks = True
            said = self.tr("The journal is locked as soon as this is done.")
            self._session.window.show_work(f"{running.rework.label} {said}")
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+L, for a window that is disabled takes no shortcuts."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = QKeySequence(event.keyCombination())
            if pressed == QKeySequence("Ctrl+L"):
                self.lock()
        return False

    def _watch(self, *, on: bool) -> None:
        if (handle := self._session.window.windowHandle()) is not None:
            (handle.installEventFilter if on else handle.removeEventFilter)(self)

    def _hold(self) -> None:
        """Somebody closes the window: that waits, and the second time it breaks off the work where it can be."""
        running = self._running
        if running is None:
            return
        if running.held:
            running.task.cancel()
            said = self.tr("It is broken off at its next step.")
        else:
            running.held = True
            said = self.tr("The window stays until this is done. Close it once more to break it off.")
        self._session.window.show_work(f"{running.rework.label} {said}")

    def _end(self, said: str, well: bool) -> None:
        session, running = self._session, self._running
        if running is None:
            return
        self._running = None
        running.guard.stop()
        running.guard.deleteLater()
        self._watch(on=False)
        session.window.show_work("")
        key, passphrase = running.key, running.rework.passphrase or "" if well else ""
        if running.locks:
            passphrase = ""
            if key is not None:
                key.wipe()
                key = None
        session.open(running.path, passphrase, key=key, locked=running.locks)
        if well:
            session.window.toast.show_message(said, "ok")
        else:
            session.window.notice.put_before(said)
