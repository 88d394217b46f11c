"""Makes one sound journal of rows that were read of a damaged one: what history still knows, whole links, whole
files, a new search index; and a list of what is lost."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, delete, func, insert, select, update

from mentorjournal.model.fields import fields_of
from mentorjournal.model.plain import from_plain
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import tables as t
from mentorjournal.storage.checks import digest_of
from mentorjournal.storage.columns import stored_moment
from mentorjournal.storage.prepared import driver
from mentorjournal.storage.reader import Reader, link_fields
from mentorjournal.storage.search_index import SearchIndex
from mentorjournal.storage.unreadable import UNREADABLE, drop_unreadable
from mentorjournal.storage.whole import all_records
from mentorjournal.storage.writer import Writer

Step = Callable[[int, int], None]
"""Told how many records are done, of how many; may raise Cancelled."""
What = Literal["all", "text", "part", "letters", "file"]
LAST = 1_000_000
"""The place of a link whose own is lost: after those that have one."""
NO_LETTER = "\ufffd"
IDENTITY = "identity"
"""The key in `meta` by which backups know a journal; a new journal is another one, and leaves them alone."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What could not be read of one record: all of it, its text, a part of it, some letters, or its file. `type`
    and `title` are empty where they are lost, too."""

    id: str
    type: str
    title: str
    what: What


@dataclass(slots=True)
class Clues:
    """What is known of records besides their rows: of whom a row was read only in part, whose own row has which
    type, and what the search index said: type and title."""

    partly: set[str]
    own: dict[str, str]
    indexed: dict[str, tuple[str, str]]


def mend(connection: Connection, clues: Clues, now: dt.datetime, step: Step) -> tuple[Lost, ...]:
    """Do it, in the transaction of the new journal. Raises the engine's errors and what `step` raises."""
    drop_unreadable(connection, IDENTITY)
    mender = _Mender(connection, clues, now)
    mender.records(step)
    mender.links()
    connection.exec_driver_sql("DELETE FROM search_doc")
    _index(connection)
    lost = [*mender.lost, *_files(connection)]
    # Steps of which parts are lost cannot be undone whole; what they did can still be looked at.
    connection.execute(update(t.change).values(state="lost"))
    return tuple(lost)


_NEWEST = "SELECT after FROM revision WHERE record = ? ORDER BY id DESC LIMIT 1"

_LINKS = "SELECT source, role, target, position FROM link ORDER BY source, role, position"


class _Mender:
    """Goes through every record of which anything is left."""

    def __init__(self, connection: Connection, clues: Clues, now: dt.datetime) -> None:
        self._connection, self._clues = connection, clues
        self._writer = Writer(connection, now)
        self._again: dict[str, Record] = {}
        self._old: dict[str, Record] = {}
        self.lost: list[Lost] = []

    def records(self, step: Step) -> None:
        """Keep, bring back or give up each."""
        rows = set(self._connection.scalars(select(t.record.c.id)))
        history = set(self._connection.scalars(select(t.revision.c.record).distinct()))
        everybody = sorted(rows | history | set(self._clues.own) | set(self._clues.indexed))
        for place, record_id in enumerate(everybody):
            step(place, len(everybody))
            has_history, old = self._newest(record_id) if record_id in history else (False, None)
            if old is not None:
                self._old[record_id] = old
            found = self._found(record_id) if record_id in rows else None
            if found is not None and self._is_whole(found, old):
                continue
            if found is None and has_history and old is None and record_id not in rows:
                continue  # it was erased, for history says so
            self._rescue(record_id, found, old)
        for record in self._again.values():
            self._writer.put(_bare(record), keep_stamps=True)
        for record in self._again.values():
            self._writer.put(record, keep_stamps=True)

    def links(self) -> None:
        """Give records the links back that history knows, and drop every one that leads to nothing."""
        connection = self._connection
        alive = dict(driver(connection).execute("SELECT id, updated_at FROM record").fetchall())
        kept = self._in_order()
        for record_id in self._old.keys() & alive.keys():
            old = self._old[record_id]
            is_newest = old.updated_at is not None and alive[record_id] == stored_moment(old.updated_at)
            for role, targets in _links_of(old):
                wanted = [target for target in targets if target in alive]
                there = kept.get((record_id, role), [])
                if wanted != there and (is_newest or not there):
                    _link_anew(connection, record_id, role, wanted)
        for end in ("source", "target"):
            self._connection.exec_driver_sql(
                f"DELETE FROM link WHERE {end} NOT IN (SELECT id FROM record)"  # noqa: S608  our own names
            )
        for name in t.own:
            self._connection.exec_driver_sql(
                f"DELETE FROM {name} WHERE id NOT IN (SELECT id FROM record WHERE type = '{name}')"  # noqa: S608
            )

    def _in_order(self) -> dict[tuple[str, str], list[str]]:
        """The targets of each record and role; those that lost their places get new ones."""
        kept: dict[tuple[str, str], list[str]] = {}
        astray = set()
        for source, role, target, position in driver(self._connection).execute(_LINKS):
            kept.setdefault((source, role), []).append(target)
            if position >= LAST:
                astray.add((source, role))
        for source, role in astray:
            _link_anew(self._connection, source, role, kept[source, role])
        return kept

    def _found(self, record_id: str) -> Record | None:
        """The record of its rows, with defaults where a part is missing; None where they make no sense."""
        try:
            found = Reader(self._connection).peek(record_id)
            if found is None:
                return None
            blank = type(found)()
            gaps = {
                name: getattr(blank, name)
                for name in fields_of(type(found))
                if getattr(found, name) is None and getattr(blank, name) is not None
            }
            if gaps:
                self._clues.partly.add(record_id)
            return dataclasses.replace(found, **gaps)
        except UNREADABLE:
            return None

    def _is_whole(self, found: Record, old: Record | None) -> bool:
        if found.id in self._clues.partly:
            return False
        return not _is_garbled(found) or (old is not None and _is_garbled(old))

    def _newest(self, record_id: str) -> tuple[bool, Record | None]:
        """Whether history knows the record, and as what it was last; None where it was erased."""
        (after,) = driver(self._connection).execute(_NEWEST, (record_id,)).fetchone()
        try:
            return True, None if after is None else from_plain(json.loads(after))
        except UNREADABLE:
            return False, None

    def _rescue(self, record_id: str, found: Record | None, old: Record | None) -> None:
        """Put the record as history knows it, else as far as its rows go."""
        if old is None:
            what: What = "part"
            if found is None:
                found, what = self._of_base(record_id), "text"
            elif record_id not in self._clues.partly:
                what = "letters"
            kind, title = self._clues.indexed.get(record_id, ("", ""))
            if found is None:
                found, what = self._of_own(record_id, kind, title), "part"
            if found is None:
                self.lost.append(Lost(record_id, kind, title, "all"))
            else:
                self.lost.append(Lost(record_id, found.TYPE, found.title, what))
        self._forget(record_id)
        record = old or found
        if record is not None:
            self._again[record_id] = record

    def _of_base(self, record_id: str) -> Record | None:
        """A record whose own row is lost: what it has in common with every other."""
        base = t.record.c
        try:
            row = self._connection.execute(select(t.record).where(base.id == record_id)).mappings().first()
            if row is None:
                return None
            return _made(RECORD_TYPES[row["type"]], record_id, dict(row))
        except UNREADABLE:
            return None

    def _of_own(self, record_id: str, kind: str, title: str) -> Record | None:
        """A record of which only its own row is left, and what the index says."""
        name = self._clues.own.get(record_id, kind)
        if name not in RECORD_TYPES:
            return None
        try:
            table = t.own.get(name)
            query = None if table is None else select(table).where(table.c.id == record_id)
            row = None if query is None else self._connection.execute(query).mappings().first()
            if row is None and not title:
                return None
            return _made(RECORD_TYPES[name], record_id, {**(row or {}), "title": title})
        except UNREADABLE:
            return None

    def _forget(self, record_id: str) -> None:
        self._connection.execute(delete(t.record).where(t.record.c.id == record_id))
        for table in t.own.values():
            self._connection.execute(delete(table).where(table.c.id == record_id))


def _is_garbled(record: Record) -> bool:
    """Whether a text holds what nobody types: signs that are no letters, or the zeros of a page that was wiped."""
    said = repr(record)
    return NO_LETTER in said or "\\x00" in said


def _made(record_type: type[Record], record_id: str, row: Mapping[str, Any]) -> Record:
    names = (*fields_of(record_type), "created_at", "updated_at", "deleted_at")
    values = {name: row[name] for name in names if row.get(name) is not None}
    return record_type(id=record_id, **values)


def _link_anew(connection: Connection, record_id: str, role: str, targets: list[str]) -> None:
    connection.execute(delete(t.link).where(t.link.c.source == record_id, t.link.c.role == role))
    rows = [
        {"source": record_id, "role": role, "target": target, "position": place}
        for place, target in enumerate(targets)
    ]
    if rows:
        connection.execute(insert(t.link), rows)


def _links_of(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    for role in link_fields(type(record)):
        value = getattr(record, role)
        if value:
            yield role, (value,) if isinstance(value, str) else tuple(value)


def _bare(record: Record) -> Record:
    none = {name: () if many else None for name, many in link_fields(type(record)).items()}
    return dataclasses.replace(record, **none)  # type: ignore[arg-type]


def _index(connection: Connection) -> None:
    """The search index anew, of the records as they are now."""
    reader = Reader(connection)
    index = SearchIndex(connection, reader.titles)
    sorts = {row[0]: row[1] for row in connection.execute(select(t.record.c.id, t.record.c.sort))}
    for record in all_records(reader):
        if record.deleted_at is None:
            index.put(record, sorts[record.id], None)


def _files(connection: Connection) -> Iterator[Lost]:
    """Remove files that are not whole, and name the attachments whose file is gone."""
    for sha256 in connection.scalars(select(t.blob.c.sha256).distinct()).all():
        if digest_of(connection, sha256) != sha256:
            connection.execute(delete(t.blob).where(t.blob.c.sha256 == sha256))
    attachment = t.own["attachment"]
    gone = (
        select(t.record.c.id, t.record.c.title)
        .join(attachment, attachment.c.id == t.record.c.id)
        .where(func.coalesce(attachment.c.sha256, "") != "")
        .where(attachment.c.sha256.not_in(select(t.blob.c.sha256)))
    )
    for row in connection.execute(gone).all():
        yield Lost(row.id, "attachment", row.title, "file")
