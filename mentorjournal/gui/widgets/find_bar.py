"""Find in page: every match is painted, Return goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mentorjournal.gui.widgets.buttons import IconButton
from mentorjournal.gui.widgets.fields import TextField
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.markdown_marks import MOST_MATCHES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mentorjournal.gui.widgets.markdown_edit import MarkdownEdit


class FindBar(QFrame):
    """Searches the fields that `editors()` names, as one text; hidden until `open_bar`.

    Return and Shift+Return step, Escape closes and leaves the match selected. `closed` tells.
    """

    closed = Signal()

    def __init__(self, editors: Callable[[], Sequence[MarkdownEdit]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._editors = editors
        self._places: list[tuple[MarkdownEdit, QTextCursor]] = []
        self._now = -1
        self.input = TextField(name=self.tr("Find in page"), placeholder=self.tr("Find in page"), look="bare")
        self.count = TextLabel("", "small")
        back = IconButton("chevron-up", self.tr("Previous match"), small=True)
        onward = IconButton("chevron-down", self.tr("Next match"), small=True)
        close = IconButton("close", self.tr("Close search"), small=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(6)
        row.addWidget(self.input, 1)
        for widget in (self.count, back, onward, close):
            row.addWidget(widget)
        self.setFocusProxy(self.input)
        self.input.edited.connect(self._search)
        back.clicked.connect(lambda: self.step(-1))
        onward.clicked.connect(lambda: self.step(1))
        close.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self, text: str = "") -> None:
        """Show it and search for `text`, or again for what was searched last."""
        if text:
            self.input.set_value(text)
        self.show()
        self.input.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.input.selectAll()
        self._search(self.input.value())

    def close_bar(self) -> None:
        """Take the paint away and go back to the text."""
        found = self._places[self._now] if self._places else None
        self._places, self._now = [], -1
        self._paint()
        self.hide()
        if found is not None:
            found[0].setTextCursor(found[1])
            found[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def step(self, way: int) -> None:
        """Go `way` matches on, round the end."""
        self._collect(self.input.value())
        if self._places:
            self._now = (self._now + way) % len(self._places)
        self._paint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return steps, Escape closes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _search(self, text: str) -> None:
        self._collect(text)
        self._now = 0 if self._places else -1
        self._paint()

    def _collect(self, text: str) -> None:
        self._places = [(editor, place) for editor in self._editors() for place in editor.marks.find(text)]
        del self._places[MOST_MATCHES:]

    def _paint(self) -> None:
        for editor in self._editors():
            own = [index for index, (owner, _place) in enumerate(self._places) if owner is editor]
            now = own.index(self._now) if self._now in own else -1
            editor.marks.set_found([self._places[index][1] for index in own], now)
        if self._places:
            editor, place = self._places[self._now]
            editor.show_place(place)
        self._tell_count()

    def _tell_count(self) -> None:
        if self._places:
            said = self.tr("{now} of {all}").format(now=self._now + 1, all=len(self._places))
        else:
            said = self.tr("Nothing found") if self.input.value() else ""
        self.count.setText(said)
        self.input.setAccessibleDescription(said)
