"""What belongs to projects, counted by one query each, never read as whole records."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class ProjectSums(NamedTuple):
    """Of one project: milestones, those reached, the next day due of the others, and the hours logged."""

    milestones: int = 0
    done: int = 0
    next_due: dt.date | None = None
    hours: float = 0.0


_HERE = """
FROM link l CROSS JOIN record r ON r.id = l.source CROSS JOIN {0} o ON o.id = r.id
WHERE l.role = 'project' AND r.type = '{0}' AND r.deleted_at IS NULL
AND l.target IN (SELECT id FROM record WHERE type = 'project' AND deleted_at IS NULL) GROUP BY l.target
"""
_MILESTONES = (
    "SELECT l.target, count(*), count(o.done_on), min(CASE WHEN o.done_on IS NULL THEN o.due END)"
    + _HERE.format("milestone")
)
_HOURS = "SELECT l.target, total(o.hours)" + _HERE.format("activity")


def read_project_sums(reader: Reader) -> dict[str, ProjectSums]:
    """The sums of every project that has any, by its id."""
    found = {
        key: ProjectSums(count, done, dt.date.fromisoformat(due) if due else None)
        for key, count, done, due in all_rows(reader, _MILESTONES)
    }
    for key, hours in all_rows(reader, _HOURS):
        found[key] = found.get(key, ProjectSums())._replace(hours=hours)
    return found
