"""Self-ratings over time, read as columns, never as whole records."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class PulsePoint(NamedTuple):
    """What one item was given on a day, and the id of that self-rating."""

    day: dt.date
    value: int
    record_id: str


SERIES = """
SELECT json_extract(s.value, '$[0]'), r.date, CAST(json_extract(s.value, '$[2]') AS INTEGER), r.id, max(r.sort)
FROM record r CROSS JOIN pulse p ON p.id = r.id CROSS JOIN json_each(p.scores) s
WHERE r.type = 'pulse' AND r.deleted_at IS NULL AND p.instrument = ?1 AND r.date IS NOT NULL
AND r.sort >= ?2 AND r.sort < ?3
AND trim(json_extract(s.value, '$[2]')) GLOB '[-0-9]*' AND trim(json_extract(s.value, '$[2]')) GLOB '*[0-9]'
AND NOT substr(trim(json_extract(s.value, '$[2]')), 2) GLOB '*[^0-9]*'
AND NOT EXISTS (SELECT 1 FROM link l WHERE l.source = r.id AND l.role = 'about')
GROUP BY 1, substr(r.date, 1, ?4) ORDER BY 5
"""
"""The last rating of each item in each day (10 letters of its date) or month (7)."""
_LAST = """
SELECT p.instrument, max(r.date) FROM record r CROSS JOIN pulse p ON p.id = r.id
WHERE r.type = 'pulse' AND r.deleted_at IS NULL
AND NOT EXISTS (SELECT 1 FROM link l WHERE l.source = r.id AND l.role = 'about')
GROUP BY p.instrument
"""
_DAYS = """
SELECT count(DISTINCT r.date) FROM record r CROSS JOIN pulse p ON p.id = r.id
WHERE r.type = 'pulse' AND r.deleted_at IS NULL AND p.instrument = ?1 AND r.sort >= ?2 AND r.sort < ?3
"""
_OPEN = """NOT r.confidential AND NOT EXISTS (SELECT 1 FROM link o CROSS JOIN record h ON h.id = o.target
WHERE o.source = r.id AND o.role IN ('goal', 'project', 'relationship', 'people') AND h.confidential)"""
_EVENTS = f"""
SELECT m.done_on, r.title, 'milestone' FROM record r CROSS JOIN milestone m ON m.id = r.id
WHERE r.type = 'milestone' AND r.deleted_at IS NULL AND {_OPEN} AND m.done_on BETWEEN ?1 AND ?2
UNION ALL
SELECT r.date, r.title, 'meeting' FROM record r CROSS JOIN meeting m ON m.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'relationship'
CROSS JOIN relationship t ON t.id = l.target
WHERE r.type = 'meeting' AND r.deleted_at IS NULL AND {_OPEN} AND m.status = 'held' AND t.rough
AND r.date BETWEEN ?1 AND ?2
UNION ALL
SELECT o.decided_on, r.title, 'opportunity' FROM record r CROSS JOIN opportunity o ON o.id = r.id
WHERE r.type = 'opportunity' AND r.deleted_at IS NULL AND {_OPEN} AND o.decided_on BETWEEN ?1 AND ?2
ORDER BY 1, 2
"""  # noqa: S608  our own words
MOST_DAYS = 400
"""More days than these are drawn by the last of each month."""


def read_series(
    reader: Reader, instrument: str, first: dt.date, until: dt.date
) -> dict[str, list[PulsePoint]]:
    """What each item was given in a span of days, oldest first, by the item's key: its last of a day, or of a
    month where a day each would be more than `MOST_DAYS`."""
    span = (instrument, day_sort(first), day_end(until))
    part = 10 if all_rows(reader, _DAYS, span)[0][0] <= MOST_DAYS else 7
    found: dict[str, list[PulsePoint]] = {}
    for key, day, value, record_id, _sort in all_rows(reader, SERIES, (*span, part)):
        found.setdefault(key, []).append(PulsePoint(dt.date.fromisoformat(day), value, record_id))
    return found


def read_last_rated(reader: Reader) -> dict[str, dt.date]:
    """The day I last rated myself with each instrument, by its key."""
    return {key: dt.date.fromisoformat(day) for key, day in all_rows(reader, _LAST) if key and day}


def read_events(reader: Reader, first: dt.date, until: dt.date) -> list[tuple[dt.date, str, str]]:
    """(day, title, type) of what may have moved a rating, oldest first: milestones reached, meetings held in a
    relationship that goes through a rough patch, opportunities decided. Those that are confidential, or belong to what is, are left out."""
    rows = all_rows(reader, _EVENTS, (first.isoformat(), until.isoformat()))
    return [(dt.date.fromisoformat(day), title or "", kind) for day, title, kind in rows]
