"""Fields whose text stands for a value: numbers, times of day, and the base of dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from mentorjournal.gui.widgets.styling import set_style

_TIME = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*(am|pm)?")
_NOON = 12
_MINUTES_IN_DAY = 24 * 60
_STEPS = {
    Qt.Key.Key_Up: (1, False),
    Qt.Key.Key_Down: (-1, False),
    Qt.Key.Key_PageUp: (1, True),
    Qt.Key.Key_PageDown: (-1, True),
}


class TypedField(QLineEdit):
    """A value or None; settled by Return or by leaving the field, when `edited` carries the new one.

    Text that cannot be read stays, marked, and `value()` stays what it was. Up and Down step, Page Up and
    Page Down step further. Subclasses say how a value is read, shown and stepped.
    """

    edited = Signal(object)
    judged = Signal(str)
    """Why the text stands for nothing, or an empty string; the row of the field says it."""

    def __init__(self, name: str, hint: str, complaint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: Any = None
        self._hint, self._complaint = hint, complaint
        self.setAccessibleName(name)
        self.setToolTip(hint)
        self.editingFinished.connect(self.settle)
        self.textEdited.connect(self._unmark)

    def value(self) -> Any:
        """The value last understood."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a value without telling `edited`."""
        self._value = value
        shown = self.show_value(value)
        if shown != self.text():
            self.setText(shown)
        self._mark(wrong=False)

    def is_wrong(self) -> bool:
        """Whether the text stands for nothing that could be understood."""
        return bool(self.property("wrong") == "true")

    def is_typing(self) -> bool:
        """Whether what is typed waits for Return, or could not be understood."""
        return self.text().strip() != self.show_value(self._value)

    def read_text(self, text: str) -> Any:
        """The value of a text that is not empty, or None."""
        raise NotImplementedError

    def show_value(self, value: Any) -> str:
        """The text of a value; empty for None."""
        raise NotImplementedError

    def stepped(self, value: Any, steps: int, *, far: bool) -> Any:
        """The value `steps` on, or back when negative; from None, a place to start."""
        raise NotImplementedError

    def settle(self) -> None:
        """Read what is typed."""
        text = self.text().strip()
        if text == self.show_value(self._value):
            return
        value = self.read_text(text) if text else None
        if text and value is None:
            self._mark(wrong=True)
            return
        self.take(value)

    def take(self, value: Any) -> None:
        """Take a value on the reader's behalf."""
        changed = value != self._value
        self.set_value(value)
        if changed:
            self.edited.emit(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step on the arrow keys."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self.isReadOnly() or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            super().keyPressEvent(event)
            return
        self.settle()
        self.take(self.stepped(self._value, step[0], far=step[1]))

    def _unmark(self, _text: str) -> None:
        self._mark(wrong=False)

    def _mark(self, *, wrong: bool) -> None:
        set_style(self, "wrong", wrong)
        self.setAccessibleDescription(self._complaint if wrong else "")
        self.setToolTip(self._complaint if wrong else self._hint)
        self.judged.emit(self._complaint if wrong else "")


class NumberField(TypedField):
    """A number within bounds, or none; whole when `decimals` is 0, written as the locale writes it."""

    def __init__(
        self,
        value: float | None = None,
        *,
        name: str = "",
        least: float = 0,
        most: float = 1_000_000,
        decimals: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        self._least, self._most, self._decimals = least, most, decimals
        super().__init__(name, "", "", parent)
        self._complaint = self.tr("Write a number from {least:,.10g} to {most:,.10g}.").format(
            least=least, most=most
        )
        self.set_value(value)

    def read_text(self, text: str) -> float | int | None:
        """A number in the locale's way of writing, or with a decimal point."""
        number, known = self.locale().toDouble(text)
        if not known:
            number, known = QLocale.c().toDouble(text)
        if not known or not self._least <= number <= self._most:
            return None
        if self._decimals == 0:
            return int(number) if number == int(number) else None
        return round(number, self._decimals)

    def show_value(self, value: float | None) -> str:
        """Without grouping and without zeros at the end."""
        if value is None:
            return ""
        text = f"{value:.{self._decimals}f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return text.replace(".", self.locale().decimalPoint())

    def stepped(self, value: float | None, steps: int, *, far: bool) -> float:
        """By one, or by ten."""
        start = self._least if value is None else value
        moved = start if value is None else start + steps * (10 if far else 1)
        return max(self._least, min(self._most, moved))


class TimeField(TypedField):
    """A time of day, a `dt.time` or None; reads 14:30, 1430, 9, 2pm, 2:30 pm."""

    def __init__(
        self, value: dt.time | None = None, *, name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, "", "", parent)
        self._hint = self.tr("A time, such as 14:30, 9 or 2pm")
        self._complaint = self.tr("This is not a time. Try 14:30, 9 or 2pm.")
        self.setPlaceholderText(self.tr("No time"))
        self.set_value(value)

    def read_text(self, text: str) -> dt.time | None:
        """Hours, and minutes if any; "pm" adds twelve."""
        found = _TIME.fullmatch(text.lower().strip())
        if not found:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        if found[3]:
            if not 1 <= hour <= _NOON:
                return None
            hour = hour % _NOON + (_NOON if found[3] == "pm" else 0)
        try:
            return dt.time(hour, minute)
        except ValueError:
            return None

    def show_value(self, value: dt.time | None) -> str:
        """Such as "14:30"."""
        return "" if value is None else value.strftime("%H:%M")

    def stepped(self, value: dt.time | None, steps: int, *, far: bool) -> dt.time:
        """By a quarter of an hour, or by an hour."""
        if value is None:
            return dt.time(9, 0)
        minutes = (value.hour * 60 + value.minute + steps * (60 if far else 15)) % _MINUTES_IN_DAY
        return dt.time(*divmod(minutes, 60))
