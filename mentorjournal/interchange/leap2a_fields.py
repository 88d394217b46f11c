"""What of a record stands in a Leap2A portfolio as categories of our own scheme, beside its title, day and text."""

from __future__ import annotations

import datetime as dt
import math
from typing import Any, Final

from mentorjournal.interchange.leap2a_feed import OURS, Category
from mentorjournal.interchange.references import one_line
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.fields import Field, Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Activity, Feedback, Goal, Milestone, Resource

HELD: Final[dict[type[Record], tuple[str, ...]]] = {
    Goal: ("area", "scope", "status", "measure", "if_then", "start", "target", "closed_on"),
    Milestone: ("due", "original_due", "done_on", "slipped"),
    ActionItem: ("due", "done_on", "priority", "let_go_on"),
    Activity: (
        *("category", "hours", "role", "provider", "output", "verified_by", "credit", "trains_mentoring"),
    ),
    Resource: ("kind", "authors", "year", "published_in", "doi", "url", "status", "usefulness"),
    Feedback: ("direction", "on_what"),
}
"""A file may set these and no others: never consent, keys, or who may see a record."""
TEXT: Final[dict[type[Record], str]] = {
    Goal: "why",
    ActionItem: "detail",
    Activity: "detail",
    Resource: "notes",
    Feedback: "sections",
}
"""Where the text of an entry goes. A milestone has none."""
OWN: Final[dict[str, type[Record]]] = {cls.TYPE: cls for cls in HELD}
_LONGEST_NUMBER: Final = 1e9


def categories_of(record: Record) -> list[Category]:
    """The type and the fields of a record, as another program may pass them over."""
    told = [Category(record.TYPE, f"{OURS}type")]
    fields = fields_of(type(record))
    for name in ("date", *HELD.get(type(record), ())):
        value = getattr(record, name)
        terms = (_term(one, fields[name]) for one in (value if isinstance(value, tuple) else (value,)))
        told += (Category(term, f"{OURS}{name}") for term in terms if term)
    return told


def _term(value: Any, field: Field) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, dt.date):
        return value.isoformat()
    return one_line(value) if isinstance(value, str) and field.kind in ("text", "choice") else ""


def record_of(make: type[Record], categories: list[Category], text: str, given: dict[str, Any]) -> Record:
    """The record that was written with these categories and this text; `given` are its other fields."""
    fields = fields_of(make)
    values = dict(given)
    for one in categories:
        name = one.scheme.removeprefix(OURS) if one.scheme.startswith(OURS) else ""
        if name not in ("date", *HELD[make]):
            continue
        value = _value(one.term, fields[name])
        if value is not None and fields[name].many:
            values[name] = tuple(dict.fromkeys((*values.get(name, ()), value)))
        elif value is not None:
            values[name] = value
    main = TEXT.get(make, "")
    if main:
        is_one = fields[main].kind != "sections"
        values[main] = text if is_one else ((Section("free", "", text),) if text else ())
    return make(**values)


def _value(term: str, field: Field) -> Any:
    """The value a category stands for; None where it makes no sense."""
    if field.kind == "choice":
        return term if term in CHOICES[field.choices or ""] else None
    if field.kind == "flag":
        return term == "yes" or None
    try:
        if field.kind == "date":
            return dt.date.fromisoformat(term)
        if field.kind == "number":
            number = float(term)
            return number if math.isfinite(number) and abs(number) < _LONGEST_NUMBER else None
    except ValueError:
        return None
    return one_line(term)
