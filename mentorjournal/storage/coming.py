"""What falls due: one reading of every kind of day that waits for somebody, as columns, never as whole records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import NamedTuple

from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

CHECK_EVERY = dt.timedelta(days=182)
"""A relationship is checked twice a year."""
CHECK_FIRST = dt.timedelta(days=90)
"""A new one is checked when both know each other a little."""
ONE_DAY = dt.timedelta(days=1)


class Coming(NamedTuple):
    """A day ahead, or one that passed and still waits.

    `kind` is milestone, goal, hard_date, follow_up, decision, review, end or check; `record_id` is what
    to open, `title` its words, `person` the name of whom it is about, or empty.
    """

    day: dt.date
    kind: str
    record_id: str
    title: str
    person: str


class Tie(NamedTuple):
    """The few columns of a live relationship that its days hang on; days are ISO texts or None."""

    id: str
    name: str
    phase: str
    started_on: str | None
    planned_end: str | None
    paused_until: str | None

    @property
    def is_active(self) -> bool:
        """Neither sought nor closed."""
        return self.phase not in {"search", "closed"}


_DATED = """
SELECT m.due, 'milestone', r.id, r.title, NULL FROM record r CROSS JOIN milestone m ON m.id = r.id
WHERE r.type = 'milestone' AND r.deleted_at IS NULL AND m.done_on IS NULL AND m.due BETWEEN ?1 AND ?2
UNION ALL
SELECT g.target, 'goal', r.id, r.title, NULL FROM record r CROSS JOIN goal g ON g.id = r.id
WHERE r.type = 'goal' AND r.deleted_at IS NULL AND g.status = 'active' AND g.target BETWEEN ?1 AND ?2
UNION ALL
SELECT r.date, 'hard_date', r.id, r.title, (SELECT target FROM link WHERE source = r.id AND role = 'person')
FROM record r CROSS JOIN observation o ON o.id = r.id
WHERE r.type = 'observation' AND r.deleted_at IS NULL AND o.kind = 'hard_date' AND r.sort >= ?3 AND r.sort < ?4
UNION ALL
SELECT c.follow_up, 'follow_up', r.id, r.title, (
    SELECT target FROM link WHERE source = r.id AND role IN ('introduced', 'to_whom')
    ORDER BY role = 'to_whom' LIMIT 1)
FROM record r CROSS JOIN connection c ON c.id = r.id
WHERE r.type = 'connection' AND r.deleted_at IS NULL AND c.followed_on IS NULL AND c.follow_up <= ?2
UNION ALL
SELECT d.review_on, 'decision', r.id, r.title, NULL FROM record r CROSS JOIN decision d ON d.id = r.id
WHERE r.type = 'decision' AND r.deleted_at IS NULL AND d.outcome = '' AND d.review_on <= ?2
"""
_TIES = """
SELECT r.id, coalesce(p.title, ''), t.phase, t.started_on, t.planned_end, t.paused_until
FROM record r CROSS JOIN relationship t ON t.id = r.id
LEFT JOIN link l ON l.source = r.id AND l.role = 'person' LEFT JOIN record p ON p.id = l.target
WHERE r.type = 'relationship' AND r.deleted_at IS NULL
"""
_REVIEWS = """
SELECT l.target, r.id, a.review_on FROM record r CROSS JOIN agreement a ON a.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'relationship'
WHERE r.type = 'agreement' AND r.deleted_at IS NULL
AND a.agreed_by_me IS NOT NULL AND a.agreed_by_them IS NOT NULL
ORDER BY coalesce(a.number, 0), r.sort
"""
_CHECKED = """
SELECT l.target, max(r.date) FROM record r CROSS JOIN pulse u ON u.id = r.id
CROSS JOIN link l ON l.source = r.id AND l.role = 'about'
WHERE r.type = 'pulse' AND r.deleted_at IS NULL AND u.instrument = 'relationship_check' GROUP BY l.target
"""


def read_coming(reader: Reader, first: dt.date, last: dt.date) -> tuple[Coming, ...]:
    """Everything due from `first` to `last`, and what waits for an answer since before; the earliest first."""
    found = [*_dated(reader, first, last), *_of_ties(reader, last)]
    return tuple(sorted(found, key=lambda item: (item.day, item.title, item.record_id)))


def checks_due(reader: Reader, day: dt.date) -> tuple[str, ...]:
    """The ids of the active relationships whose check is due on a day, the longest due first: half a year
    after the last one, the first three months after the beginning; paused ones wait."""
    return tuple(item.record_id for item in sorted(_checks(reader, _active(reader))) if item.day <= day)


def any_search(reader: Reader) -> bool:
    """Whether anybody was ever met or agreed with in a search for a mentor."""
    return bool(all_rows(reader, "SELECT 1 FROM relationship WHERE stage IN ('met', 'agreed') LIMIT 1"))


def _dated(reader: Reader, first: dt.date, last: dt.date) -> list[Coming]:
    values = (first.isoformat(), last.isoformat(), day_sort(first), day_end(last))
    rows = all_rows(reader, _DATED, values)
    names = reader.titles({row[4] for row in rows if row[4]})
    return [Coming(_day(day), kind, key, title, names.get(who, "")) for day, kind, key, title, who in rows]


def _of_ties(reader: Reader, last: dt.date) -> list[Coming]:
    ties = _active(reader)
    if not ties:
        return []
    found = [
        Coming(_day(tie.planned_end), "end", tie.id, "", tie.name) for tie in ties.values() if tie.planned_end
    ]
    # The rows come by version, so the last of a relationship is the one in force.
    in_force = {tie: (key, day) for tie, key, day in all_rows(reader, _REVIEWS)}
    found += [
        Coming(_day(day), "review", key, "", ties[tie].name)
        for tie, (key, day) in in_force.items()
        if day and tie in ties
    ]
    found += _checks(reader, ties)
    return [item for item in found if item.day <= last]


def _active(reader: Reader) -> dict[str, Tie]:
    return {tie.id: tie for tie in (Tie(*row) for row in all_rows(reader, _TIES)) if tie.is_active}


def _checks(reader: Reader, ties: Mapping[str, Tie]) -> list[Coming]:
    checked = dict(all_rows(reader, _CHECKED))
    due = ((tie, _check_due(tie, checked.get(key))) for key, tie in ties.items())
    return [Coming(day, "check", tie.id, "", tie.name) for tie, day in due if day is not None]


def _check_due(tie: Tie, last: str | None) -> dt.date | None:
    """The day a check is due: past half a year since the last, or past the first three months; after a pause."""
    start, wait = (last, CHECK_EVERY) if last else (tie.started_on, CHECK_FIRST)
    if not start:
        return None
    due = _day(start) + wait + ONE_DAY
    return max(due, _day(tie.paused_until)) if tie.paused_until else due


def _day(text: str | None) -> dt.date:
    return dt.date.fromisoformat(text) if text else dt.date.min
