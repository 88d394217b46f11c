"""The figure of goals over time: what was planned, what happened, and where they differ."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from reportlab.graphics.shapes import Polygon

from mentorjournal.reports.blocks import TimelineFigure, TimelineMilestone, TimelineRow
from mentorjournal.reports.easel import Easel, Picture
from mentorjournal.reports.figures import short_month
from mentorjournal.reports.look import BLACK, GREY, HAIR, PALE, TEAL
from mentorjournal.reports.paint import colour

_ROW = 25.0
_AXIS = 18.0
_LEGEND = 18.0
_HALF = 3.4
_CLEAR = 2.5
_YEAR = 12
_MONTH_ONLY, _WITH_YEAR = 28.0, 40.0


class Scale:
    """Days to points between `left` and `right`."""

    def __init__(self, first: date, last: date, left: float, right: float) -> None:
        self.first = first
        self.last = last
        self.left = left
        self.right = right
        self.per_day = (right - left) / max((last - first).days, 1)

    def x(self, day: date) -> float:
        """Where a day stands."""
        return self.left + (day - self.first).days * self.per_day


def timeline(block: TimelineFigure, width: float, missing: set[str]) -> Picture:
    """Draw the goals below each other; planned pale above, actual dark below, milestones as diamonds."""
    height = len(block.rows) * _ROW + _AXIS + _LEGEND
    easel = Easel(width, height, missing)
    days = sorted(_days(block)) or [block.today or date(2000, 1, 1)]
    left = min(max((easel.wide(row.label) for row in block.rows), default=0.0) + 12.0, width * 0.36)
    scale = Scale(days[0].replace(day=1), days[-1], left, width - 6.0)
    foot, top = _LEGEND, _LEGEND + len(block.rows) * _ROW
    for day, text in marks(scale):
        x = scale.x(day)
        # Lines that do not cross are no grid: no eye and no checker takes the figure for a table.
        for number in range(len(block.rows)):
            y = foot + number * _ROW
            easel.line(x, y + _CLEAR, x, y + _ROW - _CLEAR, HAIR)
        easel.label(x + 2.0, top + 7.0, text)
    for number, row in enumerate(block.rows):
        y = top - (number + 1) * _ROW
        easel.label(0.0, y + 9.5, easel.cut(row.label, left - 10.0), BLACK)
        _row(easel, scale, row, y, block.today)
        easel.spot(number, 0.0, y, width, _ROW)
        easel.line(0.0, y, width, y, HAIR)
    if block.today is not None and scale.first <= block.today <= scale.last:
        x = scale.x(block.today)
        easel.line(x, foot, x, top + 3.0, BLACK, dashed=True)
    _legend(easel, today=block.today is not None)
    return easel.drawing


def _days(block: TimelineFigure) -> Iterator[date]:
    for row in block.rows:
        found = [row.planned_start, row.planned_end, row.actual_start, row.actual_end]
        found += [day for m in row.milestones for day in (m.planned, m.actual)]
        yield from (day for day in found if day is not None)
        if row.actual_start is not None and row.actual_end is None and block.today is not None:
            yield block.today


def _row(easel: Easel, scale: Scale, row: TimelineRow, y: float, today: date | None) -> None:
    if row.planned_start is not None and row.planned_end is not None:
        _stretch(easel, scale, (row.planned_start, row.planned_end), y + 14.0, PALE)
    end = row.actual_end or today
    if row.actual_start is not None and end is not None:
        _stretch(easel, scale, (row.actual_start, end), y + 5.0, TEAL)
    for milestone in row.milestones:
        _milestone(easel, scale, milestone, y)


def _stretch(easel: Easel, scale: Scale, days: tuple[date, date], y: float, rgb: int) -> None:
    start, end = sorted(days)
    easel.bar(scale.x(start), y, max(scale.x(end) - scale.x(start), 1.5), 5.0, rgb)


def _milestone(easel: Easel, scale: Scale, milestone: TimelineMilestone, y: float) -> None:
    """A hollow diamond where it was planned, a filled one where it was reached, joined so that a slip shows."""
    planned, actual = milestone.planned, milestone.actual
    if planned is not None and actual is not None:
        easel.line(scale.x(planned), y + 16.5, scale.x(actual), y + 7.5, BLACK)
    if planned is not None:
        _diamond(easel, scale.x(planned), y + 16.5, 0xFFFFFF)
    if actual is not None:
        _diamond(easel, scale.x(actual), y + 7.5, BLACK)


def _diamond(easel: Easel, x: float, y: float, rgb: int) -> None:
    corners = [x - _HALF, y, x, y + _HALF, x + _HALF, y, x, y - _HALF]
    easel.drawing.add(Polygon(corners, fillColor=colour(rgb), strokeColor=colour(BLACK), strokeWidth=0.8))


def marks(scale: Scale) -> Iterator[tuple[date, str]]:
    """First days of months, quarters or years, as far apart as their labels need."""
    month_width = 30.4 * scale.per_day
    rooms = ((1, _MONTH_ONLY), (3, _MONTH_ONLY), (6, _WITH_YEAR))
    step = next((s for s, room in rooms if s * month_width >= room), _YEAR)
    years = max(1, math.ceil(_MONTH_ONLY / (_YEAR * month_width))) if step == _YEAR else 1
    year, month = scale.first.year, scale.first.month
    if step > 1:
        month = 1 + (month - 1) // step * step
    named = 0
    while (day := date(year, month, 1)) <= scale.last:
        if day >= scale.first:
            with_year = day.year != named and month_width * step > _WITH_YEAR
            month_name = f"{short_month(day)} {day.year}" if with_year else short_month(day)
            yield day, f"{day.year}" if step == _YEAR else month_name
            named = day.year
        month += step
        if month > _YEAR:
            year, month = year + years, 1
            if year > date.max.year:
                return


def _legend(easel: Easel, *, today: bool) -> None:
    x, y = 0.0, 3.0
    easel.bar(x, y, 14.0, 5.0, PALE)
    easel.label(x + 18.0, y, "planned")
    x += 26.0 + easel.wide("planned")
    easel.bar(x, y, 14.0, 5.0, TEAL)
    easel.label(x + 18.0, y, "actual")
    x += 30.0 + easel.wide("actual")
    _diamond(easel, x, y + 2.5, 0xFFFFFF)
    easel.label(x + 7.0, y, "milestone planned")
    x += 19.0 + easel.wide("milestone planned")
    _diamond(easel, x, y + 2.5, BLACK)
    easel.label(x + 7.0, y, "milestone reached", GREY)
    x += 15.0 + easel.wide("milestone reached")
    if today:
        easel.line(x, y + 2.5, x + 14.0, y + 2.5, BLACK, dashed=True)
        easel.label(x + 18.0, y, "day of this report")
