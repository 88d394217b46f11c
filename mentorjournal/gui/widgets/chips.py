"""Pills: filters that are on or off, and tags that can be taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_style

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


class Chip(QPushButton):
    """A filter or choice that is on or off; `edited` carries the new state when the reader changes it."""

    edited = Signal(bool)

    def __init__(self, text: str, checked: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(text.replace("&", "&&"), parent)  # a single one would underline the next letter
        self.setCheckable(True)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.edited)

    def value(self) -> bool:
        """Whether it is on."""
        return self.isChecked()

    def set_value(self, checked: bool) -> None:
        """Switch without telling `edited`."""
        self.setChecked(checked)


class TagChip(QFrame):
    """A word in a set; `removed` when its cross is pressed, or Delete or Backspace on it.

    `pill` gives the outlined shape for people and skills, otherwise the flat one for tags.
    """

    removed = Signal()

    def __init__(
        self, text: str, *, removable: bool = True, pill: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        set_style(self, "pill", pill)
        row = QHBoxLayout(self)
        set_style(self, "removable", removable)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(TextLabel(text))
        if removable:
            cross = IconButton("close", self.tr("Remove {name}").format(name=text), small=True)
            cross.clicked.connect(self.removed)
            row.addWidget(cross)
            cross.setVisible(self.isEnabled())
            self.setFocusProxy(cross)

    def changeEvent(self, event: QEvent) -> None:
        """No cross where it cannot be taken away."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and (cross := self.focusProxy()) is not None:
            cross.setVisible(self.isEnabled())

    def text(self) -> str:
        """The word."""
        return self._text

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it away."""
        if self.focusProxy() is not None and event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.removed.emit()
            return
        super().keyPressEvent(event)
