"""Watches what others do to the journal's file while it is open: other computers, sync clients, other programs."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from mentorjournal.errors import JournalError, StorageFailed
from mentorjournal.gui.bridge import Task, TaskRunner
from mentorjournal.gui.reworking import Rework

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.services.one_writer import ConflictCopy, Happened

log = logging.getLogger(__name__)

ROUND_MS = 20_000
"""Between two looks."""
ROUNDS_A_SIGN = 9
"""A sign of life every three minutes: others take ten minutes of silence for the end."""
REOPEN = "open-for-writing"
"""The way of a notice that opens the journal anew."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What one look found."""

    happened: Happened
    also_writing: str
    copies: tuple[ConflictCopy, ...]
    can_be_had: bool
    warning: str


class WatchingOthers(QObject):
    """One round every 20 seconds on a worker of its own, for a drive that is away can take its time."""

    WHILE_SHARED = True
    looked = Signal()
    """A round is done, and what it found is said."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._tasks = TaskRunner(self)
        self._rounds = 0
        self._told: set[str] = set()
        self._kept = False
        self._stopped = False
        self._timer = QTimer(self, interval=ROUND_MS)
        self._timer.timeout.connect(self.look)
        context.navigator.dialog_wanted.connect(self._take_way)
        self._timer.start()
        self.look()

    def give_up(self, patience_ms: int) -> bool:
        """Break off what is under way; True where it ends within so many milliseconds."""
        return self._tasks.give_up(patience_ms)

    def stop(self) -> None:
        """Look no more but this once: what is open must be kept before it closes, if its file is another now."""
        self._timer.stop()
        self._context.navigator.dialog_wanted.disconnect(self._take_way)
        self._tasks.wait()
        self._stopped = True
        if self._kept:
            return
        one = self._context.services.one_writer
        happened = one.what_happened()
        if happened in ("removed", "replaced"):
            try:
                one.keep_open_text(happened)
            except JournalError as error:
                log.error("What was open could not be kept: %s", type(error).__name__)  # noqa: TRY400

    @Slot()
    def look(self) -> None:
        """Look now, unless a look is under way."""
        if self._tasks.busy:
            return
        signs = self._rounds % ROUNDS_A_SIGN == 0
        first = self._rounds == 0
        self._rounds += 1
        self._tasks.start(lambda task: self._see(task, signs=signs, first=first), self._say, self._failed)

    def _see(self, task: Task, *, signs: bool, first: bool) -> Seen:
        one = self._context.services.one_writer
        happened = one.what_happened()
        if task.cancelled() or happened:
            return Seen(happened, "", (), can_be_had=False, warning="")
        return Seen(
            "",
            one.give_sign() if signs else "",
            one.new_copies(),
            can_be_had=one.can_be_had(),
            warning=one.drive_warning() if first else "",
        )

    def _say(self, seen: Seen) -> None:
        navigator = self._context.navigator
        if seen.happened:
            self._react(seen.happened)
            self.looked.emit()
            return
        if seen.warning:
            self._tell("warn", seen.warning)
        for copy in seen.copies:
            self._tell("warn" if copy.sure else "info", self._words(copy))
        if seen.also_writing:
            self._tell("error", seen.also_writing)
        if seen.can_be_had and "had" not in self._told:
            self._told.add("had")
            text = self.tr("Nobody else has this journal open for writing any more.")
            navigator.tell_way("info", text, self.tr("Open for writing"), REOPEN)
        if not seen.can_be_had:
            self._told.discard("had")
        self.looked.emit()

    def _tell(self, kind: str, text: str) -> None:
        """Say it until somebody closes it, once."""
        if text not in self._told:
            self._told.add(text)
            self._context.navigator.tell_way(kind, text, "", "")

    def _words(self, copy: ConflictCopy) -> str:
        name = self._context.services.journal.path.name
        if copy.sure:
            said = self.tr(
                "Two computers wrote {0}, and {1} kept both: the other one is “{2}”, beside it. Nothing is lost. "
                "“Backups…”, “Open another…” shows what is in it alone and brings it over; then delete it."
            )
        else:
            said = self.tr(
                "“{2}” lies beside {0}. {1} names copies so when two computers wrote a file; it may as well be one "
                "you made. Open it with Ctrl+O to see what is in it. This is said once."
            )
        return said.format(name, copy.made_by, copy.path.name)

    def _react(self, happened: Happened) -> None:
        """Keep what is open before anything else is done to the file; the window stands still meanwhile, for
        what was typed during it would be in no file."""
        self._timer.stop()
        context = self._context
        one = context.services.one_writer
        context.navigator.flush_wanted.emit()
        if context.services.journal.read_only_because and happened != "removed":
            text = self.tr(
                "The file was replaced by another program, perhaps with a newer state of the journal."
            )
            context.navigator.tell_way("info", text, self.tr("Open it again"), REOPEN)
            return
        try:
            said = one.keep_open_text(happened)
        except JournalError as error:
            self._tell("error", error.message)
            self._timer.start()  # there may be room by then
            return
        self._kept = True
        if happened == "cut":
            context.navigator.tell("error", said)
            return

        def say(_: Task) -> str:
            raise StorageFailed(said)  # said as what went wrong, so that it stands until it is read

        # Its connections still hold the file that has no name any more: everything is opened anew.
        context.navigator.rework_wanted.emit(Rework(self.tr("Opening the journal again…"), say))
        if not self._stopped:
            # Something could not be saved, so the window stays; what is saved until it closes is kept then.
            self._kept = False
            left = self.tr(
                "What you typed last could not be saved and stays in this window: copy it elsewhere."
            )
            context.navigator.tell("error", f"{said} {left}")

    @Slot(str)
    def _take_way(self, way: str) -> None:
        if way == REOPEN:
            said = self.tr("The journal was opened again.")
            rework = Rework(self.tr("Opening the journal again…"), lambda _: said)
            # Not while the signal that asked is still on its way: this keeper goes with the journal.
            QTimer.singleShot(0, self, lambda: self._context.navigator.rework_wanted.emit(rework))

    def _failed(self, _: JournalError) -> None:
        """A look that failed says nothing of others; the next one comes."""
        self.looked.emit()
