"""Reading records: from rows and links to the frozen values that everybody above works with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, bindparam, exists, func, literal_column, select

from mentorjournal.errors import NotFound
from mentorjournal.model.fields import fields_of
from mentorjournal.model.per_type import per_type
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import tables as t
from mentorjournal.storage.columns import from_json, senseless
from mentorjournal.storage.prepared import Prepared

R = TypeVar("R", bound=Record)
CHUNK = 500


def linked(role: str, target: str) -> ColumnElement[bool]:
    """The condition that a record points to `target` in this role."""
    return exists().where(t.link.c.source == t.record.c.id, t.link.c.role == role, t.link.c.target == target)


def linked_to_any(role: str, targets: Iterable[str]) -> ColumnElement[bool]:
    """The condition that a record points to one of these in this role."""
    sources = select(t.link.c.source).where(t.link.c.role == role, t.link.c.target.in_(list(targets)))
    return t.record.c.id.in_(sources)


def linked_from(source: str, role: str) -> ColumnElement[bool]:
    """The condition that `source` points to a record in this role."""
    return exists().where(t.link.c.target == t.record.c.id, t.link.c.role == role, t.link.c.source == source)


def points_anywhere(role: str) -> ColumnElement[bool]:
    """The condition that a record points to anything in this role."""
    return exists().where(t.link.c.source == t.record.c.id, t.link.c.role == role)


def pointed_at_by(record_type: type[Record], role: str) -> ColumnElement[bool]:
    """The condition that a live record of a type points to this one in this role."""
    source = t.record.alias()
    return exists().where(
        t.link.c.target == t.record.c.id,
        t.link.c.role == role,
        source.c.id == t.link.c.source,
        source.c.type == record_type.TYPE,
        source.c.deleted_at.is_(None),
    )


class Reader:
    """One consistent view of the journal, for as long as its `reading()` block lasts."""

    def __init__(self, connection: Connection, *, veiled: bool = False) -> None:
        self.connection = connection
        self.veiled = veiled
        """True behind the veil of a shared screen, where the words of people and tags are not searched."""
        self._sorts: dict[str, int] = {}

    def get(self, record_type: type[R], record_id: str) -> R:
        """The record, trashed or not. Raises NotFound."""
        found = self.peek(record_id)
        if not isinstance(found, record_type):
            raise NotFound(f"This {record_type.LABEL.lower()} is not in the journal any more.")
        return found

    def peek(self, record_id: str) -> Record | None:
        """The record of any type, trashed or not, or None."""
        head = _HEAD.rows(self.connection, {"of": record_id})
        if not head:
            return None
        record_type = _known(head[0][0])
        links: dict[str, list[str]] = {}
        for _, role, target in head:
            if role is not None:
                links.setdefault(role, []).append(target)
        query = _by_id(record_type)
        values = dict(zip(query.names, query.rows(self.connection, {"of": record_id})[0], strict=True))
        self._sorts[record_id] = values["sort"]
        return build_record(record_type, values, links)

    def find(
        self,
        record_type: type[R],
        *where: ColumnElement[bool],
        order: Sequence[Any] = (),
        limit: int | None = None,
        trashed: bool = False,
    ) -> tuple[R, ...]:
        """The live (or, with `trashed`, the deleted) records of one type that meet every condition,
        newest first unless `order` says otherwise."""
        deleted = t.record.c.deleted_at
        query = select_all(record_type).where(deleted.is_not(None) if trashed else deleted.is_(None), *where)
        query = query.order_by(*(order or (t.record.c.sort.desc(),))).limit(limit)
        return self._load(record_type, query, {})

    def many(self, ids: Iterable[str]) -> dict[str, Record]:
        """The records of these ids that exist, trashed or not, by id."""
        wanted = list(dict.fromkeys(ids))
        found: dict[str, Record] = {}
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            rows = self.connection.execute(
                select(t.record.c.type, t.record.c.id).where(t.record.c.id.in_(part))
            )
            by_type: dict[str, list[str]] = {}
            for name, record_id in rows:
                by_type.setdefault(name, []).append(record_id)
            for name, members in by_type.items():
                cls = _known(name)
                for item in self._load(cls, select_all(cls).where(t.record.c.id.in_(members)), {}):
                    found[item.id] = item
        return {record_id: found[record_id] for record_id in wanted if record_id in found}

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of these ids that exist, by id."""
        wanted = list(ids)
        found: dict[str, str] = {}
        for start in range(0, len(wanted), CHUNK):
            rows = self.connection.execute(_TITLES, {"ids": wanted[start : start + CHUNK]})
            found.update((row[0], row[1]) for row in rows)
        return found

    def named(self, record_type: type[Record]) -> dict[str, str]:
        """The titles of the live records of one type, by id, in the order of their titles."""
        return {row[0]: row[1] for row in _NAMED.rows(self.connection, {"type": record_type.TYPE})}

    def people_in_use(self) -> dict[str, str]:
        """The names of the people who are not archived, by id, in the order of their names."""
        return {row[0]: row[1] for row in _PEOPLE_IN_USE.rows(self.connection, {})}

    def count(self, record_type: type[Record], *where: ColumnElement[bool]) -> int:
        """How many live records of one type meet every condition."""
        query = select_all(record_type).where(t.record.c.deleted_at.is_(None), *where)
        return self.connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0

    def ids(self, record_type: type[Record], *where: ColumnElement[bool]) -> tuple[str, ...]:
        """The ids of the live records of one type that meet every condition, newest first."""
        query = select_all(record_type).where(t.record.c.deleted_at.is_(None), *where)
        query = query.with_only_columns(t.record.c.id, maintain_column_froms=True)
        return tuple(self.connection.scalars(query.order_by(t.record.c.sort.desc())))

    def sources_of(self, target: str) -> list[tuple[str, str]]:
        """Every link that points to `target`, as (role, source id)."""
        rows = self.connection.execute(
            select(t.link.c.role, t.link.c.source).where(t.link.c.target == target).order_by(t.link.c.source)
        )
        return [(row[0], row[1]) for row in rows]

    def tally(
        self, record_type: type[Record], role: str, targets: Iterable[str], *where: ColumnElement[bool]
    ) -> dict[str, int]:
        """How many live records of a type point to each target in this role; none counts as no key."""
        wanted = list(dict.fromkeys(targets))
        found: dict[str, int] = {}
        table = t.own.get(record_type.TYPE)
        source = t.link.join(t.record, t.record.c.id == t.link.c.source)
        query = (
            select(t.link.c.target, func.count())
            .select_from(source if table is None else source.join(table, table.c.id == t.record.c.id))
            # The plus keeps SQLite from starting at every record of the type instead of at the targets.
            .where(t.link.c.role == role, literal_column("+record.type") == record_type.TYPE, *where)
            .where(t.record.c.deleted_at.is_(None), t.link.c.target.in_(bindparam("ids", expanding=True)))
            .group_by(t.link.c.target)
        )
        for start in range(0, len(wanted), CHUNK):
            rows = self.connection.execute(query, {"ids": wanted[start : start + CHUNK]})
            found.update((row[0], row[1]) for row in rows)
        return found

    def known_sources(self, source_ids: Iterable[str]) -> set[str]:
        """Those of the given `source_id`s that some record, trashed or not, already carries."""
        return set(self.ids_of_sources(source_ids))

    def ids_of_sources(self, source_ids: Iterable[str]) -> dict[str, str]:
        """The id of a record, trashed or not, by each of the given `source_id`s that one carries."""
        wanted = [source for source in source_ids if source]
        known: dict[str, str] = {}
        for start in range(0, len(wanted), CHUNK):
            part = wanted[start : start + CHUNK]
            query = select(t.record.c.source_id, t.record.c.id)
            rows = self.connection.execute(
                query.where(t.record.c.source_id != "", t.record.c.source_id.in_(part))
            )
            known.update((row[0], row[1]) for row in rows)
        return known

    def meta(self, key: str) -> Any:
        """A value of the journal itself (its owner, its settings), or None."""
        value = self.connection.scalar(select(t.meta.c.value).where(t.meta.c.key == key))
        return None if value is None else from_json(value)

    def blob(self, sha256: str) -> Iterator[bytes]:
        """The bytes of an attachment in parts of up to 1 MiB. Raises NotFound when there are none."""
        part = 0
        while True:
            data = self.connection.scalar(
                select(t.blob.c.data).where(t.blob.c.sha256 == sha256, t.blob.c.part == part)
            )
            if data is None:
                break
            yield data
            part += 1
        if part == 0:
            raise NotFound("The bytes of this attachment are not in the journal.")

    def _load(self, record_type: type[R], query: Select[Any], values: dict[str, Any]) -> tuple[R, ...]:
        found = self.connection.execute(query, values)
        names = tuple(found.keys())
        # All at once: going through a result fetches its rows one by one.
        rows = [dict(zip(names, row, strict=True)) for row in found.all()]
        links = self._links([row["id"] for row in rows])
        self._sorts.update((row["id"], row["sort"]) for row in rows)
        return tuple(build_record(record_type, row, links.get(row["id"], {})) for row in rows)

    def _links(self, ids: list[str]) -> dict[str, dict[str, list[str]]]:
        found: dict[str, dict[str, list[str]]] = {}
        for start in range(0, len(ids), CHUNK):
            for source, role, target in self.connection.execute(
                _LINKS, {"ids": ids[start : start + CHUNK]}
            ).all():
                found.setdefault(source, {}).setdefault(role, []).append(target)
        return found


def _known(name: str) -> type[Record]:
    """The record type of a name in the file. Raises NotAJournal."""
    if name not in RECORD_TYPES:
        raise senseless()
    return RECORD_TYPES[name]


_HEAD = Prepared(
    select(t.record.c.type, t.link.c.role, t.link.c.target)
    .join_from(t.record, t.link, t.link.c.source == t.record.c.id, isouter=True)
    .where(t.record.c.id == bindparam("of"))
    .order_by(t.link.c.role, t.link.c.position)
)
"""The type of a record beside each of its links."""
_TITLES = select(t.record.c.id, t.record.c.title).where(t.record.c.id.in_(bindparam("ids", expanding=True)))
_NAMED = Prepared(
    select(t.record.c.id, t.record.c.title)
    .where(t.record.c.type == bindparam("type"), t.record.c.deleted_at.is_(None))
    .order_by(t.record.c.title)
)
_PEOPLE_IN_USE = Prepared(
    select(t.record.c.id, t.record.c.title)
    .join(t.own["person"], t.own["person"].c.id == t.record.c.id)
    .where(t.record.c.deleted_at.is_(None), ~t.own["person"].c.archived)
    .order_by(t.record.c.title)
)
_LINKS = (
    select(t.link.c.source, t.link.c.role, t.link.c.target)
    .where(t.link.c.source.in_(bindparam("ids", expanding=True)))
    .order_by(t.link.c.source, t.link.c.role, t.link.c.position)
)


@per_type
def select_all(record_type: type[Any]) -> Select[Any]:
    """Every column of a record type, without its links."""
    names = [name for name, field in fields_of(record_type).items() if field.kind != "link"]
    columns = t.columns(record_type)
    wanted = [
        t.record.c.id,
        t.record.c.sort,
        *(getattr(columns, name) for name in names),
        *(t.record.c[name] for name in STAMPS),
    ]
    table = t.own.get(record_type.TYPE)
    source = t.record if table is None else t.record.join(table, table.c.id == t.record.c.id)
    return select(*wanted).select_from(source).where(t.record.c.type == record_type.TYPE)


@per_type
def _by_id(record_type: type[Any]) -> Prepared:
    return Prepared(select_all(record_type).where(t.record.c.id == bindparam("of")))


@per_type
def link_fields(record_type: type[Any]) -> dict[str, bool]:
    """The link attributes of a record type, and whether each holds many."""
    return {name: field.many for name, field in fields_of(record_type).items() if field.kind == "link"}


def build_record(record_type: type[R], values: dict[str, Any], links: dict[str, list[str]]) -> R:
    """A record of a row of `select_all`, and its links by role."""
    del values["sort"]
    for name, many in link_fields(record_type).items():
        targets = links.get(name)
        if targets:
            values[name] = tuple(targets) if many else targets[0]
    return record_type(**values)
