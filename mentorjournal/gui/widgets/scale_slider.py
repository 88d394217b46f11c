"""A number on a short scale, set by mouse, arrows or the digit itself; not set is a value too."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from mentorjournal.gui.widgets.styling import set_style

_CLEARS = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}
_TEN = 10


class ScaleSlider(QSlider):
    """A whole number from `low` to `high`, or None; `edited` carries the one the reader gave.

    Arrows step, a digit sets (0 twice gives 10 where the scale reaches it), Delete takes it back. The
    wheel scrolls the page and not the value.
    """

    edited = Signal(object)

    def __init__(self, name: str, low: int, high: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._given = False
        self._typed_one = False
        self.setAccessibleName(name)
        self.setRange(low, high)
        self.setPageStep(1)
        self.setTickInterval(1)
        self.set_value(None)

    def rating(self) -> int | None:
        """The number given, or None."""
        return self.value() if self._given else None

    def set_value(self, rating: int | None) -> None:
        """Show a number, or that none is given, without telling `edited`."""
        self._given = rating is not None
        middle = (self.minimum() + self.maximum()) // 2
        self.setValue(middle if rating is None else rating)
        self._dress()

    def give(self, rating: int | None) -> None:
        """Take a number on the reader's behalf; one beyond the scale is its end."""
        before = self.rating()
        if rating is not None:
            rating = min(self.maximum(), max(self.minimum(), rating))
        self.set_value(rating)
        if rating != before:
            self.edited.emit(rating)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits set, Delete takes back, the rest steps."""
        key, text = event.key(), event.text()
        one_before, self._typed_one = self._typed_one, False
        if key in _CLEARS:
            self.give(None)
        elif text.isdigit() and text.isascii():
            ten = one_before and text == "0" and self.maximum() >= _TEN
            self._typed_one = text == "1"
            self.give(_TEN if ten else int(text))
        elif key == Qt.Key.Key_Space:
            self.give(self.value())
        else:
            self._step(event)

    def _step(self, event: QKeyEvent) -> None:
        before = self.value()
        super().keyPressEvent(event)
        if self.value() != before or (event.isAccepted() and not self._given and event.key() in _MOVES):
            value = self.value()
            self.setValue(before)
            self.give(value)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click sets the number below the pointer."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.give(self._at(event.position().x()))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Dragging sets on the way."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.give(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nothing is left to do; Qt would step."""
        event.accept()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The page's."""
        event.ignore()

    def _at(self, x: float) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        span = max(1, self.width() - handle.width())
        return QStyle.sliderValueFromPosition(
            self.minimum(), self.maximum(), round(x - handle.width() / 2), span, self.isRightToLeft()
        )

    def _dress(self) -> None:
        set_style(self, "given", self._given)
        self.setAccessibleDescription("" if self._given else self.tr("not rated"))


_MOVES = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End}
