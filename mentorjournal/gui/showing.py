"""A journal in the window, or what of it may be seen on a shared screen: its relay, its workers, its navigator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from mentorjournal.gui.keepers import Keepers
from mentorjournal.gui.modes import Modes

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mentorjournal.gui.bridge import ChangeRelay, TaskRunner
    from mentorjournal.gui.context import Navigator
    from mentorjournal.gui.main_window import MainWindow
    from mentorjournal.gui.preferences import Preferences
    from mentorjournal.services.bundle import Services


class Showing(QObject):
    """Fills the window with one journal at a time, and empties it. The journal itself is its owner's to close.

    `begun` carries the Context of each, after the window shows it; `navigates` its Navigator, before.
    """

    navigates = Signal(object)
    begun = Signal(object)

    def __init__(self, window: MainWindow, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._preferences = window, preferences
        self.keepers = Keepers(parent)
        self.modes = Modes(window, self)
        self.runners: tuple[TaskRunner, ...] = ()
        self.navigator: Navigator | None = None
        self._relay: ChangeRelay | None = None
        self._veiled: Services | None = None
        self.shares = False
        """Whether the screen is shared: it stays so over locking and opening, until that is ended."""

    @property
    def busy(self) -> bool:
        """True while a worker has something to do."""
        return any(runner.busy for runner in self.runners)

    def take_up(self, services: Services, now: Callable[[], dt.datetime]) -> None:
        """Show a journal, or what of it may be seen. Raises NotAJournal where not even its first page can be."""
        from mentorjournal.gui.bridge import ChangeRelay, TaskRunner
        from mentorjournal.gui.context import Context, Navigator

        seen = self._as_shared(services)
        self._relay = ChangeRelay(seen, self)
        self.runners = (TaskRunner(self), TaskRunner(self))
        self.navigator = Navigator(self)
        self.navigates.emit(self.navigator)
        context = Context(
            seen, self._relay, self.runners[0], self.navigator, self._window.themes, now, self._preferences
        )
        self._window.attach(context, self.runners[1])
        self.modes.attach(context, sharing=self.shares)
        if self.shares:
            self._window.notice.clear()  # the strip says it, for as long as it is so
        self.keepers.attach(context, shared=self.shares)
        self.begun.emit(context)

    def let_go(self) -> None:
        """Empty the window and stop the workers."""
        self.keepers.detach()
        self.modes.detach()
        self._window.detach()
        for runner in self.runners:
            runner.wait()
            runner.deleteLater()
        if self._relay is not None:
            self._relay.stop()
            self._relay.deleteLater()
        if self.navigator is not None:
            self.navigator.deleteLater()
        if self._veiled is not None:
            self._veiled.journal.close()
        self._veiled, self._relay, self.navigator, self.runners = None, None, None, ()

    def share(self, services: Services, now: Callable[[], dt.datetime], *, on: bool) -> None:
        """Show only what may be seen by others, or everything again; every text on the screen is made anew."""
        place = self._window.place
        self.let_go()
        self.shares = on
        self.take_up(services, now)
        self._window.go(place)

    def _as_shared(self, services: Services) -> Services:
        from mentorjournal.services.opening import veiled

        self._veiled = veiled(services) if self.shares else None
        return self._veiled or services
