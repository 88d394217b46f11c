"""Where people stand on the mentoring map: sectors by arena, rings by the strength of the tie.

The same people stand in the same places; one more moves only the ring of its sector.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

RINGS: Final = {"strong": (0.24, 0.42), "medium": (0.5, 0.68), "new": (0.76, 0.9), "": (0.76, 0.9)}
"""From where to where each strength reaches, as shares of the map's half."""
LABEL_AT: Final = 1.0
_SPACE: Final = 0.075
"""The least way between two people, as a share of the map's half."""
_EDGE: Final = 0.09
"""What stays free at both sides of a sector, as a share of it."""
_QUARTER: Final = math.pi / 2


@dataclass(frozen=True, slots=True)
class Sector:
    """An arena on the map: angles in radians, clockwise from above; `x` and `y` are where its heading stands."""

    arena: str
    count: int
    start: float
    end: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Placed:
    """Where somebody stands: from -1 to 1, to the right and downwards, with oneself in the middle."""

    id: str
    x: float
    y: float


def sectors_of(arenas: Sequence[str], counts: dict[str, int]) -> tuple[Sector, ...]:
    """Sectors of equal width for the arenas that have somebody, in the order given."""
    used = [arena for arena in arenas if counts.get(arena)]
    wide = 2 * math.pi / max(len(used), 1)
    made = []
    for number, arena in enumerate(used):
        start, end = number * wide, (number + 1) * wide
        x, y = _at((start + end) / 2, LABEL_AT)
        made.append(Sector(arena, counts[arena], start, end, x, y))
    return tuple(made)


def placed(people: Iterable[tuple[str, str, str]], sectors: Sequence[Sector]) -> tuple[Placed, ...]:
    """A place for everybody: (id, arena, tie) each, where every arena has a sector."""
    groups: dict[tuple[str, str], list[str]] = {}
    for person, arena, tie in people:
        groups.setdefault((arena, tie if tie in ("strong", "medium") else "new"), []).append(person)
    by_arena = {sector.arena: sector for sector in sectors}
    found: list[Placed] = []
    for (arena, tie), ids in sorted(groups.items()):
        found += _ring(sorted(ids), by_arena[arena], RINGS[tie])
    return tuple(found)


def _ring(ids: Sequence[str], sector: Sector, ring: tuple[float, float]) -> list[Placed]:
    """The people of one strength in one sector, in as many rows as they need."""
    wide = (sector.end - sector.start) * (1 - 2 * _EDGE)
    first = sector.start + (sector.end - sector.start) * _EDGE
    radii = _rows(len(ids), ring, wide)
    room = [max(1, int(wide * radius / _SPACE)) for radius in radii]
    whole = sum(room)
    found: list[Placed] = []
    at = 0
    for number, (radius, most) in enumerate(zip(radii, room, strict=True)):
        last = number == len(radii) - 1
        here = len(ids) - at if last else min(round(len(ids) * most / whole), len(ids) - at)
        for place in range(here):
            angle = first + wide * (place + 0.5) / here
            found.append(Placed(ids[at + place], *_at(angle, radius)))
        at += here
    return found


def _rows(count: int, ring: tuple[float, float], wide: float) -> list[float]:
    """The radii of the fewest rows that give everybody room; at most as many as fit into the ring."""
    low, high = ring
    most = max(1, int((high - low) / (_SPACE * 0.6)))
    for rows in range(1, most + 1):
        step = (high - low) / rows
        radii = [low + step * (row + 0.5) for row in range(rows)]
        if rows == most or sum(int(wide * radius / _SPACE) for radius in radii) >= count:
            return radii
    return [(low + high) / 2]


def _at(angle: float, radius: float) -> tuple[float, float]:
    turned = angle - _QUARTER
    return round(math.cos(turned) * radius, 6), round(math.sin(turned) * radius, 6)
