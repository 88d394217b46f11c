"""A day, typed or picked, or none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.date_words import parse_date, show_date
from mentorjournal.gui.widgets.typed_field import TypedField

if TYPE_CHECKING:
    from collections.abc import Callable


class DateField(TypedField):
    """A `dt.date` or None; reads what `parse_date` reads.

    Up and Down move by a day, Page Up and Page Down by a week, Alt+Down opens the calendar. `today` is
    the clock.
    """

    def __init__(
        self,
        value: dt.date | None = None,
        *,
        name: str = "",
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, "", "", parent)
        self._today = today
        self._popup: _CalendarPopup | None = None
        self._hint = self.tr("A date, or: today, tomorrow, +7, +2w, fri")
        self._complaint = self.tr("This is not a date. Try 14 Apr 2026, tomorrow, +7 or fri.")
        self.setPlaceholderText(self.tr("No date"))
        self.opener = IconButton("calendar", self.tr("Open calendar"), small=True, parent=self)
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.setCursor(Qt.CursorShape.ArrowCursor)
        self.opener.clicked.connect(self.open_calendar)
        self.set_value(value)

    def read_text(self, text: str) -> dt.date | None:
        """As people type dates."""
        return parse_date(text, self._today(), self.locale())

    def show_value(self, value: dt.date | None) -> str:
        """Such as "14 Apr 2026"."""
        return show_date(value, self.locale())

    def stepped(self, value: dt.date | None, steps: int, *, far: bool) -> dt.date:
        """By a day, or by a week."""
        if value is None:
            return self._today()
        return value + dt.timedelta(days=steps * (7 if far else 1))

    def setReadOnly(self, read_only: bool) -> None:
        """Without the button of the calendar where nothing can be picked."""
        super().setReadOnly(read_only)
        self.opener.setHidden(read_only)

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        if self.isReadOnly():
            return
        self.settle()
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.picked.connect(self.take)
        self._popup.open_below(self, self._value or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar, or step."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the calendar's button at the end of the line."""
        super().resizeEvent(event)
        size = self.opener.sizeHint()
        self.opener.resize(size)
        gap = scaled(6)
        left = gap if self.isRightToLeft() else self.width() - size.width() - gap
        self.opener.move(left, (self.height() - size.height()) // 2)
        room = size.width() + gap
        self.setTextMargins(room if self.isRightToLeft() else 0, 0, 0 if self.isRightToLeft() else room, 0)


class _CalendarPopup(QFrame):
    """A month to pick a day from."""

    picked = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self._calendar = QCalendarWidget()
        self._calendar.setAccessibleName(self.tr("Calendar"))
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self._calendar.setFirstDayOfWeek(parent.locale().firstDayOfWeek())
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 4, 4, 4)
        column.addWidget(self._calendar)
        self._calendar.activated.connect(self._pick)
        self._calendar.clicked.connect(self._pick)

    def open_below(self, field: QWidget, day: dt.date) -> None:
        """Show the month of `day` below `field`, within the screen."""
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.adjustSize()
        corner = field.mapToGlobal(QPoint(0, field.height() + 2))
        room = field.screen().availableGeometry()
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        if corner.y() + self.height() > room.bottom():
            corner = field.mapToGlobal(QPoint(0, -self.height() - 2))
        self.move(corner)
        self.show()
        self._calendar.setFocus(Qt.FocusReason.PopupFocusReason)

    def _pick(self, day: QDate) -> None:
        self.close()
        self.picked.emit(dt.date(day.year(), day.month(), day.day()))
