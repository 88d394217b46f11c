"""The contents of a printed document as plain values, free of any drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Align = Literal["left", "right", "center"]
Paper = Literal["a4", "letter"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; the number before it is made while drawing."""

    level: int
    text: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Prose:
    """A user's text in Markdown: data, never markup of the drawing library."""

    markdown: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Lead:
    """Text in Markdown behind a bold run-in label, as in "Situation. We met ..."."""

    label: str
    markdown: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Pairs of label and plain value, set as two columns without rules."""

    rows: tuple[tuple[str, str], ...]
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A table column; `width` is its share of the measure, and one column with 0 lets the content decide all."""

    title: str
    align: Align = "left"
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain text; short rows are filled up, cells beyond the columns are refused."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    caption: str = ""
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class BarFigure:
    """Values by label as columns (months) or horizontal bars (categories), drawn against a target.

    `unit` is said in the caption's sentence and beside the values ("h"); `highlight` holds indices
    of values that stand out in colour and in greyscale; `alt` is what a screen reader says.
    """

    labels: tuple[str, ...]
    values: tuple[float, ...]
    caption: str
    alt: str
    target: float | None = None
    target_label: str = ""
    unit: str = ""
    highlight: tuple[int, ...] = ()
    orientation: Literal["columns", "bars"] = "columns"
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class TimelineMilestone:
    """A point of a timeline row: where it was planned and where it was reached."""

    title: str
    planned: date | None = None
    actual: date | None = None


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One goal: the planned stretch, and the actual one as far as it is known."""

    label: str
    planned_start: date | None = None
    planned_end: date | None = None
    actual_start: date | None = None
    actual_end: date | None = None
    milestones: tuple[TimelineMilestone, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """Goals planned against actual; `today` draws a line and ends what is still going on."""

    rows: tuple[TimelineRow, ...]
    caption: str
    alt: str
    today: date | None = None
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words in Markdown, and who said them (as consent allows)."""

    markdown: str
    attribution: str = ""
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blank lines to sign, two in a row, with a label under each."""

    lines: tuple[str, ...]
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A small grey remark in plain text."""

    text: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in lines of text."""

    lines: float = 1.0


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One line to tick on paper, in plain text; `note` stands small at its right."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Lines to tick under a small head."""

    title: str
    items: tuple[CheckItem, ...]


@dataclass(frozen=True, slots=True)
class Checklist:
    """Groups of lines to tick, in columns of equal width side by side; groups without lines are not drawn."""

    columns: tuple[tuple[CheckGroup, ...], ...]
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    """The one thing that matters, in plain text large enough to be read across a table, under a small head."""

    title: str
    text: str
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class RuledLines:
    """Lines to write on, under a small head: at least `least` of them, and as many as the page has room for."""

    title: str
    least: int = 2
    most: int = 40
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page if one page can hold them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Figure = BarFigure | TimelineFigure
Block = (
    Heading
    | Prose
    | Lead
    | Facts
    | Table
    | BarFigure
    | TimelineFigure
    | Quote
    | Signatures
    | Note
    | Space
    | Checklist
    | Callout
    | RuledLines
    | KeepTogether
    | PageBreak
)


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page: coloured bar, title, facts, a note and lines to sign; no running head."""

    title: str
    subtitle: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    note: str = ""
    signatures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `created` comes from the caller, so that the same input gives the same bytes.

    `language` is a BCP 47 tag; `running_head` stands at the left of each page but the cover,
    `footer` at the foot; `contents` asks for contents pages behind the cover.
    """

    title: str
    blocks: tuple[Block, ...]
    created: datetime
    subtitle: str = ""
    running_head: str = ""
    footer: str = ""
    language: str = "en"
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    cover: Cover | None = None
    numbered_headings: bool = False
    contents: bool = False
