"""The layout of a report as data: sections, their order, headings and limits."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

from mentorjournal.resources import resource_path


@dataclass(frozen=True, slots=True)
class LayoutSection:
    """A section by its key; `words`, `most` and `also` (of a second list) are limits, 0 for none.

    One of `level` 2 belongs to the section before it, and stands alone where that has nothing to print.
    """

    key: str
    heading: str
    words: int = 0
    most: int = 0
    also: int = 0
    level: int = 1


@dataclass(frozen=True, slots=True)
class Layout:
    """A report's frame; `{owner}`, `{day}` and `{records}` are filled in."""

    title: str
    statement: str
    footer: str
    signatures: tuple[str, ...]
    sections: tuple[LayoutSection, ...]


@cache
def layout(name: str) -> Layout:
    """The layout of that name out of the resources."""
    table = tomllib.loads(resource_path(f"layouts/{name}.toml").read_text("utf-8"))
    return Layout(
        table["title"],
        table["statement"],
        table["footer"],
        tuple(table["signatures"]),
        tuple(LayoutSection(**section) for section in table["section"]),
    )
