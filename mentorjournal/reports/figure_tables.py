"""The table behind each figure: the same numbers for who reads them, and for who does not see the drawing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from mentorjournal.reports.blocks import Column, Table
from mentorjournal.reports.figure_blocks import (
    BarFigure,
    DumbbellFigure,
    Figure,
    GrowthFigure,
    HeatFigure,
    StackFigure,
    StripFigure,
    TimelineFigure,
    TrendFigure,
)
from mentorjournal.reports.figures import amount, long_date

Rows = tuple[tuple[str, ...], ...]


def table_of(block: Figure) -> Table:
    """The figure's numbers as a table with the same caption."""
    heads, rows = _MADE[type(block)](block)
    first, *others = heads
    columns = (Column(first, width=0.0), *(Column(head, "right") for head in others))
    return Table(columns, rows, caption=block.caption, record_id=block.record_id)


def row_labels(block: Figure) -> tuple[str, ...]:
    """What each row of the drawing is called, in the order of its spots."""
    if isinstance(block, BarFigure):
        return block.labels
    if isinstance(block, TrendFigure):
        return tuple(trend.label for trend in block.trends)
    if isinstance(block, GrowthFigure):
        return tuple(name for name, _ in block.kinds)
    if isinstance(block, HeatFigure):
        return tuple(label for label, _ in block.rows)
    return tuple(row.label for row in block.rows)


def in_words(block: Figure) -> list[str]:
    """Each row of the table as a few words, for a figure with too little to draw."""
    heads, rows = _MADE[type(block)](block)
    several = len(heads) > 2  # noqa: PLR2004 - one value needs no name beside its row's
    found = []
    for name, *cells in rows:
        pairs = zip(heads[1:], cells, strict=True)
        parts = [f"{head} {cell}" if several else cell for head, cell in pairs if cell]
        found.append(f"{name}: {', '.join(parts)}")
    return found


def _day(day: date | None) -> str:
    return long_date(day) if day else ""


def _bars(block: BarFigure) -> tuple[tuple[str, ...], Rows]:
    pairs = zip(block.labels, block.values, strict=False)
    rows: Rows
    if block.earlier:
        rows = tuple(
            (label, amount(value, block.unit), amount(before, block.unit))
            for (label, value), before in zip(pairs, block.earlier, strict=False)
        )
        return ("", "Value", "Before"), rows
    rows = tuple((label, amount(value, block.unit)) for label, value in pairs)
    if block.target is not None:
        rows = (*rows, (block.target_label or "Target", amount(block.target, block.unit)))
    return ("", "Value"), rows


def _timeline(block: TimelineFigure) -> tuple[tuple[str, ...], Rows]:
    rows: list[tuple[str, ...]] = []
    for row in block.rows:
        rows.append((row.label, _day(row.planned_end), _day(row.actual_end)))
        rows += ((f"– {m.title}", _day(m.planned), _day(m.actual)) for m in row.milestones)
    return ("", "Planned", "Reached"), tuple(rows)


def _stacks(block: StackFigure) -> tuple[tuple[str, ...], Rows]:
    heads = ("", *block.parts, "Together", "Most that counts")
    rows = (
        (
            row.label,
            *(amount(value, "") for value in row.values),
            amount(sum(row.values), block.unit),
            amount(row.cap, block.unit) if row.cap else "",
        )
        for row in block.rows
    )
    return heads, tuple(rows)


def _heat(block: HeatFigure) -> tuple[tuple[str, ...], Rows]:
    return ("", *block.columns), tuple((label, *map(str, numbers)) for label, numbers in block.rows)


def _trends(block: TrendFigure) -> tuple[tuple[str, ...], Rows]:
    days = sorted({day for trend in block.trends for day, _ in trend.points})
    rated = [dict(trend.points) for trend in block.trends]
    rows = ((long_date(day), *(amount(one[day], "") if day in one else "" for one in rated)) for day in days)
    return ("", *(trend.label for trend in block.trends)), tuple(rows)


def _growth(block: GrowthFigure) -> tuple[tuple[str, ...], Rows]:
    years = sorted({day.year for _, days in block.kinds for day in days if day <= block.until})
    rows = (
        (
            str(year),
            *(str(sum(day.year <= year and day <= block.until for day in days)) for _, days in block.kinds),
        )
        for year in years
    )
    return ("To the end of", *(name for name, _ in block.kinds)), tuple(rows)


def _strips(block: StripFigure) -> tuple[tuple[str, ...], Rows]:
    rows = (
        (
            row.label,
            str(len(row.days)),
            str(len(row.missed)) if row.missed else "",
            _day(max(row.days, default=None)),
        )
        for row in block.rows
    )
    return ("", "Held", "Missed", "Last"), tuple(rows)


def _dumbbells(block: DumbbellFigure) -> tuple[tuple[str, ...], Rows]:
    named = dict(block.steps)

    def words(value: float | None) -> str:
        return "" if value is None else named.get(value, amount(value, ""))

    rows = (
        (row.label, words(row.first), words(row.now), words(row.wanted), str(row.shown or ""))
        for row in block.rows
    )
    return ("", "First", "Newest", "Aimed at", "Evidence"), tuple(rows)


_MADE: dict[type, Callable[[Any], tuple[tuple[str, ...], Rows]]] = {
    BarFigure: _bars,
    TimelineFigure: _timeline,
    StackFigure: _stacks,
    HeatFigure: _heat,
    TrendFigure: _trends,
    GrowthFigure: _growth,
    StripFigure: _strips,
    DumbbellFigure: _dumbbells,
}
