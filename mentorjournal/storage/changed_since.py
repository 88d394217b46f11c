"""What changed since a moment, as ids and days; the texts of revisions are not read."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import NamedTuple

from mentorjournal.storage.columns import stored_moment
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

# What was undone counts as never done, and an import is no work of the reader's.
_STANDS = "c.at >= ?1 AND c.state = 'done' AND c.kind = 'edit'"
# Each record asked about is looked up by itself: the whole history of a journal may be long.
_GOALS = f"""
WITH mine(goal, record) AS (
    SELECT value, value FROM json_each(?2)
    UNION ALL
    SELECT l.target, l.source FROM json_each(?2) j CROSS JOIN link l ON l.target = j.value AND l.role = 'goal')
SELECT DISTINCT m.goal FROM mine m WHERE EXISTS (
    SELECT 1 FROM revision v CROSS JOIN change c ON c.id = v.change
    WHERE v.record = m.record AND v.type IN ('goal', 'milestone', 'action') AND {_STANDS})
"""  # noqa: S608  nothing but our own words
_DUE = f"""
SELECT v.record, json_extract(v.before, '$.due')
FROM json_each(?2) j CROSS JOIN revision v ON v.record = j.value CROSS JOIN change c ON c.id = v.change
WHERE {_STANDS} AND v.before IS NOT NULL AND v.after IS NOT NULL
AND json_extract(v.before, '$.due') IS NOT json_extract(v.after, '$.due') ORDER BY v.id DESC
"""  # noqa: S608
_STATE = """
SELECT j.value, count(m.id), count(m.done_on), max(r.updated_at)
FROM json_each(?1) j CROSS JOIN link l ON l.target = j.value AND l.role = 'goal'
CROSS JOIN record r ON r.id = l.source AND r.deleted_at IS NULL AND r.type IN ('milestone', 'action')
LEFT JOIN milestone m ON m.id = r.id GROUP BY j.value
"""


class GoalState(NamedTuple):
    """How many milestones a goal has, how many are reached, and the last day (UTC) a part of it changed."""

    milestones: int
    reached: int
    moved: dt.date | None


def goals_moved_since(reader: Reader, moment: dt.datetime, goals: Iterable[str]) -> set[str]:
    """Those of the goals of which anything was edited at or after `moment` (aware): themselves, a milestone
    or an action of theirs."""
    values = (stored_moment(moment), json.dumps(list(goals)))
    return {row[0] for row in all_rows(reader, _GOALS, values)}


def due_before(reader: Reader, moment: dt.datetime, milestones: Iterable[str]) -> dict[str, dt.date | None]:
    """The day each milestone was due at `moment`, by its id, of those that were given another day since."""
    rows = all_rows(reader, _DUE, (stored_moment(moment), json.dumps(list(milestones))))
    return {key: _day(day) for key, day in rows}  # the oldest comes last, and stays


def goal_states(reader: Reader, goals: Iterable[str]) -> dict[str, GoalState]:
    """How the parts of these goals stand, by the goal's id; a goal without parts has no key."""
    rows = all_rows(reader, _STATE, (json.dumps(list(goals)),))
    return {key: GoalState(count, done, _day(moved)) for key, count, done, moved in rows}


def _day(text: str | None) -> dt.date | None:
    """The day of a date or a moment as the file keeps it: both begin with `2026-04-14`."""
    return dt.date.fromisoformat(text[:10]) if text else None
