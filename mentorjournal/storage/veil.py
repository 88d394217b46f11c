"""What a connection shows while a screen is shared: private and confidential text stands behind a veil of views.

A temporary view goes before the table of the same name, so every query of the program, whoever wrote it, reads
only what may be seen. Queries that name `main.record` would not; there are none.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any

from mentorjournal.model.fields import own_fields_of
from mentorjournal.model.types import Person, Tag
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import make_engine
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import own

SHARED = "your screen is shared: private and confidential text is hidden. Stop sharing to write."
"""Why a veiled journal cannot be written."""

NAMES_ONLY = (Person.TYPE, Tag.TYPE)
"""Types that give other records their names: they stay, with nothing but that."""

OPEN_META = ("owner", "identity")
"""What the journal keeps about itself that is no text of a person's thoughts; drafts are."""

_NAMING = ", ".join(f"'{name}'" for name in NAMES_ONLY)
_SEEN = """EXISTS (SELECT 1 FROM main.record seen WHERE seen.id = {0}
AND NOT seen.confidential AND (seen.visibility <> 'private' OR seen.type IN ({1})))"""
_VIEW = "CREATE TEMP VIEW {0} AS SELECT {1} FROM main.{0} o WHERE {2}"


def _seen(column: str) -> str:
    return _SEEN.format(column, _NAMING)


def _version(column: str) -> str:
    """What a record was in an earlier version may be seen only where that version itself could have been."""
    return (
        f"({column} IS NULL OR o.type IN ({_NAMING}) OR "
        f"(json_extract({column}, '$.visibility') IN ('shared', 'exportable') "
        f"AND json_extract({column}, '$.confidential') IS NOT 1))"
    )


def _person_columns() -> str:
    """A person's name and where they work; words about them, and how to reach them, are left out."""
    shown = {"short_name", "position", "organisation"}
    hidden = (
        f"'' AS {name}" if field.kind in ("text", "note") and name not in shown else name
        for name, field in own_fields_of(Person).items()
        if field.kind != "link"
    )
    return ", ".join(("id", *hidden))


def _conditions() -> Iterator[tuple[str, str, str]]:
    """Of each table that holds text: its name, its columns, and which of its rows may be seen."""
    yield "record", "*", f"NOT o.confidential AND (o.visibility <> 'private' OR o.type IN ({_NAMING}))"
    yield "link", "*", f"{_seen('o.source')} AND {_seen('o.target')}"
    yield (
        "revision",
        "*",
        f"o.type <> '{Person.TYPE}' AND {_seen('o.record')} AND {_version('o.before')} AND {_version('o.after')}",
    )
    # Some labels end with whom or what it was about.
    label = (
        "CASE o.kind WHEN 'import' THEN 'Import' ELSE substr(o.label, 1, instr(o.label || ':', ':') - 1) END"
    )
    yield "change", f"id, at, started_at, {label} AS label, kind, state", "1"
    # The index quotes what it found, notes about a person too, so people are not found by search.
    columns = "sort, record, type, title, body, '' AS people, tags"
    yield "search_doc", columns, f"o.type <> '{Person.TYPE}' AND {_seen('o.record')}"
    yield "meta", "*", "o.key IN ({})".format(", ".join(f"'{key}'" for key in OPEN_META))
    kept = _seen("a.id")
    yield "blob", "*", f"o.sha256 IN (SELECT a.sha256 FROM main.attachment a WHERE {kept})"  # noqa: S608  our own
    for name in own:
        yield name, _person_columns() if name == Person.TYPE else "*", _seen("o.id")


VIEWS: tuple[str, ...] = tuple(_VIEW.format(*parts) for parts in _conditions())
"""The views, for SQLite's temporary schema of one connection."""


def draw(raw: Any) -> None:
    """Draw the veil over one raw connection that only reads, for as long as it lives."""
    raw.execute("PRAGMA query_only = OFF")  # it forbids temporary views too
    for statement in VIEWS:
        raw.execute(statement)
    raw.execute("PRAGMA query_only = ON")


class VeiledDatabase(Database):
    """An open journal as it may be shown: read through the veil, and never written.

    Make one with `veiled`; closing it leaves the journal itself open.
    """

    veiled = True

    def __init__(self, whole: Database) -> None:
        engine = make_engine(whole.path, whole.key, read_only=True, same=whole.same, prepare=draw)
        super().__init__(
            whole.path,
            engine,
            same=whole.same,
            encrypted=whole.encrypted,
            lock=None,
            read_only_because=SHARED,
            clock=whole.clock,
            key=whole.key,
        )
        self.whole = whole

    def reading_all(self) -> AbstractContextManager[Reader]:
        """Behind the veil, for what shows nothing of it: documents of what may leave."""
        return self.whole.reading_all()

    def close(self) -> None:
        """Close the veiled connections; the journal stays open."""
        self._engine.dispose()
