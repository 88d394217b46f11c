"""Shaped text as vectors, for figures: their drawing library knows no glyphs by number."""

from __future__ import annotations

from reportlab.graphics.shapes import Path
from reportlab.lib.colors import Color

from mentorjournal.reports.shaped import ShapedFace

_EM = 1000.0
Point = tuple[float, float]


class _Pen:
    """Takes the curves of a glyph, in units of its design grid, as the pens of font programs do."""

    def __init__(self, path: Path, scale: float) -> None:
        self._path, self._scale = path, scale
        self._x = self._y = 0.0
        self._at: Point = (0.0, 0.0)

    def stand(self, x: float, y: float) -> None:
        """The origin of the next glyph, in points."""
        self._x, self._y = x, y

    def _here(self, point: Point) -> Point:
        return self._x + point[0] * self._scale, self._y + point[1] * self._scale

    def moveTo(self, point: Point) -> None:  # noqa: N802 - the names are the protocol's
        """Begin a line."""
        self._at = point
        self._path.moveTo(*self._here(point))

    def lineTo(self, point: Point) -> None:  # noqa: N802
        """A straight line."""
        self._at = point
        self._path.lineTo(*self._here(point))

    def curveTo(self, first: Point, second: Point, end: Point) -> None:  # noqa: N802
        """A cubic curve."""
        self._at = end
        self._path.curveTo(*self._here(first), *self._here(second), *self._here(end))

    def qCurveTo(self, middle: Point, end: Point) -> None:  # noqa: N802
        """A quadratic curve, as the cubic one that it equals."""
        start = self._at
        first = tuple(a + 2 / 3 * (b - a) for a, b in zip(start, middle, strict=True))
        second = tuple(a + 2 / 3 * (b - a) for a, b in zip(end, middle, strict=True))
        self.curveTo((first[0], first[1]), (second[0], second[1]), end)

    def closePath(self) -> None:  # noqa: N802
        """End a closed line."""
        self._path.closePath()


def outline(
    used: ShapedFace, text: str, size: float, x: float, y: float, colour: Color, *, rtl: bool
) -> Path:
    """A text as a filled path that begins at a point."""
    path = Path(fillColor=colour, strokeColor=None, strokeWidth=0)
    pen = _Pen(path, size / used.em)
    for glyph in used.glyphs(text, rtl=rtl):
        pen.stand(x + glyph.x * size / _EM, y + glyph.y * size / _EM)
        used.trace(glyph.number, pen)
        x += glyph.advance * size / _EM
    return path
