"""Two journals held against each other row by row; a record is only built where its rows differ."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from mentorjournal.model.types import RECORD_TYPES
from mentorjournal.storage import tables as t
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import CHUNK, Reader

_PAGE = f"SELECT id, sort FROM record WHERE type = ?1 AND sort > ?2 ORDER BY sort LIMIT {CHUNK}"  # noqa: S608  a number
_LINKS = (
    "SELECT source, role, position, target FROM link WHERE source IN (SELECT value FROM json_each(?1)) "
    "ORDER BY source, role, position, target"
)


def pages(reader: Reader) -> Iterator[tuple[str, list[str]]]:
    """The type and the ids of every record, trashed ones too, a few hundred at a time, oldest first."""
    for name in RECORD_TYPES:
        last = -1
        while page := all_rows(reader, _PAGE, (name, last)):
            last = page[-1][1]
            yield name, [row[0] for row in page]


def differing(one: Reader, other: Reader, name: str, ids: list[str]) -> tuple[list[str], list[str]]:
    """Of records of one type that `one` holds: the ids that `other` lacks, and those whose rows differ there."""
    rows, theirs = _rows(one, name, ids), _rows(other, name, ids)
    lacking = [key for key in ids if key not in theirs]
    return lacking, [key for key in ids if key in theirs and theirs[key] != rows[key]]


def known_ids(reader: Reader, ids: list[str]) -> set[str]:
    """Those of the ids that a journal holds."""
    found = all_rows(
        reader, "SELECT id FROM record WHERE id IN (SELECT value FROM json_each(?1))", (json.dumps(ids),)
    )
    return {row[0] for row in found}


def _rows(reader: Reader, name: str, ids: list[str]) -> dict[str, list[Any]]:
    wanted = (json.dumps(ids),)
    found: dict[str, list[Any]] = {row[0]: [row] for row in all_rows(reader, _select(name), wanted)}
    for row in all_rows(reader, _LINKS, wanted):
        if row[0] in found:
            found[row[0]].append(row)
    return found


@cache
def _select(name: str) -> str:
    """Every column of a type but the place in the timeline, which is no content."""
    base = [f'r."{column.name}"' for column in t.record.c if column.name not in ("id", "sort")]
    own = [f'o."{column.name}"' for column in t.own[name].c if column.name != "id"] if name in t.own else []
    joined = f' JOIN "{name}" o ON o.id = r.id' if own else ""
    columns = ", ".join(("r.id", *base, *own))
    return f"SELECT {columns} FROM record r{joined} WHERE r.id IN (SELECT value FROM json_each(?1))"  # noqa: S608  our own
