"""A user's Markdown as plain parts: nothing in it is ever read as markup of the drawing library."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from mentorjournal.reports.blocks import Align
from mentorjournal.reports.runs import BREAK, Run

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_ANY_MARKUP = re.compile(r"[\\`*_\[\]<>&~|#]|^[ ]{0,3}(?:[-+=>]|\d+[.)])|^(?:\t| {4})|[ ]{2,}$", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_TICK = re.compile(r"\[([ xX])\]\s+")
_OPENED = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_ATTACHMENT = re.compile(r"attachment:(?://)?([\w.-]+)\Z")
_BULLETS = ("•", "–", "·")
_DEEPEST = 6
_NESTING = 100
_BRACKETS = 2_000
"""Opening brackets in one paragraph; the parser takes time by the square of those that are not closed."""
TICKED, UNTICKED = "☑", "☐"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a part stands: list depth, quotation depth, the bullet before it, and whether it opens a list."""

    depth: int = 0
    quoted: int = 0
    bullet: str = ""
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; `heading` is 1 to 6 for a heading inside a user's text."""

    runs: tuple[Run, ...]
    place: Place = Place()
    heading: int = 0


@dataclass(frozen=True, slots=True)
class Code:
    """Lines kept as they were typed."""

    lines: tuple[str, ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""

    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; each row has as many cells as there are alignments."""

    aligns: tuple[Align, ...]
    head: tuple[tuple[Run, ...], ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    place: Place = Place()


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by attachment id; without an id it may not be shown, only its description."""

    attachment: str
    description: str
    place: Place = Place()


Part = Text | Code | Rule | Grid | Picture


def _any_address(_address: str) -> bool:
    return True


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _NESTING}).enable(
        ["table", "strikethrough"]
    )
    # Whether an address may be opened is decided here, not by leaving its Markdown on the page.
    parser.validateLink = _any_address  # type: ignore[assignment,method-assign]
    return parser


def parts_of(markdown: str) -> list[Part]:
    """Read Markdown: CommonMark with tables, strike-through and task lists; raw HTML stays text.

    Links keep their text; http, https and mailto addresses are printed behind it, others dropped.
    Pictures are kept only as attachment ids: no path and no remote address ever leaves this function.
    """
    markdown = markdown.replace("\r\n", "\n").replace("\r", "\n")
    paragraphs = [text for text in _BLANK_LINE.split(markdown) if text and not text.isspace()]
    bare: list[Part] = [Text((Run(text),)) for text in paragraphs]
    if not _ANY_MARKUP.search(markdown) or any(text.count("[") > _BRACKETS for text in paragraphs):
        return bare
    tokens = _parser().parse(markdown)
    # The parser drops what is nested too deeply; then the text is worth more than its markup.
    return bare if any(token.level >= _NESTING - 2 for token in tokens) else _Reader().read(tokens)


@dataclass
class _Reader:
    """Walks the parser's flat list of tokens and keeps the place."""

    parts: list[Part] = field(default_factory=list)
    place: Place = Place()
    lists: list[int | None] = field(default_factory=list)
    heading: int = 0
    grid: _GridReader | None = None

    def read(self, tokens: Sequence[Token]) -> list[Part]:
        for token in tokens:
            kind: str = token.type
            if kind == "inline":
                self._inline(token)
            elif kind in ("fence", "code_block"):
                lines = token.content.rstrip("\n").split("\n")
                self.parts.append(Code(tuple(lines), self._placed()))
            elif kind == "hr":
                self.parts.append(Rule(self._placed()))
            elif kind.startswith(("table", "th", "td", "tr", "tbody")):
                self._table(token)
            else:
                self._nesting(token)
        return self.parts

    def _nesting(self, token: Token) -> None:
        kind, step = token.type, token.nesting
        if kind.startswith("heading"):
            self.heading = int(token.tag[1:]) if step > 0 else 0
        elif kind.startswith("blockquote"):
            self.place = replace(self.place, quoted=self.place.quoted + step)
        elif kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            self.lists.append(None if kind.startswith("bullet") else int(1 if start is None else start))
            self.place = replace(self.place, depth=len(self.lists), opens=len(self.lists) == 1)
        elif kind.endswith("list_close"):
            self.lists.pop()
            self.place = replace(self.place, depth=len(self.lists), bullet="")
        elif kind == "list_item_open":
            self.place = replace(self.place, bullet=self._bullet())

    def _bullet(self) -> str:
        number = self.lists[-1]
        if number is None:
            return _BULLETS[min(len(self.lists), len(_BULLETS)) - 1]
        self.lists[-1] = number + 1
        return f"{number}."

    def _placed(self) -> Place:
        """The place of the part that is made now; only the first part of an item carries its bullet."""
        place = self.place
        self.place = replace(place, bullet="", opens=False)
        return replace(place, depth=min(place.depth, _DEEPEST), quoted=min(place.quoted, _DEEPEST))

    def _inline(self, token: Token) -> None:
        runs, pictures = _runs_of(token.children or [])
        if self.grid is not None:
            self.grid.cells.append(tuple(runs))
            pictures = []
        else:
            if self.place.bullet and runs and (tick := _TICK.match(runs[0].text)):
                self.place = replace(self.place, bullet=UNTICKED if tick[1] == " " else TICKED)
                runs[0] = runs[0]._replace(text=runs[0].text[tick.end() :])
            if any(run.text.strip() for run in runs):
                self.parts.append(Text(tuple(runs), self._placed(), self.heading))
        self.parts.extend(replace(picture, place=self._placed()) for picture in pictures)

    def _table(self, token: Token) -> None:
        if token.type == "table_open":
            self.grid = _GridReader()
        grid = self.grid
        if grid is None:
            return
        if token.type == "th_open":
            style = str(token.attrGet("style") or "")
            grid.aligns.append("right" if "right" in style else "center" if "center" in style else "left")
        elif token.type == "tr_close":
            grid.rows.append(tuple(grid.cells))
            grid.cells = []
        elif token.type == "table_close":
            self.grid = None
            self.parts.append(Grid(tuple(grid.aligns), grid.rows[0], tuple(grid.rows[1:]), self._placed()))


@dataclass
class _GridReader:
    """The rows of the table being read."""

    aligns: list[Align] = field(default_factory=list)
    cells: list[tuple[Run, ...]] = field(default_factory=list)
    rows: list[tuple[tuple[Run, ...], ...]] = field(default_factory=list)


_TURNS = ("strong", "em", "s")


def _turned(manner: Run, name: str, *, on: bool) -> Run:
    if name == "strong":
        return manner._replace(bold=on)
    return manner._replace(italic=on) if name == "em" else manner._replace(strike=on)


def _runs_of(tokens: Sequence[Token]) -> tuple[list[Run], list[Picture]]:
    """The runs of one inline token, and the pictures that stood in it."""
    runs: list[Run] = []
    pictures: list[Picture] = []
    manner = Run("")
    address = ""
    linked_from = 0
    for token in tokens:
        name, _, turn = token.type.rpartition("_")
        if name in _TURNS:
            manner = _turned(manner, name, on=turn == "open")
        elif token.type == "link_open":
            address = _opened(str(token.attrGet("href") or ""))
            linked_from = len(runs)
            manner = manner._replace(link=address)
        elif token.type == "link_close":
            manner = manner._replace(link="")
            runs.extend(_address_behind(address, runs[linked_from:]))
        elif token.type == "image":
            pictures.append(_picture(token))
        else:
            text = {"softbreak": " ", "hardbreak": BREAK}.get(token.type, token.content)
            runs.append(manner._replace(text=text, code=token.type == "code_inline"))
    return runs, pictures


def _opened(address: str) -> str:
    return address if _OPENED.match(address) else ""


def _address_behind(address: str, linked: Sequence[Run]) -> list[Run]:
    """The address in small type, unless the linked text shows it already."""
    written = "".join(run.text for run in linked).strip()
    bare = address.removeprefix("mailto:")
    if not address or written in (address, bare, address.split("://", 1)[-1]):
        return []
    return [Run(" "), Run(f"({bare})", quiet=True, link=address)]


def _picture(token: Token) -> Picture:
    found = _ATTACHMENT.match(str(token.attrGet("src") or ""))
    return Picture(found[1] if found else "", token.content)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it letter by letter."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", " ".join(text.split()))
