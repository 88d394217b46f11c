"""What Today shows of actions and meetings: a few columns each, never whole records."""

from __future__ import annotations

import datetime as dt
import json
from typing import NamedTuple

from mentorjournal.storage.columns import stored_moment
from mentorjournal.storage.lists import day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

MOST_MEETINGS = 12
CHANGES = ("goal", "milestone", "action", "insight", "decision", "advice", "feedback", "activity", "outcome")
"""Of what kinds of records a change is worth telling at a meeting."""


class ActionLine(NamedTuple):
    """An action item: `owner` is the name of who owes it, empty for me; `since` the day it was agreed."""

    id: str
    title: str
    due: dt.date | None
    done_on: dt.date | None
    owner: str
    since: dt.date | None


class MeetingLine(NamedTuple):
    """A meeting: `people` are their ids, `names` how they are called, `timer_from` an ISO moment or empty."""

    id: str
    title: str
    date: dt.date | None
    at: dt.time | None
    minutes: float | None
    place: str
    timer_from: str
    people: tuple[str, ...]
    names: tuple[str, ...]


class Between(NamedTuple):
    """What stands between me and the people of a meeting before it. `changed` is None where we never met."""

    last_met: dt.date | None
    changed: int | None
    late: int
    questions: int
    agenda: int


_MINE = """
SELECT r.id, r.title, a.due, a.done_on, '', NULL FROM record r CROSS JOIN action a ON a.id = r.id
WHERE r.type = 'action' AND r.deleted_at IS NULL AND a.done_on IS NULL AND a.let_go_on IS NULL
AND NOT EXISTS (SELECT 1 FROM link o WHERE o.source = r.id AND o.role = 'owner')
ORDER BY a.due IS NULL, a.due, r.sort DESC
"""
_DONE = """
SELECT r.id, r.title, a.due, a.done_on, '', NULL FROM record r CROSS JOIN action a ON a.id = r.id
WHERE r.type = 'action' AND r.deleted_at IS NULL AND a.done_on >= ?1
AND NOT EXISTS (SELECT 1 FROM link o WHERE o.source = r.id AND o.role = 'owner')
ORDER BY a.done_on DESC, r.sort DESC LIMIT ?2
"""
_WAITING = """
SELECT r.id, r.title, a.due, NULL, coalesce(nullif(n.short_name, ''), p.title),
       coalesce(m.date, r.date, substr(r.created_at, 1, 10))
FROM record r CROSS JOIN action a ON a.id = r.id
CROSS JOIN link o ON o.source = r.id AND o.role = 'owner'
CROSS JOIN record p ON p.id = o.target LEFT JOIN person n ON n.id = p.id
LEFT JOIN link w ON w.source = r.id AND w.role = 'meeting' LEFT JOIN record m ON m.id = w.target
WHERE r.type = 'action' AND r.deleted_at IS NULL AND a.done_on IS NULL AND a.let_go_on IS NULL
ORDER BY a.due IS NULL, a.due, r.sort DESC
"""
_MEETING = """
SELECT r.id, r.title, r.date, r.at, m.minutes, m.place, m.timer_from
FROM record r CROSS JOIN meeting m ON m.id = r.id WHERE r.type = 'meeting' AND r.deleted_at IS NULL
"""
_AHEAD = (
    _MEETING + "AND r.date IS NOT NULL AND r.sort >= ?1 AND m.status = 'planned' ORDER BY r.sort LIMIT ?2"
)
_RUNNING = _MEETING + "AND m.timer_from <> '' ORDER BY r.sort DESC LIMIT 1"
_TO_WRAP_UP = _MEETING + (
    "AND r.date IS NOT NULL AND r.sort >= ?1 AND r.sort < ?2 AND m.wrapped_on IS NULL AND m.status = 'held' "
    "AND m.timer_from = '' ORDER BY r.sort DESC LIMIT ?3"
)
_COUNTS = """
SELECT (SELECT count(*) FROM record r CROSS JOIN goal g ON g.id = r.id
        WHERE r.type = 'goal' AND r.deleted_at IS NULL AND g.status = 'active'),
       (SELECT count(*) FROM record r CROSS JOIN meeting m ON m.id = r.id
        WHERE r.type = 'meeting' AND r.deleted_at IS NULL AND r.date IS NOT NULL
        AND r.sort >= ?1 AND m.status = 'planned')
"""
_PARTNERS = """
SELECT DISTINCT p.id, p.title FROM record r CROSS JOIN relationship t ON t.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'person' CROSS JOIN record p ON p.id = l.target
WHERE r.type = 'relationship' AND r.deleted_at IS NULL AND t.phase NOT IN ('search', 'closed')
AND p.deleted_at IS NULL ORDER BY p.title
"""
_PEOPLE = """
SELECT l.source, l.target, p.title FROM link l CROSS JOIN record p ON p.id = l.target
WHERE l.source IN (SELECT value FROM json_each(?1)) AND l.role = 'people' ORDER BY l.source, l.position
"""
# Each part starts at the links of the people, of which there are few, and never at every record.
_TOGETHER = """
SELECT r.id, r.date, r.at FROM record r CROSS JOIN meeting m ON m.id = r.id
WHERE r.id IN (SELECT source FROM link WHERE role = 'people' AND target IN (SELECT value FROM json_each(?1))
               GROUP BY source HAVING count(*) = json_array_length(?1))
AND r.type = 'meeting' AND r.deleted_at IS NULL AND m.status = 'held' AND r.date < ?2
ORDER BY r.sort DESC
"""
_LATE = """
SELECT count(*) FROM record r CROSS JOIN action a ON a.id = r.id
WHERE r.id IN (SELECT source FROM link WHERE role = 'meeting' AND target IN (SELECT value FROM json_each(?1))
               UNION SELECT source FROM link WHERE role = 'people' AND target IN (SELECT value FROM json_each(?2)))
AND r.type = 'action' AND r.deleted_at IS NULL AND a.done_on IS NULL AND a.let_go_on IS NULL AND a.due < ?3
AND NOT EXISTS (SELECT 1 FROM link o WHERE o.source = r.id AND o.role = 'owner')
"""
_QUESTIONS = """
SELECT count(*) FROM link l CROSS JOIN record r ON r.id = l.source CROSS JOIN question q ON q.id = r.id
WHERE l.role = 'for_whom' AND l.target IN (SELECT value FROM json_each(?1))
AND r.deleted_at IS NULL AND q.answered_on IS NULL
"""
_AGENDA = """
SELECT count(*) FROM link l CROSS JOIN record r ON r.id = l.source
WHERE l.role = 'meeting' AND l.target = ?1 AND r.type = 'agenda_item' AND r.deleted_at IS NULL
"""
# By the stamps of the records: an undone edit gives back the old one, an import keeps those it came with.
# What belongs to a goal counts as that goal; an action of none is told among the promises.
_CHANGED = f"""
SELECT count(DISTINCT coalesce((SELECT l.target FROM link l WHERE l.source = r.id AND l.role = 'goal'), r.id))
FROM record r WHERE r.type IN ({", ".join(f"'{kind}'" for kind in CHANGES)})
AND r.updated_at >= ?1 AND r.deleted_at IS NULL AND NOT r.confidential
AND (r.type <> 'action' OR EXISTS (SELECT 1 FROM link l WHERE l.source = r.id AND l.role = 'goal'))
"""  # noqa: S608  our own constants


def counts(reader: Reader, day: dt.date) -> tuple[int, int]:
    """How many active goals and how many planned meetings from a day on there are."""
    goals, meetings = reader.connection.exec_driver_sql(_COUNTS, (day_sort(day),)).one()
    return goals, meetings


def partners(reader: Reader) -> tuple[tuple[str, str], ...]:
    """(id, name) of everybody in an active relationship with me, by name."""
    return tuple((key, name) for key, name in all_rows(reader, _PARTNERS))


def my_open(reader: Reader) -> tuple[ActionLine, ...]:
    """What I owe and neither did nor let go, the earliest due first."""
    return _actions(all_rows(reader, _MINE))


def my_done(reader: Reader, since: dt.date, limit: int) -> tuple[ActionLine, ...]:
    """What I did since a day, the latest first."""
    return _actions(all_rows(reader, _DONE, (since.isoformat(), limit)))


def owed_to_me(reader: Reader) -> tuple[ActionLine, ...]:
    """What others owe, with their names, the earliest due first."""
    return _actions(all_rows(reader, _WAITING))


def ahead(reader: Reader, day: dt.date) -> tuple[MeetingLine, ...]:
    """The planned meetings from a day on, the nearest first, at most MOST_MEETINGS."""
    return _meetings(reader, all_rows(reader, _AHEAD, (day_sort(day), MOST_MEETINGS)))


def running(reader: Reader) -> MeetingLine | None:
    """The meeting whose timer runs, the latest where there are several."""
    return next(iter(_meetings(reader, all_rows(reader, _RUNNING))), None)


def to_wrap_up(reader: Reader, first: dt.date, until: dt.date, limit: int) -> tuple[MeetingLine, ...]:
    """The meetings held from `first` to before `until` that nobody wrapped up, the latest first."""
    return _meetings(reader, all_rows(reader, _TO_WRAP_UP, (day_sort(first), day_sort(until), limit)))


def between(reader: Reader, meeting: MeetingLine, today: dt.date) -> Between:
    """What is between me and the people of a meeting ahead."""
    agenda = all_rows(reader, _AGENDA, (meeting.id,))[0][0]
    if not meeting.people:
        return Between(None, None, 0, 0, agenda)
    people = json.dumps(meeting.people)
    held = all_rows(reader, _TOGETHER, (people, (meeting.date or today).isoformat()))
    last = _day(held[0][1]) if held else None
    met = json.dumps([row[0] for row in held])
    return Between(
        last,
        _changed(reader, last, held[0][2]) if last else None,
        all_rows(reader, _LATE, (met, people, today.isoformat()))[0][0],
        all_rows(reader, _QUESTIONS, (people,))[0][0],
        agenda,
    )


def _changed(reader: Reader, day: dt.date, at: str | None) -> int:
    """What changed since the last meeting began, as its brief reckons."""
    began = dt.datetime.combine(day, dt.time.fromisoformat(at) if at else dt.time())
    found: int = all_rows(reader, _CHANGED, (stored_moment(began.astimezone()),))[0][0]
    return found


def _actions(rows: list[tuple[object, ...]]) -> tuple[ActionLine, ...]:
    return tuple(
        ActionLine(str(key), str(title), _day(due), _day(done), str(owner), _day(since))
        for key, title, due, done, owner, since in rows
    )


def _meetings(reader: Reader, rows: list[tuple[object, ...]]) -> tuple[MeetingLine, ...]:
    if not rows:
        return ()
    there: dict[object, list[tuple[str, str]]] = {}
    for meeting, person, name in all_rows(reader, _PEOPLE, (json.dumps([row[0] for row in rows]),)):
        there.setdefault(meeting, []).append((person, name))
    return tuple(_meeting(row, there.get(row[0], [])) for row in rows)


def _meeting(row: tuple[object, ...], people: list[tuple[str, str]]) -> MeetingLine:
    key, title, day, at, minutes, place, timer = row
    return MeetingLine(
        str(key),
        str(title),
        _day(day),
        dt.time.fromisoformat(str(at)) if at else None,
        minutes if isinstance(minutes, float) else None,
        str(place),
        str(timer),
        tuple(person for person, _ in people),
        tuple(name for _, name in people),
    )


def _day(text: object) -> dt.date | None:
    return dt.date.fromisoformat(str(text)[:10]) if text else None
