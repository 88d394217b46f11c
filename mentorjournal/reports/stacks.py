"""Figures of numbers by kind: bars of parts with their cap, and where rows meet columns."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reportlab.graphics.shapes import Rect

from mentorjournal.reports.easel import Easel, Picture
from mentorjournal.reports.figure_blocks import HeatFigure, StackFigure
from mentorjournal.reports.figures import amount
from mentorjournal.reports.look import BLACK, GREY, HAIR
from mentorjournal.reports.paint import colour

SHADES = (0x1F4A46, 0x5E928D, 0xA9C6C2, 0xFFFFFF)
"""From dark to white, as far apart in grey as in colour; the last stands for all that follow."""
_ROW = 21.0
_THICK = 11.0
_LEGEND = 18.0
_HEAT = 19.0
_DARK = 0.55


def stacks(block: StackFigure, width: float, missing: set[str]) -> Picture:
    """Draw bars of parts below each other, with a line at the cap and a mark at what is asked for."""
    rows = [(row, [_sound(value) for value in row.values]) for row in block.rows]
    easel = Easel(width, len(rows) * _ROW + _LEGEND + 4.0, missing)
    left = min(max((easel.wide(row.label) for row, _ in rows), default=0.0) + 10.0, width * 0.42)
    said = [_said(sum(values), row.cap, block.unit) for row, values in rows]
    right = width - max((easel.wide(text) for text in said), default=0.0) - 10.0
    most = max((max(sum(values), row.cap or 0.0, row.least or 0.0) for row, values in rows), default=0.0)
    scale = (right - left) / (most or 1.0)
    top = len(rows) * _ROW + _LEGEND
    for number, (row, values) in enumerate(rows):
        y = top - (number + 1) * _ROW + (_ROW - _THICK) / 2
        easel.label(left - 8.0, y + 2.5, easel.cut(row.label, left - 8.0), BLACK, "end")
        x = left
        for part, value in enumerate(values):
            if value:
                _box(easel, x, y, value * scale, part)
                x += value * scale
        for limit, dashed in ((row.cap, True), (row.least, False)):
            if limit:
                at = left + limit * scale
                easel.line(at, y - 3.0, at, y + _THICK + 3.0, BLACK, dashed=dashed)
        easel.label(width, y + 2.5, said[number], BLACK, "end")
        easel.spot(number, 0.0, top - (number + 1) * _ROW, width, _ROW)
    easel.line(left, _LEGEND + 1.0, left, top, GREY)
    _legend(easel, block)
    return easel.drawing


def _box(easel: Easel, x: float, y: float, width: float, part: int) -> None:
    shade = SHADES[min(part, len(SHADES) - 1)]
    easel.drawing.add(
        Rect(x, y, width, _THICK, fillColor=colour(shade), strokeColor=colour(SHADES[0]), strokeWidth=0.5)
    )


def _legend(easel: Easel, block: StackFigure) -> None:
    x, y = 0.0, 2.0
    used = [part for part in range(len(block.parts)) if any(_sound(row.values[part]) for row in block.rows)]
    for part in used:
        _box(easel, x, y, _THICK, part)
        easel.label(x + 15.0, y + 2.5, block.parts[part])
        x += 27.0 + easel.wide(block.parts[part])
    marks = (("most that counts", True, "cap"), ("asked for", False, "least"))
    for text, dashed, name in marks:
        if any(getattr(row, name) for row in block.rows):
            easel.line(x + 3.0, y - 1.0, x + 3.0, y + _THICK + 1.0, BLACK, dashed=dashed)
            easel.label(x + 9.0, y + 2.5, text)
            x += 21.0 + easel.wide(text)


def _said(total: float, cap: float | None, unit: str) -> str:
    return f"{amount(total, '')} of {amount(cap, unit)}" if cap else amount(total, unit)


def _sound(value: float) -> float:
    return max(value, 0.0) if math.isfinite(value) else 0.0


def heat(block: HeatFigure, width: float, missing: set[str]) -> Picture:
    """Draw a grid of numbers; long heads of columns are cut, and a number says what the ground shows."""
    easel = Easel(width, len(block.rows) * _HEAT + _HEAT + 2.0, missing)
    left = min(max((easel.wide(label) for label, _ in block.rows), default=0.0) + 10.0, width * 0.4)
    pitch = min((width - left) / max(len(block.columns), 1), 86.0)
    top = len(block.rows) * _HEAT
    most = max((number for _, numbers in block.rows for number in numbers), default=0)
    for at, title in enumerate(block.columns):
        easel.label(left + pitch * (at + 0.5), top + 5.0, easel.cut(title, pitch - 4.0), GREY, "middle")
    for row, (label, numbers) in enumerate(block.rows):
        y = top - (row + 1) * _HEAT
        easel.label(left - 8.0, y + 6.0, easel.cut(label, left - 8.0), BLACK, "end")
        _cells(easel, numbers, most, (left, y, pitch))
        easel.spot(row, 0.0, y, width, _HEAT)
    return easel.drawing


def _cells(easel: Easel, numbers: Sequence[int], most: int, place: tuple[float, float, float]) -> None:
    left, y, pitch = place
    for at, number in enumerate(numbers):
        share = number / most if most else 0.0
        x = left + at * pitch
        easel.drawing.add(
            Rect(
                *(x + 0.75, y + 0.75, pitch - 1.5, _HEAT - 1.5),
                fillColor=colour(_mixed(share)),
                strokeColor=colour(HAIR),
                strokeWidth=0.4,
            )
        )
        text, rgb = (str(number), 0xFFFFFF if share > _DARK else BLACK) if number else ("–", GREY)
        easel.label(x + pitch / 2, y + 6.0, text, rgb, "middle")


def _mixed(share: float) -> int:
    """A ground between white and the darkest shade."""
    dark = SHADES[0]
    parts = ((dark >> shift & 255) for shift in (16, 8, 0))
    mixed = [round(255 - (255 - part) * share * 0.9) for part in parts]
    return mixed[0] << 16 | mixed[1] << 8 | mixed[2]
