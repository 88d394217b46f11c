"""Locks the journal in the window: hidden at once, closed as soon as nothing is lost by it."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QTimer
from PySide6.QtGui import QClipboard, QDrag, QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QToolTip, QWidget
from shiboken6 import isValid

from mentorjournal.gui.autosave import Flushing
from mentorjournal.gui.keepers import PATIENCE_MS

if TYPE_CHECKING:
    from mentorjournal.gui.dialogs.cover import CoverDialog
    from mentorjournal.gui.keepers import Keepers
    from mentorjournal.gui.session import Session

AGAIN_MS = 500
"""How often closing is tried again while something is in its way."""


class Locking(QObject):
    """Where typed text cannot be saved, or a piece of work runs, closing would lose it. So the journal stays open
    behind a cover until that is over: everything of it is hidden, nothing takes keys but the field for its
    passphrase, and closing is tried again and again. Keeping such text anywhere else would be a second place for
    secrets, on a disk that has just refused to write.
    """

    def __init__(self, session: Session, keepers: Keepers) -> None:
        super().__init__(session)
        self._session = session
        self._keepers = keepers
        self._cover: CoverDialog | None = None
        self._hidden: list[QWidget] = []
        self._again = QTimer(self, interval=AGAIN_MS)
        self._again.timeout.connect(self._try_again)

    @property
    def covered(self) -> bool:
        """Whether the journal is hidden, but still open."""
        return self._again.isActive()

    def lock(self) -> None:
        """Lock an encrypted journal; others cannot be."""
        services = self._session.services
        if services is None or not services.journal.encrypted:
            said = self.tr("Only a journal with a passphrase can be locked.")
            self._session.window.toast.show_message(said, "info")
        elif not self.covered:
            drop_copies()
            _close_popups()
            closed = False
            try:
                closed = self._close()
            finally:
                # An error that nobody foresaw goes on to the error hook, but never leaves the text in sight.
                if not closed:
                    self._hide()

    def _close(self) -> bool:
        """Close the journal and ask for its passphrase; False where that would lose something now."""
        session = self._session
        if session.services is None or self._in_the_way():
            return False
        path = session.services.journal.path
        behind = [part for part in self._hidden if isValid(part) and isinstance(part, Flushing)]
        unsaved = [part for part in behind if not part.flush()]
        if unsaved or not session.close_journal():
            return False
        self._bury()
        QTimer.singleShot(0, self, forget)
        session.open(path, locked=True)
        return True

    def _in_the_way(self) -> str:
        """What runs and must not be cut, for the reader; "" where nothing does."""
        if QThread.currentThread().loopLevel() > 1:  # a dialog of the system's, or a thing being dragged
            return self.tr("A dialog of the system is open.")
        patience_ms = 0 if self.covered else PATIENCE_MS
        if self._session.busy or not self._keepers.give_up(patience_ms):
            return self.tr("Some work is being finished.")
        return ""

    def _hide(self) -> None:
        """Hide everything of the journal, and stand before it."""
        window, services = self._session.window, self._session.services
        if services is None:
            return
        self._hidden = []
        self._hide_all()
        self._again.start()
        key = services.journal.copy_key()
        if key is not None:
            from mentorjournal.gui.dialogs.cover import CoverDialog

            self._cover = CoverDialog(key, self._why(), window)
            self._cover.passed.connect(self._show)
            self._cover.open()

    def _hide_all(self) -> None:
        """Every window of ours, for a dialog stays in sight when what it belongs to is hidden; those below first.

        A dialog of the system's is waited for in a loop that hiding it would end.
        """
        window = self._session.window
        parts = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        inside = [part for part in parts if part.isVisible() and not part.isWindow()]
        others = [
            other
            for other in QApplication.topLevelWidgets()
            if other.isVisible() and other is not window and other is not self._cover and not _is_qts(other)
        ]
        found = [*inside, *sorted(others, key=_depth)]
        for part in found:
            part.hide()
        self._hidden += found

    def _why(self) -> str:
        way = self._in_the_way() or self.tr("What was typed last could not be saved: the disk may be full.")
        return f"{way} {self.tr('The journal is hidden now and closed as soon as that is over; nothing is lost.')}"

    def _try_again(self) -> None:
        if self._session.services is None:
            self._bury()
        elif not self._close() and self._cover is not None:
            self._hide_all()  # work that ended meanwhile may have shown something
            self._cover.set_why(self._why())

    def _show(self) -> None:
        """Somebody gave the passphrase: everything is as it was."""
        self._again.stop()
        self._cover = None
        hidden, self._hidden = self._hidden, []
        for child in hidden:
            if isValid(child):
                child.show()

    def _bury(self) -> None:
        """The journal is closed: the cover goes, with the dialogs behind it."""
        self._again.stop()
        if self._cover is not None:
            self._cover.leave()
            self._cover = None
        hidden, self._hidden = self._hidden, []
        for child in hidden:
            if not isValid(child):
                continue
            if isinstance(child, QDialog):
                child.deleteLater()
            elif child is self._session.window.centralWidget():
                child.show()


def _is_qts(widget: QWidget) -> bool:
    """Whether a dialog is one of Qt's own: of files, of printing."""
    return isinstance(widget, QDialog) and type(widget).__module__.startswith("PySide6")


def _depth(widget: QWidget) -> int:
    parent = widget.parentWidget()
    return 0 if parent is None else 1 + _depth(parent)


def drop_copies() -> None:
    """Clear what this program put on the clipboards, and let go of what is being dragged."""
    if QThread.currentThread().loopLevel() > 1:
        QDrag.cancel()
    clipboard = QGuiApplication.clipboard()
    if clipboard.ownsClipboard():
        clipboard.clear()
    if clipboard.supportsSelection() and clipboard.ownsSelection():
        clipboard.clear(QClipboard.Mode.Selection)
    if clipboard.supportsFindBuffer() and clipboard.ownsFindBuffer():
        clipboard.clear(QClipboard.Mode.FindBuffer)


def forget() -> None:
    """After the widgets are gone: let go of what Python still holds of the journal's texts."""
    from mentorjournal.services.forgetting import forget_texts

    forget_texts()
    gc.collect()


def _close_popups() -> None:
    QToolTip.hideText()
    while (popup := QApplication.activePopupWidget()) is not None and popup.close():
        pass
