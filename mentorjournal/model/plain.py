"""Records as plain JSON values and back: the one codec of revisions, export and import."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from reprlib import repr as shorten
from typing import Any

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES


def to_plain(record: Record) -> dict[str, Any]:
    """A JSON object with `type`, `id`, and every field that differs from its default."""
    plain: dict[str, Any] = {"type": record.TYPE, "id": record.id}
    blank = type(record)()
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name)
        if value != getattr(blank, name):
            plain[name] = _encode(field, value)
    for name in STAMPS:
        stamp: dt.datetime | None = getattr(record, name)
        if stamp is not None:
            plain[name] = stamp.astimezone(dt.UTC).isoformat()
    return plain


def from_plain(plain: Mapping[str, Any]) -> Record:
    """The record of a JSON object. Unknown keys are ignored.

    Raises InvalidRecord, naming the field, for an unknown type or a value of the wrong shape.
    """
    name = plain.get("type")
    record_type = RECORD_TYPES.get(name) if isinstance(name, str) else None
    if record_type is None:
        raise InvalidRecord(f"There is no record type {name!r}.")
    identity = plain.get("id")
    if not isinstance(identity, str) or not identity or not identity.isprintable():
        raise InvalidRecord(f"A {record_type.LABEL.lower()} has no id.")
    values: dict[str, Any] = {"id": identity}
    fields = fields_of(record_type)
    for key, value in plain.items():
        try:
            if key in fields:
                values[key] = _decode(fields[key], value)
            elif key in STAMPS:
                values[key] = None if value is None else dt.datetime.fromisoformat(value).astimezone(dt.UTC)
        except (TypeError, ValueError, KeyError, OverflowError) as error:
            raise InvalidRecord(
                f"{record_type.LABEL} {identity}: {key} cannot be read ({shorten(value)})."
            ) from error
    return record_type(**values)


def _encode(field: Field, value: Any) -> Any:
    if field.kind in ("date", "time"):
        return None if value is None else value.isoformat()
    if field.kind == "sections":
        return [{"tag": s.tag, "heading": s.heading, "text": s.text} for s in value]
    return list(value) if field.many else value


def _decode(field: Field, value: Any) -> Any:
    if field.many:
        return tuple(_string(item) for item in _list(value))
    return _DECODERS[field.kind](value)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    value.encode()  # a lone surrogate, which no file can hold, is a ValueError here
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _number(value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(value)
    if not math.isfinite(value):
        raise ValueError(value)
    return float(value)


def _time(value: Any) -> dt.time | None:
    if value is None:
        return None
    moment = dt.time.fromisoformat(_string(value))
    if moment.tzinfo is not None:
        raise ValueError(value)
    return moment


def _sections(value: Any) -> tuple[Section, ...]:
    return tuple(
        Section(_string(item["tag"]), _string(item["heading"]), _string(item["text"]))
        for item in _list(value)
    )


_DECODERS: dict[str, Any] = {
    "text": _string,
    "note": _string,
    "choice": _string,
    "date": lambda value: None if value is None else dt.date.fromisoformat(_string(value)),
    "time": _time,
    "flag": _flag,
    "number": _number,
    "sections": _sections,
    "link": lambda value: None if value is None else _string(value),
}
