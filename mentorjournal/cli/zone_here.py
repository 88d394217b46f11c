"""The time zone of this computer, for what a file gives in UTC."""

from __future__ import annotations

import os
from typing import Final

from mentorjournal.model.zones import zone_named

_LINK: Final = "/etc/localtime"
_FOLDER: Final = "zoneinfo/"


def zone_here() -> str:
    """Its IANA name, as the environment or the system's link says it; empty where neither does."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        name = os.path.realpath(_LINK).partition(_FOLDER)[2]
    return name if zone_named(name) else ""
