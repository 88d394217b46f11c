"""One choice out of a few, all visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.tab_order import stop_at_chosen

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence


class SegmentButton(QPushButton):
    """One part of a Segmented."""

    def sizeHint(self) -> QSize:
        """Wide enough for the bold face it wears while chosen, which Qt does not reckon with."""
        hint = super().sizeHint()
        bold = QFont(self.font())
        bold.setBold(True)
        plain = QFont(self.font())
        plain.setBold(False)
        text = self.text()
        more = QFontMetrics(bold).horizontalAdvance(text) - QFontMetrics(plain).horizontalAdvance(text)
        return QSize(hint.width() + max(0, more) + 2, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Never narrower."""
        return self.sizeHint()


class Segmented(QFrame):
    """Segments from one or more (key, label) pairs; `edited` carries the key the reader chose.

    Arrow keys move within, Tab leaves. Without a value nothing is chosen.
    """

    edited = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._buttons: dict[str, SegmentButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(1, 1, 1, 1)
        row.setSpacing(0)
        for index, (key, label) in enumerate(choices):
            button = SegmentButton(label)
            button.setCheckable(True)
            place = "first" if index == 0 else "last" if index == len(choices) - 1 else "middle"
            set_style(button, "place", place)
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button, 1)
        self._group.buttonClicked.connect(self._tell)
        self.set_value(value)

    def value(self) -> str:
        """The chosen key, or an empty string."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_value(self, key: str) -> None:
        """Choose without telling `edited`; an unknown key chooses nothing."""
        self._group.setExclusive(False)
        for own, button in self._buttons.items():
            button.setChecked(own == key)
        self._group.setExclusive(True)
        stop_at_chosen(self._buttons.values())
        self.setFocusProxy(self._buttons.get(key) or next(iter(self._buttons.values())))

    def set_label(self, key: str, label: str) -> None:
        """Call a segment otherwise."""
        button = self._buttons[key]
        if button.text() != label:
            button.setText(label)
            button.updateGeometry()

    def offer(self, keys: Collection[str]) -> None:
        """Show only the segments of these keys."""
        shown = [key for key in self._buttons if key in keys]
        for key, button in self._buttons.items():
            button.setVisible(key in keys)
            place = "first" if shown[:1] == [key] else "last" if shown[-1:] == [key] else "middle"
            set_style(button, "place", place)

    def _tell(self, pressed: QAbstractButton) -> None:
        self.setFocusProxy(pressed)
        self.edited.emit(next(key for key, button in self._buttons.items() if button is pressed))
