"""The whole path drawn, with the table behind it, and the ways back, to print it and to look back on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import QuietButton
from mentorjournal.gui.widgets.figure_card import FigureCard
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_surface

if TYPE_CHECKING:
    from mentorjournal.services.figures import FigureCard as Figure

MARGIN = 22
ROOM = 2 * MARGIN + 20


class PathDrawn(QWidget):
    """Shows one figure; while there is none it says what is missing."""

    def __init__(self, *, because: str) -> None:
        super().__init__()
        set_surface(self, "surface")
        self._shown: Figure | None = None
        self.card: FigureCard | None = None
        self.back = QuietButton(self.tr("Step by step"), "list")
        self.reflect = QuietButton(self.tr("Reflect on my own path"), "journal")
        self.print = QuietButton(self.tr("Print with other figures…"), "print")
        self.reflect.setDisabled(bool(because))
        self.reflect.setToolTip(because)
        buttons = QWidget()
        row = FlowLayout(buttons)
        for button in (self.back, self.reflect, self.print):
            row.addWidget(button)
        self.none = TextLabel(
            self.tr("Three steps with a day make a drawing. Give yours a day on their pages."),
            "muted",
            wrap=True,
        )
        inside = QWidget()
        set_surface(inside, "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(MARGIN, 14, MARGIN, 20)
        self._column.setSpacing(10)
        self._column.addWidget(buttons)
        self._column.addWidget(self.none)
        self._column.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Career path, drawn"))
        self.area.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.area)
        self.setFocusProxy(self.back)

    def display(self, figure: Figure | None) -> None:
        """Show this drawing; the same as before stays as it stands."""
        self.none.setVisible(figure is None)
        if figure == self._shown:
            return
        self._shown = figure
        if self.card is not None:
            self.card.hide()
            self.card.deleteLater()
            self.card = None
        if figure is not None:
            self.card = FigureCard(figure, ticked=None)
            self._column.insertWidget(1, self.card)
            self.fit()

    def fit(self) -> None:
        """As wide as there is room for."""
        if self.card is not None:
            self.card.fit(max(self.area.viewport().width() - ROOM, scaled(1)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew, once the layout has had its turn."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self.fit)
