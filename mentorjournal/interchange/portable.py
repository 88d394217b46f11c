"""What a file that leaves the journal is written from: plain values, chosen and named before they come here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Milestone

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Left:
    """What a format wrote, and what it could not hold: how many records of what, and sentences for people."""

    records: int = 0
    files: int = 0
    not_held: dict[str, int] = field(default_factory=dict)
    """What the format has no place for, in words, and how often it was met: "the mood of an entry": 12."""

    def lost(self, what: str) -> None:
        """Note one thing the format has no place for."""
        self.not_held[what] = self.not_held.get(what, 0) + 1


class Portable(Protocol):
    """The chosen part of a journal. A record that was not chosen is not seen by any of these."""

    def of(self, record_type: type[R]) -> Iterator[R]:
        """Every chosen record of a type, oldest first, a page at a time; none of the trash."""
        ...

    def named(self, record_type: type[R]) -> Iterator[R]:
        """The same records with title and day alone, for a first look that names them: cheaper than `of`."""
        ...

    def get(self, record_id: str) -> Record | None:
        """One chosen record; None where it stays behind."""
        ...

    def name(self, person_id: str) -> str:
        """A person as they may appear: by name, role or pseudonym; "" where the person is unknown."""
        ...

    def tags(self, record: Record) -> tuple[str, ...]:
        """The words of a record's tags."""
        ...

    def pointing_at(self, record: Record, record_type: type[R], role: str) -> tuple[R, ...]:
        """The chosen records of a type that name this one in a field: the milestones of a goal."""
        ...

    def bytes_of(self, sha256: str) -> Iterator[bytes] | None:
        """The bytes of an attached file, up to 1 MiB at a time; None where the journal has them not."""
        ...

    def owner(self) -> str:
        """The name of whom the journal belongs to; may be empty."""
        ...

    def check(self, done: int) -> None:
        """Say how many records are written; raises Cancelled when asked to stop."""
        ...


def by_due(one: ActionItem | Milestone) -> tuple[bool, dt.date, str]:
    """In the order of their days; those without one at the end."""
    return one.due is None, one.due or dt.date.max, one.id
