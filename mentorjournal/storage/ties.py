"""What two people did together in one relationship, read as columns, never as whole records.

Where there is another relationship with the same person, what names that one belongs there alone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import NamedTuple

from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class Met(NamedTuple):
    """The columns of a meeting that sums are made of; `minutes` planned, `spent` by its timer."""

    id: str
    title: str
    date: dt.date | None
    status: str
    minutes: float | None
    spent: float | None
    roles_played: tuple[str, ...]
    support: tuple[str, ...]


class Did(NamedTuple):
    """Hours of an activity, and the meeting it was done at, "" for none."""

    meeting: str
    date: dt.date | None
    hours: float


class Promised(NamedTuple):
    """An action item between two people; `theirs` where the other one owns it."""

    id: str
    theirs: bool
    due: dt.date | None
    done_on: dt.date | None


_MET = """
SELECT r.id, r.title, r.date, m.status, m.minutes, m.spent, m.roles_played, m.support FROM (
    SELECT source FROM link WHERE role = 'relationship' AND target = ?1
    UNION
    SELECT l.source FROM link l WHERE l.role = 'people' AND l.target = ?2
    AND NOT EXISTS (SELECT 1 FROM link w WHERE w.source = l.source AND w.role = 'relationship')
) near CROSS JOIN record r ON r.id = near.source CROSS JOIN meeting m ON m.id = r.id
WHERE r.deleted_at IS NULL ORDER BY r.sort DESC
"""
_ELSEWHERE = """
SELECT w.source FROM link p CROSS JOIN link w ON w.target = p.source AND w.role = 'relationship'
WHERE p.role = 'person' AND p.target = ?2 AND p.source <> ?1
"""
_DID = """
SELECT at.target, r.date, a.hours FROM (
    SELECT source FROM link WHERE role = 'relationship' AND target = ?1
    UNION
    SELECT l.source FROM link l WHERE l.role = 'people' AND l.target = ?2
    AND NOT EXISTS (SELECT 1 FROM link w WHERE w.source = l.source AND w.role = 'relationship')
    UNION
    SELECT w.source FROM json_each(?3) j CROSS JOIN link w ON w.target = j.value AND w.role = 'meeting'
) near CROSS JOIN activity a ON a.id = near.source CROSS JOIN record r ON r.id = a.id
LEFT JOIN link at ON at.source = r.id AND at.role = 'meeting'
WHERE r.deleted_at IS NULL
"""
_PROMISED = """
SELECT at.target, r.id, o.target IS NOT NULL, a.due, a.done_on FROM (
    SELECT source FROM link WHERE role IN ('owner', 'people') AND target = ?1
    UNION
    SELECT w.source FROM json_each(?2) j CROSS JOIN link w ON w.target = j.value AND w.role = 'meeting'
) near CROSS JOIN action a ON a.id = near.source CROSS JOIN record r ON r.id = a.id
LEFT JOIN link o ON o.source = r.id AND o.role = 'owner'
LEFT JOIN link at ON at.source = r.id AND at.role = 'meeting'
WHERE r.deleted_at IS NULL AND a.let_go_on IS NULL AND (o.target IS NULL OR o.target = ?1)
ORDER BY r.sort DESC
"""


def meetings_of(reader: Reader, tie_id: str, person_id: str) -> tuple[Met, ...]:
    """Those of a relationship, and those with its person ("" for nobody) that name none, newest first."""
    return tuple(
        Met(key, title, _day(day), status, minutes, spent, _keys(roles), _keys(support))
        for key, title, day, status, minutes, spent, roles, support in all_rows(
            reader, _MET, (tie_id, person_id)
        )
    )


def activities_of(reader: Reader, tie_id: str, person_id: str, meeting_ids: Iterable[str]) -> tuple[Did, ...]:
    """Those of a relationship, with its person where they name none, or done at one of these meetings."""
    rows = all_rows(reader, _DID, (tie_id, person_id, json.dumps(list(meeting_ids))))
    elsewhere = _elsewhere(reader, tie_id, person_id)
    return tuple(
        Did(meeting or "", _day(day), hours or 0.0)
        for meeting, day, hours in rows
        if meeting not in elsewhere
    )


def promises_of(
    reader: Reader, tie_id: str, person_id: str, meeting_ids: Iterable[str]
) -> tuple[Promised, ...]:
    """Action items, open and done but not let go: mine towards the person or agreed at these meetings, and
    the person's own."""
    rows = all_rows(reader, _PROMISED, (person_id, json.dumps(list(meeting_ids))))
    elsewhere = _elsewhere(reader, tie_id, person_id)
    return tuple(
        Promised(key, bool(theirs), _day(due), _day(done))
        for meeting, key, theirs, due, done in rows
        if meeting not in elsewhere
    )


def _elsewhere(reader: Reader, tie_id: str, person_id: str) -> set[str]:
    """The meetings that name another relationship with the same person."""
    return {key for (key,) in all_rows(reader, _ELSEWHERE, (tie_id, person_id))}


def _keys(text: str | None) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
