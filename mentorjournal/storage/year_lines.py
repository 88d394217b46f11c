"""What a year was made of, read as columns of that span of days, never as whole records."""

from __future__ import annotations

import datetime as dt
from typing import Final, NamedTuple

from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader


class YearLine(NamedTuple):
    """A record of the year: `kind` is its state, kind or type, `name` who it is about, `more` what is said of it."""

    id: str
    title: str
    day: dt.date | None
    kind: str
    name: str
    more: str


class MetLine(NamedTuple):
    """One person of the meetings held: how often, how many minutes, first and last day."""

    id: str
    name: str
    times: int
    minutes: float
    first: dt.date
    last: dt.date


class Rated(NamedTuple):
    """A skill with my own first and last rating of the year."""

    id: str
    title: str
    framework: bool
    first: int
    last: int


_HERE: Final = "r.deleted_at IS NULL AND r.sort >= ?1 AND r.sort < ?2"
_PERSON: Final = """(SELECT coalesce(nullif(n.short_name, ''), p.title) FROM link l CROSS JOIN record p ON p.id = l.target
CROSS JOIN person n ON n.id = p.id WHERE l.source = r.id AND l.role = '{role}')"""
_THANKS: Final = f"""
SELECT r.id, r.title, r.date, r.type, {_PERSON.format(role="introducer")}, '' FROM record r
CROSS JOIN connection c ON c.id = r.id WHERE r.type = 'connection' AND {_HERE} AND c.thanked_on IS NULL
AND EXISTS (SELECT 1 FROM link l WHERE l.source = r.id AND l.role = 'introducer')
UNION ALL
SELECT r.id, r.title, r.date, r.type, {_PERSON.format(role="person")}, '' FROM record r
CROSS JOIN sponsorship s ON s.id = r.id WHERE r.type = 'sponsorship' AND {_HERE} AND s.thanked_on IS NULL
AND s.direction = 'for_me'
UNION ALL
SELECT r.id, r.title, s.submitted_on, r.type, {_PERSON.format(role="person")}, '' FROM record r
CROSS JOIN recommendation s ON s.id = r.id WHERE r.type = 'recommendation' AND r.deleted_at IS NULL
AND s.thanked_on IS NULL AND s.direction = 'asked' AND s.submitted_on <= ?4
"""  # noqa: S608  our own words
_QUERIES: Final[dict[str, str]] = {
    "goals": """
SELECT r.id, r.title, g.closed_on, g.status, '', g.changed_in_me FROM record r CROSS JOIN goal g ON g.id = r.id
WHERE r.type = 'goal' AND r.deleted_at IS NULL AND g.status IN ('achieved', 'dropped', 'changed')
AND g.closed_on >= ?3 AND g.closed_on <= ?4 ORDER BY g.status <> 'achieved', g.closed_on, r.id
""",
    "milestones": """
SELECT r.id, r.title, m.done_on, '', g.title, m.slipped FROM record r CROSS JOIN milestone m ON m.id = r.id
CROSS JOIN record g ON g.id = (SELECT l.target FROM link l WHERE l.source = r.id AND l.role IN ('goal', 'project')
                               ORDER BY l.role LIMIT 1)
WHERE r.type = 'milestone' AND r.deleted_at IS NULL AND g.deleted_at IS NULL
AND m.done_on >= ?3 AND m.done_on <= ?4 ORDER BY m.done_on, r.id
""",
    "kept": f"""
SELECT r.id, r.title, r.date, '', '', '' FROM record r WHERE r.type = 'insight' AND {_HERE} ORDER BY r.sort
""",  # noqa: S608  our own words
    "chances": """
SELECT r.id, r.title, coalesce(o.decided_on, o.applied_on, r.date), o.stage, o.kind,
       coalesce(nullif(o.lesson, ''), o.result)
FROM record r CROSS JOIN opportunity o ON o.id = r.id
WHERE r.type = 'opportunity' AND r.deleted_at IS NULL
AND o.stage IN ('applied', 'interview', 'accepted', 'rejected')
AND (o.applied_on BETWEEN ?3 AND ?4 OR o.decided_on BETWEEN ?3 AND ?4
     OR (o.applied_on IS NULL AND o.decided_on IS NULL AND r.date BETWEEN ?3 AND ?4))
ORDER BY 3, r.id
""",
    "outcomes": f"""
SELECT r.id, r.title, r.date, o.kind, {_PERSON.format(role="person")}, CASE WHEN o.joint THEN 'joint' ELSE '' END
FROM record r CROSS JOIN outcome o ON o.id = r.id WHERE r.type = 'outcome' AND {_HERE} ORDER BY r.sort
""",  # noqa: S608  our own words
    "quotes": f"""
SELECT r.id, coalesce(nullif(f.on_what, ''), r.title), r.date, f.consent, {_PERSON.format(role="person")}, f.response
FROM record r CROSS JOIN feedback f ON f.id = r.id
WHERE r.type = 'feedback' AND {_HERE} AND f.direction = 'received' ORDER BY r.sort
""",  # noqa: S608  our own words
    "thanks": f"SELECT * FROM ({_THANKS}) ORDER BY 3, 1",  # noqa: S608  our own words
    "ahead": """
SELECT r.id, r.title, g.target, g.status, '', g.help_asked FROM record r CROSS JOIN goal g ON g.id = r.id
WHERE r.type = 'goal' AND r.deleted_at IS NULL AND coalesce(g.start, r.date, date(r.created_at)) <= ?4
AND CASE WHEN g.status IN ('achieved', 'dropped', 'changed') THEN g.closed_on > ?4 ELSE 1 END
ORDER BY g.target IS NULL, g.target, r.id
""",
}
_MET: Final = f"""
SELECT p.id, coalesce(nullif(n.short_name, ''), p.title), count(*),
       total(coalesce(nullif(m.spent, 0), m.minutes, 0)), min(r.date), max(r.date)
FROM record r CROSS JOIN meeting m ON m.id = r.id CROSS JOIN link l ON l.source = r.id AND l.role = 'people'
CROSS JOIN record p ON p.id = l.target CROSS JOIN person n ON n.id = p.id
WHERE r.type = 'meeting' AND {_HERE} AND m.status = 'held' GROUP BY p.id ORDER BY 3 DESC, 2
"""  # noqa: S608  our own words
_HELD: Final = f"""
SELECT count(*), total(coalesce(nullif(m.spent, 0), m.minutes, 0)) FROM record r CROSS JOIN meeting m ON m.id = r.id
WHERE r.type = 'meeting' AND {_HERE} AND m.status = 'held'
"""  # noqa: S608  our own words
_PAGES: Final = f"SELECT count(*) FROM record r WHERE r.type = 'reflection' AND {_HERE}"  # noqa: S608  our own words
_RATED: Final = f"""
SELECT s.id, s.title, EXISTS (SELECT 1 FROM link f WHERE f.source = s.id AND f.role = 'framework'), g.level
FROM record r CROSS JOIN rating g ON g.id = r.id CROSS JOIN link l ON l.source = r.id AND l.role = 'skill'
CROSS JOIN record s ON s.id = l.target WHERE r.type = 'rating' AND {_HERE} AND r.date IS NOT NULL
AND s.deleted_at IS NULL AND g.rated_by = 'self' AND g.level IS NOT NULL ORDER BY r.date, r.id
"""  # noqa: S608  our own words
_YEARS: Final = """
SELECT DISTINCT CAST(substr(date, 1, 4) AS INTEGER), CAST(substr(date, 6, 2) AS INTEGER) FROM record
WHERE date IS NOT NULL AND deleted_at IS NULL AND type NOT IN ('person', 'tag', 'attachment')
"""


def read_lines(reader: Reader, what: str, since: dt.date, until: dt.date) -> tuple[YearLine, ...]:
    """The lines of one part of a year: goals, milestones, kept, chances, outcomes, quotes, thanks, ahead."""
    span = (day_sort(since), day_end(until), since.isoformat(), until.isoformat())
    query = _QUERIES[what]
    used = span if "?3" in query or "?4" in query else span[:2]
    return tuple(
        YearLine(key, title, dt.date.fromisoformat(day) if day else None, kind, name or "", more or "")
        for key, title, day, kind, name, more in all_rows(reader, query, used)
    )


def read_met(reader: Reader, since: dt.date, until: dt.date) -> tuple[MetLine, ...]:
    """With whom meetings were held, most often first."""
    rows = all_rows(reader, _MET, (day_sort(since), day_end(until)))
    day = dt.date.fromisoformat
    return tuple(MetLine(key, name, n, minutes, day(a), day(b)) for key, name, n, minutes, a, b in rows if a)


def read_held(reader: Reader, since: dt.date, until: dt.date) -> tuple[int, float]:
    """How many meetings were held, and how many minutes in all."""
    count, minutes = all_rows(reader, _HELD, (day_sort(since), day_end(until)))[0]
    return int(count), float(minutes)


def read_pages(reader: Reader, since: dt.date, until: dt.date) -> int:
    """How many pages were written."""
    return int(all_rows(reader, _PAGES, (day_sort(since), day_end(until)))[0][0])


def read_rated(reader: Reader, since: dt.date, until: dt.date) -> tuple[Rated, ...]:
    """Skills that I rated myself, the ones that grew most first."""
    found: dict[str, Rated] = {}
    for key, title, framework, level in all_rows(reader, _RATED, (day_sort(since), day_end(until))):
        first = found[key].first if key in found else int(level)
        found[key] = Rated(key, title, bool(framework), first, int(level))
    return tuple(sorted(found.values(), key=lambda one: (one.first - one.last, one.title.casefold(), one.id)))


def read_months(reader: Reader) -> frozenset[tuple[int, int]]:
    """(year, month) of everything that has a day."""
    return frozenset((year, month) for year, month in all_rows(reader, _YEARS))
