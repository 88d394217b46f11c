"""One long piece of work in a dialog: what is being done, how far it is, and a way to stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.bridge import Task, TaskRunner


class WorkRow(QWidget):
    """Hidden until `run`; `done` carries the result, `failed` the JournalError (Cancelled after Stop)."""

    done = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._words = TextLabel("", "small", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = QuietButton(self.tr("Cancel"))
        self.stop.setAutoDefault(False)
        self.stop.clicked.connect(self.cancel)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._words)
        left.addWidget(self.bar)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(left, 1)
        row.addWidget(self.stop)
        self.hide()

    @property
    def busy(self) -> bool:
        """True while something runs."""
        return self._task is not None

    def run(self, words: str, work: Callable[[Task], Any]) -> None:
        """Do this on the worker; only one thing at a time."""
        self._words.setText(words)
        self.bar.setAccessibleName(words)
        self.bar.setRange(0, 0)
        self.stop.setEnabled(True)
        self.show()
        self._task = self._tasks.start(work, self._finish, self._fail)
        self._task.progress.connect(self._advance)
        self._task.broken.connect(self._break)

    def cancel(self) -> None:
        """Ask the work to stop; `failed` comes when it has, or `done` when it was too late."""
        if self._task is not None:
            self.stop.setEnabled(False)
            self._task.cancel()

    @Slot(int, int)
    def _advance(self, reached: int, whole: int) -> None:
        self.bar.setRange(0, whole)
        self.bar.setValue(reached)

    @Slot(object)
    def _finish(self, result: object) -> None:
        self._rest()
        self.done.emit(result)

    @Slot(object)
    def _fail(self, error: object) -> None:
        self._rest()
        self.failed.emit(error)

    @Slot(object)
    def _break(self, _: object) -> None:
        self._rest()
        self.failed.emit(
            JournalError(self.tr("Something went wrong in the program. Nothing was changed; try again."))
        )

    def _rest(self) -> None:
        self._task = None
        self.hide()
