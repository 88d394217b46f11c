"""Figures, drawn once: vectors on paper, SVG on the screen, a sentence where there is too little to draw."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date
from xml.sax.saxutils import escape

from reportlab.graphics import renderSVG

from mentorjournal.reports.blocks import Block, Prose
from mentorjournal.reports.easel import SIZE, Easel, Picture, Spot
from mentorjournal.reports.faces import face
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
from mentorjournal.reports.look import BLACK, GREY, HAIR, PALE, TEAL
from mentorjournal.reports.markdown import escaped
from mentorjournal.reports.runs import one_line

SCREEN_WIDTH = 424.0
FEWEST = 3
_PLOT = 92.0
_ROW = 17.0
_MOST_NAMED = 14
_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def points(block: Figure) -> int:
    """How many data points a figure has."""
    if isinstance(block, BarFigure):
        return min(len(block.labels), len(block.values))
    if isinstance(block, TimelineFigure):
        return _days_known(block)
    if isinstance(block, StackFigure):
        return sum(value > 0 for row in block.rows for value in row.values)
    if isinstance(block, HeatFigure):
        return sum(number > 0 for _, numbers in block.rows for number in numbers)
    if isinstance(block, TrendFigure):
        return max((len(trend.points) for trend in block.trends), default=0)
    if isinstance(block, DumbbellFigure):
        return sum(row.now is not None for row in block.rows)
    if isinstance(block, GrowthFigure):
        return sum(day <= block.until for _, days in block.kinds for day in days)
    return sum(len(row.days) + len(row.missed) for row in block.rows)


def _days_known(block: TimelineFigure) -> int:
    ends = ("planned_start", "planned_end", "actual_start", "actual_end")
    return sum(
        sum(getattr(row, name) is not None for name in ends)
        + sum((m.planned is not None) + (m.actual is not None) for m in row.milestones)
        for row in block.rows
    )


def figure_or_sentence(block: Figure) -> Block:
    """The figure, or prose that says the same where there are fewer than three data points."""
    if points(block) >= FEWEST:
        return block
    what = block.caption.strip().rstrip(".") or block.alt.strip().rstrip(".") or "Figure"
    words = "; ".join(_in_words(block)) or "nothing recorded yet"
    return Prose(escaped(f"{what}: {words}."), block.record_id)


def _in_words(block: Figure) -> list[str]:
    if isinstance(block, BarFigure):
        said = [
            f"{label} {amount(v, block.unit)}" for label, v in zip(block.labels, block.values, strict=False)
        ]
        if said and block.target is not None:
            said.append(f"{block.target_label or 'target'} {amount(block.target, block.unit)}")
        return said
    if isinstance(block, TimelineFigure):
        rows = (_said(row.label, row.planned_end, row.actual_end) for row in block.rows)
        return [sentence for sentence in rows if sentence]
    from mentorjournal.reports.figure_tables import in_words

    return in_words(block) if points(block) else []


def _said(label: str, planned: date | None, actual: date | None) -> str:
    parts = [f"planned for {long_date(planned)}"] if planned else []
    parts += [f"reached on {long_date(actual)}"] if actual else []
    return f"{label} {', '.join(parts)}" if parts else ""


def long_date(day: date) -> str:
    """A date as text says it: 3 March 2026, whatever the computer's locale."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_month(day: date) -> str:
    """The first three letters of the month."""
    return _MONTHS[day.month - 1][:3]


def drawn(block: Figure, width: float, missing: set[str]) -> Picture:
    """The drawing of a figure at a width in points; characters no face has are added to `missing`."""
    if isinstance(block, BarFigure):
        return _bar_figure(block, width, missing)
    from mentorjournal.reports import dumbbells, stacks, timelines, trends

    makers: dict[type, Callable[..., Picture]] = {
        TimelineFigure: timelines.timeline,
        StackFigure: stacks.stacks,
        HeatFigure: stacks.heat,
        TrendFigure: trends.trends,
        GrowthFigure: trends.growth,
        StripFigure: trends.strips,
        DumbbellFigure: dumbbells.dumbbells,
    }
    return makers[type(block)](block, width, missing)


def _bar_figure(block: BarFigure, width: float, missing: set[str]) -> Picture:
    easel = Easel(width, 0.0, missing)
    pitch = (width - 24.0) / max(len(block.labels), 1)
    too_long = any(easel.wide(label) > pitch - 3.0 for label in block.labels)
    if block.orientation == "bars" or (too_long and len(block.labels) <= _MOST_NAMED):
        return _bars(block, width, missing)
    return _columns(block, width, missing)


def figure_svg(block: Figure, width: float = SCREEN_WIDTH) -> bytes:
    """The same drawing as SVG for the screen, in the family "Source Sans Pro"."""
    return on_screen(block, width)[0]


def on_screen(block: Figure, width: float = SCREEN_WIDTH) -> tuple[bytes, tuple[Spot, ...]]:
    """The drawing as SVG, and where each of its rows can be pointed at, as shares of its width and height."""
    drawing = drawn(block, width, set())
    hacks = {face("sans").name: {"family": "Source Sans Pro"}}
    text: str = renderSVG.drawToString(
        drawing, useClip=True, fontHacks=hacks, svgAttrs={"aria-label": one_line(block.alt), "role": "img"}
    )
    text = text.replace("fill: None;", "fill: none;")  # else a line of many points is filled, black
    said = f"<title>{escape(one_line(block.caption))}</title>"
    text = text.replace("<title>...</title>", said, 1).replace("<desc>...</desc>", "", 1)
    return text.encode(), drawing.shares()


def amount(value: float, unit: str) -> str:
    """A number with at most one decimal, and its unit."""
    number = f"{value:,.1f}".removesuffix(".0")
    return f"{number} {unit}".strip()


def _ticks(values: list[float]) -> list[float]:
    """Round numbers from 0 to at least the greatest value, three or four steps apart."""
    top = max(values, default=0.0) or 1.0
    power = 10.0 ** math.floor(math.log10(top / 3))
    step = next(power * m for m in (1, 2, 2.5, 5, 10, 20) if top / (power * m) <= 4)  # noqa: PLR2004
    return [number * step for number in range(math.ceil(top / step - 1e-9) + 1)]


def _heights(block: BarFigure) -> list[float]:
    """The values that can be drawn: finite and not negative."""
    return [max(v, 0.0) if math.isfinite(v) else 0.0 for v in block.values[: len(block.labels)]]


def _shade(block: BarFigure, at: int) -> int:
    return TEAL if at in block.highlight or not block.highlight else PALE


def _columns(block: BarFigure, width: float, missing: set[str]) -> Picture:
    values = _heights(block)
    ticks = _ticks([*values, *block.earlier, block.target or 0.0])
    easel = Easel(width, _PLOT + 26.0, missing)
    left = max(easel.wide(amount(tick, "")) for tick in ticks) + 8.0
    base, scale = 18.0, _PLOT / ticks[-1]
    for tick in ticks:
        y = base + tick * scale
        easel.line(left, y, width, y, HAIR)
        easel.label(left - 5.0, y - 2.8, amount(tick, ""), anchor="end")
    pitch = (width - left) / max(len(values), 1)
    widest = max((easel.wide(label) for label in block.labels), default=0.0) + 4.0
    every = max(1, math.ceil(widest / pitch))
    for at, value in enumerate(values):
        thick = min(pitch * 0.68, 48.0)
        middle = left + pitch * (at + 0.5)
        easel.bar(middle - thick / 2, base, thick, value * scale, _shade(block, at))
        easel.spot(at, middle - pitch / 2, 0.0, pitch, base + _PLOT)
        if at < len(block.earlier):
            y = base + max(block.earlier[at], 0.0) * scale
            easel.line(middle - thick / 2 - 2.0, y, middle + thick / 2 + 2.0, y, BLACK)
        if at % every == 0:
            easel.label(middle, 5.0, easel.cut(block.labels[at], max(pitch * every, 20.0)), anchor="middle")
    easel.line(left, base, width, base, GREY)
    if block.target is not None:
        y = base + block.target * scale
        easel.line(left, y, width, y, BLACK, dashed=True)
        _target_label(easel, block, (left, pitch), y, [value * scale + base for value in values])
    return easel.drawing


def _target_label(
    easel: Easel, block: BarFigure, axis: tuple[float, float], y: float, tops: list[float]
) -> None:
    """The target's label above its line where no column is behind it, else on white at the left."""
    text = f"{block.target_label or 'target'}, {amount(block.target or 0.0, block.unit)}"
    left, pitch = axis
    wide = easel.wide(text) + 8.0
    spans = range(max(1, math.ceil(wide / pitch)))
    starts = (at for at in range(len(tops)) if all(at + k < len(tops) and tops[at + k] < y for k in spans))
    start = next(starts, None)
    x = left + (0 if start is None else start) * pitch + 3.0
    if start is None:
        easel.bar(x - 1.0, y + 1.5, wide - 4.0, SIZE + 1.5, 0xFFFFFF)
    easel.label(x, y + 3.5, text, BLACK)


def _bars(block: BarFigure, width: float, missing: set[str]) -> Picture:
    values = _heights(block)
    capped = block.target is not None
    easel = Easel(width, len(values) * _ROW + 4.0 + (14.0 if capped else 0.0), missing)
    left = min(max((easel.wide(label) for label in block.labels), default=0.0) + 10.0, width * 0.42)
    said = [amount(value, block.unit) for value in block.values[: len(values)]]
    right = width - max((easel.wide(text) for text in said), default=0.0) - 8.0
    scale = (right - left) / (max([*values, *block.earlier, block.target or 0.0]) or 1.0)
    foot = len(values) * _ROW + 2.0
    for at, value in enumerate(values):
        y = foot - (at + 1) * _ROW
        easel.label(left - 8.0, y + 5.5, easel.cut(block.labels[at], left - 8.0), BLACK, "end")
        easel.bar(left, y + 3.0, max(value * scale, 0.5), _ROW - 6.0, _shade(block, at))
        end = left + value * scale
        if at < len(block.earlier):
            before = left + max(block.earlier[at], 0.0) * scale
            easel.line(before, y + 1.5, before, y + _ROW - 1.5, BLACK)
            end = before if end <= before < end + 4.0 + easel.wide(said[at]) else end
        easel.label(end + 4.0, y + 5.5, said[at], BLACK)
        easel.spot(at, 0.0, y, width, _ROW)
    easel.line(left, 2.0, left, foot, GREY)
    if block.target is not None:
        x = left + block.target * scale
        easel.line(x, 2.0, x, foot + 2.0, BLACK, dashed=True)
        text = f"{block.target_label or 'target'}, {amount(block.target, block.unit)}"
        anchor = "end" if x + easel.wide(text) > width else "start"
        easel.label(x, foot + 5.0, text, BLACK, anchor)
    return easel.drawing
