"""The short self-ratings: those that ship, read once from their files, and those the reader made."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from mentorjournal.errors import NotFound
from mentorjournal.model.types import OwnTemplate
from mentorjournal.resources import resource_path
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

RELATIONSHIP_CHECK = "relationship_check"
FIT = "fit"
FIT_WEIGHTS = "fit_weights"
CAREER_OPTION = "career_option"
OPTION_WEIGHTS = "career_option_weights"
MENTOR_SIX = "mentor_six"
MOST_STEPS = 200
"""A scale of more numbers cannot be shown."""
BEHIND = 1_000.0
"""The place of an own one that was given none: behind those that ship."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is rated: `prompt` is the sentence to judge; `weight` is used by own criteria alone."""

    key: str
    label: str
    prompt: str
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Instrument:
    """A dated self-rating in whole numbers from `low` to `high`, to be repeated after `rhythm_days` (0: unasked).

    `role` is for whom it is: mentee, mentor or both. `place` orders those that are offered by themselves; one
    with a dialog of its own has none.
    """

    key: str
    name: str
    low: int
    high: int
    low_label: str
    high_label: str
    rhythm_days: int
    intro: str
    items: tuple[Item, ...]
    role: str = "both"
    place: float = 0.0


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


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every instrument that ships, in the order they are offered; those with a dialog of their own come last."""
    found = (instrument(path.stem) for path in resource_path("instruments").glob("*.toml"))
    return tuple(sorted(found, key=lambda one: (one.place or BEHIND, one.name)))


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


def own_instrument(own: OwnTemplate) -> Instrument:
    """The self-rating of a record; a scale without steps, or with more than can be shown, becomes one from 0 to 10."""
    low, high = int(own.low or 0), int(own.high if own.high is not None else 10)
    if not 0 < high - low <= MOST_STEPS:
        low, high = 0, 10
    items = {part.tag: Item(part.tag, part.heading or part.text, part.text) for part in own.sections}
    return Instrument(
        own.key or own.id,
        own.title,
        low,
        high,
        own.low_label,
        own.high_label,
        int(own.rhythm or 0),
        own.description,
        tuple(item for item in items.values() if item.label.strip()),
        own.role or "both",
        BEHIND if own.place is None else own.place,
    )


def own_ratings(reader: Reader) -> dict[str, OwnTemplate]:
    """The reader's own self-ratings by key, hidden ones too; the newest where a key is there twice.

    One under the key of what ships, and without items, says only how often that is asked, or that it is not.
    """
    table = columns(OwnTemplate)
    found = reader.find(OwnTemplate, table.kind == "pulse", order=(table.id,))
    return {one.key or one.id: one for one in found}


def known_instruments(reader: Reader) -> dict[str, Instrument]:
    """Every self-rating of this journal by key, hidden ones too; own words stand in for what ships."""
    known = {one.key: one for one in instruments()}
    made = {key: own_instrument(own) for key, own in own_ratings(reader).items()}
    return {**known, **{key: one for key, one in made.items() if one.items}}
