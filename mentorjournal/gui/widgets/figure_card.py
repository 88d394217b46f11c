"""One figure on white paper, a tick to print it, and the table behind it."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QPainter, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.card import Card
from mentorjournal.gui.widgets.labels import TextLabel

if TYPE_CHECKING:
    from mentorjournal.services.figures import FigureCard as Figure

EDGE = 14
WIDEST = 720
"""Wider a figure gains nothing."""


@cache
def _load_face() -> None:
    """Lend the window the face in which figures are set, so that labels are as wide as they were measured."""
    found = find_spec("font_source_sans_pro")
    for folder in (found.submodule_search_locations if found else None) or ():
        QFontDatabase.addApplicationFont(str(Path(folder) / "files" / "SourceSansPro-Regular.ttf"))


class Drawing(QWidget):
    """The drawing itself, as vectors in any size; on white, as it is printed."""

    def __init__(self, svg: bytes, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _load_face()
        self._renderer = QSvgRenderer(QByteArray(svg), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)

    def fit(self, width: int) -> None:
        """Be so wide, and as high as the drawing then is."""
        size = self._renderer.defaultSize()
        inner = width - 2 * EDGE
        self.setFixedSize(width, round(inner * size.height() / max(size.width(), 1)) + 2 * EDGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper and figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        inner = QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)
        self._renderer.render(painter, inner)


class FigureCard(Card):
    """A figure with its title; `ticked` says that it is to be printed or not any more.

    With None for the tick there is none to set.
    """

    ticked = Signal(bool)

    def __init__(self, figure: Figure, *, ticked: bool | None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.key = figure.key
        self.setAccessibleName(figure.title)
        column = self.body
        self.tick = QCheckBox(figure.title)
        self.tick.setChecked(bool(ticked))
        self.tick.setAccessibleName(self.tr("Print {0}").format(figure.title))
        self.tick.toggled.connect(self.ticked)
        head = QHBoxLayout()
        head.addWidget(self.tick if ticked is not None else TextLabel(figure.title, "bold"), 1)
        column.addLayout(head)
        self.drawing = Drawing(figure.svg, figure.title, figure.description) if figure.svg else None
        if self.drawing is not None:
            column.addWidget(self.drawing)
        said = TextLabel(figure.words, "small", wrap=True)
        column.addWidget(said)
        self.table = _table(figure)
        self.table.hide()
        self.toggle = LinkButton(self.tr("Show as a table"))
        self.toggle.setAccessibleName(self.tr("{0} as a table").format(figure.title))
        self.toggle.clicked.connect(self._turn)
        if figure.svg:
            head.addWidget(self.toggle)
        column.addWidget(self.table)

    def fit(self, width: int) -> None:
        """Be at most so wide."""
        width = min(width, scaled(WIDEST))
        self.setFixedWidth(width)
        if self.drawing is not None:
            edges = self.body.contentsMargins()
            self.drawing.fit(width - edges.left() - edges.right() - 2)
        self.body.activate()
        self.setFixedHeight(self.body.totalHeightForWidth(width - 2) + 2)

    def _turn(self) -> None:
        shows = self.table.isHidden()
        self.table.setVisible(shows)
        self.toggle.setText(self.tr("Hide the table") if shows else self.tr("Show as a table"))
        self.fit(self.width())


def _table(figure: Figure) -> QWidget:
    table = QWidget()
    table.setAccessibleName(figure.title)
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 4, 0, 0)
    grid.setHorizontalSpacing(18)
    grid.setVerticalSpacing(5)
    grid.setColumnStretch(0, 1)
    for row, cells in enumerate((figure.heads, *figure.rows)):
        for column, text in enumerate(cells):
            label = TextLabel(text, "" if row else "muted", wrap=column == 0)
            if column:
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label, row, column)
    return table
