"""Ratings over time: one small line per item, all on the same scale, and the same as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.gui.widgets.buttons import LinkButton
from mentorjournal.gui.widgets.hugging import HuggingFrame
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.gui.widgets.styling import clear_layout
from mentorjournal.services.relationship_checks import Rating

FEWEST = 3
"""With fewer points a line would show a direction that is not there."""
HEIGHT, LEAST_WIDTH, DOT = 34, 80, 2.5
Point = tuple[dt.date, int]


class SmallLine(QWidget):
    """One item over time, between `low` and `high`; what it shows is its description, too."""

    def __init__(
        self, name: str, points: Sequence[Point], low: int, high: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._points, self._low, self._high = tuple(points), low, high
        self.setAccessibleName(name)
        self.setAccessibleDescription(", ".join(f"{value} ({day:%B} {day.year})" for day, value in points))
        self.setToolTip(self.accessibleDescription())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Low and wide, growing with the text."""
        return QSize(scaled(LEAST_WIDTH * 2), scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """Still a line."""
        return QSize(scaled(LEAST_WIDTH), scaled(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A hairline at both ends of the scale, the line, and a dot for each rating."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = scaled(4)
        area = QRectF(self.rect()).adjusted(edge, edge, -edge, -edge)
        painter.setPen(QPen(QColor(active_theme().colour("line")), 1))
        for y in (area.top(), area.bottom()):
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        places = [self._place(area, point) for point in self._points]
        accent = QColor(active_theme().colour("accent"))
        painter.setPen(QPen(accent, max(1.5, scaled(2) * 0.8)))
        if len(places) > 1:
            painter.drawPolyline(places)
        painter.setBrush(accent)
        for place in places:
            painter.drawEllipse(place, scaled(5) * DOT / 5, scaled(5) * DOT / 5)

    def _place(self, area: QRectF, point: Point) -> QPointF:
        first, last = self._points[0][0], self._points[-1][0]
        part = (point[0] - first).days / max(1, (last - first).days)
        height = (point[1] - self._low) / max(1, self._high - self._low)
        return QPointF(area.left() + part * area.width(), area.bottom() - height * area.height())


class TrendLines(HuggingFrame):
    """Shows ratings, the latest first as services give them; a sentence where they are too few."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._says = TextLabel("", "small", wrap=True)
        self._lines, self._table = QWidget(), QWidget()
        self.switch = LinkButton(self.tr("Show the numbers"))
        self.switch.setCheckable(True)
        self.switch.toggled.connect(self._turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self._says, self._lines, self._table, self.switch):
            column.addWidget(part)
        for part in (self._lines, self._table):
            grid = QGridLayout(part)
            grid.setContentsMargins(0, 0, 0, 0)
            grid.setHorizontalSpacing(10)
            grid.setVerticalSpacing(4)

    def set_ratings(self, ratings: Sequence[Rating], low: int, high: int) -> None:
        """Show other ratings."""
        enough = len(ratings) >= FEWEST
        self._says.setVisible(0 < len(ratings) < FEWEST)
        self._says.setText(self._in_a_sentence(ratings))
        self.switch.setVisible(len(ratings) > 1)
        self._fill_lines(tuple(reversed(ratings)) if enough else (), low, high)
        self._fill_table(ratings)
        self._lines.setVisible(enough and not self.switch.isChecked())
        self._table.setVisible(len(ratings) > 1 and self.switch.isChecked())
        self._enough = enough

    _enough = False

    def _in_a_sentence(self, ratings: Sequence[Rating]) -> str:
        if len(ratings) == 1:
            return self.tr("One check so far. From the third on, a line for each shows what moves.")
        if len(ratings) != FEWEST - 1:
            return ""
        now, before = ratings
        moves = [
            f"{score.label} {old} → {score.value}"
            for score in now.scores
            if (old := before.value(score.key)) is not None and score.value not in (None, old)
        ]
        if not moves:
            return self.tr("Two checks so far, and nothing moved.")
        return self.tr("Two checks so far: {0}.").format(", ".join(moves))

    def _fill_lines(self, ratings: Sequence[Rating], low: int, high: int) -> None:
        grid = self._lines.layout()
        assert isinstance(grid, QGridLayout)  # noqa: S101  for the type checker
        clear_layout(grid)
        grid.setColumnStretch(1, 1)
        for row, score in enumerate(ratings[-1].scores if ratings else ()):
            points = [(item.day, value) for item in ratings if (value := item.value(score.key)) is not None]
            if points:
                last = TextLabel(str(points[-1][1]), "small")
                last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(TextLabel(score.label, "small"), row, 0)
                grid.addWidget(SmallLine(score.label, points, low, high), row, 1)
                grid.addWidget(last, row, 2)

    def _fill_table(self, ratings: Sequence[Rating]) -> None:
        grid = self._table.layout()
        assert isinstance(grid, QGridLayout)  # noqa: S101  for the type checker
        clear_layout(grid)
        for row, item in enumerate(ratings, 1):
            grid.addWidget(TextLabel(f"{item.day:%b} {item.day.year}", "small"), row, 0)
            for place, score in enumerate(ratings[0].scores, 1):
                if row == 1:
                    grid.addWidget(TextLabel(score.label, "tiny", wrap=True), 0, place)
                value = item.value(score.key)
                grid.addWidget(TextLabel("–" if value is None else str(value), "small"), row, place)

    def _turn(self, on: bool) -> None:
        self.switch.setText(self.tr("Show the lines") if on and self._enough else self._offer(on))
        self._table.setVisible(on)
        self._lines.setVisible(not on and self._enough)

    def _offer(self, on: bool) -> str:
        return self.tr("Hide the numbers") if on else self.tr("Show the numbers")
