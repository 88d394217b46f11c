"""What places and dialogs have pending is saved before anything leaves; what cannot be is told, and stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QMainWindow, QWidget

from mentorjournal.gui.autosave import NOT_SAVED, Flushing
from mentorjournal.gui.inspector_comments import CommentsSection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.notice import Notice


class Unsaved(QObject):
    """Asks every part of a window to save, for one journal at a time."""

    def __init__(self, window: QMainWindow, stack: QWidget, notice: Notice) -> None:
        super().__init__(window)
        self._window, self._stack, self._notice = window, stack, notice
        self._context: Context | None = None
        self._only_reads = self._warned = False

    def attach(self, context: Context | None) -> None:
        """A journal is shown, or none."""
        self._context = context
        self._only_reads, self._warned = context is not None and bool(context.read_only), False

    def flush(self, pages: Iterable[Flushing]) -> bool:
        """Save what the pages, every open dialog and the comments beside them have pending; False where something
        stays that could not be saved."""
        if self._context is None or self._only_reads:
            return True  # nothing can be pending
        dialogs = [found for found in self._window.findChildren(QDialog) if not found.isHidden()]
        parts: list[Flushing] = [*pages]
        parts += [found for found in dialogs if isinstance(found, Flushing)]
        parts += self._stack.findChildren(CommentsSection)
        unsaved = [part for part in parts if not part.flush()]
        if unsaved and self._context.read_only:
            return self._let_go()
        if unsaved:
            self._notice.show_message(
                f"{NOT_SAVED} "
                + self.tr(
                    "This stays open, with what you typed last. Free some space on the disk, or copy the "
                )
                + self.tr("text elsewhere; saving is tried again."),
                "error",
            )
        return not unsaved

    def _let_go(self) -> bool:
        """Writing stopped with text open: say once that it must be copied, and let go of it the second time."""
        if self._warned:
            return True
        self._warned = True
        said = self.tr(
            "This stays open, with what you typed last, but it cannot be saved here any more. Copy the "
        )
        said += self.tr("text elsewhere; after that, do the same once more and it is left.")
        self._notice.show_message(f"{NOT_SAVED} {said}", "error")
        return False
