"""The stylesheet: rules in `resources/themes/style/*.qss` filled with a theme's colours and scaled."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from mentorjournal.resources import resource_path

if TYPE_CHECKING:
    from mentorjournal.gui.theme.theme import Theme

BASE_PIXELS = 13.5
"""Body text at 100 %; every other size is a ratio of it."""

RING_PIXELS = 2
"""Lines up to this width do not grow with the text."""

POINTS_PER_INCH = 72

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COLOUR = re.compile(r"@(\w+)")
_GLYPH = re.compile(r"\$(\w+)")
_FONT = re.compile(r"font-size:\s*([\d.]+)px")
# "2px solid" is a line and stays as thin as it is written, up to two pixels.
_LENGTH = re.compile(r"(?<![\w.#-])(-?\d+)px(-1)?( solid)?")
_LINE = re.compile(r"line\((\d+)px, ([\d.]+)\)")


def style_rules() -> str:
    """The rules as written, file after file in the order of their names."""
    files = sorted(resource_path("themes/style").glob("*.qss"))
    return "\n".join(_COMMENT.sub("", file.read_text(encoding="utf-8")) for file in files)


LineHeight = Callable[[float], int]
"""The height in pixels of a line in the system's face, for a size in points."""


def build_stylesheet(
    theme: Theme, scale: float = 1.0, dots_per_inch: float = 96.0, line_height: LineHeight = lambda _: 0
) -> str:
    """One stylesheet for the application.

    Besides colours and sizes, "6px-1" in a rule is six pixels scaled, less one that a border takes, and
    "line(16px, 13.5)" sixteen pixels scaled, or the height of a line of 13.5 px where the face needs more.

    `scale` is the text scale, 1.0 to 2.0. Font sizes become points, because Qt rounds sizes in pixels.
    Raises KeyError when a rule names a colour that themes do not have.
    """
    rules = _COLOUR.sub(lambda found: theme.colour(found[1]), style_rules())
    rules = _GLYPH.sub(lambda found: glyph_path(found[1], theme), rules)
    rules = _FONT.sub(
        lambda found: f"font-size: {points(float(found[1]), scale, dots_per_inch):.3f}pt", rules
    )
    rules = _LENGTH.sub(lambda found: _length(found, scale), rules)
    return _LINE.sub(
        lambda found: f"{max(int(found[1]), line_height(points(float(found[2]), scale, dots_per_inch)))}px",
        rules,
    )


def _length(found: re.Match[str], scale: float) -> str:
    length, line = int(found[1]), found[3] or ""
    if line and length <= RING_PIXELS:
        return f"{length}px{line}"
    return f"{pixels(length, scale) - bool(found[2])}px{line}"


def glyph_path(name: str, theme: Theme) -> str:
    """The picture a rule draws inside a control (tick, dash, chevron, up), as Qt's stylesheets want it."""
    return resource_path(f"themes/style/{name}-{theme.scheme}.svg").as_posix()


def points(pixel_size: float, scale: float, dots_per_inch: float) -> float:
    """A font size in points for a size in pixels at 100 %."""
    return pixel_size * scale * POINTS_PER_INCH / dots_per_inch


def pixels(length: int, scale: float) -> int:
    """A length at a text scale; a line of one pixel keeps its width."""
    return length if abs(length) == 1 else round(length * scale)
