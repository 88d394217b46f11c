"""Lines of mixed direction: their stretches from left to right, as programs that read a PDF expect them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from mentorjournal.reports.scripts import levels, mirrored, runs_rightwards, visual
from mentorjournal.reports.setting import Ink, Line, Stretch
from mentorjournal.reports.shaped import ShapedFace

_ENDLESS = 1e8


def ordered(lines: Sequence[Line], base: int, width: float) -> list[Line]:
    """The lines of a paragraph of this base level in a measure of points; from right to left they end at the left."""
    return [_placed(line, base, width) for line in lines]


def _placed(line: Line, base: int, width: float) -> Line:
    text = "".join(stretch.text for stretch in line.stretches)
    if not base and runs_rightwards(text):
        return line
    found = levels(text, base)
    parts: list[Stretch] = []
    spans: list[int] = []
    at = 0
    for stretch in line.stretches:
        stop = at + len(stretch.text)
        if not stretch.text:
            parts.append(stretch)
            spans.append(base)
        for level, group in groupby(range(at, stop), key=found.__getitem__):
            places = list(group)
            parts.append(_turned(stretch.ink, text[places[0] : places[-1] + 1], rtl=level % 2 == 1))
            spans.append(level)
        at = stop
    order = [parts[number] for number in visual(spans)]
    left = sum(part.width for part in order)
    indent = max(width - left, 0.0) if base and width < _ENDLESS else 0.0
    return Line(tuple(order), left, indent, rtl=base == 1)


def _turned(ink: Ink, text: str, *, rtl: bool) -> Stretch:
    wide = ink.face.width(text) * ink.size
    if isinstance(ink.face, ShapedFace) or not rtl:
        return Stretch(ink, text, wide, rtl)
    return Stretch(ink, mirrored(text), wide)
