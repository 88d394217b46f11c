"""When we met and meet, and what we are to each other, read as columns, never as whole records."""

from __future__ import annotations

import datetime as dt

from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

_DAYS = """
SELECT l.target, max(CASE WHEN m.status = 'held' AND r.date <= ?1 THEN r.date END),
       min(CASE WHEN m.status = 'planned' AND r.date >= ?1 THEN r.date END)
FROM record r CROSS JOIN meeting m ON m.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'people'
WHERE r.type = 'meeting' AND r.deleted_at IS NULL GROUP BY l.target
"""
_TIES = """
SELECT l.target, t.my_role FROM record r CROSS JOIN relationship t ON t.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'person'
WHERE r.type = 'relationship' AND r.deleted_at IS NULL
"""


def read_days(reader: Reader, today: dt.date) -> dict[str, tuple[dt.date | None, dt.date | None]]:
    """The last day a meeting was held and the next one planned, seen from a day, by the person's id."""
    return {
        key: (_day(last), _day(ahead)) for key, last, ahead in all_rows(reader, _DAYS, (today.isoformat(),))
    }


def read_ties(reader: Reader) -> list[tuple[str, str]]:
    """(person id, my role) of every live relationship."""
    return [(key, role) for key, role in all_rows(reader, _TIES)]


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
