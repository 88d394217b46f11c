"""A field of several lines with a frame around it that follows the focus."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.text_area import TextArea


class BoxedText(HuggingFrame):
    """`edited` carries the whole text, `focused` tells that writing goes on here; it grows with its text."""

    edited = Signal(str)
    focused = Signal()

    def __init__(
        self,
        text: str = "",
        *,
        name: str,
        placeholder: str = "",
        least_lines: int = 2,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_style(self, "role", "field")
        self.area = TextArea(text, name=name, placeholder=placeholder, wide=True, least_lines=least_lines)
        set_style(self.area, "look", "card")
        self.area.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 7)
        column.addWidget(self.area)
        self.setFocusProxy(self.area)
        self.area.edited.connect(self.edited)
        self.area.focused.connect(self.focused)

    def value(self) -> str:
        """The text as it stands."""
        return self.area.value()

    def set_value(self, text: str) -> None:
        """Show a text without telling `edited`."""
        self.area.set_value(text)

    def set_read_only(self, because: str) -> None:
        """Let nothing be typed, and say why; with nothing, let it be."""
        self.area.setReadOnly(bool(because))
        self.area.setToolTip(because)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The frame shows the focus of the field."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            set_style(self, "focused", event.type() == QEvent.Type.FocusIn)
        return super().eventFilter(watched, event)
