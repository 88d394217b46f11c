"""Two or three versions of one text by their words: where they differ, where a place went, and both changes in one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple

MOST_DIFFERENT: Final = 800
"""Words, gaps and marks by which two texts may differ to be compared; it takes half a second at most."""
_TOKEN: Final = re.compile(r"\s+|[^\W_]+|[\W_]", re.UNICODE)


class Change(NamedTuple):
    """Tokens `start` to `stop` of the older text became `words`."""

    start: int
    stop: int
    words: tuple[str, ...]


def tokens(text: str) -> list[str]:
    """The words, gaps and marks of a text, which joined are the text again."""
    return _TOKEN.findall(text)


def changes(old: Sequence[str], new: Sequence[str]) -> tuple[Change, ...] | None:
    """What turned one text into the other, in order; None where they are too long and too different to say."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    before, after = old[head : len(old) - tail], new[head : len(new) - tail]
    if not before or not after:
        return (Change(head, head + len(before), tuple(after)),) if before or after else ()
    same = _same(before, after)
    if same is None:
        return None
    found: list[Change] = []
    at = to = 0
    for one, other in (*same, (len(before), len(after))):
        if one > at or other > to:
            found.append(Change(head + at, head + one, tuple(after[to:other])))
        at, to = one + 1, other + 1
    return tuple(found)


def _same(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]] | None:
    """The pairs of places at which both go on together, by Myers' greedy way (1986), which takes time by how much
    differs; None where that is more than `MOST_DIFFERENT`."""
    reach = {1: 0}
    rounds: list[dict[int, int]] = []
    for step in range(min(len(old) + len(new), MOST_DIFFERENT) + 1):
        now: dict[int, int] = {}
        for line in range(-step, step + 1, 2):
            down = line == -step or (line != step and reach.get(line - 1, -1) < reach.get(line + 1, -1))
            at = reach[line + 1] if down else reach[line - 1] + 1
            while at < len(old) and at - line < len(new) and old[at] == new[at - line]:
                at += 1
            now[line] = at
            if at >= len(old) and at - line >= len(new):
                rounds.append(now)
                return _same_places(rounds, len(old), len(new))
        rounds.append(now)
        reach = now
    return None


def _same_places(rounds: list[dict[int, int]], at: int, to: int) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for step in range(len(rounds) - 1, -1, -1):
        line = at - to
        reach = rounds[step - 1] if step else {}
        down = line == -step or (line != step and reach.get(line - 1, -1) < reach.get(line + 1, -1))
        came = 0 if not step else (reach[line + 1] if down else reach[line - 1] + 1)
        while at > came:
            at, to = at - 1, to - 1
            found.append((at, to))
        if step:
            at, to = (at, to - 1) if down else (at - 1, to)
    return found[::-1]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    length = min(len(one), len(other))
    return next((place for place in range(length) if one[place] != other[place]), length)


def merged(base: str, mine: str, theirs: str) -> str | None:
    """Both changes to `base` in one text; None where they touch the same words, or cannot be compared.

    Two changes touch where no word that both left alone stands between them, so nothing is ever guessed.
    Equal changes are one. The order of `mine` and `theirs` makes no difference.
    """
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    old = tokens(base)
    ours, others = changes(old, tokens(mine)), changes(old, tokens(theirs))
    if ours is None or others is None:
        return None
    together = sorted({*ours, *others})
    for one, other in pairwise(together):
        if _touch(old, one, other) and not (_own(one, other, ours) or _own(one, other, others)):
            return None
    parts: list[str] = []
    last = 0
    for change in together:
        parts += (*old[last : change.start], *change.words)
        last = change.stop
    return "".join((*parts, *old[last:]))


def _own(one: Change, other: Change, of: tuple[Change, ...]) -> bool:
    """Whether both changes are of one side, which knew what it did."""
    return one in of and other in of


def _touch(old: Sequence[str], one: Change, other: Change) -> bool:
    return other.start < one.stop or not any(word.strip() for word in old[one.stop : other.start])


class Map:
    """Where the characters of one text went in another. Not `known` where that cannot be said."""

    def __init__(self, old: str, new: str) -> None:
        before = tokens(old)
        found = changes(before, tokens(new))
        self.known = found is not None
        places = [0]
        for word in before:
            places.append(places[-1] + len(word))
        self._starts, self._stops, self._shifts = [-1], [0], [0]
        shift = 0
        for change in found or ():
            start, stop = places[change.start], places[change.stop]
            shift += sum(map(len, change.words)) - (stop - start)
            self._starts.append(start)
            self._stops.append(stop)
            self._shifts.append(shift)

    def to(self, place: int, *, end: bool = False) -> int:
        """The place of a character of the old text in the new one; within changed words the nearest edge.

        `end` asks for the place behind a character, which goes to the far edge.
        """
        at = bisect_right(self._starts, place - 1 if end else place) - 1
        if at > 0 and place < self._stops[at]:
            return self._stops[at] + self._shifts[at] if end else self._starts[at] + self._shifts[at - 1]
        return place + self._shifts[at]
