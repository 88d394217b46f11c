"""Makes backups of the open journal by itself, and says quietly how it stands with them."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot

from mentorjournal.errors import JournalError
from mentorjournal.gui.backup_round import Round, look
from mentorjournal.gui.backup_words import sign_words, too_long_gone
from mentorjournal.gui.bridge import TaskRunner

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from mentorjournal.gui.context import Context
    from mentorjournal.settings import Settings

FIRST_MS = 60_000
"""The first look comes when the sitting has begun: opening must not share the disk with a copy."""
LOOK_MS = 600_000
"""A look costs little; a backup comes of it once an hour, and a stick plugged in is found soon."""
LEAVE_SECONDS = 1.0
LEAVE_BYTES = 32_000_000
"""On leaving, only a journal that is copied in a moment; a larger one waits for the next opening."""

log = logging.getLogger(__name__)


class BackingUp(QObject):
    """Keeper of the backups. A journal that is only read gets none; the sign tells of those that are there."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tasks = TaskRunner(self)
        self._round = Round()
        self._looked = self._looking = self._stopped = False
        self._copy = True
        self._told: dict[str, str] = {}
        self._first = QTimer(self, singleShot=True, interval=FIRST_MS)
        self._each = QTimer(self, interval=LOOK_MS)
        for timer in (self._first, self._each):
            timer.timeout.connect(self.look)
            timer.start()
        context.navigator.backups_changed.connect(self._see)
        context.preferences.changed.connect(self._follow)
        self._place = context.preferences.settings.second_place
        self._see()

    @property
    def _path(self) -> Path:
        return self._context.services.journal.path

    @property
    def _settings(self) -> Settings:
        return self._context.preferences.settings

    @property
    def _seen(self) -> str:
        return self._settings.seen_by(self._path).second_seen

    @property
    def busy(self) -> bool:
        """True while the worker has something to do."""
        return self._tasks.busy

    @Slot()
    def look(self) -> None:
        """Make a backup where one is due, and bring it to the second place."""
        if self._looking or self._stopped:
            return
        if self._context.read_only:
            self._show()
            return
        self._looked = True
        backups, now = self._context.services.backups, self._context.now()
        settings, copy = self._context.preferences.settings, self._copy
        self._looking = True
        task = self._tasks.start(lambda task: look(backups, settings, now, task, copy=copy), self._take)
        for ended in (task.failed, task.broken):
            ended.connect(self._rest)

    @Slot(object)
    def _rest(self, _: object) -> None:
        self._looking = False

    @Slot()
    def _see(self) -> None:
        """Look only how it stands."""
        backups = self._context.services.backups
        self._tasks.start(lambda _: backups.newest_at(), self._take_newest)

    @Slot(object)
    def _follow(self, _: object) -> None:
        """Another second place gets its copy at once."""
        place = self._context.preferences.settings.second_place
        if place != self._place:
            self._place, self._copy = place, True
            self._told.pop("second", None)
            self._round = Round(self._round.newest_at, failed=self._round.failed)
            self.look()
        self._show()

    def _take_newest(self, newest_at: dt.datetime | None) -> None:
        before = self._round
        made = newest_at is not None and (before.newest_at is None or newest_at > before.newest_at)
        if made and before.failed:
            self._tell("failed", "")
        self._round = Round(newest_at, failed="" if made else before.failed, second=before.second)
        self._show()

    def _take(self, found: Round) -> None:
        self._looking = False
        if self._stopped:
            return
        second = found.second or self._round.second
        self._round = Round(found.newest_at, found.made, found.failed, second)
        self._copy = second is not None and not second.copied
        if found.second is not None and found.second.copied:
            self._context.preferences.take(self._settings.copied(self._path, found.second.seen))
        self._tell("failed", found.failed)
        if found.made is not None and found.made.shrunk:
            self._tell("shrunk", found.made.shrunk)
        if found.second is not None:
            self._tell("second", found.second.said if self._matters(found) else "")
        self._show()

    def _matters(self, found: Round) -> bool:
        """A stick that is not plugged in is no news until it has been away for long."""
        second = found.second
        return second is not None and (second.reached or too_long_gone(self._seen, self._context.now()))

    def _tell(self, about: str, said: str) -> None:
        """Say it once, again where it is another, and take it back where it no longer holds."""
        before = self._told.get(about, "")
        self._told[about] = said
        if said == before:
            return
        if before:
            self._context.navigator.take_back(before)
        if said:
            self._context.navigator.tell_way("warn", said, self.tr("Backups…"), "backups")

    def _show(self) -> None:
        if self._stopped:
            return
        said, whole, well = sign_words(
            self._round, self._settings.seen_by(self._path), self._context.now(), self._context.read_only
        )
        self._context.navigator.backups_told.emit(said, whole, well)

    def leave(self) -> None:
        """A backup of what was written since the last one, where that takes but a moment.

        After a sitting of less than a minute, or where it takes longer, the next opening makes it.
        """
        journal = self._context.services.journal
        if not self._looked or self._looking or self._context.read_only:
            return
        until = time.monotonic() + LEAVE_SECONDS
        backups = self._context.services.backups
        try:
            if journal.path.stat().st_size <= LEAVE_BYTES and backups.changed():
                backups.make("hourly", lambda _reached, _whole: time.monotonic() < until)
                backups.rotate(self._context.preferences.settings.backup_megabytes)
        except (JournalError, OSError) as error:
            log.info("No backup was made on leaving: %s", type(error).__name__)

    def give_up(self, patience_ms: int) -> bool:
        """Break off what is under way; True where it ends within so many milliseconds."""
        return self._tasks.give_up(patience_ms)

    def stop(self) -> None:
        """Give up what is being made and wait for the worker; the next opening makes it anew."""
        self._stopped = True
        self._first.stop()
        self._each.stop()
        self._tasks.wait()
