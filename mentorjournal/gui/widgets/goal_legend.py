"""What the signs of a goal's timeline mean, and the timeline of a single goal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from mentorjournal.gui.theme import scaled
from mentorjournal.gui.widgets.flow_layout import FlowLayout
from mentorjournal.gui.widgets.goal_list import small
from mentorjournal.gui.widgets.goal_track import (
    Scale,
    colour,
    paint_diamond,
    paint_months,
    paint_today,
    paint_track,
    point_near,
)
from mentorjournal.gui.widgets.goal_words import point_words, track_words
from mentorjournal.gui.widgets.labels import TextLabel
from mentorjournal.services.goals import GoalTrack

MARGIN_DAYS = 12
LEAST_DAYS = 60


class SignLabel(QWidget):
    """One sign of the timeline as a picture."""

    def __init__(self, sign: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sign = sign
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A little more than the sign."""
        return QSize(scaled(16), scaled(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign."""
        painter = QPainter(self)
        paint_diamond(painter, QPointF(self.width() / 2, self.height() / 2), self._sign)
        painter.end()


class GoalLegend(QWidget):
    """Each sign with its word."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = FlowLayout(self, gap=18)
        line.setContentsMargins(18, 8, 18, 8)
        for sign, word in (
            ("planned", self.tr("first planned")),
            ("done", self.tr("reached")),
            ("due", self.tr("still to come")),
            ("late", self.tr("late")),
        ):
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(5)
            row.addWidget(SignLabel(sign))
            row.addWidget(TextLabel(word, "small"))
            line.addWidget(pair)
        line.addWidget(TextLabel(self.tr("An arc joins the first plan to what became of it."), "small-faint"))


class GoalStrip(QWidget):
    """One goal in time, as wide as there is room; hidden while the goal has no day to show."""

    def __init__(self, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._track: GoalTrack | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_track(self, track: GoalTrack | None) -> None:
        """Draw this goal."""
        self._track = track if track is not None and track.span() else None
        self.setVisible(self._track is not None)
        self.setAccessibleName(self.tr("Planned against actual"))
        self.setAccessibleDescription(track_words(track, self._today()) if track else "")
        self.update()

    def sizeHint(self) -> QSize:
        """The months and one row."""
        return QSize(scaled(300), QFontMetrics(small(self.font())).height() + scaled(52))

    def scale(self) -> Scale | None:
        """Where days stand now."""
        span = self._track.span() if self._track else None
        if span is None:
            return None
        margin = dt.timedelta(days=MARGIN_DAYS)
        first, last = min(span[0], self._today()) - margin, max(span[1], self._today()) + margin
        last = max(last, first + dt.timedelta(days=LEAST_DAYS))
        return Scale(first, last, 0.0, self.width() / (last - first).days)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Months above, the track below."""
        scale = self.scale()
        if scale is None or self._track is None:
            return
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        area = QRectF(self.rect())
        paint_months(painter, area, scale, labels=True)
        row = area.adjusted(0, painter.fontMetrics().height(), 0, 0)
        paint_today(painter, row, scale, self._today())
        paint_track(painter, row, scale, self._track, self._today())
        self._name_today(painter, row, scale)
        painter.end()

    def _name_today(self, painter: QPainter, row: QRectF, scale: Scale) -> None:
        text = self.tr("Today")
        x, width = scale.x(self._today()) + scaled(4), painter.fontMetrics().horizontalAdvance(text)
        if x + width > row.right():
            x -= width + scaled(8)
        painter.setPen(colour("faint"))
        painter.drawText(QPointF(x, row.bottom() - painter.fontMetrics().descent()), text)

    def event(self, event: QEvent) -> bool:
        """Say the milestone under the pointer."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            scale = self.scale()
            point = point_near(self._track, scale, event.pos().x()) if self._track and scale else None
            if point is not None:
                QToolTip.showText(event.globalPos(), point_words(point, self._today()), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)
