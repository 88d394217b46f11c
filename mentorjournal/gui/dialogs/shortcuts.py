"""Every keyboard shortcut, read from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton
from mentorjournal.gui.widgets.labels import KeyHint, TextLabel

if TYPE_CHECKING:
    from mentorjournal.gui.actions import Command

ALWAYS = (
    ("Ctrl+K", "Search or run a command"),
    ("Ctrl+Return", "Save a quick note"),
    ("Ctrl+B, Ctrl+I", "Bold, italic while writing"),
    ("Tab, Shift+Tab", "Next and previous field; indent in a list"),
    ("Esc", "Leave the search or a dialog"),
)


class ShortcutsDialog(Dialog):
    """A table of two columns."""

    def __init__(self, commands: tuple[Command, ...], parent: QWidget | None) -> None:
        super().__init__("Keyboard shortcuts", parent, width=460)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setColumnStretch(1, 1)
        rows = [(command.shortcut, command.text) for command in commands if command.shortcut]
        for row, (keys, text) in enumerate((*ALWAYS, *sorted(set(rows), key=lambda item: item[1]))):
            shown = (
                QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
                if "," not in keys
                else keys
            )
            grid.addWidget(KeyHint(shown), row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(TextLabel(text), row, 1)
        area = QScrollArea()
        area.setWidget(inside)
        area.setWidgetResizable(True)
        area.setMinimumHeight(scaled(380))
        area.setAccessibleName(self.tr("Shortcuts"))
        self.add(area)
        close = PrimaryButton(self.tr("Close"))
        close.clicked.connect(self.accept)
        self.add_button(close)
