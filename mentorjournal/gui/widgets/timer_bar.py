"""The timer of a meeting: what it counted, start and pause, and the end of the meeting."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.icons import set_icon
from mentorjournal.gui.widgets.buttons import LinkButton, PrimaryButton, QuietButton
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.typed_field import NumberField

SECOND_MS = 1_000
_HOUR = 3600
LONGEST = 6000
"""Minutes that can be said to have been spent."""


class TimerBar(QWidget):
    """`corrected` carries the minutes, None for none; the clock moves by itself while the timer runs."""

    started = Signal()
    paused = Signal()
    ended = Signal()
    corrected = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._seconds: Callable[[], int] = lambda: 0
        self._running = False
        self.clock = TextLabel("0:00", "number")
        self.clock.setAccessibleName(self.tr("Time spent"))
        self.toggle = QuietButton("")
        self.end = PrimaryButton(self.tr("End meeting"))
        self.correct = LinkButton(self.tr("Correct"), "quiet")
        self.correct.setAccessibleName(self.tr("Correct the time spent"))
        self.minutes = NumberField(name=self.tr("Minutes spent"), most=LONGEST, decimals=2)
        self.minutes.setPlaceholderText(self.tr("Minutes"))
        self.minutes.hide()
        self._tick = QTimer(self, interval=SECOND_MS)
        self._tick.timeout.connect(self._show_time)
        self._lay_out()
        self.toggle.clicked.connect(self._turn)
        self.end.clicked.connect(self.ended)
        self.correct.clicked.connect(self._open_correction)
        self.minutes.edited.connect(self._take_correction)

    def _lay_out(self) -> None:
        holder = QWidget()
        row = FlowLayout(holder, gap=10)
        for widget in (self.clock, self.toggle, self.end, self.correct, self.minutes):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)

    def show_timer(self, seconds: Callable[[], int], *, running: bool, held: bool, because: str) -> None:
        """Show what `seconds` counts; `because` is why nothing can be changed, empty where it can."""
        self._seconds, self._running = seconds, running
        words = self.tr("Pause") if running else self.tr("Go on") if seconds() else self.tr("Start timer")
        self.toggle.setText(words)
        set_icon(self.toggle, "pause" if running else "timer", "muted", size=16, gap=4)
        self.end.setText(self.tr("Follow up") if held and not running else self.tr("End meeting"))
        for control in (self.toggle, self.correct, self.minutes):
            control.setEnabled(not because)
            control.setToolTip(because)
        self.end.setEnabled(not because or held)
        self.end.setToolTip("" if held else because)
        self.correct.setVisible(bool(seconds()))
        self._show_time()
        if running:
            self._tick.start()
        else:
            self._tick.stop()

    @property
    def running(self) -> bool:
        """Whether the timer runs."""
        return self._running

    def _show_time(self) -> None:
        seconds = self._seconds()
        self.clock.setText(clock_words(seconds))
        self.clock.setAccessibleDescription(self.tr("{0} minutes").format(seconds // 60))

    def _turn(self) -> None:
        (self.paused if self._running else self.started).emit()

    def _open_correction(self) -> None:
        self.minutes.set_value(round(self._seconds() / 60, 2))
        self.minutes.show()
        self.minutes.setFocus()
        self.minutes.selectAll()

    def _take_correction(self, minutes: float | None) -> None:
        self.minutes.hide()
        self.corrected.emit(minutes)


def clock_words(seconds: int) -> str:
    """`0:42`, `23:05`, `1:02:03`."""
    hours, rest = divmod(seconds, _HOUR)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
