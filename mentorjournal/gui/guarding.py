"""Locks an encrypted journal when nobody touches the program, and with the computer's screen and sleep."""

from __future__ import annotations

from time import monotonic
from time import time as wall
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow

from mentorjournal.gui.system_ear import SystemEar

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context
    from mentorjournal.gui.preferences import Preferences
    from mentorjournal.settings import Settings

LOOK_MS: Final = 5_000
"""How often it looks how long ago the last touch was."""
LEAP_SECONDS: Final = 60
"""A look that comes so much too late by the clock on the wall comes after the computer slept."""

TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseButtonRelease,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.NativeGesture,
        QEvent.Type.DragMove,
        QEvent.Type.Drop,
    }
)


class Guard(QObject):
    """Once begun, says `wanted` when a journal shall be locked.

    It watches windows, not widgets: watching the application would call Python for every event there is. Text
    from input methods comes past the windows, but moves the cursor, and that is heard.
    """

    wanted = Signal()

    def __init__(self, preferences: Preferences, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._touched = monotonic()
        self._looked = wall()
        self._ear = SystemEar(self)
        self._ear.left.connect(self.leave_with_system)
        self._timer = QTimer(self, interval=LOOK_MS, timerType=Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Watch, from now on as if somebody had just touched something."""
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
            QGuiApplication.inputMethod().cursorRectangleChanged.connect(self.touch)
        self._preferences.changed.connect(self.follow)
        self._watch_all()
        self._timer.start()
        self.follow(self._preferences.settings)

    def follow(self, settings: Settings) -> None:
        """Other preferences hold from now on."""
        if settings.lock_with_system:
            self._ear.listen()
        else:
            self._ear.stop()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched = monotonic()

    def look(self) -> None:
        """Lock where the last touch was too long ago, or where the computer slept since the last look."""
        settings = self._preferences.settings
        now, before = wall(), self._looked
        self._looked = now
        self._watch_all()
        if settings.lock_minutes and monotonic() - self._touched >= settings.lock_minutes * 60:
            self.wanted.emit()
        elif now - before > LOOK_MS / 1000 + LEAP_SECONDS:
            self.leave_with_system()

    def leave_with_system(self) -> None:
        """The screen was locked, or the computer sleeps or slept."""
        if self._preferences.settings.lock_with_system:
            self.wanted.emit()

    def stop(self) -> None:
        """Watch nothing any more; the journal closes."""
        self._timer.stop()
        self._ear.stop()
        for window in QGuiApplication.allWindows():
            window.removeEventFilter(self)

    def _watch_all(self) -> None:
        for window in QGuiApplication.allWindows():
            self._watch(window)

    def _watch(self, window: QWindow | None) -> None:
        """See the touches that come to a window; watching it twice is watching it once."""
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note a touch and let it pass."""
        if event.type() in TOUCHES:
            self.touch()
        return False


class Guarding(Guard):
    """The keeper of an encrypted journal. How a lock waits for what it must not cut is the matter of `locking`."""

    WHILE_SHARED = True

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(context.preferences, parent)
        self.wanted.connect(context.navigator.lock_wanted)
        if context.services.journal.encrypted:
            self.begin()
