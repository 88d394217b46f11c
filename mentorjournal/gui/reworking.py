"""Work on a journal's file as a whole: the window lets go of it, a worker does the work, and it opens again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import JournalError

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.bridge import Task, TaskRunner

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
