"""A day, typed or picked, or none."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QVBoxLayout, QWidget

from mentorjournal.gui.icons import icon
from mentorjournal.gui.widgets.date_words import parse_date, show_date
from mentorjournal.gui.widgets.styling import set_style

if TYPE_CHECKING:
    from collections.abc import Callable

_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 7, Qt.Key.Key_PageDown: -7}


class DateField(QLineEdit):
    """`edited` carries the new day, a `datetime.date` or None, once Return or leaving the field settles it.

    Up and Down move by a day, Page Up and Page Down by a week, Alt+Down opens the calendar. What cannot
    be read stays in the field, marked, and `value()` stays what it was.
    """

    edited = Signal(object)

    def __init__(
        self,
        value: dt.date | None = None,
        *,
        name: str = "",
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._today = today
        self._value: dt.date | None = None
        self._popup: _CalendarPopup | None = None
        self.setAccessibleName(name)
        self.setPlaceholderText(self.tr("No date"))
        self.setToolTip(self.tr("A date, or: today, tomorrow, +7, +2w, fri"))
        self._opener = QAction(icon("calendar", "muted"), self.tr("Open calendar"), self)
        self._opener.triggered.connect(self.open_calendar)
        self.addAction(self._opener, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self._settle)
        self.textEdited.connect(lambda _text: self._mark(wrong=False))
        self.set_value(value)

    def value(self) -> dt.date | None:
        """The day last understood."""
        return self._value

    def set_value(self, value: dt.date | None) -> None:
        """Show a day without telling `edited`."""
        self._value = value
        self.setText(show_date(value, self.locale()))
        self._mark(wrong=False)

    def is_wrong(self) -> bool:
        """Whether the text is no date that could be understood."""
        return bool(self.property("wrong") == "true")

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        if self._popup is None:
            self._popup = _CalendarPopup(self)
            self._popup.picked.connect(self._take)
        self._popup.open_below(self, self._value or self._today())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step by days, or open the calendar."""
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        elif key in _STEPS and not event.modifiers():
            self._settle()
            self._take((self._value or self._today()) + dt.timedelta(days=_STEPS[key]))
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The icon in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_opener"):
            self._opener.setIcon(icon("calendar", "muted"))

    def _take(self, day: dt.date | None) -> None:
        changed = day != self._value
        self.set_value(day)
        if changed:
            self.edited.emit(day)

    def _settle(self) -> None:
        text = self.text().strip()
        if text == show_date(self._value, self.locale()):
            return
        day = parse_date(text, self._today(), self.locale()) if text else None
        if text and day is None:
            self._mark(wrong=True)
            return
        self._take(day)

    def _mark(self, *, wrong: bool) -> None:
        set_style(self, "wrong", wrong)
        said = self.tr("This is not a date. Try 14 Apr 2026, tomorrow, +7 or fri.") if wrong else ""
        self.setAccessibleDescription(said)
        self.setToolTip(said or self.tr("A date, or: today, tomorrow, +7, +2w, fri"))


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
