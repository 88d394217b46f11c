"""Records as plain JSON values and back: the one codec of revisions, export and import."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Mapping
from reprlib import repr as shorten
from typing import Any

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.per_type import per_type
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES


def to_plain(record: Record) -> dict[str, Any]:
    """A JSON object with `type`, `id`, and every field that differs from its default."""
    plain: dict[str, Any] = {"type": record.TYPE, "id": record.id}
    for name, usual, field in _written(type(record)):
        value = getattr(record, name)
        if value != usual:
            plain[name] = _encode(field, value)
    for name in STAMPS:
        stamp: dt.datetime | None = getattr(record, name)
        if stamp is not None:
            plain[name] = stamp.astimezone(dt.UTC).isoformat()
    return plain


@per_type
def _written(record_type: type[Any]) -> tuple[tuple[str, Any, Field], ...]:
    """Name, default and declaration of each field."""
    blank = record_type()
    return tuple((name, getattr(blank, name), field) for name, field in fields_of(record_type).items())


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
    readers = _readers(record_type)
    for key, value in plain.items():
        try:
            if key in readers:
                values[key] = readers[key](value)
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


@per_type
def _readers(record_type: type[Any]) -> dict[str, Callable[[Any], Any]]:
    """What makes a value of JSON the value of each field and stamp."""
    readers = {
        name: _strings if field.many else _DECODERS[field.kind]
        for name, field in fields_of(record_type).items()
    }
    return readers | dict.fromkeys(STAMPS, _moment)


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(map(_string, _list(value)))


def _moment(value: Any) -> dt.datetime | None:
    return None if value is None else dt.datetime.fromisoformat(value).astimezone(dt.UTC)


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
