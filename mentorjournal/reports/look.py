"""Measures, colours and text styles of the printed page, in points and hexadecimal RGB."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from mentorjournal.reports.blocks import Align, Paper

BLACK = 0x1B1D1F
GREY = 0x66696B
HAIR = 0xC9CAC6
RULE = 0x2A2C2E
TEAL = 0x2F6F6A
PALE = 0x9DB9B6
SHADE = 0xF1F1EE
LINK = 0x24585A

PAPERS: dict[Paper, tuple[float, float]] = {"a4": (595.276, 841.89), "letter": (612.0, 792.0)}

_WIDE = 412.0
_MEASURE = 362.0
GRID = 15.0
"""Leading of the text; everything vertical is a multiple of a third of it where it can be."""


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph is set; `before` and `after` are the least distances, of which the larger counts."""

    family: Literal["serif", "sans"] = "serif"
    size: float = 10.5
    leading: float = GRID
    color: int = BLACK
    bold: bool = False
    italic: bool = False
    align: Align = "left"
    before: float = 5.0
    after: float = 5.0
    indent: float = 0.0


TEXT = Style()
LEAD = TEXT
LIST = replace(TEXT, before=2.0, after=2.0)
QUOTE = replace(TEXT, indent=18.0, before=7.5, after=7.5)
ATTRIBUTION = Style("sans", 8.5, 12.0, GREY, indent=18.0, before=2.0, after=7.5)
CODE = Style("sans", 9.5, 12.5, indent=9.0, before=7.5, after=7.5)
HEADINGS = (
    Style("sans", 20.0, 25.0, bold=True, before=30.0, after=9.0),
    Style("sans", 12.5, GRID, bold=True, before=15.0, after=3.0),
    Style("sans", 10.5, GRID, bold=True, before=10.0, after=2.0),
    Style("sans", 10.0, GRID, bold=True, italic=True, before=7.5, after=1.0),
)
CAPTION = Style("sans", 8.5, 12.0, GREY, before=5.0, after=15.0)
NOTE = Style("sans", 8.5, 12.0, GREY, before=5.0, after=5.0)
CELL = Style("sans", 9.0, 12.0)
CELL_HEAD = Style("sans", 8.5, 12.0, GREY, bold=True)
CELL_TOTAL = Style("sans", 9.0, 12.0, bold=True)
FACT_LABEL = Style("sans", 8.5, GRID, GREY, bold=True)
FACT_VALUE = Style("serif", 10.5, GRID)
CHECK_HEAD = Style("sans", 8.5, 12.0, GREY, bold=True)
CHECK = Style("sans", 9.5, 12.5)
CHECK_NOTE = Style("sans", 8.0, 12.5, GREY)
CALLOUT = Style("sans", 12.5, 17.0, bold=True)
EVIDENCE = Style("sans", 9.0, 12.0, before=GRID, after=5.0)
SIGN = Style("sans", 8.5, 12.0, GREY)
HEAD = Style("sans", 8.5, 12.0, GREY)
COVER_TITLE = Style("sans", 30.0, 37.0, bold=True)
COVER_SUBTITLE = Style("serif", 14.5, 20.0, GREY)
CONTENTS = (
    Style("sans", 10.5, GRID, bold=True, before=9.0, after=1.0),
    Style("serif", 10.5, GRID, indent=15.0, before=1.0, after=1.0),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where things stand on a page: a wide measure for tables and figures, a narrow one for reading.

    `measure` holds 60 to 75 characters of TEXT; the left margin leaves room for binding.
    """

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    measure: float

    @property
    def wide(self) -> float:
        """Width between the margins."""
        return self.width - self.left - self.right

    @property
    def room(self) -> float:
        """Height of the part that blocks may fill."""
        return self.height - self.top - self.bottom


def sheet_for(paper: Paper) -> Sheet:
    """The page of a paper size."""
    width, height = PAPERS[paper]
    lines = int((height - 88.0 - 78.0) / GRID)
    return Sheet(width, height, 94.0, width - 94.0 - _WIDE, 88.0, height - 88.0 - lines * GRID, _MEASURE)
