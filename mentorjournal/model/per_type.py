"""Work that is done once per record type."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar, cast

T = TypeVar("T")


def per_type(function: Callable[[type[Any]], T]) -> Callable[[type[Any]], T]:
    """Keep the result for each record type; typed, where functools.cache forgets what it is given."""
    return cast("Callable[[type[Any]], T]", cache(function))
