"""Figures of what was rated twice: where each began, where it stands, and where it is to get to."""

from __future__ import annotations

from reportlab.graphics.shapes import Circle

from mentorjournal.reports.easel import Easel, Picture
from mentorjournal.reports.figure_blocks import DumbbellFigure
from mentorjournal.reports.look import BLACK, GREY, HAIR, TEAL
from mentorjournal.reports.paint import colour

_ROW = 18.0
_HEAD = 16.0
_LEGEND = 16.0
_DOT = 3.2
_MOST = 0.42


def dumbbells(block: DumbbellFigure, width: float, missing: set[str]) -> Picture:
    """Draw one line a row from the first rating to the newest; how much evidence there is stands at the right."""
    easel = Easel(width, len(block.rows) * _ROW + _HEAD + _LEGEND, missing)
    left = min(max((easel.wide(row.label) for row in block.rows), default=0.0) + 14.0, width * _MOST)
    right = width - max(easel.wide("evidence"), 12.0) - 16.0
    steps = [value for value, _ in block.steps] or [0.0, 1.0]
    per = (right - left) / ((max(steps) - min(steps)) or 1.0)

    def place(value: float) -> float:
        return left + (min(max(value, min(steps)), max(steps)) - min(steps)) * per

    foot, top = _LEGEND, _LEGEND + len(block.rows) * _ROW
    pitch = (right - left) / max(len(steps) - 1, 1)
    for number, (value, words) in enumerate(block.steps):
        x = place(value)
        for below in range(len(block.rows)):
            easel.line(x, foot + below * _ROW + 4.0, x, foot + (below + 1) * _ROW - 4.0, HAIR)
        anchor = "start" if number == 0 else "end" if number == len(block.steps) - 1 else "middle"
        easel.label(x, top + 5.0, easel.cut(words, pitch - 6.0), GREY, anchor)
    if any(row.shown for row in block.rows):
        easel.label(width, top + 5.0, "evidence", GREY, "end")
    for number, row in enumerate(block.rows):
        y = top - (number + 0.5) * _ROW
        easel.label(left - 12.0, y - 2.8, easel.cut(row.label, left - 12.0), BLACK, "end")
        _row(easel, [None if v is None else place(v) for v in (row.first, row.now, row.wanted)], y)
        if row.now is None and row.first is None:
            easel.label(left + 8.0, y - 2.8, "not rated yet")
        if row.shown:
            easel.label(width, y - 2.8, str(row.shown), BLACK, "end")
        easel.spot(number, 0.0, y - _ROW / 2, width, _ROW)
    _legend(easel, block)
    return easel.drawing


def _row(easel: Easel, xs: list[float | None], y: float) -> None:
    first, now, wanted = xs
    if wanted is not None:
        easel.line(wanted, y - 6.0, wanted, y + 6.0, BLACK)
    if first is not None and now is not None and first != now:
        easel.bar(min(first, now), y - 0.8, abs(now - first), 1.6, TEAL)
        _dot(easel, first, y, full=False)
    if now is not None:
        _dot(easel, now, y, full=True)


def _dot(easel: Easel, x: float, y: float, *, full: bool) -> None:
    easel.drawing.add(
        Circle(
            x,
            y,
            _DOT,
            fillColor=colour(TEAL if full else 0xFFFFFF),
            strokeColor=colour(TEAL),
            strokeWidth=1.0,
        )
    )


def _legend(easel: Easel, block: DumbbellFigure) -> None:
    x, y = 4.0, 5.0
    _dot(easel, x, y, full=False)
    easel.label(x + 7.0, y - 2.8, "first rating")
    x += 19.0 + easel.wide("first rating")
    _dot(easel, x, y, full=True)
    easel.label(x + 7.0, y - 2.8, "newest")
    x += 19.0 + easel.wide("newest")
    if any(row.wanted is not None for row in block.rows):
        easel.line(x, y - 5.0, x, y + 5.0, BLACK)
        easel.label(x + 6.0, y - 2.8, "aimed at")
