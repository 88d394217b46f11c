"""What the window shows while no journal is open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.empty_state import EmptyState
from mentorjournal.gui.widgets.labels import TextLabel


class NothingOpen(QStackedWidget):
    """`action_clicked` asks for a journal to open, `unlock_clicked` for the one that is locked, `packet_clicked`
    for a packet to read without one.

    While a file is worked on it says so instead.
    """

    action_clicked = Signal()
    unlock_clicked = Signal()
    packet_clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._nothing = nothing = EmptyState(
            self.tr("No journal is open."),
            action=self.tr("Open a journal…"),
            example=self.tr(
                "A new one, or one to try things in, is made from the menu at the top right. A packet that somebody "
                "sent you to review needs none."
            ),
        )
        nothing.action_clicked.connect(self.action_clicked)
        nothing.add_second(self._packet_button())
        self.setFocusProxy(nothing)
        self._locked: EmptyState | None = None
        self._said = TextLabel("", "strong", wrap=True)
        self.addWidget(nothing)
        self.addWidget(self._working())

    def _packet_button(self) -> QuietButton:
        made = QuietButton(self.tr("Open a packet…"))
        made.clicked.connect(self.packet_clicked)
        return made

    def _working(self) -> QWidget:
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(scaled(240))
        bar.setAccessibleName(self.tr("At work"))
        shown = QWidget()
        column = QVBoxLayout(shown)
        column.setSpacing(12)
        column.addStretch(1)
        # The words without an alignment: an aligned label would not be given the height it wraps to.
        self._said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._said)
        column.addWidget(bar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return shown

    def show_work(self, said: str) -> None:
        """Say what is being done; with nothing, what stands here otherwise."""
        self._said.setText(said)
        self.setCurrentIndex(1 if said else 0)
        if not said and self._locked is not None:
            self.setCurrentWidget(self._locked)

    def show_locked(self, name: str) -> None:
        """Say that this journal waits for its passphrase; with nothing, that no journal is open."""
        if self._locked is not None:
            self.removeWidget(self._locked)
            self._locked.setParent(None)  # at once: its words are not to be found any more
            self._locked.deleteLater()
            self._locked = None
        if name:
            said = self.tr("“{0}” is locked. Its passphrase opens it.").format(name)
            self._locked = EmptyState(said, action=self.tr("Unlock…"))
            self._locked.action_clicked.connect(self.unlock_clicked)
            other = QuietButton(self.tr("Open another journal…"))
            other.clicked.connect(self.action_clicked)
            self._locked.add_second(other)
            self._locked.add_second(self._packet_button())
            self.addWidget(self._locked)
            self.setCurrentWidget(self._locked)
        self.setFocusProxy(self._locked or self._nothing)
