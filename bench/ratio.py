"""Measuring one thing against its floor: alternating runs, medians, one ratio."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Ratio:
    """What one target came to. `ours` and `floor` are medians in `unit`; `more` are further numbers."""

    name: str
    against: str
    ours: float
    floor: float
    unit: str
    aim: float
    more: dict[str, float] = field(default_factory=dict)
    missed: tuple[str, ...] = ()
    """Further aims that were missed, in words."""

    @property
    def ratio(self) -> float:
        """How many times the floor it takes."""
        return self.ours / self.floor

    @property
    def met(self) -> bool:
        """Whether every aim is met."""
        return self.ratio < self.aim and not self.missed

    def plain(self) -> dict[str, Any]:
        """As JSON values, rounded to what can be believed."""
        values = asdict(self) | {"ratio": round(self.ratio, 2), "met": self.met}
        return values | {"ours": round(self.ours, 3), "floor": round(self.floor, 3)}


def milliseconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def alternate(
    rounds: int, ours: Callable[[], float], floor: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Measure both by turns, so that a busy minute of the machine meets both alike."""
    mine: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        for measure, taken in ((ours, mine), (floor, theirs))[:: 1 if number % 2 else -1]:
            taken.append(measure())
    return mine, theirs


def percentile(values: list[float], share: float) -> float:
    """The value under which this share (0 to 1) of the values lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: list[float]) -> float:
    """The middle value."""
    return statistics.median(values)
