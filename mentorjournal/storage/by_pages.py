"""The live records of a journal in pages, oldest first: what leaves it is read without holding all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from sqlalchemy import select

from mentorjournal.model.record import Record
from mentorjournal.storage import tables as t
from mentorjournal.storage.reader import CHUNK, Reader

R = TypeVar("R", bound=Record)


class Head(NamedTuple):
    """What decides, before a record is read, whether it may leave; the day is that of its making without one."""

    id: str
    type: str
    visibility: str
    confidential: bool
    day: dt.date | None


def heads(reader: Reader) -> Iterator[Head]:
    """One for every live record, a few hundred in memory at a time."""
    c = t.record.c
    last = -1
    while True:
        query = select(c.id, c.type, c.visibility, c.confidential, c.date, c.created_at, c.sort)
        query = query.where(c.deleted_at.is_(None), c.sort > last).order_by(c.sort).limit(CHUNK)
        page = reader.connection.execute(query).all()
        if not page:
            return
        last = page[-1].sort
        for row in page:
            made = row.created_at.astimezone().date() if row.created_at else None
            yield Head(row.id, row.type, row.visibility, bool(row.confidential), row.date or made)


def pages(reader: Reader, record_type: type[R]) -> Iterator[list[R]]:
    """The live records of a type, oldest first, a few hundred at a time."""
    c = t.record.c
    last = -1
    while True:
        query = select(c.id, c.sort).where(c.type == record_type.TYPE, c.deleted_at.is_(None), c.sort > last)
        rows = reader.connection.execute(query.order_by(c.sort).limit(CHUNK)).all()
        if not rows:
            return
        last = rows[-1].sort
        found = reader.many(row.id for row in rows)
        yield [one for row in rows if isinstance(one := found.get(row.id), record_type)]
