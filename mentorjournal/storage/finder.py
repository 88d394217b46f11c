"""Finding records by statements made ready once, for what asks many questions at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, String, bindparam, exists, func, select

from mentorjournal.model.record import Record
from mentorjournal.storage import tables as t
from mentorjournal.storage.prepared import Prepared
from mentorjournal.storage.reader import Reader, build_record, select_all

R = TypeVar("R", bound=Record)


def ids_value(ids: Iterable[str]) -> str:
    """Ids as the value of a parameter that `pointing` and `among` name."""
    return json.dumps(list(ids))


def parameter(name: str) -> Any:
    """A value that is given when a Finder is asked."""
    return bindparam(name)


def pointing(role: str, name: str) -> ColumnElement[bool]:
    """The condition that a record points in this role to one of the ids of the parameter `name`."""
    sources = select(t.link.c.source).where(t.link.c.role == role, t.link.c.target.in_(_values(name)))
    return t.record.c.id.in_(sources)


def pointing_through(role: str, via: str, name: str) -> ColumnElement[bool]:
    """The condition that a record points in this role to one that points, as `via`, to one of the ids."""
    middle = t.link.alias()
    between = select(middle.c.source).where(middle.c.role == via, middle.c.target.in_(_values(name)))
    sources = select(t.link.c.source).where(t.link.c.role == role, t.link.c.target.in_(between))
    return t.record.c.id.in_(sources)


def pointing_nowhere(role: str) -> ColumnElement[bool]:
    """The condition that a record points to nothing in this role."""
    return ~exists().where(t.link.c.source == t.record.c.id, t.link.c.role == role)


def _values(name: str) -> Any:
    return select(func.json_each(bindparam(name, type_=String())).table_valued("value").c.value)


class Finder(Generic[R]):
    """The live records of one type that are no secret and meet conditions, whose parameters have names.

    Newest first unless `order` says otherwise.
    """

    def __init__(
        self,
        record_type: type[R],
        *where: ColumnElement[bool],
        order: Sequence[Any] = (),
        limit: int | None = None,
    ) -> None:
        self._type = record_type
        query = select_all(record_type).where(
            t.record.c.deleted_at.is_(None), t.record.c.confidential.is_(False), *where
        )
        query = query.order_by(*(order or (t.record.c.sort.desc(),)))
        self._query = Prepared(query if limit is None else query.limit(limit))

    def all(self, reader: Reader, values: Mapping[str, Any]) -> tuple[R, ...]:
        """What is found with these values of the parameters."""
        names = self._query.names
        found = [dict(zip(names, row, strict=True)) for row in self._query.rows(reader.connection, values)]
        links: dict[str, dict[str, list[str]]] = {}
        if found:
            ids = {"ids": ids_value(row["id"] for row in found)}
            for source, role, target in _LINKS.rows(reader.connection, ids):
                links.setdefault(source, {}).setdefault(role, []).append(target)
        return tuple(build_record(self._type, row, links.get(row["id"], {})) for row in found)


_LINKS = Prepared(
    select(t.link.c.source, t.link.c.role, t.link.c.target)
    .where(t.link.c.source.in_(_values("ids")))
    .order_by(t.link.c.source, t.link.c.role, t.link.c.position)
)
