"""Fields for a passphrase: hidden while typed, shown if asked, wiped without a trace in their undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mentorjournal.gui.widgets.buttons import IconButton

if TYPE_CHECKING:
    from collections.abc import Sequence

HINTS = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)
"""Keyboards on the screen learn nothing from it, shown or not."""


class SecretField(QLineEdit):
    """One passphrase."""

    def __init__(self, name: str, *, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.set_shown(shown=False)

    def set_shown(self, *, shown: bool) -> None:
        """Show what is typed, or dots."""
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(self.inputMethodHints() | HINTS)

    def wipe(self) -> None:
        """Forget what was typed; `clear` would keep it for undo."""
        self.setText("")
        self.set_shown(shown=False)


class SecretRow(QWidget):
    """One or more passphrase fields with one button that shows all of them."""

    def __init__(self, fields: Sequence[SecretField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = fields
        self.toggle = IconButton("eye", self.tr("Show what is typed"), checkable=True)
        self.toggle.setAutoDefault(False)
        self.toggle.toggled.connect(self._show_text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for field in fields:
            row.addWidget(field, 1)
        row.addWidget(self.toggle)
        self.setFocusProxy(fields[0])

    def wipe(self) -> None:
        """Forget what was typed in all of them."""
        self.toggle.setChecked(False)
        for field in self._fields:
            field.wipe()

    def _show_text(self, shown: bool) -> None:
        for field in self._fields:
            field.set_shown(shown=shown)
        self.toggle.set_icon(
            "eye-off" if shown else "eye",
            self.tr("Hide what is typed") if shown else self.tr("Show what is typed"),
        )
