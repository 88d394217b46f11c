"""The contents of a printed document as plain values, free of any drawing library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mentorjournal.reports.figure_blocks import (
    BarFigure,
    Figure,
    TimelineFigure,
    TimelineMilestone,
    TimelineRow,
)
from mentorjournal.reports.form_blocks import FormField, FormRow, HiddenFields
from mentorjournal.reports.references import page_mark, place_mark

__all__ = [
    "Align",
    "BarFigure",
    "Block",
    "Callout",
    "CheckGroup",
    "CheckItem",
    "Checklist",
    "Column",
    "Cover",
    "Document",
    "Evidence",
    "Facts",
    "Figure",
    "FormField",
    "FormRow",
    "Heading",
    "HiddenFields",
    "KeepTogether",
    "Lead",
    "Note",
    "PageBreak",
    "Paper",
    "Picture",
    "Prose",
    "Quote",
    "RuledLines",
    "Signatures",
    "Space",
    "Table",
    "TimelineFigure",
    "TimelineMilestone",
    "TimelineRow",
    "page_of",
    "place",
]


def page_of(key: str) -> str:
    """In any text of a block: the number of the page on which `place(key)` or evidence of that label stands."""
    return page_mark(key)


def place(key: str) -> str:
    """In any text of a block: names the place where it stands; nothing is printed."""
    return place_mark(key)


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
    """A table of plain text; short rows are filled up, cells beyond the columns are refused.

    `row_ids` are the ids of the records that `rows` are about, as many as rows; () where they are of none.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] | None = None
    caption: str = ""
    record_id: str | None = None
    row_ids: tuple[str, ...] = ()


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
    """A small grey remark in plain text, on the page of what comes next where it says `with_next`."""

    text: str
    record_id: str | None = None
    with_next: bool = False


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
class Picture:
    """A picture of the journal by its attachment's id, scaled to fit, with its caption and what is said instead."""

    attachment: str
    alt: str
    caption: str = ""
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file appended whole: the pages of a PDF or a picture, each scaled to fit under "Evidence E7".

    `label` ("E7") is also the key of the place, so that `page_of("E7")` leads here. It has a bookmark of its
    own. `media_type` says what the attachment is; `note` is plain text below the title, with references back.
    """

    label: str
    title: str
    attachment: str
    media_type: str
    note: str = ""
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class KeepTogether:
    """Blocks that stay on one page if one page can hold them."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page."""


Block = (
    Heading
    | Prose
    | Lead
    | Facts
    | Table
    | Figure
    | Quote
    | Signatures
    | Note
    | Space
    | Checklist
    | Callout
    | RuledLines
    | Picture
    | Evidence
    | FormField
    | FormRow
    | HiddenFields
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
