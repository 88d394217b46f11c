"""Tells to which table of a journal a row belongs that was found on a page of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import engine as engines
from mentorjournal.storage import tables as t
from mentorjournal.storage.keys import Key
from mentorjournal.storage.single_pages import SinglePages

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA = re.compile(r"[0-9a-f]{64}")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
OWN = "own"
"""The row of a record's own table; which one, its type says."""

Row = tuple[str, list[Any], bool]
"""Table, values in the order of its columns, and whether all of them could be read."""


def is_id(value: object) -> bool:
    """Whether this is the id of a record."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


class FoundRows:
    """Every row of a damaged journal, each once, whatever page leads to it."""

    def __init__(self, pages: SinglePages) -> None:
        self._pages = pages
        self._seen: set[tuple[Any, ...]] = set()

    def of_page(self, number: int) -> Iterator[Row]:
        """The rows of one page that were not found before. Raises OSError, sqlcipher.Error for the work file."""
        heads = self._pages.heads(number)
        for rowid, first, second, third_is_whole in heads:
            table = _table(first, second, third_is_whole=bool(third_is_whole))
            key = (table, rowid if first is None else first, second if table == "blob" else None)
            if not table or key in self._seen:
                continue
            values, whole = self._pages.row(number, rowid)
            if first is None and values:
                values[0] = rowid  # SQLite keeps it only there
            if values:
                self._seen.add(key)
                yield table, values, whole
        if not heads:
            yield from self._links(number)

    def _links(self, number: int) -> Iterator[Row]:
        for first, second, third, position in self._pages.keys(number):
            # The index by target has the two ends the other way round, and no position.
            source, target = (third, first) if position is None else (first, third)
            if not (is_id(source) and is_id(target) and isinstance(second, str)):
                continue
            yield "link", [source, second, target, position], position is not None


def _table(first: object, second: object, *, third_is_whole: bool) -> str:
    if first is None:
        return _numbered(second)
    if not isinstance(first, str):
        return ""
    if is_id(first):
        return "record" if second in RECORD_TYPES and third_is_whole else OWN
    if _SHA.fullmatch(first) and isinstance(second, int):
        return "blob"
    return "meta" if isinstance(second, str) and first.isidentifier() else ""


def _numbered(second: object) -> str:
    """The table of a row that goes by a number, by what comes after it."""
    if isinstance(second, int):
        return "revision"
    if not isinstance(second, str):
        return ""
    if is_id(second):
        return "search_doc"
    return "change" if _MOMENT.match(second) else ""


def columns_of(copy: Path, key: Key | None) -> dict[str, list[str]]:
    """The names of the columns of each table as the file itself has them, for it may be of an earlier format;
    those of this program where its directory cannot be read."""
    found = {name: [column.name for column in table.columns] for name, table in t.metadata.tables.items()}
    raw = engines.connect(copy, key, read_only=True, immutable=True)
    try:
        raw.execute("PRAGMA writable_schema = ON")  # lets one damaged entry not hide the others
        for name in tuple(found):
            if rows := raw.execute(f"PRAGMA table_info('{name}')").fetchall():
                found[name] = [row[1] for row in rows]
    except sqlcipher.Error:
        pass
    finally:
        raw.close()
    return found
