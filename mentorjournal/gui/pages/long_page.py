"""A page to read from top to bottom: a head that stays in the flow, and parts below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from mentorjournal.gui.pages.page import Page
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import set_surface

if TYPE_CHECKING:
    from mentorjournal.gui.context import Context

WIDEST = 900


class LongPage(Page):
    """Subclasses put controls into `head` and parts into `column`; reading again keeps the place."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        top = QWidget()
        self.head = FlowLayout(top, gap=14, line_gap=8)
        self.title = TextLabel(self.TITLE, "heading")
        self.head.addWidget(self.title)
        self._inside = inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.column.addWidget(top)
        body = QWidget()
        set_surface(body, "surface")
        row = QHBoxLayout(body)
        row.setContentsMargins(28, 22, 28, 26)
        row.addWidget(inside, 1000)
        row.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidget(body)
        self.area.setWidgetResizable(True)
        self.area.setAccessibleName(self.TITLE)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.area)
        self._widen()
        context.themes.theme_changed.connect(self._widen)

    def refresh(self) -> None:
        """Read everything shown again, and stay where the reader is."""
        bar = self.area.verticalScrollBar()
        place = bar.value()
        self.read()
        if place:
            # The height is settled only when the layout gets its turn.
            QTimer.singleShot(0, bar, lambda: bar.setValue(place))

    def read(self) -> None:
        """Read everything shown again."""
        raise NotImplementedError

    def _widen(self) -> None:
        self._inside.setMaximumWidth(scaled(WIDEST))
