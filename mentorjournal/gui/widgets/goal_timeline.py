"""All goals in time: planned against actual, a row per goal, months above, what the signs mean below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import (
    QPointF,
    QRectF,
    QSize,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mentorjournal.gui.models.goal_tracks_model import TracksModel
from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.goal_legend import GoalLegend
from mentorjournal.gui.widgets.goal_list import small
from mentorjournal.gui.widgets.goal_track import (
    colour,
    paint_months,
)
from mentorjournal.gui.widgets.goal_track_list import TrackList
from mentorjournal.gui.widgets.labels import hairline


class MonthsAxis(QWidget):
    """The months above the rows, scrolled with them, and the word for today."""

    def __init__(self, rows: TrackList, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._today = today
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        rows.scale_changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Two lines of small text."""
        return QSize(scaled(300), 2 * QFontMetrics(small(self.font())).height() + scaled(12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the months and today."""
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        area = QRectF(self.rect().adjusted(self._rows.title_width(), scaled(4), 0, 0))
        painter.setClipRect(area)
        scale = self._rows.scale()
        paint_months(painter, area, scale, labels=True)
        today, metrics = self.tr("Today"), painter.fontMetrics()
        x = scale.x(self._today()) - metrics.horizontalAdvance(today) / 2
        painter.setPen(colour("text"))
        baseline = area.bottom() - metrics.descent() - scaled(2)
        painter.fillRect(
            QRectF(
                x - 3, baseline - metrics.ascent(), metrics.horizontalAdvance(today) + 6, metrics.height()
            ),
            colour("surface"),
        )
        painter.drawText(QPointF(x, baseline), today)
        painter.end()


class GoalTimeline(QWidget):
    """Months, rows and the meaning of the signs; `opened` carries the id of the goal to show."""

    opened = Signal(str)

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = TracksModel(today, self)
        self.rows = TrackList(self.model, today)
        self.axis = MonthsAxis(self.rows, today)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.axis, hairline()):
            column.addWidget(widget)
        column.addWidget(self.rows, 1)
        column.addWidget(hairline())
        column.addWidget(GoalLegend())
        self.setFocusProxy(self.rows)
        self.rows.opened.connect(self.opened)
