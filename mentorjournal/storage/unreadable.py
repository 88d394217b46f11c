"""Drops what of a damaged journal's history and own words makes no sense any more, before the rest is mended."""

from __future__ import annotations

import datetime as dt
import json

from sqlalchemy import Connection, delete, select

from mentorjournal.errors import JournalError
from mentorjournal.model.plain import from_plain
from mentorjournal.storage import tables as t

UNREADABLE = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, JournalError)
"""What reading a record of damaged rows raises."""


def drop_unreadable(connection: Connection, besides: str) -> None:
    """Revisions and values of the journal's own that are no JSON any more, and the value `besides`; what stands
    for lost changes is added."""
    meta = connection.execute(select(t.meta.c.key, t.meta.c.value)).all()
    bad_keys = [key for key, value in meta if key == besides or not _is_json(value)]
    connection.execute(delete(t.meta).where(t.meta.c.key.in_(bad_keys)))
    revision = t.revision.c
    bad = [
        row.id
        for row in connection.execute(select(revision.id, revision.before, revision.after))
        if not (_is_record(row.before) and _is_record(row.after))
    ]
    for number in bad:
        connection.execute(delete(t.revision).where(revision.id == number))
    for number, at in connection.exec_driver_sql("SELECT id, at FROM change").all():
        if not _is_moment(at):
            connection.execute(delete(t.change).where(t.change.c.id == number))
    connection.exec_driver_sql(
        "INSERT INTO change (id, at, started_at, label, kind, state) SELECT DISTINCT change, "
        "'1970-01-01T00:00:00.000000Z', '1970-01-01T00:00:00.000000Z', 'Edit', 'edit', 'lost' FROM revision "
        "WHERE change NOT IN (SELECT id FROM change)"
    )


def _is_json(text: object) -> bool:
    try:
        json.loads(text)  # type: ignore[arg-type]
    except (ValueError, TypeError, RecursionError):
        return False
    return True


def _is_record(text: object) -> bool:
    if text is None:
        return True
    try:
        from_plain(json.loads(text))  # type: ignore[arg-type]
    except UNREADABLE:
        return False
    return True


def _is_moment(text: object) -> bool:
    try:
        return dt.datetime.fromisoformat(text).tzinfo is not None  # type: ignore[arg-type]
    except (ValueError, TypeError):
        return False
