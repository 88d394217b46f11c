"""The layout of a report as data: sections, their order, headings and limits."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import MISSING, dataclass, fields
from functools import cache
from string import Formatter
from typing import Any, Final, TypeVar

from mentorjournal.errors import ReportError
from mentorjournal.model.types import Layout as OwnLayout
from mentorjournal.resources import resource_path
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.storage.reader import Reader
from mentorjournal.strange_toml import loads

Part = TypeVar("Part", "LayoutSection", "Layout")


@dataclass(frozen=True, slots=True)
class LayoutSection:
    """A section by its key; `words`, `most` and `also` (of a second list) are limits, 0 for none.

    One without a heading is printed without one. One of `level` 2 belongs to the section before it, and stands alone where that has nothing to print.
    """

    key: str
    heading: str
    words: int = 0
    most: int = 0
    also: int = 0
    level: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's frame; in the footer `{owner}`, `{day}` and `{records}` are filled in, in signatures the first two.

    `contents` asks for contents pages, `language` is a BCP 47 tag, `pages` a limit the reader is told of
    (0 for none). `paper` is the paper this layout is made for, empty where any will do.
    """

    title: str
    statement: str
    footer: str
    signatures: tuple[str, ...]
    sections: tuple[LayoutSection, ...]
    numbered: bool = True
    contents: bool = False
    language: str = "en"
    pages: int = 0
    paper: str = ""


_KINDS: Final[dict[str, type]] = {"str": str, "int": int, "bool": bool}
"""The types of single values, by their names in the annotations of a layout and its sections."""
_WORDS: Final[dict[type, str]] = {str: "a text", int: "a whole number", bool: "true or false"}
_LEVELS: Final = (1, 2)
_PAPERS: Final = ("", "a4", "letter")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,5}")
_SHOWN: Final = 80
"""Characters of a wrong value that a message repeats."""
_IN_FOOTER: Final = ("owner", "day", "records")
_IN_SIGNATURES: Final = ("owner", "day")


def parsed(text: str, name: str) -> Layout:
    """A layout from its TOML text. Raises ReportError, which names the layout and what is wrong in it."""
    try:
        return _layout(loads(text))
    except (ValueError, RecursionError) as error:
        why = "lists stand too deep in each other" if isinstance(error, RecursionError) else error
        raise ReportError(
            f"The layout “{name}” cannot be read: {why}. Correct it, or choose another layout; nothing was made."
        ) from error


def _layout(table: dict[str, Any]) -> Layout:
    """The layout in a table. Raises ValueError, which says what is wrong."""
    sections, lines = table.pop("section", None), table.pop("signatures", None)
    if not isinstance(sections, list) or not all(isinstance(one, dict) for one in sections):
        raise ValueError("it has no sections, each of which begins with [[section]]")
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise ValueError("“signatures” is no list of texts")
    made = [_made(LayoutSection, one, f"section {number}") for number, one in enumerate(sections, 1)]
    frame = _made(Layout, table, "it", sections=tuple(made), signatures=tuple(lines))
    _check_filled(frame.footer, _IN_FOOTER)
    for line in frame.signatures:
        _check_filled(line, _IN_SIGNATURES)
    if frame.paper not in _PAPERS:
        raise ValueError(f"“paper” is “{frame.paper}”, neither “a4” nor “letter”")
    if not _LANGUAGE.fullmatch(frame.language):
        raise ValueError(f"“language” is “{frame.language}”, no code such as “en” or “de-CH”")
    return frame


def _made(kind: type[Part], table: dict[str, Any], where: str, **more: Any) -> Part:
    known = {field.name: field for field in fields(kind) if field.name not in more}
    for key in table:
        if key not in known:
            raise ValueError(f"{where} has “{key[:_SHOWN]}”, which is not known here")
    for key, field in known.items():
        if key not in table and field.default is MISSING:
            raise ValueError(f"{where} lacks “{key}”")
        wanted, value = _KINDS[str(field.type)], table.get(key, field.default)
        if type(value) is not wanted:
            raise ValueError(f"“{key}” is {repr(value)[:_SHOWN]}, not {_WORDS[wanted]}")
        if (key == "level" and value not in _LEVELS) or (type(value) is int and value < 0):
            raise ValueError(f"“{key}” is {value}, not {'1 or 2' if key == 'level' else '0 or more'}")
    return kind(**table, **more)


def _check_filled(line: str, known: Collection[str]) -> None:
    """Only these words stand in braces, and nothing that a format could do beside."""
    allowed = " and ".join(f"{{{word}}}" for word in known)
    try:
        parts = [(key, extra, turned) for _, key, extra, turned in Formatter().parse(line)]
    except ValueError as error:
        raise ValueError(f"“{line}” has a single brace; write it twice, or {allowed}") from error
    if any(key is not None and (key not in known or extra or turned) for key, extra, turned in parts):
        raise ValueError(f"“{line}” has other words in braces than {allowed}")


def layout_for(reader: Reader, options: ReportOptions) -> Layout:
    """The layout these choices ask for: one of the reader's own, else the shipped one. Raises ReportError."""
    own = reader.peek(options.layout) if options.layout else None
    if isinstance(own, OwnLayout) and own.document == options.document and own.deleted_at is None:
        return parsed(own.rules, own.title)
    return layout(options.document)


@cache
def layout(name: str) -> Layout:
    """The layout of that name out of the resources."""
    return parsed(resource_path(f"layouts/{name}.toml").read_text("utf-8"), name)
