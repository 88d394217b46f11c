"""What holds for a record however it is written: its place in time, its numbers, its links, its bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Iterable
from typing import Any, TypeVar

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import fields_of
from mentorjournal.model.per_type import per_type
from mentorjournal.model.record import Record
from mentorjournal.storage.reader import link_fields

R = TypeVar("R", bound=Record)
BLOB_PART = 1 << 20
SORT_BITS = 20
"""How many records may share one second of one day before the next second is borrowed: 2**20."""


def first_sort(record: Record, now: dt.datetime, time_zone: str) -> int:
    """The first place in the timeline for the second of a record's day; without a day, of the day it was
    made, on the clock of its time zone or else of this one (an IANA name, or empty for UTC)."""
    stamp = _local(record.created_at or now, record.time_zone or time_zone)
    day = record.date or stamp.date()
    at = record.at if record.date else stamp.time()
    seconds = 0 if at is None else at.hour * 3600 + at.minute * 60 + at.second
    return (day.toordinal() * 86_400 + seconds) << SORT_BITS


def refuse_endless(record: Record) -> None:
    """Raise InvalidRecord where a number is infinite or none at all: it could not be read back."""
    for name in _numbers(type(record)):
        value = getattr(record, name)
        if value is not None and not _is_finite(value):
            label = fields_of(type(record))[name].label
            raise InvalidRecord(
                f"{record.LABEL}: {label} is not a number that can be kept. Nothing was saved."
            )


def _is_finite(value: float) -> bool:
    try:
        return math.isfinite(value)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def with_likely_stamps(record: R) -> R:
    """The record without stamps of the first and the last year there are: they stand for "not known" in other
    programs, and no clock of another zone can show them."""
    created, updated = (
        stamp if stamp is not None and dt.MINYEAR < stamp.year < dt.MAXYEAR else None
        for stamp in (record.created_at, record.updated_at)
    )
    if (created, updated) == (record.created_at, record.updated_at):
        return record
    return dataclasses.replace(record, created_at=created, updated_at=updated)


def _local(stamp: dt.datetime, zone: str) -> dt.datetime:
    """A moment on the clock of a zone; of UTC where the zone is not known here."""
    if not zone:
        return stamp
    from mentorjournal.model.zones import zone_named

    found = zone_named(zone)
    try:
        return stamp.astimezone(found) if found else stamp
    except (ValueError, OSError, OverflowError):
        return stamp


@per_type
def _numbers(record_type: type[Any]) -> tuple[str, ...]:
    return tuple(name for name, field in fields_of(record_type).items() if field.kind == "number")


def unlinked(record: R, target: str) -> R:
    """The record without its links to `target`."""
    left: dict[str, Any] = {}
    for name, many in link_fields(type(record)).items():
        value = getattr(record, name)
        left[name] = (
            tuple(item for item in value if item != target) if many else (None if value == target else value)
        )
    return dataclasses.replace(record, **left)


def in_parts(parts: bytes | Iterable[bytes]) -> Iterable[bytes]:
    """The bytes again, in parts of BLOB_PART; the last may be smaller, and nothing is one empty part."""
    if isinstance(parts, bytes):
        yield from (parts[start : start + BLOB_PART] for start in range(0, max(len(parts), 1), BLOB_PART))
        return
    pending = bytearray()
    whole = False
    for chunk in parts:
        pending += chunk
        while len(pending) >= BLOB_PART:
            yield bytes(pending[:BLOB_PART])
            del pending[:BLOB_PART]
            whole = True
    if pending or not whole:
        yield bytes(pending)
