"""Looks through what of an award stays in the journal, and lets what is ticked leave in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.dialogs.dialog import Dialog
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import PrimaryButton, QuietButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mentorjournal.services.held_back import HeldBack

HEIGHT = 300


class LetLeaveDialog(Dialog):
    """`chosen` carries the ids of what may leave from now on."""

    chosen = Signal(tuple)

    def __init__(self, held: Sequence[HeldBack], parent: QWidget | None) -> None:
        super().__init__(
            self.tr("Let these leave in reports"),
            parent,
            width=520,
            intro=self.tr(
                "Take the tick from whatever should stay. Each piece still has to be chosen for a document, "
                "and you see every page before it leaves."
            ),
        )
        self.ticks: dict[str, QCheckBox] = {}
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        for piece in held:
            of = self.tr(" (of “{0}”)").format(piece.claim) if piece.claim else ""
            tick = QCheckBox(f"{piece.kind}: {piece.title}{of}".replace("&", "&&"))
            tick.setAccessibleName(f"{piece.kind}: {piece.title}{of}")
            tick.setToolTip(tick.accessibleName())
            tick.setChecked(True)
            tick.toggled.connect(self._count)
            self.ticks[piece.id] = tick
            column.addWidget(tick)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setMinimumHeight(min(scaled(HEIGHT), scaled(30) * max(len(held), 2)))
        scroll.setWidget(inside)
        self.add(scroll)
        cancel = QuietButton(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.let = PrimaryButton("")
        self.let.setDefault(True)
        self.let.clicked.connect(self._take)
        self.add_button(cancel)
        self.add_button(self.let)
        self._count()
        self.let.setFocus()

    def ids(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(key for key, tick in self.ticks.items() if tick.isChecked())

    def _count(self) -> None:
        found = len(self.ids())
        self.let.setEnabled(found > 0)
        self.let.setText(self.tr("Let {0} leave").format(found) if found != 1 else self.tr("Let one leave"))

    def _take(self) -> None:
        ids = self.ids()
        self.accept()
        self.chosen.emit(ids)
