"""Hypothesis strategies for records of any type, built from the `Field` declarations."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Any

from hypothesis import strategies as st

from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import STAMPS, Record
from mentorjournal.model.types import RECORD_TYPES

moments = st.datetimes(
    min_value=dt.datetime(1971, 1, 1),  # noqa: DTZ001  hypothesis asks for naive bounds
    max_value=dt.datetime(2120, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=5, minutes=45))]),
)
"""Aware moments, some in Kathmandu's quarter-hour zone."""

lines = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30)
"""One line of any characters that a line can hold."""

notes = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
"""Text of any length with line breaks, NUL and other control characters."""

typed = st.text(max_size=40) | st.lists(
    st.sampled_from(
        ['"', "*", "AND", "NEAR(", ")", "-", "title:", "^", "+", "'", "é", "a", "mentor", "\0", "_", "{"]
    ),
    max_size=8,
).map(" ".join)
"""What somebody may type into a search box, the query language's own signs included."""

sections = st.builds(Section, tag=lines, heading=lines, text=notes)


def ids_out_of(known: Sequence[str]) -> st.SearchStrategy[str]:
    """Ids of existing records, or of records that do not exist."""
    made = st.uuids(version=4).map(str)
    return st.sampled_from(known) | made if known else made


def value_of(field: Field, known: Sequence[str] = ()) -> st.SearchStrategy[Any]:
    """A valid value of a declared field; links go to `known` ids, and sometimes to nothing."""
    if field.kind == "choice":
        keys = st.sampled_from(sorted(CHOICES[field.choices or ""]))
        return st.lists(keys, unique=True, max_size=4).map(tuple) if field.many else keys
    if field.kind == "link":
        ids = ids_out_of(known)
        return st.lists(ids, unique=True, max_size=4).map(tuple) if field.many else st.none() | ids
    return _simple()[field.kind]


@cache
def _simple() -> dict[str, st.SearchStrategy[Any]]:
    return {
        "text": lines,
        "note": notes,
        "date": st.none() | st.dates(),
        "time": st.none() | st.times(),
        "flag": st.booleans(),
        "number": st.none()
        | st.integers(-(2**53), 2**53).map(float)
        | st.floats(allow_nan=False, allow_infinity=False),
        "sections": st.lists(sections, max_size=3).map(tuple),
    }


def records(
    record_type: type[Record] | None = None, *, known: Sequence[str] = (), stamps: bool = True
) -> st.SearchStrategy[Record]:
    """Records of one type, or of any: each field is left at its default or given any valid value."""
    if record_type is None:
        return st.sampled_from(list(RECORD_TYPES.values())).flatmap(
            lambda cls: records(cls, known=known, stamps=stamps)
        )
    optional = {name: value_of(field, known) for name, field in fields_of(record_type).items()}
    if stamps:
        optional |= {name: moments.map(lambda moment: moment.astimezone(dt.UTC)) for name in STAMPS}
    shape = st.fixed_dictionaries({"id": st.uuids(version=4).map(str)}, optional=optional)
    make: Any = record_type
    return shape.map(lambda values: make(**values))
