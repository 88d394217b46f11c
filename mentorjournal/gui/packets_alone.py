"""Packets without a journal: each is read in a window of its own, and one that needs a journal waits for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from mentorjournal.gui.context import Context
    from mentorjournal.gui.dialogs.packet_alone import Found, OpenAloneDialog, PacketAloneDialog
    from mentorjournal.gui.main_window import MainWindow


class PacketsAlone(QObject):
    """`journal_wanted` asks for a journal to be chosen.

    What is written in these windows is in no file yet, so they stay when a journal is opened or locked, and when
    the main window goes while there is something to lose.
    """

    journal_wanted = Signal()

    def __init__(self, window: MainWindow, now: Callable[[], dt.datetime], parent: QObject) -> None:
        super().__init__(parent)
        self._window, self._now = window, now
        self._waiting: Path | None = None
        self.readers: list[PacketAloneDialog] = []
        window.packet_wanted.connect(self.open)
        window.closing.connect(self._end)

    def begin(self, path: Path, last: Path | None, open_journal: Callable[[Path], bool]) -> bool:
        """Open the packet the program was started with: in the journal open last, or without one.

        False where the file is no packet. For a journal that asks for its passphrase it waits.
        """
        from mentorjournal.services.opening import is_encrypted
        from mentorjournal.services.packets.reading import is_packet

        if not is_packet(path):
            return False
        self._waiting = path
        if last is None or not (open_journal(last) or is_encrypted(last)):
            self.open()
        return True

    def open(self) -> OpenAloneDialog:
        """Choose a packet; the one that waits is there already."""
        from mentorjournal.gui.dialogs.packet_alone import OpenAloneDialog

        dialog = OpenAloneDialog(self._window)
        dialog.opened.connect(self._read)
        dialog.journal_wanted.connect(self._wait)
        dialog.open()
        path, self._waiting = self._waiting, None
        if path is not None:
            dialog.look_at(path)
        return dialog

    def follow(self, context: Context, *, sharing: bool) -> None:
        """A journal is there: it gets the packet that waits. Nothing is seen while the screen is shared."""
        for reader in self.readers:
            reader.setVisible(not sharing)
        path, self._waiting = self._waiting, None
        if path is not None:
            QTimer.singleShot(0, self, lambda: self._hand_over(context, path))

    def _hand_over(self, context: Context, path: Path) -> None:
        from mentorjournal.gui.reviewing import open_packet_file

        if self._window.context is context:
            open_packet_file(context, self._window, path)

    def _wait(self, path: Path) -> None:
        self._waiting = path
        self.journal_wanted.emit()

    def _read(self, found: Found) -> None:
        from mentorjournal.gui.dialogs.packet_alone import PacketAloneDialog

        reader = PacketAloneDialog(found, lambda: self._now().date())
        self.readers.append(reader)
        reader.finished.connect(lambda _: self.readers.remove(reader))
        reader.show()

    def _end(self) -> None:
        for reader in tuple(self.readers):
            reader.show()
            reader.close()
