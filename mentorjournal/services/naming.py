"""Picked records: a link of a record to several others is made longer by a name, and shorter by an id."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage.database import Database
from mentorjournal.storage.writer import Writer


class Naming:
    """What every page with picked rows does; each verb is one step."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, record_id: str, role: str, title: str, *, origin: str = "") -> Record:
        """Let a record name the one of this title too, a new one where there is none.

        Raises NotFound, and InvalidRecord without words or for a role that names nothing of one type.
        """
        words = " ".join(title.split())
        if not words:
            raise InvalidRecord("Say what is to be added. Nothing was changed.")
        with self._database.writing("Add a name", origin=origin) as change:
            record, kind = _asked(change, record_id, role)
            known = change.named(kind)
            key = next((one for one, name in known.items() if name.casefold() == words.casefold()), "")
            key = key or change.put(kind(title=words)).id
            return change.put(_with(record, role, (*getattr(record, role), key)))

    def take_out(self, record_id: str, role: str, key: str, *, origin: str = "") -> Record:
        """Let a record name this one no more; it stays in the journal. Raises as `add`."""
        with self._database.writing("Take out a name", origin=origin) as change:
            record, _ = _asked(change, record_id, role)
            left = tuple(one for one in getattr(record, role) if one != key)
            return change.put(_with(record, role, left))

    def choices(self, record: Record, role: str) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        """(id, title) of what a record names, in its order, and the titles of what it could name besides."""
        kind = _kind(type(record), role)
        with self._database.reading() as reader:
            named = reader.named(kind)
        chosen = getattr(record, role)
        mine = tuple((key, named[key]) for key in chosen if key in named)
        return mine, tuple(title for key, title in named.items() if key not in chosen and title)


def _asked(change: Writer, record_id: str, role: str) -> tuple[Record, type[Record]]:
    record = change.peek(record_id)
    if record is None:
        raise NotFound("This record is not in the journal any more. Nothing was changed.")
    return record, _kind(type(record), role)


def _kind(of: type[Record], role: str) -> type[Record]:
    field = fields_of(of).get(role)
    if field is None or field.kind != "link" or not field.many or field.target is None:
        raise InvalidRecord(f"{of.LABEL}: “{role}” names nothing. Nothing was changed.")
    return RECORD_TYPES[field.target]


def _with(record: Record, role: str, ids: tuple[str, ...]) -> Record:
    values: dict[str, Any] = {role: tuple(dict.fromkeys(ids))}
    return replace(record, **values)
