"""A journal at a glance: whose it is, what it holds, over which days."""

from __future__ import annotations

from dataclasses import dataclass

from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import lists, whole
from mentorjournal.storage.database import Database


@dataclass(frozen=True, slots=True)
class Overview:
    """What a journal is. `records` counts the live records of every type, `trashed` all others.

    `path` is absolute, `size` in bytes, `first` and `last` are the ISO months of the timeline or empty.
    """

    path: str
    encrypted: bool
    owner: str
    records: dict[str, int]
    trashed: int
    size: int
    first: str
    last: str


def overview(database: Database) -> Overview:
    """Read a journal's counts; its records are not loaded."""
    with database.reading() as reader:
        counts = lists.counts(reader)
        months = [f"{year:04}-{month:02}" for year, month, _ in lists.months(reader)]
        owner = reader.meta("owner")
        trashed = whole.count_records(reader) - sum(counts.values())
    return Overview(
        path=str(database.path.absolute()),
        encrypted=database.encrypted,
        owner=str(owner.get("name", "")) if isinstance(owner, dict) else "",
        records={name: counts.get(name, 0) for name in RECORD_TYPES},
        trashed=trashed,
        size=database.path.stat().st_size,
        first=months[-1] if months else "",
        last=months[0] if months else "",
    )
