"""The revisions between two moments as they lie in the file: nothing is made a record that nobody asked for."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any, NamedTuple

from sqlalchemy import func, select

from mentorjournal.storage import tables as t
from mentorjournal.storage.reader import Reader


class Revised(NamedTuple):
    """One revision: when (UTC), by what kind of change, and the record before and after as JSON text or None."""

    id: int
    at: dt.datetime
    kind: str
    type: str
    record: str
    before: str | None
    after: str | None


def revised(reader: Reader, after: dt.datetime, until: dt.datetime | None, limit: int) -> tuple[Revised, ...]:
    """At most `limit` revisions at or after a moment (aware) and before another one, newest first."""
    columns = (t.revision.c.id, t.change.c.at, t.change.c.kind)
    texts = (t.revision.c.type, t.revision.c.record, t.revision.c.before, t.revision.c.after)
    query = (
        select(*columns, *texts)
        .join(t.change, t.change.c.id == t.revision.c.change)
        .where(t.change.c.at >= after)
        .order_by(t.revision.c.id.desc())
        .limit(limit)
    )
    if until is not None:
        query = query.where(t.change.c.at < until)
    return tuple(Revised(*row) for row in reader.connection.execute(query))


def standing(reader: Reader, ids: set[str]) -> dict[str, bool]:
    """Those of the records that are in the journal, True where one is in the trash."""
    wanted = func.json_each(json.dumps(sorted(ids))).table_valued("value")
    query = select(t.record.c.id, t.record.c.deleted_at).where(t.record.c.id.in_(select(wanted.c.value)))
    return {row[0]: row[1] is not None for row in reader.connection.execute(query)}


def newest_change(reader: Reader) -> dt.datetime | None:
    """When something was changed last (UTC), by the clock of then; None in a journal without a history."""
    query = select(t.change.c.at).order_by(t.change.c.id.desc()).limit(1)
    found: dt.datetime | None = reader.connection.scalar(query)
    return found


def plain(payload: str | None) -> dict[str, Any]:
    """The fields of a revision; nothing where the record was not there."""
    found = json.loads(payload) if payload else {}
    return found if isinstance(found, dict) else {}
