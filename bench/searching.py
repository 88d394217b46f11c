"""Search as you type against the bare full-text query for the same letters."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from bench.journal import COMMON, FIELD
from bench.opened import services_and_raw
from bench.ratio import Ratio, alternate, median, milliseconds, percentile
from mentorjournal.storage.search_index import query_of

AIM = 1.5
SLOWEST_MS = 50.0
LIMIT = 50
BARE = (
    "SELECT rowid, snippet(search, -1, char(2), char(3), '…', 16) FROM search "
    "WHERE search MATCH ? ORDER BY rowid DESC LIMIT 50"
)


def typed(words: tuple[str, ...]) -> list[str]:
    """What stands in the field after each key of each word, and with a second word begun."""
    keys = [word[:length] for word in words for length in range(1, len(word) + 1)]
    return keys + [f"{one} {two[:3]}" for one, two in pairwise(words)]


def measure(journal: Path, rounds: int, secret: str = "") -> Ratio:
    """Every key of some words, common and rare, one after the other."""
    services, raw = services_and_raw(journal, secret)
    asked = typed((*FIELD[:9], *FIELD[30:36], *COMMON[:3]))
    ours: list[float] = []
    floor: list[float] = []
    usual: list[float] = []

    def found(query: str) -> None:
        services.timeline.search(query, limit=LIMIT)

    def timed(work: Callable[[str], None], query: str) -> Callable[[], float]:
        return lambda: milliseconds(lambda: work(query))

    def bare(query: str) -> None:
        raw.execute(BARE, (query_of(query),)).fetchall()

    try:
        for query in asked[: max(3, len(asked) // 10)]:
            found(query)
            bare(query)
        for query in asked:
            mine, theirs = alternate(rounds, timed(found, query), timed(bare, query))
            # The shortest of some runs is the work itself; the rest is what else the machine did.
            ours.append(min(mine))
            floor.append(min(theirs))
            usual.append(median(mine))
    finally:
        raw.close()
        services.journal.close()
    slow = percentile(usual, 0.95)
    more = {"ours_p95": round(slow, 3), "ours_p50": round(median(usual), 3)}
    missed = (f"95th percentile {slow:.1f} ms, aim {SLOWEST_MS:g}",) if slow >= SLOWEST_MS else ()
    return Ratio(
        "search as you type", "the bare FTS5 query", median(ours), median(floor), "ms", AIM, more, missed
    )
