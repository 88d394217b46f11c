"""How it stands with everybody I mentor: sums by person in a few passes, never whole records."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class MenteeTie(NamedTuple):
    """The few columns of a relationship in which I am the mentor."""

    id: str
    person: str
    name: str
    phase: str
    started_on: dt.date | None
    planned_end: dt.date | None
    cadence: str
    budget: float | None
    rough: bool
    paused_until: dt.date | None
    closed_on: dt.date | None


class Promises(NamedTuple):
    """Promises of one side: `kept` of `made`, which are those kept or due; and how many are late."""

    kept: int = 0
    made: int = 0
    late: int = 0


class NextDate(NamedTuple):
    """The next planned meeting with somebody."""

    id: str
    date: dt.date
    at: dt.time | None


class HardDate(NamedTuple):
    """A hard day ahead of somebody; `encouraged` where I wrote to them in the days before it."""

    id: str
    date: dt.date
    title: str
    person: str
    name: str
    encouraged: bool


_TIES = """
SELECT r.id, p.id, coalesce(nullif(p.title, ''), r.title), t.phase, t.started_on, t.planned_end, t.cadence,
       t.budget, t.rough, t.paused_until, t.closed_on
FROM record r CROSS JOIN relationship t ON t.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'person' CROSS JOIN record p ON p.id = l.target
WHERE r.type = 'relationship' AND r.deleted_at IS NULL AND p.deleted_at IS NULL AND t.my_role = 'mentor'
AND t.phase <> 'search' ORDER BY p.title, r.sort
"""
_NEXT = """
SELECT l.target, r.id, r.date, r.at, min(r.sort) FROM record r CROSS JOIN meeting m ON m.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'people'
WHERE r.type = 'meeting' AND r.deleted_at IS NULL AND r.date IS NOT NULL AND r.sort >= ?1
AND m.status = 'planned' GROUP BY l.target
"""
# Each part starts at the links of the people, of which there are few, and never at every record.
_PROMISES = """
WITH pair(action, person) AS (
    SELECT l.source, l.target FROM link l
    WHERE l.role IN ('owner', 'people') AND l.target IN (SELECT value FROM json_each(?1))
    UNION
    SELECT w.source, l.target FROM link l CROSS JOIN link w ON w.target = l.source AND w.role = 'meeting'
    WHERE l.role = 'people' AND l.target IN (SELECT value FROM json_each(?1)))
SELECT pair.person, o.target IS NOT NULL, count(a.done_on), sum(a.done_on IS NULL AND a.due < ?2)
FROM pair CROSS JOIN record r ON r.id = pair.action CROSS JOIN action a ON a.id = r.id
LEFT JOIN link o ON o.source = r.id AND o.role = 'owner'
WHERE r.deleted_at IS NULL AND a.let_go_on IS NULL AND (o.target IS NULL OR o.target = pair.person)
GROUP BY pair.person, o.target IS NOT NULL
"""
_GOALS = """
SELECT l.target, g.id FROM link l CROSS JOIN record g ON g.id = l.source
WHERE l.role = 'people' AND l.target IN (SELECT value FROM json_each(?1)) AND g.type = 'goal'
UNION
SELECT l.target, w.target FROM link l CROSS JOIN record i ON i.id = l.source
CROSS JOIN link w ON w.source = i.id AND w.role = 'goal'
WHERE l.role IN ('people', 'owner') AND l.target IN (SELECT value FROM json_each(?1))
AND i.type IN ('action', 'milestone') AND i.deleted_at IS NULL
"""
_QUESTIONS = """
SELECT l.target, count(*) FROM link l CROSS JOIN record r ON r.id = l.source CROSS JOIN question q ON q.id = r.id
WHERE l.role = 'for_whom' AND l.target IN (SELECT value FROM json_each(?1))
AND r.deleted_at IS NULL AND q.answered_on IS NULL GROUP BY l.target
"""
# The timer writes an activity beside its meeting, so of the two the longer counts.
_MET = """
SELECT l.target, w.target, max(coalesce(m.spent, m.minutes, 0) / 60.0, coalesce((
    SELECT sum(a.hours) FROM link w CROSS JOIN record i ON i.id = w.source CROSS JOIN activity a ON a.id = i.id
    WHERE w.role = 'meeting' AND w.target = r.id AND i.deleted_at IS NULL), 0))
FROM record r CROSS JOIN meeting m ON m.id = r.id CROSS JOIN link l ON l.source = r.id AND l.role = 'people'
LEFT JOIN link w ON w.source = r.id AND w.role = 'relationship'
WHERE r.type = 'meeting' AND r.deleted_at IS NULL AND r.sort >= ?2 AND r.sort < ?3 AND m.status = 'held'
AND l.target IN (SELECT value FROM json_each(?1))
"""
_DONE = """
SELECT l.target, sum(a.hours) FROM link l CROSS JOIN record r ON r.id = l.source
CROSS JOIN activity a ON a.id = r.id
WHERE l.role = 'relationship' AND l.target IN (SELECT value FROM json_each(?1)) AND r.type = 'activity'
AND r.deleted_at IS NULL AND r.sort >= ?2 AND r.sort < ?3
AND NOT EXISTS (SELECT 1 FROM link w WHERE w.source = r.id AND w.role = 'meeting')
GROUP BY l.target
"""
_HARD = """
SELECT r.id, r.date, r.title, p.id, p.title, EXISTS (
    SELECT 1 FROM link k CROSS JOIN record e ON e.id = k.source CROSS JOIN observation n ON n.id = e.id
    WHERE k.role = 'person' AND k.target = p.id AND n.kind = 'encouragement' AND e.deleted_at IS NULL
    AND e.date >= date(r.date, ?3) AND e.date <= r.date)
FROM record r CROSS JOIN observation o ON o.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'person' CROSS JOIN record p ON p.id = l.target
WHERE r.type = 'observation' AND r.deleted_at IS NULL AND o.kind = 'hard_date'
AND r.sort >= ?1 AND r.sort < ?2 ORDER BY r.sort
"""


def read_ties(reader: Reader) -> tuple[MenteeTie, ...]:
    """Every relationship in which I am the mentor, closed ones too, by name."""
    return tuple(_tie(*row) for row in all_rows(reader, _TIES))


def _tie(*row: Any) -> MenteeTie:
    key, person, name, phase, started, end, cadence, budget, rough, paused, closed = row
    days = (_day(started), _day(end))
    return MenteeTie(
        key, person, name, phase, *days, cadence, budget, bool(rough), _day(paused), _day(closed)
    )


def next_dates(reader: Reader, today: dt.date) -> dict[str, NextDate]:
    """The next planned meeting by the person's id."""
    return {
        person: NextDate(key, dt.date.fromisoformat(day), dt.time.fromisoformat(at) if at else None)
        for person, key, day, at, _ in all_rows(reader, _NEXT, (day_sort(today),))
    }


def promises(reader: Reader, people: Collection[str], today: dt.date) -> dict[tuple[str, bool], Promises]:
    """The promises between me and each of these people, by (person, theirs)."""
    rows = all_rows(reader, _PROMISES, (_json(people), today.isoformat()))
    return {
        (person, bool(theirs)): Promises(kept, kept + (late or 0), late or 0)
        for person, theirs, kept, late in rows
    }


def goals_with(reader: Reader, people: Collection[str]) -> list[tuple[str, str]]:
    """(person, goal) of every goal a person is named in, by itself or by an action or milestone of it."""
    return [(person, goal) for person, goal in all_rows(reader, _GOALS, (_json(people),))]


def open_questions(reader: Reader, people: Collection[str]) -> dict[str, int]:
    """How many open questions there are for each of these people."""
    return {row[0]: row[1] for row in all_rows(reader, _QUESTIONS, (_json(people),))}


def hours_since(
    reader: Reader, ties: Collection[MenteeTie], first: dt.date, until: dt.date
) -> dict[str, float]:
    """Hours with each mentee from `first` to `until`, by the relationship's id: held meetings and activities.

    A meeting of one of several relationships with somebody counts to that one alone.
    """
    span = (day_sort(first), day_end(until))
    met: dict[str, float] = {}
    of_person: dict[str, list[str]] = {}
    for tie in ties:
        of_person.setdefault(tie.person, []).append(tie.id)
    for person, named, hours in all_rows(reader, _MET, (_json(of_person), *span)):
        theirs = of_person[person]
        for key in [named] if named in theirs else theirs:
            met[key] = met.get(key, 0.0) + hours
    done = dict(all_rows(reader, _DONE, (_json(tie.id for tie in ties), *span)))
    return {tie.id: met.get(tie.id, 0.0) + (done.get(tie.id) or 0.0) for tie in ties}


def hard_dates(reader: Reader, first: dt.date, days: int) -> tuple[HardDate, ...]:
    """The hard dates of the next `days` days that are about somebody, the nearest first."""
    last = first + dt.timedelta(days=days)
    rows = all_rows(reader, _HARD, (day_sort(first), day_end(last), f"-{days} days"))
    return tuple(
        HardDate(key, dt.date.fromisoformat(day), title, person, name, bool(told))
        for key, day, title, person, name, told in rows
    )


def _json(keys: Iterable[str]) -> str:
    return json.dumps(list(keys))


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
