"""Column types that keep moments and section lists as readable text in the file."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from sqlalchemy import Boolean, Date, Float, Text, Time
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from mentorjournal.model.fields import Field, Section


class Moment(TypeDecorator[dt.datetime]):
    """An aware datetime, kept as UTC ISO text that sorts by time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        """To `2026-04-14T12:02:00.000000Z`."""
        return None if value is None else stored_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        """Back to an aware datetime in UTC."""
        return None if value is None else dt.datetime.fromisoformat(value)


def stored_moment(value: dt.datetime) -> str:
    """An aware datetime as the file keeps it."""
    return value.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class SectionList(TypeDecorator[tuple[Section, ...]]):
    """A tuple of sections, kept as a JSON list of [tag, heading, text]."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Section, ...] | None, dialect: Dialect) -> str:
        """To JSON."""
        return json.dumps([[s.tag, s.heading, s.text] for s in value or ()], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Section, ...]:
        """Back to sections."""
        return tuple(Section(*item) for item in json.loads(value or "[]"))


class KeyList(TypeDecorator[tuple[str, ...]]):
    """Several choice keys, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """To JSON."""
        return json.dumps(list(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Back to a tuple."""
        return tuple(json.loads(value or "[]"))


def column_type(field: Field) -> TypeEngine[Any]:
    """The column type of a declared field that is not a link."""
    if field.many:
        return KeyList()
    return _BY_KIND[field.kind]


_BY_KIND: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "note": Text(),
    "choice": Text(),
    "date": Date(),
    "time": Time(),
    "flag": Boolean(),
    "number": Float(),
    "sections": SectionList(),
}
