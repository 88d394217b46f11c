"""Fields for one line of text and one choice, and the row that names a field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import SectionLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style
from mentorjournal.gui.widgets.typed_field import TypedField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QWheelEvent


class TextField(QLineEdit):
    """One line; `edited` carries the text at each change the reader makes.

    `look` "title" is the headline of a page, "search" the filled field, "bare" has no outline.
    """

    edited = Signal(str)

    def __init__(
        self,
        value: str = "",
        *,
        name: str = "",
        placeholder: str = "",
        look: Literal["", "title", "search", "bare"] = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name or placeholder)
        self.setPlaceholderText(placeholder)
        set_style(self, "look", look)
        self.set_value(value)
        self.textEdited.connect(self.edited)

    def value(self) -> str:
        """The text as it stands."""
        return self.text()

    def set_value(self, value: str) -> None:
        """Show a text without telling `edited`; the same text leaves the cursor where it is."""
        if value != self.text():
            self.setText(value)
            self.setCursorPosition(0)


class ChoiceField(QComboBox):
    """One key out of (key, label) pairs; `edited` carries the key the reader chose.

    `none` is the label for no choice, whose key is the empty string; without it there is no such entry.
    A wheel turning over the field scrolls the page and not the choice.
    """

    edited = Signal(str)

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        value: str = "",
        *,
        name: str = "",
        none: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._none = none
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_choices(choices)
        self.set_value(value)
        self.activated.connect(lambda _index: self.edited.emit(self.value()))

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the value stays if it is still offered."""
        kept = self.value()
        self.clear()
        if self._none is not None:
            self.addItem(self._none, "")
        for key, label in choices:
            self.addItem(label, key)
        self.set_value(kept)

    def value(self) -> str:
        """The chosen key, or an empty string."""
        return str(self.currentData() or "")

    def set_value(self, key: str) -> None:
        """Choose without telling `edited`; a key that is not offered shows as nothing chosen."""
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a field in use turns with the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class FormRow(HuggingFrame):
    """A label above `control`, and a hint below it when there is one."""

    def __init__(self, label: str, control: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.control = control
        self._caption = SectionLabel(label)
        self._caption.setBuddy(control)
        if not control.accessibleName():
            control.setAccessibleName(label)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._caption)
        column.addWidget(control)
        self._hint = TextLabel(hint, "small", wrap=True)
        self._hint.setHidden(not hint)
        self._said = hint
        column.addWidget(self._hint)
        if isinstance(control, TypedField):
            control.judged.connect(self._judge)
        self.setFocusProxy(control)

    def set_label(self, text: str) -> None:
        """Name the control anew."""
        self._caption.setText(text)
        self.control.setAccessibleName(text)

    def set_hint(self, text: str, *, wrong: bool = False) -> None:
        """Say something about the value below the control; an empty text takes it away."""
        self._said = text
        self._show_hint(text, wrong=wrong)

    def _judge(self, complaint: str) -> None:
        if complaint or self._hint.text() != self._said:
            self._show_hint(complaint or self._said, wrong=bool(complaint))

    def _show_hint(self, text: str, *, wrong: bool) -> None:
        self._hint.set_role("late" if wrong else "small")
        self._hint.setText(text)
        self._hint.setHidden(not text)
        self.control.setAccessibleDescription(text)
