"""A record in words, for formats that people read: its short facts, its texts, and whom and what it names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from mentorjournal.interchange.portable import Portable
from mentorjournal.model.choices import label
from mentorjournal.model.fields import Field, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES, AgendaItem, Person

NOT_TOLD: Final = frozenset(
    {"attachment", "tag", "agenda_item", "brief_line", "layout", "manifest", "packet"}
)
"""Types with no page of their own: they stand with another record, or are what the program notes for itself."""
TOLD: Final = tuple(cls for name, cls in RECORD_TYPES.items() if name not in NOT_TOLD)
_ELSEWHERE: Final = frozenset(
    {
        "title",
        "date",
        "at",
        "time_zone",
        "visibility",
        "confidential",
        "starred",
        "source_id",
        "tags",
        "attachments",
    }
)
_NO_WORDS: Final = frozenset({"rules"})
"""Texts that are no reading matter."""


@dataclass(frozen=True, slots=True)
class Told:
    """One short fact: its words, and for each the id of the record it names, "" where it names none."""

    name: str
    label: str
    words: tuple[str, ...]
    ids: tuple[str, ...] = ()


def called(record: Record) -> str:
    """What a record is called, on one line: by its title, else by its kind and day."""
    title = " ".join(record.title.split())
    if title:
        return title
    return f"{record.LABEL} {record.date.isoformat()}" if record.date else record.LABEL


def facts(record: Record, portable: Portable) -> Iterator[Told]:
    """Every short field that says something; who may not appear is not in it."""
    for name, field in fields_of(type(record)).items():
        if name in _ELSEWHERE or field.kind in ("note", "sections") or not _is_told(record, name, field):
            continue
        value = getattr(record, name)
        if field.kind == "link":
            if (told := _linked(name, field, value, portable)) is not None:
                yield told
        elif words := _words(value, field):
            yield Told(name, field.label, words)


def _is_told(record: Record, name: str, field: Field) -> bool:
    if isinstance(record, Person) and name in ("display", "consent"):
        return False
    return field.kind != "text" or field.searchable


def _linked(name: str, field: Field, value: Any, portable: Portable) -> Told | None:
    ids = value if isinstance(value, tuple) else (value,) if value else ()
    named = [(words, key) for key in ids for words, key in (_named(key, portable),) if words]
    if not named:
        return None
    return Told(name, field.label, tuple(words for words, _ in named), tuple(key for _, key in named))


def _named(record_id: str, portable: Portable) -> tuple[str, str]:
    """What stands for a record, and its id where it is to be found in what leaves."""
    record = portable.get(record_id)
    if record is None:
        return portable.name(record_id), ""
    if isinstance(record, Person):
        return portable.name(record_id), record_id
    return called(record), "" if isinstance(record, AgendaItem) else record_id


def _words(value: Any, field: Field) -> tuple[str, ...]:
    if field.kind == "choice" and field.choices:
        keys = value if isinstance(value, tuple) else (value,) if value else ()
        return tuple(label(field.choices, key) for key in keys)
    if isinstance(value, bool):
        return ("yes",) if value else ()
    if isinstance(value, float):
        return (f"{value:g}",)
    if isinstance(value, dt.date | dt.time):
        return (value.isoformat(),)
    return (" ".join(value.split()),) if value and value.strip() else ()


def texts(record: Record) -> Iterator[tuple[str, str]]:
    """Every text with its heading, in the order of the fields; the one text of a free entry has none."""
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if name in _NO_WORDS:
            continue
        if field.kind == "note" and value.strip():
            yield field.label, value
        elif field.kind == "sections":
            yield from ((part.heading, part.text) for part in value if part.text.strip())
