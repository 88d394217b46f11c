"""Lists read columns, never whole records: timeline pages by key, search hits, linked records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal_column, or_, select, text

from mentorjournal.model.rows import Filter, Hit, LinkRow, Row
from mentorjournal.model.types import RECORD_TYPES, TIMELINE_TYPES, BriefLine
from mentorjournal.storage import tables as t
from mentorjournal.storage.chains import leads_to_action
from mentorjournal.storage.prepared import driver
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.rules import SORT_BITS
from mentorjournal.storage.search_index import query_of

PREVIEW = 180


def _rows() -> Select[Any]:
    r = t.record.c
    return (
        select(
            r.id,
            r.type,
            r.title,
            r.date,
            r.at,
            func.coalesce(func.substr(t.search_doc.c.body, 1, PREVIEW), ""),
            r.visibility,
            r.confidential,
            r.starred,
            r.sort,
        )
        .select_from(t.record)
        .join(t.search_doc, t.search_doc.c.sort == r.sort, isouter=True)
    )


def _row(values: Any) -> Row:
    return Row(*values)


def timeline(reader: Reader, wanted: Filter, before: int | None, limit: int) -> tuple[Row, ...]:
    """The next `limit` live records older than the key `before`, newest first."""
    r = t.record.c
    query = _rows().where(r.deleted_at.is_(None), r.type.in_(wanted.types or TIMELINE_TYPES))
    query = query.where(*_conditions(wanted))
    if before is not None:
        query = query.where(r.sort < before)
    if wanted.words:
        query = query.where(_matches(reader, wanted.words))
    rows = reader.connection.execute(query.order_by(r.sort.desc()).limit(limit))
    return tuple(_row(values) for values in rows)


def _conditions(wanted: Filter) -> Iterable[ColumnElement[bool]]:
    r = t.record.c
    if wanted.visibility:
        yield r.visibility == wanted.visibility
    if wanted.starred:
        yield r.starred
    if wanted.unacted:
        yield ~leads_to_action()
    if wanted.since is not None:
        yield r.sort >= day_sort(wanted.since)
    if wanted.until is not None:
        yield r.sort < day_end(wanted.until)
    if wanted.person:
        yield exists().where(t.link.c.source == r.id, t.link.c.target == wanted.person)
    if wanted.tag:
        yield exists().where(t.link.c.source == r.id, t.link.c.role == "tags", t.link.c.target == wanted.tag)


_WITH_WHOM = """
SELECT r.id, r.type, coalesce(a.direction, f.direction, s.direction, o.kind, ''), coalesce(l.role, ''), coalesce(p.title, '')
FROM record r
LEFT JOIN advice a ON a.id = r.id LEFT JOIN feedback f ON f.id = r.id LEFT JOIN observation o ON o.id = r.id
LEFT JOIN sponsorship s ON s.id = r.id
LEFT JOIN link l ON l.source = r.id AND l.role IN ('for_whom', 'person', 'introducer', 'to_whom')
LEFT JOIN record p ON p.id = l.target
WHERE r.id IN ({ids}) ORDER BY r.id, l.role
"""


def with_whom(reader: Reader, ids: Iterable[str]) -> list[tuple[str, str, str, str, str]]:
    """(id, type, direction or kind of observation, role, name) of these records, once for each person."""
    wanted = list(ids)
    statement = _WITH_WHOM.format(ids=", ".join("?" * len(wanted)))
    rows = driver(reader.connection).execute(statement, wanted) if wanted else ()
    return [(row[0], row[1], row[2], row[3], row[4]) for row in rows]


def on_days(reader: Reader, days: Iterable[dt.date], types: tuple[str, ...]) -> tuple[Row, ...]:
    """The live records of these types whose day is one of these, newest first."""
    r = t.record.c
    spans = [r.sort.between(day_sort(day), day_end(day) - 1) for day in days]
    query = _rows().where(or_(*spans), r.type.in_(types), r.deleted_at.is_(None)).order_by(r.sort.desc())
    return tuple(_row(values) for values in reader.connection.execute(query))


def day_sort(day: dt.date) -> int:
    """The smallest sort key of a day."""
    return (day.toordinal() * 86_400) << SORT_BITS


def day_end(day: dt.date) -> int:
    """The smallest sort key after a day; the last day there is has one too."""
    return ((day.toordinal() + 1) * 86_400) << SORT_BITS


def _query(reader: Reader, words: str) -> str:
    """What the index is asked; behind the veil not for the names of people, for it quotes what it finds."""
    query = query_of(words)
    return f"{{title body}} : ({query})" if query and reader.veiled else query


def _matches(reader: Reader, words: str) -> ColumnElement[bool]:
    query = _query(reader, words)
    if not query:
        return literal_column("1") == literal_column("1")
    return t.record.c.sort.in_(
        text("SELECT rowid FROM search WHERE search MATCH :words").bindparams(words=query)
    )


_FIND = """
SELECT snippet(search, -1, char(2), char(3), '…', 16), r.date, r.at, r.confidential, r.starred,
       r.id, r.type, r.title, substr(d.body, 1, ?), r.visibility, r.sort
FROM search JOIN search_doc d ON d.sort = search.rowid JOIN record r ON r.sort = search.rowid
WHERE search MATCH ? {types} ORDER BY search.rowid DESC LIMIT ?
"""


def search(reader: Reader, words: str, types: tuple[str, ...], limit: int) -> tuple[Hit, ...]:
    """The newest live records in which every word occurs; () when nothing searchable was typed.

    Run at every key, so it goes straight to the driver.
    """
    query = _query(reader, words)
    if not query:
        return ()
    without = tuple(name for name in RECORD_TYPES if types and name not in types)
    statement = _FIND.format(types=f"AND r.type NOT IN ({', '.join('?' * len(without))})" if without else "")
    rows = driver(reader.connection).execute(statement, (PREVIEW, query, *without, limit))
    return tuple(map(_hit, rows.fetchall()))


def _hit(values: tuple[Any, ...]) -> Hit:
    snippet, date, at, confidential, starred, key, kind, title, preview, visibility, sort = values
    day = date and dt.date.fromisoformat(date)
    time = at and dt.time.fromisoformat(at)
    row = Row(key, kind, title, day, time, preview, visibility, bool(confidential), bool(starred), sort)
    return Hit(row, snippet)


def rows_of(reader: Reader, ids: Iterable[str]) -> dict[str, Row]:
    """The rows of these live records, by id."""
    wanted = list(ids)
    found: dict[str, Row] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        query = _rows().where(t.record.c.id.in_(part), t.record.c.deleted_at.is_(None))
        found.update((values[0], _row(values)) for values in reader.connection.execute(query))
    return found


def latest(reader: Reader, types: tuple[str, ...], limit: int) -> tuple[Row, ...]:
    """The records changed last."""
    query = _rows().where(t.record.c.deleted_at.is_(None), t.record.c.type.in_(types))
    rows = reader.connection.execute(query.order_by(t.record.c.updated_at.desc()).limit(limit))
    return tuple(_row(values) for values in rows)


def trashed(reader: Reader, limit: int = 500) -> tuple[tuple[Row, dt.datetime], ...]:
    """The records in the trash with the moment each went there, the latest first."""
    r = t.record.c
    query = _rows().add_columns(r.deleted_at).where(r.deleted_at.is_not(None))
    rows = reader.connection.execute(query.order_by(r.deleted_at.desc()).limit(limit))
    return tuple((_row(values[:10]), values[10]) for values in rows)


def linked(
    reader: Reader, record_id: str, without: tuple[str, ...] = ("tags", "attachments")
) -> tuple[LinkRow, ...]:
    """Every live record connected to this one, in either direction, newest first; what was changed about the
    lines of a brief is a part of that brief and no record that anybody made."""
    link = t.link.c
    pairs = reader.connection.execute(
        select(link.role, link.source, link.target)
        .where(or_(link.source == record_id, link.target == record_id))
        .where(link.role.not_in(without))
    ).all()
    others = {
        (role, target if source == record_id else source, source != record_id)
        for role, source, target in pairs
    }
    rows = rows_of(reader, {other for _, other, _ in others})
    found = [
        LinkRow(rows[other], role, incoming)
        for role, other, incoming in others
        if other in rows and rows[other].type != BriefLine.TYPE
    ]
    return tuple(sorted(found, key=lambda item: (-item.row.sort, item.role)))


def months(reader: Reader, types: tuple[str, ...] = TIMELINE_TYPES) -> tuple[tuple[int, int, int], ...]:
    """(year, month, count) of the live records of these types, newest month first."""
    r = t.record.c
    month = func.substr(r.date, 1, 7)
    rows = reader.connection.execute(
        select(month, func.count())
        .where(and_(r.deleted_at.is_(None), r.type.in_(types), r.date.is_not(None)))
        .group_by(month)
        .order_by(month.desc())
    )
    return tuple((int(key[:4]), int(key[5:7]), count) for key, count in rows)


def counts(reader: Reader) -> dict[str, int]:
    """How many live records there are of each type."""
    rows = reader.connection.execute(
        select(t.record.c.type, func.count()).where(t.record.c.deleted_at.is_(None)).group_by(t.record.c.type)
    )
    return {row[0]: row[1] for row in rows}
