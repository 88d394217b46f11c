"""What the rail and the line below say of the open journal: whose it is, what is open and left, when it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from mentorjournal.gui.actions import PLACES

if TYPE_CHECKING:
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.widgets.rail import Rail
    from mentorjournal.gui.widgets.status_line import StatusLine
    from mentorjournal.model.changes import ChangeSet

PAUSE_MS = 1200
"""What is left is asked for when nothing was changed for so long: longer than the pauses between autosaves."""


class Signs(QObject):
    """Follows one journal after `attach`, and says nothing of any after `clear`."""

    _stopped = Signal(str)

    def __init__(self, rail: Rail, line: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._rail, self._line = rail, line
        self._context: Context | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._tell_left)
        self._deaf: Callable[[], None] | None = None
        self._stopped.connect(self._tell_stopped)
        line.backups_wanted.connect(self._open_backups)

    def attach(self, context: Context) -> None:
        """Say all of it anew."""
        self._context = context
        context.navigator.saved.connect(self._saved)
        context.navigator.backups_told.connect(self._line.show_backup)
        journal = context.services.journal
        self._deaf = journal.when_stopped(self._stopped.emit)
        self._line.show_read_only(context.read_only)
        self._line.show_journal(journal.path.name, encrypted=journal.encrypted)
        self._rail.lock.setVisible(journal.encrypted)
        self._rail.set_enabled_places(True)
        self._tell_owner(context)
        self._tell_counts(context)
        self._tell_left()

    def clear(self) -> None:
        """Nothing of any journal."""
        self._context = None
        if self._deaf is not None:
            self._deaf()
            self._deaf = None
        self._pause.stop()
        self._rail.set_enabled_places(False)
        self._rail.show_owner("", "")
        self._rail.lock.hide()
        self._line.clear()
        for place in PLACES:
            self._rail.set_count(place.key, 0)

    def follow(self, changes: ChangeSet) -> None:
        """Say anew what a change can have made another."""
        if self._context is None:
            return
        # An autosave is one of these: what it cannot have changed is not asked for again.
        if changes.touches("goal", "meeting"):
            self._tell_counts(self._context)
        if changes.items:
            self._pause.start()  # evidence may be of any type
        if changes.profile:
            self._tell_owner(self._context)
        self._saved()

    def _saved(self) -> None:
        if self._context is not None:
            self._line.show_saved(self._context.now())

    def _tell_stopped(self, _: str) -> None:
        if self._context is not None:
            self._line.show_read_only(self._context.read_only)

    def _open_backups(self) -> None:
        if self._context is not None:
            self._context.navigator.dialog_wanted.emit("backups")

    def _tell_owner(self, context: Context) -> None:
        owner = context.services.profile.owner()
        self._rail.show_owner(owner.name, owner.role_label)

    def _tell_counts(self, context: Context) -> None:
        for key, count in context.services.today.counts(context.today()).items():
            self._rail.set_count(key, count)

    def _tell_left(self) -> None:
        if self._context is not None:
            self._rail.set_left("awards", self._context.services.today.left(self._context.today()))
