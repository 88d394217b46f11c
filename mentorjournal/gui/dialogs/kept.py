"""A dialog whose ratings or words are kept by one button, and not lost by one key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from mentorjournal.errors import JournalError
from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

SHARE_OF_SCREEN = 0.62


class AskingDialog(Dialog):
    """Leaves with something given only when asked twice in a row."""

    _warned: object = None

    def touched(self) -> bool:
        """Whether leaving now would lose something."""
        raise NotImplementedError

    def given(self) -> object:
        """All that is given, to tell whether it changed since the reader was warned; never None."""
        raise NotImplementedError

    def warning(self) -> str:
        """What is said at first."""
        raise NotImplementedError

    def reject(self) -> None:
        """Leave; where something would be lost, only when asked again without having gone on."""
        if self.touched() and self.given() != self._warned:
            self._warned = self.given()
            self.say(self.warning(), "warn")
            return
        super().reject()


class KeptDialog(AskingDialog):
    """Subclasses fill `column`, say by `touched` whether something was given, and keep it by `keep`."""

    def __init__(
        self,
        context: Context,
        title: str,
        parent: QWidget | None,
        *,
        width: int,
        height: int,
        intro: str = "",
    ) -> None:
        super().__init__(title, parent, width=width, intro=intro)
        self.context = context
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 8, 0)
        self.column.setSpacing(4)
        self.area = area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        room = round(self.screen().availableGeometry().height() * SHARE_OF_SCREEN)
        area.setMinimumHeight(min(scaled(height), room))
        self.body.addWidget(area, 1)
        self.cancel = QuietButton(self.tr("Cancel"))
        self.keep_button = PrimaryButton(self.tr("Keep"))
        for button in (self.cancel, self.keep_button):
            button.setAutoDefault(False)
            self.add_button(button)
        self.cancel.clicked.connect(self.reject)
        self.keep_button.clicked.connect(self.keep_it)
        self.keep_button.setDisabled(bool(context.read_only))
        self.keep_button.setToolTip(context.read_only)

    def warning(self) -> str:
        """The button keeps."""
        return self.tr("Nothing is kept yet. Cancel again to leave without keeping it.")

    def keep(self) -> None:
        """Keep it as one step. Raises JournalError."""
        raise NotImplementedError

    def keep_it(self) -> None:
        """Keep and close; where the journal refuses, say so and stay."""
        try:
            self.keep()
        except JournalError as error:
            self.say(error.message)
            return
        self.accept()
