"""The strip below the bar that says, while it is so, that the screen is shared or that clinical mode is on."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.identifier_hints import IdentifierHints
from mentorjournal.gui.widgets.labels import IconLabel, TextLabel
from mentorjournal.gui.widgets.styling import set_style

WRITING = QLineEdit | QPlainTextEdit | QTextEdit


class ModeLine(QWidget):
    """One mode: what it means, and how to leave it."""

    left = Signal()

    def __init__(self, icon: str, text: str, leave: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(text)
        self.stop = LinkButton(leave)
        self.stop.clicked.connect(self.left)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconLabel(icon, "warn_text"))
        row.addWidget(TextLabel(text, wrap=True), 1)
        row.addWidget(self.stop)
        self.hide()


class ModeStrip(HuggingFrame):
    """Hidden while no mode is on.

    In clinical mode it lists what may identify a patient in the text that is being written, wherever in the
    program that is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_style(self, "kind", "warn")
        self.sharing = ModeLine(
            "eye-off",
            self.tr(
                "Your screen is shared. What is private or confidential is hidden, so places may look empty; names of people stay. Nothing can be changed."
            ),
            self.tr("Stop sharing (F9)"),
        )
        self.clinical = ModeLine(
            "clinical",
            self.tr("Clinical mode: write nothing that identifies a patient."),
            self.tr("Leave clinical mode"),
        )
        self._writing: WRITING | None = None
        self.hints = IdentifierHints(self._written)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 6)
        column.setSpacing(4)
        for widget in (self.sharing, self.clinical, self.hints):
            column.addWidget(widget)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]
        self.hide()

    def show_modes(self, *, sharing: bool, clinical: bool) -> None:
        """Say which modes are on."""
        self.sharing.setVisible(sharing)
        self.clinical.setVisible(clinical)
        self.setVisible(sharing or clinical)
        if not clinical:
            self.hints.set_wanted(wanted=False)
        else:
            self._follow(None, QApplication.focusWidget())

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        """Look at what is being written now; leaving the text for a button changes nothing."""
        if self.clinical.isHidden() or not isinstance(now, WRITING) or now is self._writing:
            return
        self._drop()
        if isinstance(now, QLineEdit) and now.echoMode() != QLineEdit.EchoMode.Normal:
            return
        self._writing = now
        now.textChanged.connect(self.hints.soon)
        now.destroyed.connect(self._gone)
        self.hints.set_wanted(wanted=True)

    def _drop(self) -> None:
        if self._writing is not None:
            self._writing.textChanged.disconnect(self.hints.soon)
            self._writing.destroyed.disconnect(self._gone)
        self._gone()

    def _gone(self) -> None:
        self._writing = None
        self.hints.set_wanted(wanted=False)

    def _written(self) -> str:
        if self._writing is None:
            return ""
        return self._writing.text() if isinstance(self._writing, QLineEdit) else self._writing.toPlainText()
