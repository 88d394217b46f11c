"""What one commit changed, as it is told to everybody who listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

How = Literal["created", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Changed:
    """One record that a commit touched."""

    type: str
    id: str
    how: How


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One commit: its label, who caused it, and the records it touched.

    `origin` is the token a page passed to its service call, so that it knows its own changes; `profile`
    is true when the journal's own values changed, such as its owner.
    """

    label: str
    origin: str
    items: tuple[Changed, ...]
    profile: bool = False

    def touches(self, *types: str) -> bool:
        """True when a record of one of these types changed."""
        return any(item.type in types for item in self.items)

    def has(self, record_id: str) -> bool:
        """True when this record changed."""
        return any(item.id == record_id for item in self.items)
