"""Between the journal and Qt: commits become a signal, long work goes to one worker."""

from __future__ import annotations

import itertools
import threading
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from mentorjournal.errors import Cancelled, JournalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.model.changes import ChangeSet
    from mentorjournal.services.bundle import Services


class ChangeRelay(QObject):
    """Re-emits every commit in the window's thread, whichever thread committed."""

    changed = Signal(object)
    """Carries a ChangeSet."""

    _arrived = Signal(object)

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._arrived.connect(self.changed, Qt.ConnectionType.AutoConnection)
        self._stop = services.journal.subscribe(self._forward)

    def _forward(self, changes: ChangeSet) -> None:
        self._arrived.emit(changes)

    def stop(self) -> None:
        """Forward nothing any more."""
        self._stop()


class Task(QObject):
    """One piece of work on the worker; its signals arrive in the window's thread.

    Exactly one of `done` (the result), `failed` (a JournalError to show), or `broken` (an unexpected
    exception, already on its way to the error hook) comes at the end; `failed` carries Cancelled after
    `cancel()`.
    """

    done = Signal(object)
    failed = Signal(object)
    broken = Signal(object)
    progress = Signal(int, int)
    """Done so far and the whole; 0 for the whole where it is not known."""

    _serial = itertools.count(1)

    def __init__(self, work: Callable[[Task], Any], parent: QObject | None) -> None:
        super().__init__(parent)
        self.number = next(self._serial)
        self._work = work
        self._cancelled = threading.Event()
        self._hundredth = -1

    def cancel(self) -> None:
        """Ask the work to stop at its next chance."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """True once somebody asked to stop; the work looks here."""
        return self._cancelled.is_set()

    def advance(self, reached: int, whole: int) -> None:
        """Tell `progress`, at most a hundred times: the window need not hear of every record."""
        hundredth = reached * 100 // whole if whole else reached // 100
        if hundredth != self._hundredth:
            self._hundredth = hundredth
            self.progress.emit(reached, whole)

    def run(self) -> None:
        """Do the work, in the worker's thread."""
        try:
            if self.cancelled():
                raise Cancelled("Stopped before it began. Nothing was changed.")
            result = self._work(self)
        except JournalError as error:
            self.failed.emit(error)
        except BaseException as error:  # noqa: BLE001  handed to the error hook in the window's thread
            self.broken.emit(error)
        else:
            self.done.emit(result)


class _Job(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.run()


class TaskRunner(QObject):
    """One worker thread for everything that may take over 30 ms, in the order it was asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: dict[int, Task] = {}

    @property
    def busy(self) -> bool:
        """True while work is waiting or running."""
        return bool(self._running)

    def start(
        self,
        work: Callable[[Task], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[JournalError], None] | None = None,
    ) -> Task:
        """Run `work` on the worker; `done` or `failed` is called in the window's thread."""
        task = Task(work, self)
        if done is not None:
            task.done.connect(done)
        if failed is not None:
            task.failed.connect(failed)
        for signal in (task.done, task.failed, task.broken):
            signal.connect(self._finished)
        task.broken.connect(self._raise)
        self._running[task.number] = task
        self._pool.start(_Job(task))
        return task

    @Slot(object)
    def _finished(self, _: object) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._running.pop(task.number, None)
            task.deleteLater()

    @Slot(object)
    def _raise(self, error: BaseException) -> None:
        raise error

    def give_up(self, patience_ms: int) -> bool:
        """Cancel what runs; True where it ends within so many milliseconds."""
        self._cancel()
        return self._pool.waitForDone(patience_ms)

    def wait(self) -> None:
        """Cancel what runs and wait for the worker, however long: nothing may be closed under it."""
        self._cancel()
        self._pool.waitForDone(-1)

    def _cancel(self) -> None:
        for task in tuple(self._running.values()):
            task.cancel()
