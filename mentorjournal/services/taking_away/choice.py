"""What a person chooses when they take their journal away, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

Scope = Literal["shareable", "everything"]
SHAREABLE: Final = "shareable"
EVERYTHING: Final = "everything"


@dataclass(frozen=True, slots=True)
class Choice:
    """What leaves, in which format (a key of FORMATS).

    `shareable` is what is marked as exportable and not confidential, with everybody as they agreed to appear;
    `everything` is the whole journal but its trash, for oneself. `kinds` are record types, empty for all.
    `since` and `until` include their days; a record without a day counts by the day it was made.
    """

    format: str
    scope: Scope = "shareable"
    kinds: frozenset[str] = frozenset()
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_whole(self) -> bool:
        """True where nothing of the journal stays behind by choice."""
        return self.scope == EVERYTHING and not self.kinds and self.since is None and self.until is None


@dataclass(frozen=True, slots=True)
class Taken:
    """What was written to `path`.

    `stayed` says why records stayed behind and how many, as ("private": 12); `not_held` what the format has
    no place for. Both are in words for people. `noted` is False where the journal could only be read.
    """

    path: Path
    format: str
    records: int
    files: int
    stayed: dict[str, int] = field(default_factory=dict)
    not_held: dict[str, int] = field(default_factory=dict)
    noted: bool = True
