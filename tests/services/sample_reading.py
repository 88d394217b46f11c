"""What the tests of the sample journals read out of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, TypeVar

from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.services.sample import Sample, Side

TODAY = dt.date(2026, 4, 14)
SIDES: tuple[Side, ...] = ("mentee", "mentor")
DAYS = [TODAY, *(dt.date(2028, 2, 24) + dt.timedelta(days=n) for n in range(7)), dt.date(2027, 1, 1)]
TEXTS = ("title", "slipped", "measure", "if_then", "objective", "output", "worth", "need", "choice", "shares")
R = TypeVar("R", bound=Record)


def of(sample: Sample, record_type: type[R]) -> list[R]:
    return [record for record in sample.records if isinstance(record, record_type)]


def days_on(number: int) -> dt.date:
    return TODAY + dt.timedelta(days=number)


def linked(record: Record) -> Iterator[tuple[str, str | None, str]]:
    """Field name, wanted type and id of every link of a record."""
    for name, field in fields_of(type(record)).items():
        if field.kind == "link":
            value = getattr(record, name)
            for key in value if field.many else filter(None, (value,)):
                yield name, field.target, key


def texts(record: Record) -> Iterator[str]:
    """What was written in a record; rules are copies of what ships."""
    for name, field in fields_of(type(record)).items():
        value: Any = getattr(record, name)
        if field.kind == "sections":
            for section in value:
                yield from (section.heading, section.text)
        elif (field.kind == "note" and name != "rules") or name in TEXTS:
            yield value


def written(record: Record) -> str:
    return "\n".join(texts(record))
