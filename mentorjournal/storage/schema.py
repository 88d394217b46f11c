"""The schema of a fresh journal and the marks by which its file is known."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from mentorjournal.errors import NotAJournal
from mentorjournal.storage.tables import metadata

APPLICATION_ID = 0x4D4A524E
"""`MJRN`, in SQLite's application_id, so that other databases are told apart from journals."""

SCHEMA_VERSION = 5
"""Kept in SQLite's user_version; each step has a migration of the same number."""

REVISIONS = {1: "0001", 2: "0002", 3: "0003", 4: "0004", 5: "0005"}
"""The Alembic revision of each schema version."""

_ADD = (
    "INSERT INTO search(rowid, title, body, people, tags) "
    "VALUES (new.sort, new.title, new.body, new.people, new.tags); "
)
_REMOVE = (
    "INSERT INTO search(search, rowid, title, body, people, tags) "
    "VALUES ('delete', old.sort, old.title, old.body, old.people, old.tags); "
)
_INDEX = (
    "CREATE VIRTUAL TABLE search USING fts5(title, body, people, tags, content='search_doc', "
    "content_rowid='sort', tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
)
SEARCH_DDL = (
    _INDEX,
    f"CREATE TRIGGER search_doc_added AFTER INSERT ON search_doc BEGIN {_ADD}END",
    f"CREATE TRIGGER search_doc_removed AFTER DELETE ON search_doc BEGIN {_REMOVE}END",
    f"CREATE TRIGGER search_doc_changed AFTER UPDATE ON search_doc BEGIN {_REMOVE}{_ADD}END",
)
"""The full-text index over search_doc; its rowid sorts by date, so newest first costs nothing."""

MOST_PARTS = 500
"""Tables, indexes and triggers of a file; ours has some hundred, and a file of very many is slow in everything."""

ALEMBIC_DDL = (
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
    "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
"""As Alembic would make it, so that a fresh file equals a migrated one."""


def create(connection: Connection) -> None:
    """Make every table, the index and the version marks in an empty file."""
    for statement in (*_tables(), *SEARCH_DDL):
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql(ALEMBIC_DDL)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISIONS[SCHEMA_VERSION],))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA_VERSION}")


@cache
def _tables() -> tuple[str, ...]:
    """The statements of every table and its indexes: put into words once, which takes longer than to run them."""
    parts: list[CreateTable | CreateIndex] = []
    for table in metadata.sorted_tables:
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        parts += [CreateTable(table), *map(CreateIndex, indexes)]
    return tuple(str(part.compile(dialect=sqlite.dialect())) for part in parts)


_COMPUTED = (
    "SELECT m.name, x.name FROM sqlite_master m, pragma_table_xinfo(m.name) x "
    "WHERE m.type = 'table' AND m.sql NOT LIKE 'CREATE VIRTUAL%' AND x.hidden IN (2, 3)"
)
"""Columns that SQLite computes when a row is read, with whatever that takes."""


def strange_in(raw: Any) -> str:
    """What a file does by itself that no journal of any version does, or "": a trigger or view runs unasked.

    The search index and its triggers have been the same since the first schema; `raw` is a connection of the driver.
    """
    if raw.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] > MOST_PARTS:
        return "far too many tables"
    found = raw.execute(
        "SELECT type, name, sql FROM sqlite_master "
        "WHERE type IN ('trigger', 'view') OR sql LIKE 'CREATE VIRTUAL%' ORDER BY rowid"
    )
    for kind, name, sql in found:
        if sql not in SEARCH_DDL:
            return f"the {'table' if kind == 'table' else kind} “{str(name)[:60]}”"
    for name, column in raw.execute(_COMPUTED):
        return f"the computed column “{str(column)[:60]}” of “{str(name)[:60]}”"
    return ""


def refuse_strange(raw: Any, name: str) -> None:
    """Raise NotAJournal where a file does something by itself: before anything of it is read, counted or copied.

    `raw` is a connection of the driver that has read nothing yet, `name` that of the file.
    """
    refuse(strange_in(raw), name)


def refuse(strange: str, name: str) -> None:
    """Raise NotAJournal for what `strange_in` found in the file of this name, if anything."""
    if strange:
        raise NotAJournal(
            f"{name} holds {strange}, which Mentor Journal never writes and which could change or show what "
            "nobody asked for. It was not opened and not touched. Ask whoever gave you the file for an export."
        )
