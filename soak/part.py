"""What a part of the soak is asked, what it answers, and how it goes through its seeds.

A part is a module with `run(ask: Ask) -> Outcome`, named by one line of PARTS in `soak.__main__`. It runs in a
process of its own: a crash, a hang or too much memory is a finding like any other, and the next part runs.
"""

from __future__ import annotations

import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

TOLD_EVERY = 10.0
"""Seconds between two lines of progress."""
MOST_FINDINGS = 20
"""A part ends after so many findings; more would be the same again."""


@dataclass(frozen=True, slots=True)
class Part:
    """One line of the table: `seeds` and `minutes` where nothing else is asked for.

    A part that goes through seeds stops when `minutes` are over, one that goes by the clock uses them up.
    `most_minutes` ends its process; `megabytes` limits its address space (0: no limit, only measured).
    """

    key: str
    module: str
    says: str
    seeds: int = 0
    minutes: float = 0.0
    most_minutes: float = 180.0
    megabytes: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """What a part is to do. `seed` asks for this one only; `minutes` 0 means until the seeds are done."""

    key: str
    seeds: int
    minutes: float
    seed: int | None = None
    at: str = ""
    """The file that tells which seed runs, for the day a process ends without a word."""

    def each_seed(self) -> Iterator[int]:
        """The seeds to run, until the time is over."""
        if self.seed is not None:
            yield self.seed
            return
        until = time.monotonic() + self.minutes * 60 if self.minutes else float("inf")
        for seed in range(self.seeds):
            if time.monotonic() > until:
                return
            yield seed

    def again(self, seed: int) -> str:
        """How one seed is run again."""
        return f"python -m soak --only {self.key} --seed {seed}"


@dataclass(slots=True)
class Outcome:
    """What came of it: numbers by what they count, and every finding with how to repeat it."""

    counts: Counter[str] = field(default_factory=Counter)
    findings: list[str] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """As JSON values."""
        return asdict(self) | {"counts": dict(self.counts)}


Work = Callable[[int, Path], Counter[str]]
"""Runs one seed in an empty folder of its own; what it counted. Any error it raises is a finding."""


def through_seeds(ask: Ask, work: Work) -> Outcome:
    """Run `work` with every seed, tell of it every ten seconds, and keep what failed with how to repeat it."""
    made = Outcome()
    told = time.monotonic()
    for seed in ask.each_seed():
        if ask.at:
            Path(ask.at).write_text(str(seed), "ascii")
        with tempfile.TemporaryDirectory(prefix=f"soak-{ask.key}-") as name:
            try:
                made.counts.update(work(seed, Path(name)))
            except Exception:  # noqa: BLE001  a failing seed is what the soak looks for; the others go on
                made.findings.append(f"{ask.again(seed)}\n{traceback.format_exc()}")
                tell(ask, f"FAILED: {made.findings[-1]}")
        made.counts["seeds"] += 1
        if len(made.findings) >= MOST_FINDINGS:
            break
        if time.monotonic() - told > TOLD_EVERY:
            told = time.monotonic()
            tell(ask, counted(made.counts))
    return made


def tell(ask: Ask, line: str) -> None:
    """One line of progress."""
    print(f"  {ask.key}: {line}", flush=True)


def counted(counts: dict[str, int]) -> str:
    """Numbers as part of a line: `40 seeds, 1,210 edits`."""
    return ", ".join(f"{number:,} {name}" for name, number in counts.items())
