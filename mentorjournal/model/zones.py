"""Time zones by their names, as files and people give them."""

from __future__ import annotations

import re
from functools import lru_cache
from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]{0,30}(?:/[A-Za-z0-9_+-]{1,30}){0,2}")


@lru_cache(maxsize=64)
def zone_named(name: str) -> ZoneInfo | None:
    """The zone of an IANA name; None where there is none.

    Only what can be a name is looked for: the library imports a package by it, and takes it for a path.
    """
    if not _NAME.fullmatch(name):
        return None
    try:
        return ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        # ZoneInfoNotFoundError is a LookupError; a folder's name such as "Europe" is an OSError.
        return None
