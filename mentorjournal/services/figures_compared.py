"""A figure beside the same figure of the time before, in numbers and, where lines can be marked, in the drawing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorjournal.reports.figure_blocks import (
    BarFigure,
    Figure,
    GrowthFigure,
    StripFigure,
    TimelineFigure,
    TrendFigure,
)
from mentorjournal.services.reporting.words import amount, counted

Span = tuple[dt.date, dt.date]


def span_before(since: dt.date, until: dt.date) -> Span:
    """As many days, ending on the day before; no earlier than days go."""
    length = until - since
    last = since - dt.timedelta(days=1)
    return (last - length if last.toordinal() > length.days + 1 else dt.date.min), last


def compared(figure: Figure, before: Figure | None, spans: tuple[Span, Span]) -> tuple[Figure, str]:
    """The figure with the time before marked where it can be, and a sentence; "" where comparing says nothing.

    `spans` are the days of the figure and those before it; `before` is None where there was nothing to draw.
    """
    if isinstance(figure, BarFigure):
        earlier = (
            dict(zip(before.labels, before.values, strict=False)) if isinstance(before, BarFigure) else {}
        )
        marked = replace(figure, earlier=tuple(earlier.get(label, 0.0) for label in figure.labels))
        return marked, _said(sum(figure.values), sum(earlier.values()), figure.unit)
    if isinstance(figure, StripFigure):
        held = [
            sum(len(row.days) for row in one.rows) if isinstance(one, StripFigure) else 0
            for one in (figure, before)
        ]
        return figure, f"{counted(held[0], 'meeting')}; before that {held[1]:,}."
    if isinstance(figure, TimelineFigure):
        reached = [_reached(figure, span) for span in spans]
        return figure, f"{counted(reached[0], 'step')} reached in this time; before that {reached[1]:,}."
    if isinstance(figure, GrowthFigure):
        new = [
            sum(since <= day <= until for _, days in figure.kinds for day in days) for since, until in spans
        ]
        return figure, f"{counted(new[0], 'person', 'people')} more in this time; before that {new[1]:,}."
    if isinstance(figure, TrendFigure) and isinstance(before, TrendFigure):
        return figure, f"On average {_mean(figure)}; before that {_mean(before)}."
    return figure, ""


def _said(now: float, then: float, unit: str) -> str:
    change = now - then
    how = "as many" if not change else f"{amount(abs(change))} {unit} {'more' if change > 0 else 'fewer'}"
    return f"Together {amount(now)} {unit}, {how}{' as' if not change else ' than'} before ({amount(then)} {unit})."


def _reached(figure: TimelineFigure, span: Span) -> int:
    """Goals closed and milestones reached within days."""
    days = [row.actual_end for row in figure.rows]
    days += [point.actual for row in figure.rows for point in row.milestones]
    return sum(day is not None and span[0] <= day <= span[1] for day in days)


def _mean(figure: TrendFigure) -> str:
    values = [value for trend in figure.trends for _, value in trend.points]
    return f"{sum(values) / len(values):.1f}"
