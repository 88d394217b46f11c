"""Hears from the system that its screen was locked or that the computer goes to sleep, where it says so.

On Linux it says so on D-Bus, on Windows by messages to windows. A Mac says it only to programs with Apple's own
libraries; there, and wherever nothing is heard, a leap of the clock tells that the computer slept.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

SAVERS: Final = ("freedesktop", "gnome", "cinnamon", "mate", "xfce")
"""Desktops whose screen saver says on the session's bus that it became active."""
LOGIN: Final = "org.freedesktop.login1"

POWER_MESSAGE: Final = 0x0218
"""WM_POWERBROADCAST."""
SUSPENDS: Final = 4
"""PBT_APMSUSPEND."""
SESSION_MESSAGE: Final = 0x02B1
"""WM_WTSSESSION_CHANGE."""
SESSION_LOCKED: Final = 7
"""WTS_SESSION_LOCK."""


class SystemEar(QObject):
    """`left` when the screen was locked or sleep is about to begin, after `listen`."""

    left = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window: MessageWindow | None = None
        self._buses: list[QDBusConnection] = []

    def listen(self) -> None:
        """Begin; a system that says nothing is no error."""
        if sys.platform == "win32":
            if self._window is None:
                self._window = MessageWindow()
                self._window.left.connect(self.left)
        elif sys.platform != "darwin" and not self._buses:
            from PySide6.QtDBus import QDBusConnection

            for bus in (QDBusConnection.systemBus(), QDBusConnection.sessionBus()):
                self.listen_on(bus)

    def listen_on(self, bus: QDBusConnection) -> None:
        """Hear what is said on a bus; nothing where it is not there. Who says it does not matter."""
        if bus.isConnected():
            self._buses.append(bus)
            for place in self._places():
                bus.connect("", "", *place)

    def stop(self) -> None:
        """Hear nothing any more."""
        for bus in self._buses:
            for place in self._places():
                bus.disconnect("", "", *place)
        self._buses.clear()
        if self._window is not None:
            self._window.leave()
            self._window = None

    def _places(self) -> list[tuple[Any, ...]]:
        """Interface, signal, receiver and slot."""
        savers = [(f"org.{name}.ScreenSaver", "ActiveChanged", self, SLOT("begins(bool)")) for name in SAVERS]
        return [
            (f"{LOGIN}.Manager", "PrepareForSleep", self, SLOT("begins(bool)")),
            (f"{LOGIN}.Session", "Lock", self, SLOT("locks()")),
            *savers,
        ]

    @Slot(bool)
    def begins(self, begins: bool) -> None:
        """Sleep or the screen saver begins, or ends."""
        if begins:
            self.left.emit()

    @Slot()
    def locks(self) -> None:
        """A session is locked."""
        self.left.emit()


class MessageWindow(QWidget):
    """A window that is never shown and gets the messages Windows sends to all; `left` like SystemEar's."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        if sys.platform == "win32":
            import ctypes
            from ctypes import wintypes

            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(wintypes.HWND(int(self.winId())), 0)

    def nativeEvent(self, kind: Any, message: Any) -> Any:
        """Look at each message and leave it to Qt."""
        if bytes(kind) == b"windows_generic_MSG":
            from ctypes import wintypes

            told = wintypes.MSG.from_address(int(message))
            self.hear(told.message, told.wParam)
        return False, 0

    def hear(self, message: int, what: int) -> None:
        """One message by its number and its first parameter."""
        if (message, what) in {(POWER_MESSAGE, SUSPENDS), (SESSION_MESSAGE, SESSION_LOCKED)}:
            self.left.emit()

    def leave(self) -> None:
        """Get no messages any more."""
        if sys.platform == "win32":
            import ctypes
            from ctypes import wintypes

            ctypes.windll.wtsapi32.WTSUnRegisterSessionNotification(wintypes.HWND(int(self.winId())))
        self.deleteLater()
