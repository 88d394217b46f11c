"""What encryption costs: each ratio of the daily work again upon an encrypted copy, and opening it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from bench import autosave, preparing, searching, today
from bench.ratio import Ratio, alternate, median, milliseconds
from mentorjournal.services.encryption import change_passphrase
from mentorjournal.services.opening import open_services
from mentorjournal.storage.keys import derive, fresh_salt

SECRET = "four calm otters by the river"  # noqa: S105  of a journal that is thrown away
MOVED = 1.1
"""The ratios may be a tenth larger."""
OPENING = 1_000.0
"""Opening adds the derivation of the key, which is slow on purpose; it is only told."""

Measure = Callable[[Path, int, str], list[Ratio]]
DAILY: dict[str, Measure] = {
    "today": lambda path, times, secret: [today.measure(path, 4 * times, secret)],
    "autosave": lambda path, times, secret: [autosave.measure(path, 20 * times, secret)],
    "search": lambda path, times, secret: [searching.measure(path, times, secret)],
    "prepare": lambda path, times, secret: preparing.measure(path, 2 * times, secret),
}


def measure(journal: Path, rounds: int) -> list[Ratio]:
    """The ratios upon the encrypted copy, each against the same ratio upon the plain one."""
    folder = journal.parent
    plain, locked = (folder / f"{name}-{journal.name}" for name in ("plain", "encrypted"))
    shutil.copyfile(journal, locked)
    change_passphrase(locked, "", SECRET)
    found = [_opening(journal, locked, max(3, rounds))]
    for key, work in DAILY.items():
        pairs = []
        for path, secret in ((plain, ""), (locked, SECRET)):
            copy = folder / f"{key}-{path.name}"
            shutil.copyfile(locked if secret else journal, copy)
            pairs.append(work(copy, rounds, secret))
        for one, other in zip(*pairs, strict=True):
            more = {"plain_ms": round(one.ours, 3), "encrypted_ms": round(other.ours, 3)}
            name = f"encrypted: {one.name}"
            found.append(
                Ratio(name, "its ratio upon a plain journal", other.ratio, one.ratio, "x", MOVED, more)
            )
    return found


def _opening(plain: Path, locked: Path, rounds: int) -> Ratio:
    def opened(path: Path, secret: str) -> Callable[[], float]:
        def work() -> None:
            open_services(path, secret).journal.close()

        return lambda: milliseconds(work)

    ours, floor = alternate(rounds, opened(locked, SECRET), opened(plain, ""))
    salt = fresh_salt()
    slow = median([milliseconds(lambda: derive(SECRET, salt)) for _ in range(3)])
    more = {"derivation_ms": round(slow, 1)}
    return Ratio(
        "opening an encrypted journal", "a plain one", median(ours), median(floor), "ms", OPENING, more
    )
