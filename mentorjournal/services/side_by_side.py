"""Two texts beside each other: paragraphs paired, differing words marked, what is equal folded."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from mentorjournal.services.words_differing import Piece, word_diff

CONTEXT = 1
"""Equal paragraphs shown beside one that differs."""
SHORTEST_FOLD = 2
"""Fewer equal paragraphs are shown rather than counted."""
MOST_WORDS = 3_000
"""Longer paragraphs are compared whole: finding their words would keep the reader waiting."""
ALIKE = 0.3
"""The share of common words from which two paragraphs are the same one, written anew."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the old text with its counterpart in the new one; empty where it has none.

    "fold" stands for `count` paragraphs that are equal and not shown.
    """

    kind: Literal["same", "differs", "fold"]
    old: tuple[Piece, ...] = ()
    new: tuple[Piece, ...] = ()
    count: int = 0


def side_by_side(old: str, new: str) -> tuple[Line, ...]:
    """The lines of two texts, top to bottom; empty paragraphs are left out."""
    before, after = ([part for part in text.splitlines() if part.strip()] for text in (old, new))
    lines: list[Line] = []
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for operation, i1, i2, j1, j2 in matcher.get_opcodes():
        if operation == "equal":
            first, last = not lines, i2 == len(before) and j2 == len(after)
            lines += _equal(before[i1:i2], first=first, last=last)
        else:
            lines += _paired(before[i1:i2], after[j1:j2])
    return tuple(lines)


def _equal(parts: Sequence[str], *, first: bool, last: bool) -> Iterator[Line]:
    head, tail = 0 if first else CONTEXT, 0 if last else CONTEXT
    folded = len(parts) - head - tail
    if folded < SHORTEST_FOLD:
        yield from (_same(part) for part in parts)
        return
    yield from (_same(part) for part in parts[:head])
    yield Line("fold", count=folded)
    yield from (_same(part) for part in parts[len(parts) - tail :])


def _same(part: str) -> Line:
    return Line("same", (("same", part),), (("same", part),))


def _paired(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    """Paragraphs in order, two of them on one line where one was made of the other; what has no such counterpart
    stands beside what came in its place."""
    gone = place = 0
    for at, part in enumerate(old):
        partner = next((other for other in range(place, len(new)) if _alike(part, new[other])), None)
        if partner is not None:
            yield from _replaced(old[gone:at], new[place:partner])
            yield _differing(part, new[partner])
            gone, place = at + 1, partner + 1
    yield from _replaced(old[gone:], new[place:])


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for before, after in zip_longest(old, new):
        yield Line(
            "differs",
            () if before is None else (("removed", before),),
            () if after is None else (("added", after),),
        )


def _alike(old: str, new: str) -> bool:
    first, second = set(old.split()), set(new.split())
    return len(first & second) >= ALIKE * max(1, min(len(first), len(second)))


def _differing(old: str, new: str) -> Line:
    if max(len(old.split()), len(new.split())) > MOST_WORDS:
        return Line("differs", (("removed", old),), (("added", new),))
    pieces = word_diff(old, new)
    return Line(
        "differs",
        tuple(piece for piece in pieces if piece[0] != "added"),
        tuple(piece for piece in pieces if piece[0] != "removed"),
    )
