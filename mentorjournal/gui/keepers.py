"""Who looks after an open journal while somebody works in it: made when it is shown, stopped when it closes."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

KEEPERS: tuple[str, ...] = (
    "backing_up:BackingUp",
    "watching_others:WatchingOthers",
    "guarding:Guarding",
    "watching_damage:WatchingDamage",
    "reminding:Reminding",
)
"""Each "module:Class" in `mentorjournal.gui`: a QObject made from a Context and a parent, with `stop()`.

One with the class attribute `WHILE_SHARED = True` works on a shared screen too."""

BEGIN_MS = 300
"""They begin when the first page stands: what they do must not delay it."""

PATIENCE_MS = 100
"""So long each may take to hear that its work is broken off, while the journal stands in sight."""


class Keeper(Protocol):
    """One of them. It begins its work when it is made."""

    def stop(self) -> None:
        """Do nothing any more; the journal closes."""


@runtime_checkable
class Leaving(Protocol):
    """A keeper with something short to do when somebody closes the window; a lock does not wait for it."""

    def leave(self) -> None:
        """Do it, in a second at most; `stop` comes next."""


@runtime_checkable
class Working(Protocol):
    """A keeper with a worker; on a drive that does not answer its work may never end."""

    def give_up(self, patience_ms: int) -> bool:
        """Break off what is under way; True where it ends within so many milliseconds."""


class Keepers(QObject):
    """All of them, for one journal at a time."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._shared = False
        self._working: list[Keeper] = []
        self._begin = QTimer(self, singleShot=True, interval=BEGIN_MS)
        self._begin.timeout.connect(self.begin)

    def attach(self, context: Context, *, shared: bool = False) -> None:
        """Let them begin soon; on a shared screen only those that work then, for the others could not see
        the whole journal."""
        self._context, self._shared = context, shared
        self._begin.start()

    def begin(self) -> None:
        """Make those that do not work yet."""
        self._begin.stop()
        if self._context is None or self._working:
            return
        for place in KEEPERS:
            module, _, name = place.partition(":")
            made = getattr(importlib.import_module(f"mentorjournal.gui.{module}"), name)
            if not self._shared or getattr(made, "WHILE_SHARED", False):
                self._working.append(made(self._context, self))

    def leave(self) -> None:
        """The window closes, and everything is saved."""
        for keeper in self._working:
            if isinstance(keeper, Leaving):
                keeper.leave()

    def give_up(self, patience_ms: int = PATIENCE_MS) -> bool:
        """Break off their work; True where `detach` will not have to wait for it."""
        working = [each for each in self._working if isinstance(each, Working)]
        return not [each for each in working if not each.give_up(patience_ms)]

    def detach(self) -> None:
        """Stop them and let them go."""
        self._begin.stop()
        for keeper in self._working:
            keeper.stop()
            if isinstance(keeper, QObject):
                keeper.deleteLater()
        self._working.clear()
        self._context = None
