"""One round of backups, as a worker runs it for the keeper or the dialog: a backup, what may go, the second copy."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.errors import Cancelled, JournalError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from mentorjournal.gui.bridge import Task
    from mentorjournal.services.backups import Backups, Kind, Made, SecondCopy
    from mentorjournal.settings import Settings


WAIT_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Round:
    """What came of it. `newest_at` is aware; `failed` says what went wrong with a backup, or is empty; `second`
    is None where there is no second place, or nothing to do there."""

    newest_at: dt.datetime | None = None
    made: Made | None = None
    failed: str = ""
    second: SecondCopy | None = None


def look(backups: Backups, settings: Settings, now: dt.datetime, task: Task, *, copy: bool) -> Round:
    """A backup where one is due. The second place is gone to after that, or where `copy` asks for it."""
    with _alone(backups, task):
        try:
            backups.encrypt_plain(going(task))
            due = backups.due(now)
        except Cancelled:
            raise
        except JournalError as error:
            return Round(backups.newest_at(), failed=error.message)
        return _round(backups, settings, task, "hourly" if due else None, copy=copy)


def asked(backups: Backups, settings: Settings, task: Task) -> Round:
    """A backup at once, because somebody wants one. Raises Cancelled."""
    with _alone(backups, task):
        return _round(backups, settings, task, "asked", copy=True)


@contextmanager
def _alone(backups: Backups, task: Task) -> Iterator[None]:
    """One round at a time: the second waits for the first, and hears when to stop."""
    while not backups.making.acquire(timeout=WAIT_SECONDS):
        if task.cancelled():
            raise Cancelled("No backup was made.")
    try:
        yield
    finally:
        backups.making.release()


def going(task: Task) -> Callable[[int, int], bool]:
    """What long work below the window is given: it tells the task how far it is, and hears when to stop."""

    def on(reached: int, whole: int) -> bool:
        task.advance(reached, whole)
        return not task.cancelled()

    return on


def _round(backups: Backups, settings: Settings, task: Task, kind: Kind | None, *, copy: bool) -> Round:
    made, failed = None, ""
    second: SecondCopy | None = None
    try:
        if kind is not None:
            made = backups.make(kind, going(task))
            backups.rotate(settings.backup_megabytes)
        if settings.second_place and (copy or made is not None):
            second = backups.to_second(
                Path(settings.second_place),
                last_seen=settings.second_seen,
                megabytes=settings.backup_megabytes,
                progress=going(task),
            )
    except Cancelled:
        if made is None:
            raise
    except JournalError as error:
        failed = error.message
    return Round(backups.newest_at(), made, failed, second)
