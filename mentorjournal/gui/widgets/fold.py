"""A part of a page that is folded away under its heading until somebody wants it."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mentorjournal.gui.icons import set_icon
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel


class Fold(HuggingFrame):
    """Shows `content` while it is open; `note` says in a few words what is inside while it is not."""

    def __init__(self, title: str, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.head = LinkButton(title)
        self.head.setCheckable(True)
        self.head.setAccessibleName(title)
        self._note = TextLabel("", "small", wrap=True)
        self.setAccessibleName(title)
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.head)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._note)
        column.addWidget(content)
        self.setFocusProxy(self.head)
        self.head.toggled.connect(self._show_state)
        self._show_state(False)

    @property
    def is_open(self) -> bool:
        """Whether the content is seen."""
        return self.head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or fold it."""
        self.head.setChecked(is_open)

    def set_note(self, text: str) -> None:
        """What is inside, in a few words."""
        self._note.setText(text)
        self.head.setAccessibleDescription(text)
        self._note.setHidden(self.is_open or not text)

    def note(self) -> str:
        """What was said to be inside."""
        return self._note.text()

    def _show_state(self, is_open: bool) -> None:
        set_icon(self.head, "chevron-down" if is_open else "chevron-right", "muted", size=14, gap=4)
        self.content.setVisible(is_open)
        self._note.setHidden(is_open or not self._note.text())
