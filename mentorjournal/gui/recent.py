"""The journals opened before, in the menu and in the palette."""

from __future__ import annotations

from collections import Counter
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from mentorjournal.gui.actions import Command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class RecentMenu(QMenu):
    """`wanted` carries the Path chosen. `paths` is asked each time, newest first."""

    wanted = Signal(object)

    def __init__(self, menu: QMenu, paths: Callable[[], Sequence[Path]]) -> None:
        super().__init__(menu)
        self.setTitle(self.tr("Open recent"))
        self._paths = paths
        menu.addMenu(self)
        menu.aboutToShow.connect(self._fill)

    def commands(self) -> tuple[Command, ...]:
        """One for each journal."""
        return tuple(
            Command(
                f"recent-{path}",
                self.tr("Open recent: {0}").format(name),
                partial(self.wanted.emit, path),
                "open",
            )
            for name, path in _named(self._paths())
        )

    def _fill(self) -> None:
        self.clear()
        for name, path in _named(self._paths()):
            action = self.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, path=path: self.wanted.emit(path))
        self.menuAction().setVisible(not self.isEmpty())


def _named(paths: Sequence[Path]) -> list[tuple[str, Path]]:
    """Each path with a name that no other one has: the folder is told only where two files are called the same."""
    often = Counter(path.stem for path in paths)
    return [(path.stem if often[path.stem] == 1 else f"{path.stem} ({path.parent})", path) for path in paths]
