"""The short self-ratings that ship with the program, read once from their files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mentorjournal.errors import NotFound
from mentorjournal.resources import resource_path

RELATIONSHIP_CHECK = "relationship_check"
FIT = "fit"
FIT_WEIGHTS = "fit_weights"
CAREER_OPTION = "career_option"
OPTION_WEIGHTS = "career_option_weights"
MENTOR_SIX = "mentor_six"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is rated: `prompt` is the sentence to judge; `weight` is used by own criteria alone."""

    key: str
    label: str
    prompt: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Instrument:
    """A dated self-rating in whole numbers from `low` to `high`, to be repeated after `rhythm_days`."""

    key: str
    name: str
    low: int
    high: int
    low_label: str
    high_label: str
    rhythm_days: int
    intro: str
    items: tuple[Item, ...]


@cache
def instrument(key: str) -> Instrument:
    """The instrument called `key`. Raises NotFound where this version ships none."""
    try:
        path = resource_path(f"instruments/{key}.toml")
    except FileNotFoundError as error:
        raise NotFound(
            f"There is no self-rating called “{key}” here. What was rated with it stays in the journal."
        ) from error
    return instrument_from(tomllib.loads(path.read_text("utf-8")))


def instrument_from(table: Mapping[str, Any]) -> Instrument:
    """The instrument of one parsed TOML file.

    Raises KeyError or TypeError when the file lacks a key or has one too many, and ValueError for a scale
    without steps or an item used twice.
    """
    items = tuple(Item(**item) for item in table["items"])
    made = Instrument(**{**table, "items": items})
    if made.low >= made.high:
        raise ValueError(f"The scale of {made.key!r} has no steps.")
    if not items or len({item.key for item in items}) != len(items):
        raise ValueError(f"{made.key!r} has no items, or one twice.")
    return made
