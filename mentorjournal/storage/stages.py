"""When candidates of a search came to a stage, read from the history without reading any version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import bindparam, func, or_, select

from mentorjournal.storage import tables as t
from mentorjournal.storage.reader import CHUNK, Reader

_MARK = '%"stage":"{}"%'
_REACHED = (
    # Revisions are compact JSON, in which a quote inside a text is escaped, so that the mark is the field.
    select(t.revision.c.record, func.max(t.change.c.at, type_=t.change.c.at.type))
    .join_from(t.revision, t.change, t.change.c.id == t.revision.c.change)
    .where(
        t.revision.c.record.in_(bindparam("ids", expanding=True)),
        t.revision.c.after.like(bindparam("mark")),
        or_(t.revision.c.before.is_(None), t.revision.c.before.not_like(bindparam("mark"))),
        t.change.c.state == "done",
    )
    .group_by(t.revision.c.record)
)


def reached(reader: Reader, ids: Iterable[str], stage: str) -> dict[str, dt.datetime]:
    """The moment (UTC) each of these relationships came to a stage last; never is no key."""
    wanted = list(ids)
    found: dict[str, dt.datetime] = {}
    for start in range(0, len(wanted), CHUNK):
        values = {"ids": wanted[start : start + CHUNK], "mark": _MARK.format(stage)}
        found.update((row[0], row[1]) for row in reader.connection.execute(_REACHED, values))
    return found
