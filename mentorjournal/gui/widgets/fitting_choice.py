"""One choice out of a few: segments where they fit, a drop-down where they would not."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from mentorjournal.gui.widgets.fields import ChoiceField
from mentorjournal.gui.widgets.segmented import Segmented


class FittingChoice(QWidget):
    """(key, label) pairs; `edited` carries the key the reader chose. The empty key is a choice like others."""

    edited = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = tuple(choices)
        self.segments = Segmented(choices, name=name)
        self.drop_down = ChoiceField(choices, name=name)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for face in (self.segments, self.drop_down):
            row.addWidget(face)
            face.edited.connect(self._take)
        self.drop_down.hide()
        self.setFocusProxy(self.segments)

    def value(self) -> str:
        """The chosen key, or an empty string."""
        return self.drop_down.value()

    def set_value(self, key: str) -> None:
        """Choose without telling `edited`."""
        self.segments.set_value(key)
        self.drop_down.set_value(key)

    def set_label(self, key: str, label: str) -> None:
        """Call a choice otherwise."""
        self.segments.set_label(key, label)
        self.drop_down.setItemText(self.drop_down.findData(key), label)
        self._fit()

    def offer(self, keys: Collection[str]) -> None:
        """Show only the choices of these keys."""
        value = self.value()
        self.segments.offer(keys)
        self.drop_down.set_choices([choice for choice in self._choices if choice[0] in keys])
        self.set_value(value)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The drop-down's: the segments never force a page wider."""
        return QSize(self.drop_down.minimumSizeHint().width(), self.sizeHint().height())

    def sizeHint(self) -> QSize:
        """Wide enough for the segments."""
        segments, drop_down = self.segments.sizeHint(), self.drop_down.sizeHint()
        return QSize(segments.width(), max(segments.height(), drop_down.height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the face that fits."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._fit()

    def _fit(self) -> None:
        fits = self.segments.minimumSizeHint().width() <= self.width()
        if fits == self.segments.isHidden():
            self.segments.setVisible(fits)
            self.drop_down.setHidden(fits)
            self.setFocusProxy(self.segments if fits else self.drop_down)

    def _take(self, key: str) -> None:
        self.set_value(key)
        self.edited.emit(key)
