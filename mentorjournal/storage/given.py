"""Hours by kind of giving, read as columns, never as whole records."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection

from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

_MEETINGS = """
SELECT m.contributions, coalesce(m.spent, m.minutes, 0) / 60.0 FROM record r CROSS JOIN meeting m ON m.id = r.id
WHERE r.type = 'meeting' AND r.deleted_at IS NULL AND r.sort >= ?2 AND r.sort < ?3 AND m.status = 'held'
AND EXISTS (SELECT 1 FROM link l WHERE l.source = r.id AND l.role = 'people'
            AND l.target IN (SELECT value FROM json_each(?1)))
"""
_ACTIVITIES = """
SELECT a.category, total(a.hours), count(*) FROM record r CROSS JOIN activity a ON a.id = r.id
WHERE r.type = 'activity' AND r.deleted_at IS NULL AND r.sort >= ?1 AND r.sort < ?2
AND NOT (?3 AND r.confidential) GROUP BY a.category
"""


def read_contributions(
    reader: Reader, people: Collection[str], first: dt.date, until: dt.date
) -> list[tuple[tuple[str, ...], float]]:
    """(kinds of contribution, hours) of each meeting held with one of these people in a span of days."""
    rows = all_rows(reader, _MEETINGS, (json.dumps(list(people)), day_sort(first), day_end(until)))
    return [(tuple(json.loads(kinds or "[]")), hours) for kinds, hours in rows]


def read_activity_hours(
    reader: Reader, first: dt.date, until: dt.date, *, open_only: bool = False
) -> list[tuple[str, float, int]]:
    """(category, hours, how many) of the activities in a span of days; with `open_only` no confidential ones."""
    rows = all_rows(reader, _ACTIVITIES, (day_sort(first), day_end(until), open_only))
    return [(category, hours, count) for category, hours, count in rows]
