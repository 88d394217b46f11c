"""Draws a goal in time: its span, where each milestone was planned, and where it came to be."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPainterPath, QPen, QPolygonF

from mentorjournal.gui.theme import active_theme, scaled
from mentorjournal.services.goals import OPEN_STATES, GoalTrack, TrackPoint

MONTHS = 12
ARC = 11


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels: `first` stands at `left`, a day is `per_day` wide."""

    first: dt.date
    last: dt.date
    left: float
    per_day: float

    def x(self, day: dt.date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self.per_day


def month_start(day: dt.date, ahead: int = 0) -> dt.date:
    """The first of the month `ahead` months after that of `day`."""
    years, month = divmod(day.month - 1 + ahead, MONTHS)
    return dt.date(day.year + years, month + 1, 1)


def month_marks(scale: Scale, metrics: QFontMetrics) -> list[tuple[dt.date, str]]:
    """The firsts of months that get a mark, with their labels; far enough apart to be read."""
    room = metrics.horizontalAdvance("Sep 2026") + scaled(8)
    step = next((step for step in (1, 2, 3, 6, 12) if step * 30.4 * scale.per_day >= room), 24)
    marks: list[tuple[dt.date, str]] = []
    day = month_start(scale.first)
    while day <= scale.last:
        if day >= scale.first and ((day.month - 1) % step == 0 if step <= MONTHS else day.month == 1):
            first = not marks or day.month == 1 or step >= MONTHS
            marks.append((day, f"{day:%b} {day.year}" if first else f"{day:%b}"))
        day = month_start(day, 1)
    return marks


def colour(name: str) -> QColor:
    """A colour of the theme in use."""
    return QColor(active_theme().colour(name))


def paint_months(painter: QPainter, rect: QRectF, scale: Scale, *, labels: bool) -> None:
    """Hairlines at the beginning of months, and their names at the top of `rect` where wanted."""
    for day, text in month_marks(scale, painter.fontMetrics()):
        x = scale.x(day)
        painter.setPen(QPen(colour("line"), 1))
        top = rect.top() + (painter.fontMetrics().height() if labels else 0)
        painter.drawLine(QPointF(x, top), QPointF(x, rect.bottom()))
        if labels and x >= rect.left() and x + painter.fontMetrics().horizontalAdvance(text) <= rect.right():
            painter.setPen(colour("faint"))
            painter.drawText(QPointF(x, rect.top() + painter.fontMetrics().ascent()), text)


def paint_today(painter: QPainter, rect: QRectF, scale: Scale, today: dt.date) -> None:
    """A dashed line at this day."""
    if scale.first <= today <= scale.last:
        painter.setPen(QPen(colour("muted"), 1.2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(scale.x(today), rect.top()), QPointF(scale.x(today), rect.bottom()))


def lane(rect: QRectF) -> float:
    """The height at which bar and milestones of a row lie: arcs need room above."""
    return rect.center().y() + scaled(4)


def paint_track(painter: QPainter, rect: QRectF, scale: Scale, track: GoalTrack, today: dt.date) -> None:
    """A bar from start to target, arcs from where milestones were planned to where they came to be."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    y = lane(rect)
    _paint_bar(painter, y, scale, track, today)
    for point in track.points:
        if point.slip and point.planned and point.actual:
            _paint_slip(painter, y, scale.x(point.planned), scale.x(point.actual))
    for point in track.points:
        if point.slip and point.planned:
            paint_diamond(painter, QPointF(scale.x(point.planned), y), "planned")
    for point in track.points:
        if point.actual:
            paint_diamond(painter, QPointF(scale.x(point.actual), y), state_of(point, today))


def state_of(point: TrackPoint, today: dt.date) -> str:
    """Which sign a milestone gets at its actual day: done, due or late."""
    if point.done_on:
        return "done"
    return "late" if point.due and point.due < today else "due"


def _paint_bar(painter: QPainter, y: float, scale: Scale, track: GoalTrack, today: dt.date) -> None:
    goal, span = track.card.goal, track.span()
    if span is None:
        return
    start = goal.start or span[0]
    closed = goal.status not in OPEN_STATES
    end = (goal.closed_on if closed else None) or goal.target or max(span[1], min(today, scale.last))
    half = scaled(4)
    bar = QRectF(scale.x(start), y - half, max(scale.x(end) - scale.x(start), 2.0), 2 * half)
    waits = goal.status in ("planned", "paused")
    painter.setPen(QPen(colour("control"), 1, Qt.PenStyle.DashLine if waits else Qt.PenStyle.SolidLine))
    painter.setBrush(colour("surface") if waits else colour("track") if closed else colour("accent_soft"))
    painter.drawRoundedRect(bar, half, half)
    if goal.target and goal.target != end:
        painter.setPen(QPen(colour("control"), 1.5))
        painter.drawLine(
            QPointF(scale.x(goal.target), y - 2 * half), QPointF(scale.x(goal.target), y + 2 * half)
        )


def _paint_slip(painter: QPainter, y: float, planned: float, actual: float) -> None:
    apart = abs(actual - planned)
    if apart < scaled(8):
        return
    rise = min(scaled(ARC) * 2.0, scaled(ARC) / 2 + apart * 0.14)
    path = QPainterPath(QPointF(planned, y))
    path.quadTo(QPointF((planned + actual) / 2, y - rise * 1.6), QPointF(actual, y))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour("muted"), 1.2))
    painter.drawPath(path)


def paint_diamond(painter: QPainter, middle: QPointF, sign: str) -> None:
    """A milestone: "planned" hollow and thin, "done" filled, "due" and "late" hollow with a dot."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    edge = scaled(5) if sign == "planned" else scaled(6)
    shape = QPolygonF(
        [middle + QPointF(dx * edge, dy * edge) for dx, dy in ((0, -1), (1, 0), (0, 1), (-1, 0))]
    )
    tone = {"planned": "muted", "late": "late_text"}.get(sign, "accent")
    painter.setPen(QPen(colour(tone), 1.0 if sign == "planned" else 1.6))
    painter.setBrush(colour("accent") if sign == "done" else colour("surface"))
    painter.drawPolygon(shape)
    if sign in ("due", "late"):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(tone))
        painter.drawEllipse(middle, edge * 0.34, edge * 0.34)


def point_near(track: GoalTrack, scale: Scale, x: float) -> TrackPoint | None:
    """The milestone drawn nearest to `x`, within the size of its sign."""
    near = [
        (abs(scale.x(day) - x), at)
        for at, point in enumerate(track.points)
        for day in (point.actual, point.planned)
        if day and abs(scale.x(day) - x) <= scaled(8)
    ]
    return track.points[min(near)[1]] if near else None
