"""A journal as tables, one file for each type of record, that no spreadsheet calculates with."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, Final

from mentorjournal.interchange.csv_own import ID_HEADING
from mentorjournal.interchange.csv_safe import defused
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    RECORD_TYPES,
    Activity,
    Attachment,
    Goal,
    Layout,
    Manifest,
    Packet,
    Person,
    Reflection,
    Scheme,
    Tag,
)

_NOT_WRITTEN: Final = (Attachment, Layout, Manifest, Packet, Scheme, Tag)
"""Types that say nothing in a table: words stand with what they mark, files cannot be in a cell."""
_LEFT_OUT: Final = frozenset({"source_id", "attachments", "time_zone"})
_CALLED: Final[Mapping[tuple[type[Record], str], str]] = {
    (Activity, "detail"): "Notes",
    (Goal, "why"): "Why it matters",
    (Goal, "target"): "Due date",
    (Reflection, "sections"): "Text",
}
"""Headings that our own reading of tables knows, where the label is another."""


def write(portable: Portable, folder: Path) -> Left:
    """Write a file such as goals.csv for each type there is a record of, into a folder that is there.

    UTF-8 with a byte-order mark, commas, one row for each record; days are ISO 8601, several values of one
    cell stand one behind the other with semicolons. A cell a spreadsheet would calculate begins with an
    apostrophe.
    """
    left = Left()
    for record_type in RECORD_TYPES.values():
        if record_type not in _NOT_WRITTEN:
            _write_type(portable, record_type, folder, left)
    return left


def _write_type(portable: Portable, record_type: type[Record], folder: Path, left: Left) -> None:
    records = portable.of(record_type)
    first = next(records, None)
    if first is None:
        return
    fields = {name: field for name, field in fields_of(record_type).items() if name not in _LEFT_OUT}
    path = folder / f"{record_type.PLURAL.lower().replace(' ', '-')}.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.writer(stream)
        table.writerow([ID_HEADING, *(_heading(record_type, *pair) for pair in fields.items())])
        for record in chain((first,), records):
            _write_row(portable, table, record, fields, left)
    left.files += 1


def _write_row(
    portable: Portable, table: Any, record: Record, fields: Mapping[str, Field], left: Left
) -> None:
    cells = [_cell(portable, record, name, field) for name, field in fields.items()]
    table.writerow([record.id, *map(defused, cells)])
    left.records += 1
    portable.check(left.records)
    for _ in record.attachments:
        left.lost("an attached file")
    sections = getattr(record, "sections", ())
    if len(sections) > 1:
        left.lost("the parts of an entry, which are one text with headings")


def _heading(record_type: type[Record], name: str, field: Field) -> str:
    return _CALLED.get((record_type, name), field.label)


def _cell(portable: Portable, record: Record, name: str, field: Field) -> str:
    value = getattr(record, name)
    if name == "tags":
        return "; ".join(portable.tags(record))
    if value is None or value == ():
        return ""
    if field.kind == "link":
        return "; ".join(filter(None, (_named(portable, key) for key in (value if field.many else (value,)))))
    if field.kind == "choice":
        labels = CHOICES[field.choices or ""]
        return "; ".join(labels.get(key, key) for key in (value if field.many else (value,)))
    return _PLAIN.get(field.kind, str)(value)


def _named(portable: Portable, key: str) -> str:
    record = portable.get(key)
    return portable.name(key) if record is None or isinstance(record, Person) else record.title


def _sections(value: tuple[Section, ...]) -> str:
    parts = (f"## {one.heading}\n\n{one.text}" if one.heading else one.text for one in value if one.text)
    return "\n\n".join(parts)


_PLAIN: Final[Mapping[str, Callable[[Any], str]]] = {
    "date": lambda day: str(day.isoformat()),
    "time": lambda at: str(at.isoformat()),
    "flag": lambda yes: "yes" if yes else "",
    "number": lambda number: f"{number:g}" if number == float(f"{number:g}") else repr(number),
    "sections": _sections,
}
