"""What the figures of skills are made of: first and newest ratings by one query, never whole records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

_RATED = """
WITH rated AS (
    SELECT l.target AS skill, r.date AS day, t.level AS level,
        CASE WHEN t.rated_by = 'self' AND NOT EXISTS (
            SELECT 1 FROM link p WHERE p.source = r.id AND p.role = 'person') THEN 1 ELSE 0 END AS mine, r.id AS id
    FROM record r CROSS JOIN rating t ON t.id = r.id CROSS JOIN link l ON l.source = r.id AND l.role = 'skill'
    WHERE r.type = 'rating' AND r.deleted_at IS NULL AND t.level IS NOT NULL
), placed AS (
    SELECT skill, day, level, mine,
        row_number() OVER (PARTITION BY skill, mine ORDER BY coalesce(day, ''), id) AS up,
        row_number() OVER (PARTITION BY skill, mine ORDER BY coalesce(day, '') DESC, id DESC) AS down
    FROM rated
)
SELECT skill, max(CASE WHEN mine AND up = 1 THEN level END), max(CASE WHEN mine AND down = 1 THEN level END),
    max(CASE WHEN NOT mine AND down = 1 THEN level END), max(CASE WHEN mine AND down = 1 THEN day END)
FROM placed WHERE up = 1 OR down = 1 GROUP BY skill
"""
_EVIDENCE = """
SELECT l.source, count(*) FROM link l CROSS JOIN record r ON r.id = l.target
WHERE l.role = 'evidence' AND r.deleted_at IS NULL
AND l.source IN (SELECT id FROM record WHERE type = 'skill' AND deleted_at IS NULL) GROUP BY l.source
"""


@dataclass(frozen=True, slots=True)
class Rated:
    """How a skill was rated: `first`, `now` and `on` by myself, `other` the newest level of somebody else."""

    first: float | None = None
    now: float | None = None
    other: float | None = None
    on: dt.date | None = None


def read_rated(reader: Reader) -> dict[str, Rated]:
    """The ratings of every skill that has one, by the id of the skill."""
    return {
        skill: Rated(first, now, other, dt.date.fromisoformat(day) if day else None)
        for skill, first, now, other, day in all_rows(reader, _RATED)
    }


def read_evidence(reader: Reader) -> dict[str, int]:
    """How much evidence each skill has, by its id."""
    return {skill: int(count) for skill, count in all_rows(reader, _EVIDENCE)}
