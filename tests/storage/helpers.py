"""What several storage tests do: turn the clock, search, undo, and take a picture of a whole journal."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

from mentorjournal.storage import revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.search_index import query_of

ROOT = Path(__file__).parents[2]


class Clock:
    """A clock that stands until it is told to move."""

    def __init__(self) -> None:
        self.now = dt.datetime(2026, 4, 14, 12, 0, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        """The moment shown."""
        return self.now

    def forward(self, **by: float) -> None:
        """Move on, say by `minutes=4`."""
        self.now += dt.timedelta(**by)


def hits(journal: Database, words: str) -> list[str]:
    """The titles that a search finds, newest first."""
    query = query_of(words)
    if not query:
        return []
    with journal.reading() as reader:
        rows = reader.connection.exec_driver_sql(
            "SELECT d.title FROM search JOIN search_doc d ON d.sort = search.rowid "
            "WHERE search MATCH ? ORDER BY search.rowid DESC",
            (query,),
        )
        return [row[0] for row in rows]


def undo(journal: Database) -> str:
    """Take the newest step back and return its label, or nothing where there is none."""
    with journal.writing("Undo", kind="undo") as writer:
        step = revisions.next_undo(writer.connection)
        if step is not None:
            revisions.apply(writer, step, "before")
    return step.label if step else ""


def redo(journal: Database) -> str:
    """Do the step undone last again and return its label, or nothing where there is none."""
    with journal.writing("Redo", kind="redo") as writer:
        step = revisions.next_redo(writer.connection)
        if step is not None:
            revisions.apply(writer, step, "after")
    return step.label if step else ""


def undo_steps(journal: Database) -> list[str]:
    """The labels of the steps in force, oldest first."""
    with journal.reading() as reader:
        return list(
            reader.connection.exec_driver_sql(
                "SELECT label FROM change WHERE state = 'done' AND kind IN ('edit', 'import') ORDER BY id"
            ).scalars()
        )


def raw_rows(journal: Database, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """Rows of plain SQL."""
    with journal.reading() as reader:
        return [tuple(row) for row in reader.connection.exec_driver_sql(sql, values)]


def picture(journal: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every record with its fields, links and searchable text; places in the timeline left out."""
    taken: dict[str, list[tuple[Any, ...]]] = {}
    with journal.reading() as reader:
        ids = [row[0] for row in reader.connection.exec_driver_sql("SELECT id FROM record ORDER BY id")]
        taken["records"] = [(record_id, repr(record)) for record_id, record in reader.many(ids).items()]
        for table, columns in (
            ("link", "source, role, position, target"),
            ("search_doc", "record, type, title, body, people, tags"),
        ):
            rows = reader.connection.exec_driver_sql(f"SELECT {columns} FROM {table} ORDER BY {columns}")
            taken[table] = [tuple(row) for row in rows]
    return taken


def assert_sound(journal: Database) -> None:
    """Pages, links, and the full-text index against its texts."""
    with journal.writing("Check") as writer:
        connection = writer.connection
        connection.exec_driver_sql("INSERT INTO search(search, rank) VALUES ('integrity-check', 1)")
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalars().all() == ["ok"]
        assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
        unlisted = connection.exec_driver_sql(
            "SELECT id FROM record WHERE deleted_at IS NULL EXCEPT "
            "SELECT d.record FROM search_doc d JOIN record r ON r.id = d.record AND r.sort = d.sort"
        ).all()
        assert unlisted == []
        trashed = connection.exec_driver_sql(
            "SELECT record FROM search_doc JOIN record ON id = record WHERE deleted_at IS NOT NULL"
        ).all()
        assert trashed == []


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    """Run Python source in a process of its own, the project on its path, its output in a pipe."""
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stdin=subprocess.PIPE,
        text=True,
    )
