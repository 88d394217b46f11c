"""What figures are drawn on: lines, bars and labels, and the places that can be pointed at."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import ClassVar

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.attrmap import AttrMap, AttrMapValue

from mentorjournal.reports.look import GREY, Style
from mentorjournal.reports.outlines import outline
from mentorjournal.reports.paint import colour
from mentorjournal.reports.runs import one_line
from mentorjournal.reports.setting import Line as Set
from mentorjournal.reports.setting import Setter
from mentorjournal.reports.shaped import ShapedFace

SIZE = 8.0
_LABEL = Style("sans", SIZE, 12.0)
_ENDLESS = 1e9


@dataclass(frozen=True, slots=True)
class Spot:
    """Where row `part` of a figure can be pointed at: a rectangle from the upper left, as shares from 0 to 1."""

    part: int
    x: float
    y: float
    width: float
    height: float


class Picture(Drawing):  # type: ignore[misc]
    """A drawing that knows where its rows are; `spots` are in points from its lower left corner."""

    _attrMap: ClassVar[AttrMap] = AttrMap(BASE=Drawing, spots=AttrMapValue(None))  # noqa: N815 - its name there

    def __init__(self, width: float, height: float) -> None:
        super().__init__(width, height)
        self.spots: list[tuple[int, float, float, float, float]] = []

    def shares(self) -> tuple[Spot, ...]:
        """The spots as shares of width and height."""
        wide, high = self.width or 1.0, self.height or 1.0
        return tuple(
            Spot(part, x / wide, (high - y - height) / high, width / wide, height / high)
            for part, x, y, width, height in self.spots
        )


class Easel:
    """A drawing under way, in points from its lower left corner."""

    def __init__(self, width: float, height: float, missing: set[str]) -> None:
        self.drawing = Picture(width, height)
        self.width = width
        self.missing = missing
        self._setter = Setter(missing)

    def line(self, x1: float, y1: float, x2: float, y2: float, rgb: int, *, dashed: bool = False) -> None:
        """A thin line, dashed where it is a limit and not a measure."""
        dash = [3, 2] if dashed else None
        weight = 0.9 if dashed else 0.5
        self.drawing.add(
            Line(x1, y1, x2, y2, strokeColor=colour(rgb), strokeWidth=weight, strokeDashArray=dash)
        )

    def bar(self, x: float, y: float, width: float, height: float, rgb: int) -> None:
        """A filled rectangle."""
        self.drawing.add(Rect(x, y, width, height, fillColor=colour(rgb), strokeColor=None, strokeWidth=0))

    def spot(self, part: int, x: float, y: float, width: float, height: float) -> None:
        """Where row `part` of the figure can be pointed at."""
        self.drawing.spots.append((part, x, y, width, height))

    def label(self, x: float, y: float, text: str, rgb: int = GREY, anchor: str = "start") -> None:
        """A label that starts, ends or is centred ("middle") at a point."""
        lines = self._set(text)
        if not lines:
            return
        line = lines[0]
        x -= {"start": 0.0, "middle": line.width / 2, "end": line.width}[anchor]
        for ink, words, width, rtl in line.stretches:
            if isinstance(ink.face, ShapedFace):
                shape = outline(ink.face, words, SIZE, x, y, colour(rgb), rtl=rtl)
            else:
                shape = String(x, y, words, fontName=ink.face.name, fontSize=SIZE, fillColor=colour(rgb))
            self.drawing.add(shape)
            x += width

    def wide(self, text: str) -> float:
        """Width of a label."""
        return sum(line.width for line in self._set(text))

    def _set(self, text: str) -> list[Set]:
        return self._setter.lines(one_line(text), _LABEL, _ENDLESS)

    def cut(self, text: str, width: float) -> str:
        """A label shortened to a width, with an ellipsis where something is left out."""
        text = one_line(text)
        if self.wide(text) <= width:
            return text
        # Halved, not shortened letter by letter: a label may be ten thousand letters long.
        fits = bisect_right(range(1, len(text)), width, key=lambda most: self.wide(text[:most] + "…"))
        return text[:fits].rstrip() + "…"
