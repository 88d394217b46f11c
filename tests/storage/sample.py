"""One record of every type with every field filled, always the same, for stored databases and round trips."""

from __future__ import annotations

import datetime as dt
from typing import Any

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES

PASSPHRASE = "three quiet herons"
WHEN = dt.datetime(2026, 4, 14, 12, 2, tzinfo=dt.UTC)
BYTES = bytes(range(256)) * 16


_OF_SCHEMA_1 = (
    *("reflection", "insight", "goal", "milestone", "action", "meeting", "agenda_item"),
    *("feedback", "resource", "person", "relationship", "activity", "attachment", "tag"),
)


def sample_id(name: str) -> str:
    """A fixed UUIDv7 for the sample record of a type; the stored databases hold those of their schema."""
    later = [key for key in RECORD_TYPES if key not in _OF_SCHEMA_1]
    return f"019d8c00-0000-7000-8000-{[*_OF_SCHEMA_1, *later].index(name):012d}"


def sample_record(record_type: type[Record]) -> Record:
    """A record with a value in every field, links included."""
    values = {name: _value(record_type, name, field) for name, field in fields_of(record_type).items()}
    return record_type(id=sample_id(record_type.TYPE), created_at=WHEN, updated_at=WHEN, **values)


def _value(record_type: type[Record], name: str, field: Field) -> Any:
    text = f"{record_type.LABEL}: {field.label.lower()} naïvely"
    if field.kind == "link":
        target = sample_id(field.target or "reflection")
        return (target,) if field.many else target
    if field.kind == "choice":
        keys = tuple(CHOICES[field.choices or ""])
        return keys[:2] if field.many else keys[-1]
    made: dict[str, Any] = {
        "text": text,
        "note": text + "\n\n- one\n- two",
        "date": dt.date(2026, 4, 14),
        "time": dt.time(9, 30),
        "flag": True,
        "number": 2.5,
        "sections": (Section("what", "What happened", text), Section("next", "Next", "Ask about the grant")),
    }
    return made[field.kind]
