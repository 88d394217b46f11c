"""A figure beside the same figure of the time before, in numbers and, where lines can be marked, in the drawing."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from mentorjournal.reports.figure_blocks import (
    BarFigure,
    Figure,
    GrowthFigure,
    StripFigure,
    TimelineFigure,
    TrendFigure,
)
from mentorjournal.services.reporting.words import amount, counted

if TYPE_CHECKING:
    from mentorjournal.services.figures_made import Made

Span = tuple[dt.date, dt.date]


def span_before(since: dt.date, until: dt.date) -> Span:
    """As many days, ending on the day before; no earlier than days go."""
    length = until - since
    last = since - dt.timedelta(days=1)
    return (last - length if last.toordinal() > length.days + 1 else dt.date.min), last


def compared(made: Made, before: Made | None, spans: tuple[Span, Span]) -> tuple[Figure, str]:
    """The figure with the time before marked where it can be, and a sentence; "" where comparing says nothing.

    `spans` are the days of the figure and those before it; `before` is None where there was nothing to draw.
    """
    figure, past = made.figure, before.figure if before is not None else None
    totals = made.total, before.total if before is not None else 0
    if isinstance(figure, BarFigure):
        earlier = dict(zip(past.labels, past.values, strict=False)) if isinstance(past, BarFigure) else {}
        marked = replace(figure, earlier=tuple(earlier.get(label, 0.0) for label in figure.labels))
        return marked, _said(sum(figure.values), sum(earlier.values()), figure.unit)
    if isinstance(figure, StripFigure):
        return figure, f"{counted(totals[0], 'meeting')} held; before that {totals[1]:,}."
    if isinstance(figure, TimelineFigure):
        return figure, f"{counted(totals[0], 'step')} reached in this time; before that {totals[1]:,}."
    if isinstance(figure, GrowthFigure):
        new = [
            sum(since <= day <= until for _, days in figure.kinds for day in days) for since, until in spans
        ]
        return figure, f"{counted(new[0], 'person', 'people')} more in this time; before that {new[1]:,}."
    if isinstance(figure, TrendFigure) and isinstance(past, TrendFigure):
        return figure, f"On average {_mean(figure)}; before that {_mean(past)}."
    return figure, ""


def _said(now: float, then: float, unit: str) -> str:
    change = round(now - then, 2)
    how = "as many" if not change else f"{amount(abs(change))} {unit} {'more' if change > 0 else 'fewer'}"
    return f"Together {amount(now)} {unit}, {how}{' as' if not change else ' than'} before ({amount(then)} {unit})."


def _mean(figure: TrendFigure) -> str:
    values = [value for trend in figure.trends for _, value in trend.points]
    return f"{sum(values) / len(values):.1f}"
