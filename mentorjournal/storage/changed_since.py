"""What changed since a moment, as ids and days; the texts of revisions are not read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from mentorjournal.storage.columns import stored_moment
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

# What was undone counts as never done, and an import is no work of the reader's.
_EDITS = """
FROM change c CROSS JOIN revision v ON v.change = c.id
WHERE c.at >= ?1 AND c.state = 'done' AND c.kind = 'edit'
"""
_CHANGED = f"SELECT DISTINCT v.type, v.record {_EDITS}"
_GOALS = f"""
SELECT DISTINCT coalesce(l.target, v.record) FROM (SELECT DISTINCT v.record, v.type {_EDITS}
AND v.type IN ('goal', 'milestone', 'action')) v
LEFT JOIN link l ON l.source = v.record AND l.role = 'goal' WHERE v.type = 'goal' OR l.target IS NOT NULL
"""  # noqa: S608  nothing but our own text
_DUE = f"""
SELECT v.record, json_extract(v.before, '$.due') {_EDITS}
AND v.type = 'milestone' AND v.before IS NOT NULL AND v.after IS NOT NULL
AND json_extract(v.before, '$.due') IS NOT json_extract(v.after, '$.due') ORDER BY v.id DESC
"""


def changed_since(reader: Reader, moment: dt.datetime, types: Iterable[str]) -> dict[str, set[str]]:
    """The ids of the records of these types that were edited at or after `moment` (aware), by type."""
    found: dict[str, set[str]] = {name: set() for name in types}
    for name, record_id in all_rows(reader, _CHANGED, (stored_moment(moment),)):
        if name in found:
            found[name].add(record_id)
    return found


def goals_moved_since(reader: Reader, moment: dt.datetime) -> set[str]:
    """The ids of the goals of which anything was edited: themselves, a milestone or an action of theirs."""
    return {row[0] for row in all_rows(reader, _GOALS, (stored_moment(moment),))}


def due_before(reader: Reader, moment: dt.datetime) -> dict[str, dt.date | None]:
    """The day each milestone was due at `moment`, by its id, of those that were given another day since."""
    rows = all_rows(reader, _DUE, (stored_moment(moment),))  # the oldest comes last, and stays
    return {key: dt.date.fromisoformat(day) if day else None for key, day in rows}
