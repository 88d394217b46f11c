"""Reminds while the program runs: by the system's notifications, or in the window where there are none."""

from __future__ import annotations

import datetime as dt
import logging
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QSystemTrayIcon

from mentorjournal.gui.bridge import Task, TaskRunner
from mentorjournal.gui.icons import icon

if TYPE_CHECKING:
    from mentorjournal.errors import JournalError
    from mentorjournal.gui.context import Context
    from mentorjournal.services.reminders import Reminder
    from mentorjournal.settings import Settings

log = logging.getLogger(__name__)

LOOK_MS: Final = 60_000
WEEKDAYS: Final = 5


def is_quiet(now: dt.datetime, settings: Settings) -> bool:
    """Whether nothing is said at a local moment: switched off, in the quiet hours, or on a weekend."""
    if not settings.remind or (now.weekday() >= WEEKDAYS and not settings.remind_weekends):
        return True
    first, last = settings.quiet_until, settings.quiet_from
    if first <= last:
        return not first <= now.hour < last
    return last <= now.hour < first


class Reminding(QObject):
    """Looks once a minute on a worker. It does not work on a shared screen, and while the journal is clinical it
    says nothing; where the system shows notifications they hold no private word."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tasks = TaskRunner(self)
        self._task: Task | None = None
        self._stopped = False
        self.tray: QSystemTrayIcon | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def give_up(self, patience_ms: int) -> bool:
        """Break off what is under way; True where it ends within so many milliseconds."""
        return self._tasks.give_up(patience_ms)

    def stop(self) -> None:
        """Say nothing any more."""
        self._stopped = True
        self._timer.stop()
        if self.tray is not None:
            self.tray.hide()
        self._tasks.wait()

    @Slot()
    def look(self) -> None:
        """See what is due and was not said yet."""
        settings, now = self._context.preferences.settings, self._context.now()
        if self._stopped or self._task is not None or is_quiet(now, settings):
            return
        services = self._context.services

        def read(_task: Task) -> tuple[Reminder, ...]:
            if services.profile.owner().clinical:
                return ()
            return services.reminders.unsaid(now, settings.reminders_off)

        self._task = self._tasks.start(read, self._say, self._fail)

    def _say(self, found: tuple[Reminder, ...]) -> None:
        self._task = None
        if self._stopped or not found:
            return
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._notify(found)
        else:
            first, more = found[0].full, len(found) - 1
            said = self.tr("{0}, and {1} more").format(first, more) if more else first
            self._context.navigator.tell_way("info", said, self.tr("Show…"), "reminders")
        try:
            self._context.services.reminders.say([one.key for one in found], self._context.now())
        except Exception:  # noqa: BLE001 - a reminder that is not remembered is said again, and no more
            log.warning("Reminders could not be remembered.")

    def _notify(self, found: tuple[Reminder, ...]) -> None:
        if self.tray is None:
            self.tray = QSystemTrayIcon(icon("today"), self)
            self.tray.messageClicked.connect(lambda: self._context.navigator.dialog_wanted.emit("reminders"))
        self.tray.show()
        self.tray.showMessage("Mentor Journal", "\n".join(one.text for one in found))

    def _fail(self, error: JournalError) -> None:
        self._task = None
        log.warning("Reminders could not be read: %s", type(error).__name__)
