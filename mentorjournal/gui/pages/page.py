"""What every place has in common: it refreshes when a change touches it, and flushes before leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from mentorjournal.errors import JournalError, NotAJournal
from mentorjournal.gui.actions import Command
from mentorjournal.model.ids import new_id

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from mentorjournal.gui.context import Context
    from mentorjournal.model.changes import ChangeSet

__all__ = ["Command", "Page"]


class Page(QWidget):
    """A place of the window.

    `WATCHES` names the record types whose changes concern it (empty: all). A change made by the page
    itself carries its `origin` and does not reload it; any other change reloads it, at once when it is
    visible and else when it is shown next. Subclasses override `refresh`, and `show_record`, `flush`
    and `commands` where they apply.
    """

    PLACE: ClassVar[str] = ""
    TITLE: ClassVar[str] = ""
    WATCHES: ClassVar[tuple[str, ...]] = ()

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.services = context.services
        self.origin = new_id()
        self._stale = True
        self.setObjectName(f"{self.PLACE}Page")
        self.setAccessibleName(self.TITLE)
        context.relay.changed.connect(self._on_change)

    @Slot(object)
    def _on_change(self, changes: ChangeSet) -> None:
        if not changes.items or (self.WATCHES and not changes.touches(*self.WATCHES)):
            return
        if changes.origin == self.origin:
            self.after_own_change(changes)
            return
        self._stale = True
        if self.isVisible():
            self._reload()

    def _reload(self) -> None:
        self._stale = False
        try:
            self.refresh()
        except JournalError as error:
            # Out of here it would pass through Qt, which puts words of its own before it.
            self._stale = True
            if isinstance(error, NotAJournal):
                self.context.navigator.tell_way(
                    "error", error.message, self.tr("Check this journal…"), "check"
                )
            else:
                self.context.navigator.tell("error", error.message)

    def showEvent(self, event: QShowEvent) -> None:
        """Load what changed while the page was hidden."""
        super().showEvent(event)
        if self._stale:
            self._reload()

    def refresh(self) -> None:
        """Read everything shown again. Text being typed must survive: flush first."""

    def after_own_change(self, changes: ChangeSet) -> None:
        """A change of this page was committed; lists may follow, the editor must not move."""

    def show_record(self, record_id: str) -> bool:
        """Show a record of this place; False when it is none of this place's."""
        return False

    def show_view(self, view: str, record_id: str) -> bool:
        """Show a view of this place, of a record where one is given; a place of one view shows the record."""
        return self.show_record(record_id)

    def flush(self) -> bool:
        """Save what is pending; False when it could not be saved."""
        return True

    def commands(self) -> tuple[Command, ...]:
        """The commands this place adds to the palette while it is shown."""
        return ()
