"""What claims rest on, read as columns: hours of what they count, what is still there, and where else it serves."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable
from typing import NamedTuple

from mentorjournal.storage.coming import Coming
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class Worked(NamedTuple):
    """The hours of one live activity or meeting; a meeting that was not held has none.

    `meeting` is the meeting an activity belongs to, or a meeting's own id; it is empty for an activity by itself.
    `whole` are the hours of that meeting: what the timer counted, else its planned length, or what its
    activities sum up to where that is more; 0 without a meeting.
    """

    id: str
    hours: float
    meeting: str
    whole: float


class Use(NamedTuple):
    """A live claim that a record serves, and its scheme."""

    record_id: str
    claim_id: str
    claim: str
    scheme_id: str
    scheme: str


# The timer writes an activity beside its meeting, so of the two the longer counts.
_WORKED = """
WITH chosen(id) AS (SELECT value FROM json_each(?1)),
found(id, hours, meeting) AS (
    SELECT r.id, CASE r.type WHEN 'activity' THEN coalesce(a.hours, 0)
        WHEN 'meeting' THEN CASE m.status WHEN 'held' THEN coalesce(nullif(m.spent, 0), m.minutes, 0) / 60.0
        ELSE 0 END END,
        CASE r.type WHEN 'meeting' THEN r.id ELSE coalesce((
            SELECT l.target FROM link l CROSS JOIN record k ON k.id = l.target
            WHERE l.source = r.id AND l.role = 'meeting' AND k.deleted_at IS NULL), '') END
    FROM chosen CROSS JOIN record r ON r.id = chosen.id
    LEFT JOIN activity a ON a.id = r.id LEFT JOIN meeting m ON m.id = r.id
    WHERE r.type IN ('activity', 'meeting') AND r.deleted_at IS NULL)
SELECT f.id, f.hours, f.meeting, CASE f.meeting WHEN '' THEN 0 ELSE max(
    coalesce((SELECT CASE m.status WHEN 'held' THEN coalesce(nullif(m.spent, 0), m.minutes, 0) / 60.0 ELSE 0 END
              FROM meeting m WHERE m.id = f.meeting), 0),
    coalesce((SELECT sum(a.hours) FROM link l CROSS JOIN record i ON i.id = l.source
              CROSS JOIN activity a ON a.id = i.id
              WHERE l.role = 'meeting' AND l.target = f.meeting AND i.deleted_at IS NULL
              AND (NOT ?2 OR i.visibility = 'exportable' AND NOT i.confidential)), 0)) END
FROM found f
"""
_ALIVE = """
SELECT r.id FROM json_each(?1) e CROSS JOIN record r ON r.id = e.value WHERE r.deleted_at IS NULL
"""
_USES = """
SELECT DISTINCT l.target, c.id, c.title, s.id, s.title
FROM json_each(?1) e CROSS JOIN link l ON l.target = e.value AND l.role IN ('evidence', 'counts', 'story')
CROSS JOIN record c ON c.id = l.source CROSS JOIN link b ON b.source = c.id AND b.role = 'scheme'
CROSS JOIN record s ON s.id = b.target
WHERE c.type = 'claim' AND c.deleted_at IS NULL AND s.deleted_at IS NULL ORDER BY s.title, c.title, c.id
"""


class ClaimDay(NamedTuple):
    """A claim that was not handed in yet, of a scheme that is worked on; `rules` are the text of the scheme's."""

    id: str
    title: str
    date: dt.date | None
    claim_by: dt.date | None
    scheme: str
    rules: str


_UNCLAIMED = """
SELECT r.id, r.title, r.date, c.claim_by, s.title, h.rules
FROM record s CROSS JOIN scheme h ON h.id = s.id
CROSS JOIN link l ON l.target = s.id AND l.role = 'scheme' CROSS JOIN record r ON r.id = l.source
CROSS JOIN claim c ON c.id = r.id
WHERE s.type = 'scheme' AND s.deleted_at IS NULL AND h.status = 'active' AND r.deleted_at IS NULL
AND c.status IN ('planned', 'done') AND (c.claim_by IS NOT NULL OR r.date IS NOT NULL) ORDER BY r.sort
"""
_AWARD_DAYS = """
SELECT h.hand_in_by, 'hand_in', r.id, r.title, NULL FROM record r CROSS JOIN scheme h ON h.id = r.id
WHERE r.type = 'scheme' AND r.deleted_at IS NULL AND h.status = 'active' AND h.hand_in_by BETWEEN ?1 AND ?2
UNION ALL
SELECT c.statement_expires, 'statement', r.id, r.title, NULL FROM record r CROSS JOIN claim c ON c.id = r.id
WHERE r.type = 'claim' AND r.deleted_at IS NULL AND c.statement_back_on IS NULL AND c.statement_expires <= ?2
AND c.status IN ('planned', 'done', 'submitted')
UNION ALL
SELECT w.deadline, 'letter', r.id, r.title, (SELECT target FROM link WHERE source = r.id AND role = 'person')
FROM record r CROSS JOIN recommendation w ON w.id = r.id
WHERE r.type = 'recommendation' AND r.deleted_at IS NULL AND w.submitted_on IS NULL AND w.deadline <= ?2
"""


def read_unclaimed(reader: Reader) -> tuple[ClaimDay, ...]:
    """Every claim that is dated or has a last day, and was not handed in."""
    return tuple(
        ClaimDay(key, title, _day(date), _day(by), scheme, rules)
        for key, title, date, by, scheme, rules in all_rows(reader, _UNCLAIMED)
    )


def read_award_days(reader: Reader, first: dt.date, last: dt.date) -> list[Coming]:
    """Days to hand a scheme in from `first` to `last`, and statements and letters that are due or late by then."""
    rows = all_rows(reader, _AWARD_DAYS, (first.isoformat(), last.isoformat()))
    names = reader.titles({row[4] for row in rows if row[4]})
    return [
        Coming(dt.date.fromisoformat(day), kind, key, title, names.get(who, ""))
        for day, kind, key, title, who in rows
    ]


def any_scheme(reader: Reader) -> bool:
    """Whether any scheme is worked on."""
    return bool(all_rows(reader, _ANY))


_ANY = """
SELECT 1 FROM record r CROSS JOIN scheme h ON h.id = r.id
WHERE r.type = 'scheme' AND r.deleted_at IS NULL AND h.status = 'active' LIMIT 1
"""


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def read_worked(reader: Reader, ids: Collection[str], *, leaving: bool = False) -> dict[str, Worked]:
    """The hours of those of these records that are live activities and meetings, by id.

    With `leaving`, of the activities of a meeting only those count to it that may leave the journal.
    """
    rows = all_rows(reader, _WORKED, (_json(ids), int(leaving))) if ids else ()
    return {row[0]: Worked(*row) for row in rows}


def read_alive(reader: Reader, ids: Collection[str]) -> frozenset[str]:
    """Those of these ids that are in the journal and not in the trash."""
    return frozenset(row[0] for row in all_rows(reader, _ALIVE, (_json(ids),))) if ids else frozenset()


def read_uses(reader: Reader, ids: Collection[str]) -> tuple[Use, ...]:
    """Every claim that one of these records is evidence for, is counted in or tells the story of."""
    return tuple(Use(*row) for row in all_rows(reader, _USES, (_json(ids),))) if ids else ()


def _json(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
