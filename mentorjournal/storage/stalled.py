"""Goals that stand still, asked for by themselves: the sums of every goal cost ten times as much."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from mentorjournal.storage.goal_progress import STALLED_DAYS
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class StalledGoal(NamedTuple):
    """An active goal of which nothing changed for six weeks; `moved` is the last day (UTC) anything did."""

    id: str
    title: str
    moved: dt.date


# Seen from each active goal, for the index leads from it to what belongs to it.
_STALLED = """
SELECT id, title, moved FROM (
    SELECT r.id, r.title, g.target, max(coalesce(r.updated_at, ''), coalesce((
        SELECT max(i.updated_at) FROM link l CROSS JOIN record i ON i.id = l.source
        WHERE l.target = r.id AND l.role = 'goal' AND i.type IN ('milestone', 'action')
        AND i.deleted_at IS NULL), '')) AS moved
    FROM record r CROSS JOIN goal g ON g.id = r.id
    WHERE r.type = 'goal' AND r.deleted_at IS NULL AND g.status = 'active')
WHERE moved <> '' AND substr(moved, 1, 10) <= ?1 ORDER BY target IS NULL, target, title
"""


def read_stalled(reader: Reader, today: dt.date) -> tuple[StalledGoal, ...]:
    """The goals that stand still, as `GoalCard.stalled` says, by target day and title."""
    last = today - dt.timedelta(days=STALLED_DAYS)
    rows = all_rows(reader, _STALLED, (last.isoformat(),))
    return tuple(StalledGoal(key, title, dt.date.fromisoformat(moved[:10])) for key, title, moved in rows)
