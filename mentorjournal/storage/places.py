"""Where new records stand in the timeline: after what is there in the same second of the same day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sqlalchemy import Connection, bindparam, func, select

from mentorjournal.storage import tables as t
from mentorjournal.storage.prepared import Prepared
from mentorjournal.storage.rules import SORT_BITS


def last_sort(connection: Connection, start: int) -> int:
    """The last place of a second that is taken; the one before `start`, its first, where none is."""
    span = {"low": start, "high": start + (1 << SORT_BITS) - 1}
    last: int | None = _LAST_SORT.rows(connection, span)[0][0]
    return start - 1 if last is None else last


def new_sorts(connection: Connection, starts: Mapping[str, int]) -> dict[str, int]:
    """The place of each new record by its id, in the order they come; `starts` has the first place of the
    second that each is of."""
    counts = Counter(starts.values())
    taken = set(connection.scalars(select(t.record.c.sort).where(t.record.c.sort.in_(set(counts)))))
    last = {
        start: last_sort(connection, start) if count > 1 or start in taken else start - 1
        for start, count in counts.items()
    }
    sorts = {}
    for key, start in starts.items():
        last[start] += 1
        sorts[key] = last[start]
    return sorts


_LAST_SORT = Prepared(
    select(func.max(t.record.c.sort)).where(t.record.c.sort.between(bindparam("low"), bindparam("high")))
)
