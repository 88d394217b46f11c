"""Reads the whole journal for damage in the background, once a day at most, and stops writing where it finds any."""

from __future__ import annotations

import datetime as dt
import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mentorjournal.errors import Cancelled, JournalError
from mentorjournal.gui.bridge import Task, TaskRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.services.checking import CheckReport
    from mentorjournal.services.opening import Database

log = logging.getLogger(__name__)

BEGIN_MS = 20_000
"""After opening: by then the reader has begun to work, and the disk is free again."""
BETWEEN = dt.timedelta(hours=20)
GENTLE = 0.002
"""Seconds of rest after each step of the check, for who types meanwhile."""


def full_check(journal: Database, cancelled: Callable[[], bool], rest: float = 0.0) -> CheckReport:
    """Read everything, and heed what is found; for a worker. Raises Cancelled, StorageFailed."""
    from mentorjournal.services.checking import check, heed

    def step(_what: str) -> None:
        if cancelled():
            raise Cancelled("The check was stopped. Nothing was changed.")
        if rest:
            time.sleep(rest)

    report = check(journal, step)
    heed(journal, report)
    return report


class WatchingDamage(QObject):
    """One full check some seconds after opening, and an ear for damage that is met while somebody works."""

    looked = Signal()
    """A check has ended, whatever it found."""
    _stopped = Signal(str)

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tasks = TaskRunner(self)
        self._told = False
        journal = context.services.journal
        self._stopped.connect(self._tell)
        self._deaf = journal.when_stopped(self._stopped.emit)
        self._begin = QTimer(self, singleShot=True, interval=BEGIN_MS)
        self._begin.timeout.connect(self.look)
        if journal.damaged:
            self._tell(journal.read_only_because)
        elif self._is_due():
            self._begin.start()

    def give_up(self, patience_ms: int) -> bool:
        """Break off what is under way; True where it ends within so many milliseconds."""
        return self._tasks.give_up(patience_ms)

    def stop(self) -> None:
        """Look no more; a check under way is broken off."""
        self._begin.stop()
        self._deaf()
        self._tasks.wait()

    @Slot()
    def look(self) -> None:
        """Check now, unless a check is under way."""
        if not self._tasks.busy:
            self._tasks.start(self._work, self._after, self._failed)

    def _is_due(self) -> bool:
        from mentorjournal.services.checking import last_sound

        last = last_sound(self._context.services.journal)
        return last is None or self._context.now() - last > BETWEEN

    def _work(self, task: Task) -> CheckReport:
        return full_check(self._context.services.journal, task.cancelled, GENTLE)

    @Slot(object)
    def _after(self, report: CheckReport) -> None:
        if not report.ok and not report.pages:
            whole = self.tr(" Every text is there.") if report.texts_whole else ""
            self._way("warn", self.tr("The check found something wrong in this journal.") + whole)
        elif report.pages and not self._told:
            self._tell(self._context.services.journal.read_only_because)
        self.looked.emit()

    @Slot(object)
    def _failed(self, error: JournalError) -> None:
        if not isinstance(error, Cancelled):
            log.warning("The check failed: %s", type(error).__name__)
        self.looked.emit()

    @Slot(str)
    def _tell(self, because: str) -> None:
        if not self._context.services.journal.damaged:
            return  # it stopped for another reason, and who stopped it says so
        self._told = True
        self._way("error", self.tr("You can read, not write: ") + because)

    def _way(self, kind: str, said: str) -> None:
        self._context.navigator.tell_way(kind, said, self.tr("Check this journal…"), "check")
