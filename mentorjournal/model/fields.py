"""The one declaration of a field: forms, lists, search, storage, export and undo all read it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from mentorjournal.model.per_type import per_type

Kind = Literal["text", "note", "date", "time", "choice", "flag", "number", "sections", "link"]
"""The nine kinds: text is one line, note is Markdown, time is a time of day, link holds record ids."""


@dataclass(frozen=True, slots=True)
class Field:
    """What a column is for, as data.

    `choices` names a set in `mentorjournal.model.choices`; `target` names the record type a link may
    point to (None: any); `many` makes a choice or a link hold a tuple instead of one value.
    """

    label: str
    kind: Kind
    searchable: bool = False
    choices: str | None = None
    target: str | None = None
    many: bool = False


def _declare(field: Field, default: Any) -> Any:
    return dataclasses.field(default=default, metadata={"field": field})


def text(label: str, *, searchable: bool = True) -> Any:
    """One line of text, empty by default."""
    return _declare(Field(label, "text", searchable), "")


def note(label: str, *, searchable: bool = True) -> Any:
    """Markdown of any length, empty by default."""
    return _declare(Field(label, "note", searchable=searchable), "")


def date_field(label: str) -> Any:
    """A calendar day without a time zone, or None."""
    return _declare(Field(label, "date"), None)


def time_field(label: str) -> Any:
    """A local time of day, or None."""
    return _declare(Field(label, "time"), None)


def choice(label: str, choices: str, default: str = "") -> Any:
    """One key out of a named set of choices."""
    return _declare(Field(label, "choice", choices=choices), default)


def choice_set(label: str, choices: str) -> Any:
    """Several keys out of a named set of choices, as a tuple."""
    return _declare(Field(label, "choice", choices=choices, many=True), ())


def flag(label: str, *, default: bool = False) -> Any:
    """Yes or no."""
    return _declare(Field(label, "flag"), default)


def number(label: str) -> Any:
    """A number with its unit in the label, or None."""
    return _declare(Field(label, "number"), None)


def sections(label: str, *, searchable: bool = True) -> Any:
    """A tuple of `Section`: headed texts of a template."""
    return _declare(Field(label, "sections", searchable), ())


def link(label: str, target: str | None = None) -> Any:
    """The id of one other record, or None."""
    return _declare(Field(label, "link", target=target), None)


def links(label: str, target: str | None = None) -> Any:
    """The ids of other records, in order, as a tuple."""
    return _declare(Field(label, "link", target=target, many=True), ())


@dataclass(frozen=True, slots=True)
class Section:
    """One headed text. `tag` is a canonical tag of reflection (what, felt, meaning, link, judged,
    learned, next) or a key of the template; it lets text survive a change of template."""

    tag: str
    heading: str
    text: str


@per_type
def fields_of(record_type: type[Any]) -> Mapping[str, Field]:
    """Every declared field of a record type by attribute name, base fields first."""
    declared = dataclasses.fields(record_type)
    return MappingProxyType({f.name: f.metadata["field"] for f in declared if "field" in f.metadata})


@per_type
def own_fields_of(record_type: type[Any]) -> Mapping[str, Field]:
    """The fields a record type adds to the base record."""
    bases = [base for base in record_type.__mro__[1:] if dataclasses.is_dataclass(base)]
    shared = {name for base in bases for name in fields_of(base)}
    return MappingProxyType(
        {name: field for name, field in fields_of(record_type).items() if name not in shared}
    )
