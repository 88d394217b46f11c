"""What belongs to what in a portfolio: parts, plans of plans, and who stands behind an activity."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from mentorjournal.interchange.leap2a_feed import OURS, Item
from mentorjournal.interchange.plain import fingerprint
from mentorjournal.interchange.references import one_line

_MADE: Final = re.compile(r"(.{1,400}?/export(?:/leap|/leap2a)?/\d{1,12})/(\d{9,11})/?\Z")
"""Mahara and Moodle end the address of an export with the second it was made in."""
_ABSOLUTE: Final = re.compile(r"(?:urn|tag|https?|info):", re.I)
_COMMENTS: Final = frozenset({"comment", "annotationfeedback", "peerassessment", "annotation"})
_KNOWN: Final = (
    *("selection", "plan", "activity", "achievement", "affiliation", "organization", "person", "publication"),
    *("resource", "ability", "meeting", "entry"),
)
_LONGEST_ID: Final = 300
_MOST_STEPS: Final = 50


def kind_of(item: Item) -> str:
    """What an entry is, in the words of Leap2A; a comment of Mahara is one of its own."""
    kinds = ["organization" if kind == "organisation" else kind for kind in item.kinds]
    if item.made_as in _COMMENTS and "reflects_on" in {link.rel for link in item.links}:
        return "comment"
    return next((kind for kind in _KNOWN if kind in kinds), "entry")


def our_type(item: Item) -> str:
    """Which record of ours it was; empty for what other programs made."""
    return next(iter(item.terms(f"{OURS}type")), "")


class Tree:
    """The entries of one portfolio by their identifiers."""

    def __init__(self, feed_id: str, items: Sequence[Item]) -> None:
        made = _MADE.match(feed_id)
        self._base = made[1] if made else feed_id
        self.made_in = made[2] if made else ""
        """The second it was made in, counted from 1970; "" where nothing says so."""
        self._items = {item.id: item for item in items if item.id}
        self._parents: dict[str, dict[str, None]] = {}
        for item in items:
            for parent in item.hrefs("is_part_of"):
                self._put(item.id, parent)
            for child in item.hrefs("has_part"):
                self._put(child, item.id)
        self._with_plans = {
            parent
            for child, parents in self._parents.items()
            if child in self._items and kind_of(self._items[child]) == "plan"
            for parent in parents
        }

    def _put(self, child: str, parent: str) -> None:
        if child and child != parent and parent in self._items:
            self._parents.setdefault(child, {})[parent] = None

    def get(self, key: str) -> Item | None:
        """The entry of this identifier."""
        return self._items.get(key)

    def source_id(self, item: Item) -> str:
        """The same in every export of the same portfolio."""
        if _ABSOLUTE.match(item.id):
            return f"leap2a:{one_line(item.id)[:_LONGEST_ID]}"
        if item.id:
            return f"leap2a:{one_line(self._base)[-_LONGEST_ID:]}:{one_line(item.id)[:_LONGEST_ID]}"
        said = (body.text for body in item.bodies.values())
        return fingerprint("leap2a", self._base, item.title, *item.values.values(), *said)

    def parents(self, item: Item) -> list[Item]:
        """What it is a part of."""
        return [self._items[key] for key in self._parents.get(item.id, ())]

    def plan_above(self, item: Item) -> Item | None:
        """The plan that all of it belongs to; None for a plan of its own, and for plans that hold each other."""
        seen, here = {item.id}, item
        for _ in range(_MOST_STEPS):
            above = next((one for one in self.parents(here) if kind_of(one) == "plan"), None)
            if above is None:
                return None if here is item else here
            if above.id in seen:
                return None
            seen.add(above.id)
            here = above
        return None

    def has_plans(self, item: Item) -> bool:
        """Whether other plans are parts of it."""
        return item.id in self._with_plans

    def behind(self, item: Item, kind: str, *rels: str) -> Item | None:
        """The first entry of a kind that a link names."""
        found = (self._items.get(key) for key in item.hrefs(*rels))
        return next((one for one in found if one is not None and kind_of(one) == kind), None)
