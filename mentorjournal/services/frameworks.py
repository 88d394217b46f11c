"""The sets of competencies that ship with the program, read once from their files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mentorjournal.errors import NotFound
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Section
from mentorjournal.model.types import Framework
from mentorjournal.resources import resource_path

LEVELS: tuple[tuple[int, str], ...] = (
    (1, "New to me"),
    (2, "With help"),
    (3, "On my own"),
    (4, "When it is hard, too"),
    (5, "I teach it"),
)
"""The steps of a rating where a set brings none of its own."""


@dataclass(frozen=True, slots=True)
class Item:
    """One competency of a set."""

    code: str
    label: str
    domain: str = ""


@dataclass(frozen=True, slots=True)
class Shipped:
    """A set as it ships; `source` says where it comes from and on which terms."""

    key: str
    name: str
    edition: str
    source: str
    kind: str
    items: tuple[Item, ...]


@cache
def shipped() -> tuple[Shipped, ...]:
    """Every set that ships, by name."""
    found = (
        shipped_from(tomllib.loads(path.read_text("utf-8")))
        for path in resource_path("frameworks").glob("*.toml")
    )
    return tuple(sorted(found, key=lambda one: one.name))


def shipped_of(key: str) -> Shipped:
    """The set called `key`. Raises NotFound where this version ships none."""
    for one in shipped():
        if one.key == key:
            return one
    raise NotFound(f"There is no set of competencies called “{key}” here. Nothing was changed.")


def shipped_from(table: Mapping[str, Any]) -> Shipped:
    """The set of one parsed TOML file.

    Raises KeyError or TypeError where the file lacks a key or has one too many, and ValueError for an item used
    twice or an unknown kind.
    """
    items = tuple(Item(**item) for item in table["items"])
    if not items or len({item.code for item in items}) != len(items):
        raise ValueError(f"The set {table['key']!r} has no items, or one twice.")
    if table["kind"] not in CHOICES["skill_kind"]:
        raise ValueError(f"The set {table['key']!r} is of no known kind: {table['kind']!r}.")
    return Shipped(**{**table, "items": items})


def levels_of(frame: Framework | None) -> tuple[tuple[int, str], ...]:
    """The steps of a set's ratings, from the lowest; the usual ones where it has none, or there is no set."""
    own = tuple(
        (int(part.tag), part.heading)
        for part in (frame.levels if frame is not None else ())
        if part.tag.isascii() and part.tag.isdigit()
    )
    return own or LEVELS


def level_sections() -> tuple[Section, ...]:
    """The usual steps, as a framework keeps them."""
    return tuple(Section(str(number), label, "") for number, label in LEVELS)
