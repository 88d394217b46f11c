"""Column types that keep moments and section lists as readable text in the file."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any, Final

from sqlalchemy import Boolean, Date, Float, Text, Time
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

from mentorjournal.errors import NotAJournal
from mentorjournal.model.fields import Field, Section

UNREAD = (ValueError, TypeError, RecursionError)
"""What reading a value raises that this program never wrote."""


def senseless() -> NotAJournal:
    """A value that makes no sense, of a damaged file or one that something else has written."""
    return NotAJournal(
        "The journal holds a value that makes no sense: its file was damaged, or changed by another program. Nothing "
        "was changed. Check the journal, or open a backup."
    )


def from_json(value: str) -> Any:
    """JSON as the file keeps it. Raises NotAJournal."""
    try:
        return json.loads(value)
    except UNREAD as error:
        raise senseless() from error


_STORED: Final = len("2026-04-14T12:02:00.000000Z")


class Moment(TypeDecorator[dt.datetime]):
    """An aware datetime, kept as UTC ISO text that sorts by time."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> str | None:
        """To `2026-04-14T12:02:00.000000Z`."""
        return None if value is None else stored_moment(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> dt.datetime | None:
        """Back to an aware datetime in UTC."""
        try:
            return None if value is None else _moment(value)
        except UNREAD as error:
            raise senseless() from error


def stored_moment(value: dt.datetime) -> str:
    """An aware datetime as the file keeps it: the year in four figures, so that texts sort as moments do."""
    try:
        in_utc = value.astimezone(dt.UTC)
    except OverflowError:
        in_utc = value.replace(tzinfo=dt.UTC)  # at the ends of time there is no other day to move to
    return in_utc.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _moment(stored: str) -> dt.datetime:
    """The moment of such a text. Earlier versions wrote the first thousand years without their noughts."""
    try:
        return dt.datetime.fromisoformat(stored)
    except ValueError:
        return dt.datetime.fromisoformat(stored.zfill(_STORED))


class SectionList(TypeDecorator[tuple[Section, ...]]):
    """A tuple of sections, kept as a JSON list of [tag, heading, text]."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[Section, ...] | None, dialect: Dialect) -> str:
        """To JSON."""
        return json.dumps([[s.tag, s.heading, s.text] for s in value or ()], ensure_ascii=False)

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[Section, ...]:
        """Back to sections."""
        try:
            return tuple(Section(*item) for item in json.loads(value or "[]"))
        except UNREAD as error:
            raise senseless() from error


class KeyList(TypeDecorator[tuple[str, ...]]):
    """Several choice keys, kept as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """To JSON."""
        return json.dumps(list(value or ()))

    def process_result_value(self, value: str | None, dialect: Dialect) -> tuple[str, ...]:
        """Back to a tuple."""
        try:
            return tuple(json.loads(value or "[]"))
        except UNREAD as error:
            raise senseless() from error


class _Checked(TypeDecorator[Any]):
    """The engine's own type, for a file that may hold anything in its place."""

    impl: Any = Date
    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """What reads a value; raises NotAJournal."""
        read = super().result_processor(dialect, coltype)
        if read is None:
            return None

        def checked(value: Any) -> Any:
            try:
                return read(value)
            except UNREAD as error:
                raise senseless() from error

        return checked


class Day(_Checked):
    """A calendar day."""

    cache_ok = True


class TimeOfDay(_Checked):
    """A time of day."""

    impl = Time
    cache_ok = True


def column_type(field: Field) -> TypeEngine[Any]:
    """The column type of a declared field that is not a link."""
    if field.many:
        return KeyList()
    return _BY_KIND[field.kind]


_BY_KIND: dict[str, TypeEngine[Any]] = {
    "text": Text(),
    "note": Text(),
    "choice": Text(),
    "date": Day(),
    "time": TimeOfDay(),
    "flag": Boolean(),
    "number": Float(),
    "sections": SectionList(),
}
