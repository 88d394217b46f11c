"""Words of a text held fast: taken where somebody commented, and found again when the text has moved on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from mentorjournal.interchange.packet_plain import Anchor
from mentorjournal.services.packets.texts import Map, changes, tokens

AROUND: Final = 80
"""Characters kept before and after the words, cut at a word where one ends there."""
MOST_QUOTED: Final = 4_000
ALIKE: Final = 0.6
"""How much of the words must be left, by their letters, where they are not there exactly."""
MOST_PLACES: Final = 2_000


class Place(NamedTuple):
    """Where the words stand now, in characters; `exact` is False where they were changed."""

    start: int
    stop: int
    exact: bool


def take(text: str, start: int, stop: int) -> Anchor:
    """The anchor of a part of a text; the end of a very long one is cut off."""
    start = max(0, min(start, len(text)))
    stop = max(start, min(stop, len(text), start + MOST_QUOTED))
    before, after = text[max(0, start - AROUND) : start], text[stop : stop + AROUND]
    if start > AROUND:
        before = before[re.search(r"^\S*\s?", before).end() :] if " " in before.strip() else before  # type: ignore[union-attr]
    if stop + AROUND < len(text):
        after = re.sub(r"\s?\S*$", "", after) if " " in after.strip() else after
    return Anchor(text[start:stop], before, after, start)


def find(anchor: Anchor, text: str, read: str = "") -> Place | None:
    """Where the words stand in `text`; None where they are gone. `read` is the text they were taken from.

    Exactly, if they are there: of several places the one with the same words around, then the one where they
    would have come to stand. Else where their place came to stand, if enough of them is left. Never a guess
    between words that are not alike.
    """
    if not anchor.quote.strip():
        return None
    home = read if read[anchor.start : anchor.start + len(anchor.quote)] == anchor.quote else ""
    if home and text == read:
        return Place(anchor.start, anchor.start + len(anchor.quote), exact=True)
    places = list(_all(anchor.quote, text))
    where = Map(home, text) if home and (len(places) != 1 or not places) else None
    if places:
        expected = where.to(anchor.start) if where is not None and where.known else anchor.start
        best = max(places, key=lambda place: (_context(anchor, text, place), -abs(place - expected)))
        return Place(best, best + len(anchor.quote), exact=True)
    return _moved(anchor, text, where) or _between(anchor, text)


def _all(quote: str, text: str) -> Iterator[int]:
    at = text.find(quote)
    for _ in range(MOST_PLACES):
        if at < 0:
            return
        yield at
        at = text.find(quote, at + 1)


def _context(anchor: Anchor, text: str, place: int) -> int:
    """How many characters around the words are still the same."""
    stop = place + len(anchor.quote)
    before, after = text[max(0, place - len(anchor.before)) : place], text[stop : stop + len(anchor.after)]
    return _same(anchor.before[::-1], before[::-1]) + _same(anchor.after, after)


def _same(one: str, other: str) -> int:
    length = min(len(one), len(other))
    return next((at for at in range(length) if one[at] != other[at]), length)


def _moved(anchor: Anchor, text: str, where: Map | None) -> Place | None:
    """The place to which the words went, if enough of them is left there."""
    if where is None or not where.known:
        return None
    start, stop = where.to(anchor.start), where.to(anchor.start + len(anchor.quote), end=True)
    return _enough(anchor.quote, text, start, stop)


def _between(anchor: Anchor, text: str) -> Place | None:
    """What stands now between the words that were around, if enough of the words is left there."""
    before, after = anchor.before[-AROUND:], anchor.after[:AROUND]
    if len(before.strip()) < 8 or len(after.strip()) < 8:  # noqa: PLR2004  too little to be one place
        return None
    start = text.find(before)
    if start < 0 or text.find(before, start + 1) >= 0:
        return None
    start += len(before)
    stop = text.find(after, start, start + 3 * len(anchor.quote) + len(after) + AROUND)
    return None if stop < 0 else _enough(anchor.quote, text, start, stop)


def _enough(quote: str, text: str, start: int, stop: int) -> Place | None:
    part = text[start:stop]
    start += len(part) - len(part.lstrip())
    part = part.strip()
    if not part or _likeness(quote, part) < ALIKE:
        return None
    return Place(start, start + len(part), exact=False)


def _likeness(one: str, other: str) -> float:
    """The share of letters in words that both have, of the longer one: 1.0 the same, 0.0 nothing in common."""
    old = tokens(one)
    found = changes(old, tokens(other))
    if found is None:
        return 0.0
    kept = sum(len(word) for word in old if word.strip())
    kept -= sum(len(word) for change in found for word in old[change.start : change.stop] if word.strip())
    whole = max(*(sum(len(word) for word in tokens(text) if word.strip()) for text in (one, other)), 1)
    return kept / whole
