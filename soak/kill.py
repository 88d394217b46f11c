"""Kills a writer before every call that changes a file, and at random moments; what was committed is there.

One seed is one editing script, on a plain journal where it is even and an encrypted one where it is odd. An
undisturbed run tells the state after every step; the same script, killed, must leave the state of the last step
it told of or of the next one, whole. Write-ahead logging writes at the commit only, so that the calls between two
steps are the boundaries of a commit: before its first page, between any two, before and after it is on the disk,
and the same of the log going into the file at a checkpoint and when the journal is closed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from soak.part import Ask, Outcome, through_seeds
from soak.working import Start, Told, child, edit, heard, look_after, told_by

STEPS = 14
LONGER = 40
MOMENTS = 20
"""Random moments of one script."""


def run(ask: Ask) -> Outcome:
    """Every call of every script."""
    with tempfile.TemporaryDirectory() as name:
        starts = both(Path(name))
        return through_seeds(ask, lambda seed, folder: every_call(starts[seed % 2], seed, folder))


def both(folder: Path) -> tuple[Start, Start]:
    """A plain journal and an encrypted one."""
    return Start.made(folder, encrypted=False), Start.made(folder, encrypted=True)


def every_call(start: Start, seed: int, folder: Path, most: int = 0, steps: int = STEPS) -> Counter[str]:
    """Kill the script of this seed before each call that changes a file, or before `most` of them."""
    whole = undisturbed(start, seed, steps, folder / "whole")
    calls = list(range(1, whole.calls + 1))
    if most:
        calls = sorted(random.Random(seed).sample(calls, min(most, len(calls))))
    counts: Counter[str] = Counter()
    for call in calls:
        here = start.copied(folder / "killed")
        told = told_by(partial(edit, here, seed, steps, end_at=call))
        assert told.killed, f"call {call} of {whole.calls} did not come"
        counts.update(_looked_at(here, whole, told, f"before call {call}"))
        shutil.rmtree(folder / "killed")
    return counts


def random_moments(ask: Ask) -> Outcome:
    """Scripts killed at random moments, 20 of each."""
    with tempfile.TemporaryDirectory() as name:
        starts = both(Path(name))
        return through_seeds(ask, lambda seed, folder: moments(starts[seed % 2], seed, folder))


def moments(start: Start, seed: int, folder: Path, many: int = MOMENTS, steps: int = LONGER) -> Counter[str]:
    """Kill the script of this seed at so many random moments of its run."""
    began = time.monotonic()
    whole = undisturbed(start, seed, steps, folder / "whole")
    took = time.monotonic() - began
    dice = random.Random(seed)
    counts: Counter[str] = Counter()
    for _ in range(many):
        here = start.copied(folder / "killed")
        pause = dice.random() * took
        with child(partial(edit, here, seed, steps)) as (process, reading):
            time.sleep(pause)
            os.kill(process, signal.SIGKILL)
            told = heard(process, reading)
        counts.update(_looked_at(here, whole, told, f"after {pause:.3f} s"))
        shutil.rmtree(folder / "killed")
    return counts


def undisturbed(start: Start, seed: int, steps: int, folder: Path) -> Told:
    """What the script tells where nothing stands in its way."""
    told = told_by(partial(edit, start.copied(folder), seed, steps, prints=True))
    assert len(told.prints) == steps + 1
    assert told.calls
    return told


def _looked_at(here: Start, whole: Told, told: Told, when: str) -> Counter[str]:
    """The state is that of the last step told of, or of the next."""
    last = max(len(told.prints) - 1, 0)
    try:
        found = look_after(here, set(whole.prints[last : last + 2]))
    except Exception as error:
        error.add_note(f"killed {when}, after step {last}")
        raise
    new = found != whole.prints[last]
    return Counter({"kills": 1, "left as before the step": not new, "left as after it": new})
