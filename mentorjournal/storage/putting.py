"""Putting one record: its rows, its links, its place in time and in the search index, and what it was before."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.changes import Changed, How
from mentorjournal.model.fields import fields_of, own_fields_of
from mentorjournal.model.ids import new_id
from mentorjournal.model.per_type import per_type
from mentorjournal.model.plain import to_plain
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.storage import tables as t
from mentorjournal.storage.places import last_sort, new_sorts
from mentorjournal.storage.prepared import Prepared
from mentorjournal.storage.reader import Reader, link_fields
from mentorjournal.storage.rules import first_sort, refuse_endless, with_likely_stamps
from mentorjournal.storage.search_index import NAMED_SOURCES, SearchIndex

R = TypeVar("R", bound=Record)


@dataclasses.dataclass(slots=True)
class Touched:
    """One record of this transaction, as JSON before and after; None where it did not exist."""

    type: str
    before: str | None
    after: str | None


class Putting(Reader):
    """What a Writer does to one record."""

    def __init__(self, connection: Connection, now: dt.datetime, time_zone: str = "") -> None:
        super().__init__(connection)
        self.now = now
        self.time_zone = time_zone
        self.touched: dict[str, Touched] = {}
        self.profile_changed = False
        self.final = False
        self._last: Record | None = None
        self._titles: dict[str, str] = {}
        self._index = SearchIndex(connection, self.titles)

    def peek(self, record_id: str) -> Record | None:
        """The record of any type, trashed or not, or None; what was read or put last is not read again."""
        if self._last is None or self._last.id != record_id:
            self._last = super().peek(record_id)
        return self._last

    def titles(self, ids: Iterable[str]) -> dict[str, str]:
        """The titles of these ids that exist, by id; each is read once, for an import names the same people often."""
        wanted = list(ids)
        if unread := [key for key in wanted if key not in self._titles]:
            self._titles |= super().titles(unread)
        return {key: self._titles[key] for key in wanted if key in self._titles}

    def put(self, record: R, *, keep_stamps: bool = False) -> R:
        """Add or replace a record and return it as stored: with an id and its stamps.

        Links to records that do not exist are left out. `keep_stamps` keeps created_at and updated_at
        as given, for imports and undo. Raises InvalidRecord for another type or an endless number.
        """
        before = self.peek(record.id) if record.id else None
        if before is not None and type(before) is not type(record):
            raise InvalidRecord(
                f"{record.id} is of another type: {before.LABEL.lower()}, not {record.LABEL.lower()}."
            )
        record = self._stamped(record, before, keep_stamps=keep_stamps)
        refuse_endless(record)
        record = self._without_dead_links(record, before)
        if record == before:
            return record
        if before is not None and not keep_stamps:
            record = dataclasses.replace(record, updated_at=self.now)
        self._last = None
        sort = self._write_rows(record, before)
        self._titles[record.id] = record.title
        self._write_links(record, before)
        self._index.put(record, sort, before if sort == self._sorts.get(record.id) else None)
        if before is not None and (before.title, before.deleted_at) != (record.title, record.deleted_at):
            self._reindex_named(record)
        self._remember(record, before)
        self._last, self._sorts[record.id] = record, sort
        return record

    def _stamped(self, record: R, before: Record | None, *, keep_stamps: bool) -> R:
        record = with_likely_stamps(record)
        if not keep_stamps or record.created_at is None:
            new = before is None and record.date is not None
            return dataclasses.replace(
                record,
                id=record.id or new_id(),
                time_zone=record.time_zone or (self.time_zone if new else ""),
                created_at=(before.created_at if before else record.created_at) or self.now,
                updated_at=before.updated_at if before else self.now,
            )
        if not record.id or record.updated_at is None:
            updated_at = record.updated_at or record.created_at
            return dataclasses.replace(record, id=record.id or new_id(), updated_at=updated_at)
        return record

    def _made_ready(self, record: R) -> R:
        """A new record as it will be stored."""
        record = self._stamped(record, None, keep_stamps=True)
        refuse_endless(record)
        return self._without_dead_links(record, None)

    def _insert(self, records: Sequence[Record]) -> None:
        """Write new records that are ready; rows before links, so that they may point to each other."""
        self._last = None
        starts = {record.id: first_sort(record, self.now, self.time_zone) for record in records}
        sorts = new_sorts(self.connection, starts)
        own: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for record in records:
            if record.TYPE in t.own:
                values = {name: getattr(record, name) for name in _own_names(type(record))}
                own[record.TYPE].append({"id": record.id, **values})
        rows = [_base_row(record, sorts[record.id]) for record in records]
        _INSERT_RECORD.run_many(self.connection, rows)
        for name, several in own.items():
            _insert_own(name).run_many(self.connection, several)
        links = [
            row
            for record in records
            for name in link_fields(type(record))
            for row in _link_rows(record, name)
        ]
        _INSERT_LINK.run_many(self.connection, links)
        self._index.add([(record, sorts[record.id]) for record in records])
        for record in records:
            self._remember(record, None)
        self._sorts |= sorts

    def _remember(self, record: Record | None, before: Record | None) -> None:
        known = record or before
        assert known is not None  # noqa: S101  one of the two is always given
        after = None if record is None else dumped(record)
        entry = self.touched.get(known.id)
        if entry is None:
            self.touched[known.id] = Touched(known.TYPE, None if before is None else dumped(before), after)
        else:
            entry.after = after

    def changed(self) -> tuple[Changed, ...]:
        """What this transaction has changed so far; there and back is no change."""
        return tuple(
            Changed(entry.type, key, _how(entry))
            for key, entry in self.touched.items()
            if entry.before != entry.after
        )

    def _without_dead_links(self, record: R, before: Record | None) -> R:
        links = {name: getattr(record, name) for name in link_fields(type(record))}
        if before is not None and all(getattr(before, name) == value for name, value in links.items()):
            return record
        wanted = [
            item for value in links.values() for item in ((value,) if isinstance(value, str) else value or ())
        ]
        if not wanted:
            return record
        alive = set(self.titles(wanted))
        clean: dict[str, Any] = {}
        for name, value in links.items():
            if isinstance(value, str) and value not in alive:
                clean[name] = None
            elif isinstance(value, tuple):
                kept = tuple(dict.fromkeys(item for item in value if item in alive))
                if kept != value:
                    clean[name] = kept
        return dataclasses.replace(record, **clean) if clean else record

    def _write_rows(self, record: Record, before: Record | None) -> int:
        sort = self._sort_of(record, before)
        own = {name: getattr(record, name) for name in _own_names(type(record))}
        if before is None:
            _INSERT_RECORD.run(self.connection, _base_row(record, sort))
            if record.TYPE in t.own:
                _insert_own(record.TYPE).run(self.connection, {"id": record.id, **own})
            return sort
        # Only what changed: a column named in an UPDATE has its indexes written again.
        moved = {} if sort == self._sorts.get(record.id) else {"sort": sort}
        for table, values in (
            ("record", moved | _changed(_base_values(record), before)),
            (record.TYPE, _changed(own, before)),
        ):
            if values:
                _update(table, tuple(values)).run(self.connection, {"of": record.id, **values})
        return sort

    def _sort_of(self, record: Record, before: Record | None) -> int:
        """The place in the timeline: seconds of the local day, then arrival; larger is newer."""
        if before is not None and (before.date, before.at) == (record.date, record.at):
            kept = self._sorts.get(record.id)
            if kept is not None:
                return kept
        start = first_sort(record, self.now, self.time_zone)
        return last_sort(self.connection, start) + 1

    def _write_links(self, record: Record, before: Record | None) -> None:
        for name in link_fields(type(record)):
            value = getattr(record, name)
            if before is not None and getattr(before, name) == value:
                continue
            if before is not None:
                _DELETE_LINKS.run(self.connection, {"of": record.id, "in_role": name})
            if rows := _link_rows(record, name):
                _INSERT_LINK.run_many(self.connection, rows)

    def _reindex_named(self, record: Record) -> None:
        sources = [row[0] for row in self.connection.execute(NAMED_SOURCES, {"target": record.id})]
        for source in self.many(sources).values():
            sort = self.connection.scalar(_SORT, {"of": source.id})
            if sort is not None:
                self._index.put(source, sort, None)


def dumped(record: Record) -> str:
    """A record as the JSON text of a revision."""
    return json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))


def _base_values(record: Record) -> dict[str, Any]:
    return {name: getattr(record, name) for name in _base_names()}


def _base_row(record: Record, sort: int) -> dict[str, Any]:
    return {"id": record.id, "type": record.TYPE, "sort": sort, **_base_values(record)}


def _link_rows(record: Record, name: str) -> list[dict[str, Any]]:
    value = getattr(record, name)
    targets = (value,) if isinstance(value, str) else value or ()
    return [
        {"source": record.id, "role": name, "target": target, "position": place}
        for place, target in enumerate(targets)
    ]


def _how(entry: Touched) -> How:
    if entry.before is None:
        return "created"
    return "removed" if entry.after is None else "changed"


def _changed(values: dict[str, Any], before: Record) -> dict[str, Any]:
    return {name: value for name, value in values.items() if getattr(before, name) != value}


@cache
def _base_names() -> tuple[str, ...]:
    return (*(name for name, field in fields_of(Record).items() if field.kind != "link"), *STAMPS)


@per_type
def _own_names(record_type: type[Any]) -> tuple[str, ...]:
    return tuple(name for name, field in own_fields_of(record_type).items() if field.kind != "link")


@cache
def _insert_own(name: str) -> Prepared:
    return Prepared(insert(t.own[name]))


@lru_cache(maxsize=256)
def _update(name: str, columns: tuple[str, ...]) -> Prepared:
    table = t.record if name == "record" else t.own[name]
    values: dict[str, Any] = {column: bindparam(column) for column in columns}
    return Prepared(update(table).where(table.c.id == bindparam("of")).values(values))


_INSERT_RECORD = Prepared(insert(t.record))
_INSERT_LINK = Prepared(insert(t.link))
_SORT = select(t.record.c.sort).where(t.record.c.id == bindparam("of"))
_DELETE_LINKS = Prepared(
    delete(t.link).where(t.link.c.source == bindparam("of"), t.link.c.role == bindparam("in_role"))
)
