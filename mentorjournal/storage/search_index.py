"""The full-text index: what of a record is searchable, and how words become a query."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from mentorjournal.model.fields import fields_of
from mentorjournal.model.per_type import per_type
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import tables as t
from mentorjournal.storage.prepared import Prepared

_WORD = re.compile(r"\w+(?:['’-]\w+)*", re.UNICODE)
_PHRASE = re.compile(r'"([^"]+)"')


def body_of(record: Record) -> str:
    """Every searchable text of a record but its title, in field order, one per line."""
    parts: list[str] = []
    for name, kind in _searchable(type(record)):
        value = getattr(record, name)
        if kind == "sections":
            # Headings are a template's; those of options are the reader's own words.
            own = name == "options"
            parts.extend(f"{part.heading}\n{part.text}" if own else part.text for part in value)
        elif value:
            parts.append(value)
    return "\n".join(part for part in parts if part)


@per_type
def _searchable(record_type: type[Any]) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, field.kind)
        for name, field in fields_of(record_type).items()
        if field.searchable and name != "title"
    )


def query_of(words: str) -> str:
    """An FTS5 query: every word must occur, each as a prefix; words in quotes as a phrase.

    Empty when nothing searchable was typed.
    """
    words = words.encode("utf-8", "ignore").decode("utf-8")  # half a character finds nothing
    phrases = [match.group(1) for match in _PHRASE.finditer(words)]
    loose = _PHRASE.sub(" ", words)
    terms = [f'"{_quoted(phrase)}"' for phrase in phrases if _WORD.search(phrase)]
    terms += [f'"{_quoted(word)}"*' for word in _WORD.findall(loose)]
    return " ".join(terms)


def _quoted(text: str) -> str:
    return text.replace('"', " ").replace("\0", " ")


_TEXTS = ("type", "title", "body", "people", "tags")


def texts_of(record: Record, names: Mapping[str, str]) -> tuple[str, ...]:
    """What the index is given of a record: its type, title and text, and the names of its people and tags,
    which are looked up by id."""
    people, tags = _named(record)
    return record.TYPE, record.title, body_of(record), _joined(names, people), _joined(names, tags)


class SearchIndex:
    """Keeps search_doc in step with the records inside the same transaction; triggers feed FTS5."""

    def __init__(self, connection: Connection, titles: Callable[[Iterable[str]], Mapping[str, str]]) -> None:
        self._connection, self._titles = connection, titles

    def put(self, record: Record, sort: int, before: Record | None) -> None:
        """Index a live record, or take a trashed one out.

        `before` is what stood at the same place of the timeline; None reads the names of its people and
        tags anew.
        """
        if record.deleted_at is not None:
            self.remove(record.id)
            return
        # The names indexed for a record follow their people and tags, so the same links have the same names.
        if before is not None and before.deleted_at is None and _named(before) == _named(record):
            text = {"title": record.title, "body": body_of(record)}
            same = text == {"title": before.title, "body": body_of(before)}
            if same or _UPDATE_TEXT.run(self._connection, {"of": record.id, **text}).rowcount:
                return
        people, tags = _named(record)
        names = self._titles([*people, *tags])
        words = dict(zip(_TEXTS, texts_of(record, names), strict=True))
        row: dict[str, Any] = {"sort": sort, "record": record.id, **words}
        if not _UPDATE.run(self._connection, {**row, "of": record.id}).rowcount:
            _INSERT.run(self._connection, row)

    def add(self, placed: Iterable[tuple[Record, int]]) -> None:
        """Index records that are new, each with its place in the timeline."""
        rows = []
        for record, sort in placed:
            if record.deleted_at is None:
                people, tags = _named(record)
                words = zip(_TEXTS, texts_of(record, self._titles([*people, *tags])), strict=True)
                rows.append({"sort": sort, "record": record.id, **dict(words)})
        _INSERT.run_many(self._connection, rows)

    def remove(self, record_id: str) -> None:
        """Take a record out of the index."""
        self._connection.execute(_DELETE, {"of": record_id})


@per_type
def _person_links(record_type: type[Any]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in fields_of(record_type).items()
        if field.kind == "link" and field.target == "person" and not field.many
    )


def _named(record: Record) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the people and of the tags by whose names a record is found."""
    single = [value for name in _person_links(type(record)) if (value := getattr(record, name))]
    return (*record.people, *single), record.tags


def _joined(names: Mapping[str, str], ids: tuple[str, ...]) -> str:
    return ", ".join(dict.fromkeys(names[item] for item in ids if item in names))


def _update(*names: str) -> Prepared:
    change = update(t.search_doc).where(t.search_doc.c.record == bindparam("of"))
    return Prepared(change.values({name: bindparam(name) for name in names}))


_INSERT = Prepared(insert(t.search_doc))
_DELETE = delete(t.search_doc).where(t.search_doc.c.record == bindparam("of"))
_UPDATE = _update("sort", "title", "body", "people", "tags")
_UPDATE_TEXT = _update("title", "body")
NAMING_ROLES = sorted(
    {
        name
        for record_type in RECORD_TYPES.values()
        for name, field in fields_of(record_type).items()
        if field.target in ("person", "tag")
    }
)
NAMED_SOURCES = select(t.link.c.source).where(
    t.link.c.target == bindparam("target"), t.link.c.role.in_(NAMING_ROLES)
)
"""The records that are found by the title of the person or tag they point to."""
