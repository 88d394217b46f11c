"""Everything a journal holds, in bounded memory: what a lossless export reads and its import writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import func, select

from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import tables as t
from mentorjournal.storage.columns import from_json
from mentorjournal.storage.notes import BROUGHT
from mentorjournal.storage.reader import CHUNK, Reader
from mentorjournal.storage.writer import Writer

IDENTITY = "packet_identity"
"""The key of `meta` under which the secret key for review packets is kept."""

SECRET = frozenset((IDENTITY, BROUGHT))
"""What the journal keeps about itself that leaves its file in backups only, never in an export."""

LINKED_FIRST = (
    "tag",
    "person",
    "attachment",
    "relationship",
    "goal",
    "milestone",
    "meeting",
    "agenda_item",
)
"""The types most records point to: written first, so that their links find them when they are read again."""


def all_records(reader: Reader) -> Iterator[Record]:
    """Every record, trashed ones too, by type and then oldest first, a few hundred in memory at a time."""
    rest = (name for name in RECORD_TYPES if name not in LINKED_FIRST)
    for name in (*LINKED_FIRST, *rest):
        yield from _of_type(reader, name)


def _of_type(reader: Reader, name: str) -> Iterator[Record]:
    last = -1
    while True:
        query = select(t.record.c.id, t.record.c.sort).where(t.record.c.type == name, t.record.c.sort > last)
        page = reader.connection.execute(query.order_by(t.record.c.sort).limit(CHUNK)).all()
        if not page:
            return
        last = page[-1].sort
        yield from reader.many(row.id for row in page).values()


def count_records(reader: Reader) -> int:
    """How many records `all_records` yields."""
    return reader.connection.scalar(select(func.count()).select_from(t.record)) or 0


def all_meta(reader: Reader) -> dict[str, Any]:
    """What the journal keeps about itself, secrets left out: its owner, its settings."""
    rows = reader.connection.execute(select(t.meta.c.key, t.meta.c.value).order_by(t.meta.c.key))
    return {key: from_json(value) for key, value in rows if key not in SECRET}


def kept_files(reader: Reader) -> Iterator[tuple[str, int]]:
    """(SHA-256 in hex, size in bytes) of the files that attachments name; others belong to the history."""
    attachment = t.own["attachment"]
    rows = reader.connection.execute(
        select(t.blob.c.sha256, func.sum(func.length(t.blob.c.data)))
        .where(t.blob.c.sha256.in_(select(attachment.c.sha256)))
        .group_by(t.blob.c.sha256)
        .order_by(t.blob.c.sha256)
    ).all()
    yield from ((row[0], row[1]) for row in rows)


def missing_files(reader: Reader) -> tuple[str, ...]:
    """The titles of attachments whose bytes are not in the journal."""
    attachment = t.own["attachment"]
    rows = reader.connection.execute(
        select(t.record.c.title)
        .join(attachment, attachment.c.id == t.record.c.id)
        .where(attachment.c.sha256.not_in(select(t.blob.c.sha256)))
        .order_by(t.record.c.title)
    )
    return tuple(row[0] for row in rows)


def keep_file(writer: Writer, sha256: str, parts: Iterable[bytes]) -> bool:
    """Keep bytes only if their hash is the one expected; whether it was.

    An error while reading the parts leaves nothing of them and is raised again.
    """
    with writer.connection.begin_nested() as savepoint:
        good = writer.put_blob(parts) == sha256
        if not good:
            savepoint.rollback()
    return good
