"""The layout of a report as data: sections, their order, headings and limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Final, TypeVar

from mentorjournal.errors import ReportError
from mentorjournal.model.types import Layout as OwnLayout
from mentorjournal.resources import resource_path
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.storage.reader import Reader

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
    """A report's frame; `{owner}`, `{day}` and `{records}` are filled in.

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


def parsed(text: str, name: str) -> Layout:
    """A layout from its TOML text. Raises ReportError, which names the layout and what is wrong in it."""
    try:
        table: dict[str, Any] = tomllib.loads(text)
        own = {name.name: table[name.name] for name in fields(Layout)[5:] if name.name in table}
        made = Layout(
            table["title"],
            table["statement"],
            table["footer"],
            tuple(table["signatures"]),
            tuple(_checked(LayoutSection(**section)) for section in table["section"]),
            **own,
        )
        for line in (made.footer, *made.signatures):
            line.format(owner="", day="", records="")
        return _checked(made)
    except (tomllib.TOMLDecodeError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise ReportError(
            f"The layout “{name}” cannot be read: {error}. Correct it, or choose another layout; nothing was made."
        ) from error


def _checked(part: Part) -> Part:
    """The same where every single value is of its kind. Raises TypeError, which names the one that is not."""
    for name in fields(part):
        wanted, value = _KINDS.get(str(name.type)), getattr(part, name.name)
        if wanted is not None and type(value) is not wanted:
            raise TypeError(f"“{name.name}” is {value!r}, not {_WORDS[wanted]}")
    return part


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
