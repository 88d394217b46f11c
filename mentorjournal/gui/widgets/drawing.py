"""The drawing of a figure: vectors on white paper, whose rows can be pointed at by mouse and keyboard."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontDatabase,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from mentorjournal.services.figures import FigureCard as Figure

EDGE = 14
_INK = "#1f4a46"
"""The paper is white in every theme, so what marks a row on it is dark in every theme."""
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left)
_ON = (Qt.Key.Key_Down, Qt.Key.Key_Right)
_OPEN = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


@cache
def _load_face() -> None:
    """Lend the window the face in which figures are set, so that labels are as wide as they were measured."""
    found = find_spec("font_source_sans_pro")
    for folder in (found.submodule_search_locations if found else None) or ():
        QFontDatabase.addApplicationFont(str(Path(folder) / "files" / "SourceSansPro-Regular.ttf"))


class Drawing(QWidget):
    """A figure in any size. `row_wanted` carries the number of the row that was pressed, or opened by Return.

    Arrow keys go from row to row; the one that has the focus is framed, and is said as the value.
    """

    row_wanted = Signal(int)

    def __init__(self, figure: Figure, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        _load_face()
        self._renderer = QSvgRenderer(QByteArray(figure.svg), self)
        self._renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        self._spots = sorted(
            (spot for spot in figure.spots if spot.part < len(figure.parts)), key=lambda spot: spot.part
        )
        self._labels, self._description = figure.labels, figure.description
        self.row = -1
        self.setAccessibleName(figure.title)
        self.setAccessibleDescription(figure.description)
        if self._spots:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setMouseTracking(True)
            self.setToolTip(self.tr("Show what a line is made of"))

    def fit(self, width: int) -> None:
        """Be so wide, and as high as the drawing then is."""
        size = self._renderer.defaultSize()
        inner = width - 2 * EDGE
        self.setFixedSize(width, round(inner * size.height() / max(size.width(), 1)) + 2 * EDGE)

    def place_of(self, row: int) -> QRectF:
        """Where a row is; empty where it has no place."""
        found = next((spot for spot in self._spots if spot.part == row), None)
        if found is None:
            return QRectF()
        inner = self._inner()
        return QRectF(
            inner.x() + found.x * inner.width(),
            inner.y() + found.y * inner.height(),
            found.width * inner.width(),
            found.height * inner.height(),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw paper and figure, and a frame around the row that has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("white"))
        painter.drawRoundedRect(QRectF(self.rect()), 6, 6)
        self._renderer.render(painter, self._inner())
        if self.row >= 0 and (self.hasFocus() or self.underMouse()):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(_INK), 1.5))
            painter.drawRoundedRect(self.place_of(self.row).adjusted(-3, 0.5, 3, -0.5), 4, 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from row to row, Return shows what it is made of."""
        rows = [spot.part for spot in self._spots]
        key = event.key()
        if not rows or key not in (*_BACK, *_ON, *_OPEN):
            super().keyPressEvent(event)
        elif key in _OPEN:
            if self.row >= 0:
                self.row_wanted.emit(self.row)
        else:
            at = rows.index(self.row) if self.row in rows else -1 if key in _ON else len(rows)
            self._point(rows[min(max(at + (1 if key in _ON else -1), 0), len(rows) - 1)])

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The first row has the focus where none had."""
        if self.row < 0 and self._spots:
            self._point(self._spots[0].part)
        super().focusInEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A row under the mouse is framed."""
        row = self._row_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
        if row >= 0:
            self._point(row)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A row that is pressed opens."""
        row = self._row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._point(row)
            self.row_wanted.emit(row)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is framed by a mouse that has gone."""
        super().leaveEvent(event)
        self.update()

    def _inner(self) -> QRectF:
        return QRectF(self.rect()).adjusted(EDGE, EDGE, -EDGE, -EDGE)

    def _row_at(self, place: QPointF) -> int:
        return next((spot.part for spot in self._spots if self.place_of(spot.part).contains(place)), -1)

    def _point(self, row: int) -> None:
        self.row = row
        called = self._labels[row] if row < len(self._labels) else ""
        self.setAccessibleDescription(f"{called}. {self._description}" if called else self._description)
        self.update()
