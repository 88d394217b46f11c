"""The blocks of a form: fields that are filled in on screen or by hand, and what a form carries unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["line", "lines", "date", "choice", "tick", "sign"]


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: a line, several lines, a day, a choice of one among `options`, a box to tick, a line to sign.

    `name` is unique in a document and has no full stop; a line to sign is for a hand alone and has none.
    `label` is said to who does not see as well; `hint` stands small below it. `options` are key and label.
    `value` is filled in already, as far as Western letters can show it. `lines` is the height of several lines.
    """

    name: str
    label: str
    kind: FieldKind = "line"
    hint: str = ""
    options: tuple[tuple[str, str], ...] = ()
    value: str = ""
    lines: float = 3.0
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class FormRow:
    """Fields side by side; `shares` are their parts of the measure, equal where none are given."""

    fields: tuple[FormField, ...]
    shares: tuple[float, ...] = ()
    record_id: str | None = None


@dataclass(frozen=True, slots=True)
class HiddenFields:
    """Names and values that a form brings back with it, without a mark on the page."""

    values: tuple[tuple[str, str], ...]
    record_id: str | None = None
