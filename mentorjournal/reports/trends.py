"""Figures over time: ratings as small multiples, growth by kind, and strips of days."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise

from reportlab.graphics.shapes import Circle, Polygon, PolyLine

from mentorjournal.reports.easel import Easel, Picture
from mentorjournal.reports.figure_blocks import GrowthFigure, StripFigure, Trend, TrendFigure
from mentorjournal.reports.figures import amount, long_date
from mentorjournal.reports.look import BLACK, GREY, HAIR, TEAL
from mentorjournal.reports.paint import colour
from mentorjournal.reports.stacks import SHADES
from mentorjournal.reports.timelines import Scale, marks

_PANEL, _GAP, _BETWEEN = 52.0, 30.0, 24.0
_SMALL = 2.0
_LINE = 11.0
_GROWTH = 96.0
_STRIP = 21.0
_AXIS = 16.0


def trends(block: TrendFigure, width: float, missing: set[str]) -> Picture:
    """Draw two panels in a row, all from the lowest to the highest rating and over the same days."""
    events = _events(block)
    easel = Easel(width, _height(block), missing)
    for number, trend in enumerate(block.trends):
        scale, top = _scale(block, width, number)
        _panel(easel, block, trend, scale, top)
        easel.spot(
            number, scale.left - 18.0, top - _PANEL - _GAP, scale.right - scale.left + 40.0, _PANEL + _GAP
        )
        for at, (day, _) in enumerate(events, 1):
            easel.line(scale.x(day), top - _PANEL - 12.0, scale.x(day), top - 13.0, GREY, dashed=True)
            easel.label(scale.x(day), top - _PANEL - 20.0, str(at), anchor="middle")
    for at, (day, name) in enumerate(events, 1):
        text = f"{at}: {long_date(day)}, {name}"
        easel.label(0.0, (len(events) - at) * _LINE + 1.0, easel.cut(text, width), GREY)
    return easel.drawing


def trend_marks(block: TrendFigure, width: float) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Where the mark of each point of each trend stands in the drawing, as parts (0 to 1) of its width from the
    left and of its height from the top."""
    height = _height(block)
    return tuple(
        tuple((x / width, 1.0 - y / height) for x, y in _places(block, trend, *_scale(block, width, number)))
        for number, trend in enumerate(block.trends)
    )


def _days(block: TrendFigure) -> tuple[date, date]:
    days = [day for trend in block.trends for day, _ in trend.points]
    return min(days), max(days)


def _events(block: TrendFigure) -> list[tuple[date, str]]:
    first, last = _days(block)
    return [(day, name) for day, name in block.events if first <= day <= last]


def _height(block: TrendFigure) -> float:
    return (len(block.trends) + 1) // 2 * (_PANEL + _GAP) + len(_events(block)) * _LINE


def _scale(block: TrendFigure, width: float, number: int) -> tuple[Scale, float]:
    """The days of a panel, and its top."""
    first, last = _days(block)
    panel = (width - _BETWEEN) / 2
    x = (panel + _BETWEEN) * (number % 2)
    top = _height(block) - (number // 2) * (_PANEL + _GAP)
    return Scale(first, max(last, first + timedelta(days=1)), x + 18.0, x + panel - 22.0), top


def _places(block: TrendFigure, trend: Trend, scale: Scale, top: float) -> list[tuple[float, float]]:
    foot, per = top - _PANEL - 12.0, _PANEL / ((block.high - block.low) or 1.0)
    return [
        (scale.x(day), foot + (min(max(value, block.low), block.high) - block.low) * per)
        for day, value in trend.points
    ]


def _panel(easel: Easel, block: TrendFigure, trend: Trend, scale: Scale, top: float) -> None:
    foot = top - _PANEL - 12.0
    easel.label(scale.left, top - 8.0, easel.cut(trend.label, scale.right - scale.left + 20.0), BLACK)
    for value, y in ((block.low, foot), (block.high, foot + _PANEL)):
        easel.line(scale.left, y, scale.right, y, HAIR)
        easel.label(scale.left - 4.0, y - 2.8, amount(value, ""), anchor="end")
    places = _places(block, trend, scale, top)
    if len(places) > 1:
        line = [number for place in places for number in place]
        easel.drawing.add(PolyLine(line, strokeColor=colour(TEAL), strokeWidth=1.1))
    for x, y in places:
        easel.drawing.add(Circle(x, y, _SMALL, fillColor=colour(TEAL), strokeColor=None, strokeWidth=0))
    if places:
        easel.label(places[-1][0] + 5.0, places[-1][1] - 2.8, amount(trend.points[-1][1], ""), BLACK)


def growth(block: GrowthFigure, width: float, missing: set[str]) -> Picture:
    """Draw steps on top of each other, the first kind darkest at the foot; the totals stand at the right."""
    known = [(name, sorted(day for day in days if day <= block.until)) for name, days in block.kinds]
    parts = [number for number, (_, days) in enumerate(known) if days]
    kinds = [known[number] for number in parts]
    easel = Easel(width, _GROWTH + _AXIS + 12.0, missing)
    first = min(days[0] for _, days in kinds)
    total = sum(len(days) for _, days in kinds)
    named = [f"{name}, {len(days)}" for name, days in kinds]
    left, right = 22.0, width - max(map(easel.wide, named)) - 22.0
    scale = Scale(first.replace(day=1), max(block.until, first + timedelta(days=1)), left, right)
    per = _GROWTH / total
    for value in (0, total):
        easel.line(left, _AXIS + value * per, right, _AXIS + value * per, HAIR)
        easel.label(left - 4.0, _AXIS + value * per - 2.8, str(value), anchor="end")
    for day, text in marks(scale):
        easel.label(scale.x(day), 3.0, text)
    steps = sorted({scale.first, block.until, *(day for _, days in kinds for day in days)})
    below = [0] * len(steps)
    for number, (_, days) in enumerate(kinds):
        above = [low + bisect_right(days, day) for low, day in zip(below, steps, strict=True)]
        _area(easel, [scale.x(day) for day in steps], (below, above), (per, number))
        middle = _AXIS + (below[-1] + above[-1]) / 2 * per
        easel.label(right + 8.0, middle - 2.8, named[number], BLACK)
        height = (above[-1] - below[-1]) * per
        easel.spot(parts[number], left, _AXIS + below[-1] * per, width - left, height)
        below = above
    return easel.drawing


def _area(easel: Easel, xs: list[float], sides: tuple[list[int], list[int]], kind: tuple[float, int]) -> None:
    """The area between two lines of steps."""
    per, number = kind
    below, above = (_steps(xs, [_AXIS + count * per for count in counts]) for counts in sides)
    corners = [number for place in (*above, *reversed(below)) for number in place]
    shade = SHADES[min(number, len(SHADES) - 1)]
    easel.drawing.add(
        Polygon(corners, fillColor=colour(shade), strokeColor=colour(SHADES[0]), strokeWidth=0.5)
    )


def _steps(xs: list[float], ys: list[float]) -> list[tuple[float, float]]:
    places = [(xs[0], ys[0])]
    for (_, y), (x, level) in pairwise(zip(xs, ys, strict=True)):
        places += ((x, y), (x, level))
    return places


def strips(block: StripFigure, width: float, missing: set[str]) -> Picture:
    """Draw one line of days a row: full marks for what happened, hollow ones for what was missed."""
    easel = Easel(width, len(block.rows) * _STRIP + _AXIS + 4.0, missing)
    left = min(max((easel.wide(row.label) for row in block.rows), default=0.0) + 12.0, width * 0.4)
    said = [str(len(row.days)) for row in block.rows]
    right = width - max(map(easel.wide, said), default=0.0) - 10.0
    scale = Scale(block.since, max(block.until, block.since + timedelta(days=1)), left, right)
    top = len(block.rows) * _STRIP + _AXIS
    for day, text in marks(scale):
        easel.line(scale.x(day), _AXIS, scale.x(day), top, HAIR)
        easel.label(scale.x(day), 4.0, text)
    for number, row in enumerate(block.rows):
        y = top - (number + 0.5) * _STRIP
        easel.label(left - 10.0, y - 2.8, easel.cut(row.label, left - 10.0), BLACK, "end")
        easel.line(left, y, right, y, HAIR)
        for day in row.days:
            _mark(easel, scale, day, y, full=True)
        for day in row.missed:
            _mark(easel, scale, day, y, full=False)
        easel.label(width, y - 2.8, said[number], BLACK, "end")
        easel.spot(number, 0.0, y - _STRIP / 2, width, _STRIP)
    return easel.drawing


def _mark(easel: Easel, scale: Scale, day: date, y: float, *, full: bool) -> None:
    if scale.first <= day <= scale.last:
        shade = colour(TEAL if full else 0xFFFFFF)
        easel.drawing.add(
            Circle(scale.x(day), y, 2.6, fillColor=shade, strokeColor=colour(BLACK), strokeWidth=0.6)
        )
