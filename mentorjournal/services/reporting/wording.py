"""Texts that frame a document, of a scheme, a layout and the owner's page: with people as they may appear."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

if TYPE_CHECKING:
    from mentorjournal.services.reporting.names import Names

T = TypeVar("T")

_NO_WORDS: Final = {
    "SchemeRules": ("key", "story_limits"),
    "Category": ("key",),
    "Together": ("categories",),
    "Criterion": ("key",),
    "Prompt": ("key",),
    "Layout": ("language", "paper"),
    "LayoutSection": ("key",),
    "Owner": ("name", "role"),
}
"""What of them are keys and the owner's own name, by the names of their classes."""


def worded(value: T, names: Names) -> T:
    """A value of dataclasses, tuples and texts, with every text in it as it may be printed."""
    found: Any = value
    if isinstance(value, str):
        found = names.scrub(value)
    elif isinstance(value, tuple):
        found = tuple(worded(one, names) for one in value)
    elif is_dataclass(value) and not isinstance(value, type):
        kept = _NO_WORDS.get(type(value).__name__, ())
        said = {one.name: getattr(value, one.name) for one in fields(value) if one.name not in kept}
        found = replace(value, **{name: worded(one, names) for name, one in said.items()})
    return cast("T", found)
