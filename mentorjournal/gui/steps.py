"""Undo and redo of the window: two actions that name what they would do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence

from mentorjournal.gui.actions import Command

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.widgets.top_bar import TopBar


class Steps(QObject):
    """`wanted` carries True for redo and False for undo; whoever hears it saves first, and calls `take`."""

    wanted = Signal(bool)

    def __init__(self, top: TopBar, parent: QObject) -> None:
        super().__init__(parent)
        self._context: Context | None = None
        self._words = (self.tr("Undo"), self.tr("Redo"))
        self.undo = top.add_to_menu(self._words[0], "undo")
        self.redo = top.add_to_menu(self._words[1], "redo")
        keys = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)
        for action, key in zip(self.both, keys, strict=True):
            action.setShortcuts(QKeySequence.keyBindings(key))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        self.undo.triggered.connect(lambda: self.wanted.emit(False))
        self.redo.triggered.connect(lambda: self.wanted.emit(True))
        self.attach(None)

    @property
    def both(self) -> tuple[QAction, QAction]:
        """Undo and redo."""
        return self.undo, self.redo

    def attach(self, context: Context | None) -> None:
        """Step through the history of this journal, or of none."""
        self._context = context
        self.refresh()

    def refresh(self) -> None:
        """Name what undo and redo would do."""
        names = ("", "")
        if self._context is not None and not self._context.read_only:
            names = self._context.services.history.next_steps()
        for action, word, name in zip(self.both, self._words, names, strict=True):
            action.setEnabled(bool(name))
            action.setText(f"{word} “{name}”" if name else word)

    def take(self, *, redo: bool) -> str:
        """Undo or redo; what was done, in words, or an empty string."""
        if self._context is None:
            return ""
        history = self._context.services.history
        done = history.redo() if redo else history.undo()
        word = self.tr("Done again") if redo else self.tr("Undone")
        return f"{word}: {done}" if done else ""

    def commands(self) -> tuple[Command, ...]:
        """Those that can be run now."""
        return tuple(
            Command(key, action.text(), action.trigger, key, action.shortcut().toString())
            for key, action in zip(("undo", "redo"), self.both, strict=True)
            if action.isEnabled()
        )
