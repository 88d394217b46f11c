"""What figures over time are made of, read as columns, never as whole records."""

from __future__ import annotations

import datetime as dt

from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

_MEETINGS = """
SELECT l.target, r.date, m.status FROM record r CROSS JOIN meeting m ON m.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'people' CROSS JOIN record p ON p.id = l.target
WHERE r.type = 'meeting' AND r.deleted_at IS NULL AND r.sort >= ?1 AND r.sort < ?2
AND m.status IN ('held', 'missed') AND r.date IS NOT NULL
AND NOT (?3 AND (r.confidential OR p.confidential)) ORDER BY r.sort
"""
_PEOPLE = """
SELECT p.arena, coalesce(
    (SELECT min(m.date) FROM link l CROSS JOIN record m ON m.id = l.source
     WHERE l.target = r.id AND l.role = 'people' AND m.type = 'meeting' AND m.deleted_at IS NULL),
    r.date, date(r.created_at))
FROM record r CROSS JOIN person p ON p.id = r.id WHERE r.type = 'person' AND r.deleted_at IS NULL
AND NOT (?1 AND r.confidential)
"""
_ACTIONS = """
SELECT count(a.done_on), count(*) FROM record r CROSS JOIN action a ON a.id = r.id
WHERE r.type = 'action' AND r.deleted_at IS NULL AND a.let_go_on IS NULL
AND coalesce(a.done_on, a.due) >= ?1 AND coalesce(a.done_on, a.due) <= ?2
AND NOT (?3 AND r.confidential)
"""


def read_meeting_days(
    reader: Reader, first: dt.date, until: dt.date, *, open_only: bool = False
) -> list[tuple[str, dt.date, bool]]:
    """(person id, day, held or missed) of meetings in a span of days, oldest first.

    With `open_only` none that is confidential, nor with anybody who is.
    """
    rows = all_rows(reader, _MEETINGS, (day_sort(first), day_end(until), open_only))
    return [(person, dt.date.fromisoformat(day), status == "held") for person, day, status in rows]


def read_arenas(reader: Reader, *, open_only: bool = False) -> list[tuple[str, dt.date]]:
    """(arena, the day of the first meeting, or else of the entry) of everybody in People; with `open_only` of nobody
    who is confidential."""
    rows = all_rows(reader, _PEOPLE, (open_only,))
    return [(arena or "", dt.date.fromisoformat(day)) for arena, day in rows if day]


def read_actions_kept(
    reader: Reader, first: dt.date, until: dt.date, *, open_only: bool = False
) -> tuple[int, int]:
    """How many action items were done, of those done or due in a span of days; what was let go counts on neither.

    With `open_only` without confidential ones.
    """
    done, of = all_rows(reader, _ACTIONS, (first.isoformat(), until.isoformat(), open_only))[0]
    return int(done), int(of)
