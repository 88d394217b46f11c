"""The tables, built from the record types: every column carries its `Field` in `info`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

from mentorjournal.model.fields import Field, fields_of, own_fields_of
from mentorjournal.model.per_type import per_type
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage.columns import Moment, column_type

metadata = MetaData()


def _declared(fields: Mapping[str, Field]) -> list[Column[Any]]:
    return [
        Column(name, column_type(field), info={"field": field})
        for name, field in fields.items()
        if field.kind != "link"
    ]


record = Table(
    "record",
    metadata,
    Column("id", Text, primary_key=True),
    Column("type", Text, nullable=False),
    Column("sort", Integer, nullable=False, unique=True),
    *_declared(fields_of(Record)),
    *(Column(name, Moment) for name in STAMPS),
    Index("record_by_type", "type", "sort"),
    Index("record_by_source", "source_id", sqlite_where=Column("source_id", Text) != ""),
)

own: dict[str, Table] = {
    name: Table(
        name,
        metadata,
        Column("id", Text, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
        *_declared(own_fields_of(cls)),
    )
    for name, cls in RECORD_TYPES.items()
    if own_fields_of(cls)
}

link = Table(
    "link",
    metadata,
    Column("source", Text, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Column("role", Text, primary_key=True),
    Column("target", Text, ForeignKey("record.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, nullable=False),
    Index("link_by_target", "target", "role", "source"),
    sqlite_with_rowid=False,
)

change = Table(
    "change",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("started_at", Moment, nullable=False),
    Column("label", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Index("change_undone", "id", sqlite_where=Column("state", Text) == "undone"),
    sqlite_autoincrement=True,
)

revision = Table(
    "revision",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("change", Integer, ForeignKey("change.id", ondelete="CASCADE"), nullable=False),
    Column("record", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("revision_by_record", "record", "id"),
    Index("revision_by_change", "change"),
)

blob = Table(
    "blob",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

search_doc = Table(
    "search_doc",
    metadata,
    Column("sort", Integer, primary_key=True),
    Column("record", Text, ForeignKey("record.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("type", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("people", Text, nullable=False),
    Column("tags", Text, nullable=False),
)


@per_type
def columns(record_type: type[Any]) -> Any:
    """The columns of a record type as attributes, base and own: `columns(Goal).status == "active"`."""
    return _Columns(record_type)


class _Columns:
    """Attribute access to the columns of one record type; an unknown name is an AttributeError."""

    def __init__(self, record_type: type[Record]) -> None:
        table = own.get(record_type.TYPE)
        for column in (*record.c, *(table.c if table is not None else ())):
            if not hasattr(self, column.key):
                setattr(self, column.key, column)
