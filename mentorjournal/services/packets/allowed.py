"""Which records may go into a packet for one person, and why the others may not."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Agreement, Relationship
from mentorjournal.services.confidences import Secrets
from mentorjournal.services.packets.putting import KEPT
from mentorjournal.services.packets.values import Choice
from mentorjournal.storage.reader import Reader

ALWAYS: Final = ("title", "date")
LEAVES: Final[dict[str, tuple[str, ...]]] = {
    "reflection": ("sections", "timing"),
    "insight": ("detail",),
    "question": ("importance", "detail"),
    "decision": ("why", "options", "criteria", "choice", "decided_on", "review_on"),
    "goal": (
        *("area", "status", "why", "measure", "strategies", "obstacle", "if_then", "my_part", "help_asked"),
        *("start", "target"),
    ),
    "milestone": ("goal", "due", "original_due", "done_on", "slipped"),
    "action": ("due", "done_on", "priority", "goal", "detail"),
    "meeting": ("objective", "summary", "status", "minutes"),
    "resource": ("kind", "authors", "year", "published_in", "doi", "url", "notes"),
    "agreement": ("number", "sections", "changes", "agreed_by_me", "agreed_by_them", "review_on"),
    "outcome": ("kind", "joint", "detail"),
    "activity": ("category", "hours", "role", "provider", "output", "detail", "credit"),
    "claim": ("category", "meets", "amount", "status", "detail"),
}
"""The fields of its own that a record of each type shows in a packet; other types never go along."""
REASONS: Final = {
    "private": "It is private. Make it exportable, or shared, first.",
    "shared": "It is shared, and not with this person.",
    "confidential": "It is confidential and never leaves.",
    "belongs": "It belongs to something confidential and never leaves.",
    "trash": "It is in the trash.",
    "type": "Records of this kind do not go into packets.",
}
_PARENTS: Final = ("meeting", "goal")
"""By which links a record is shared with those its parent is shared with, where it names nobody itself."""


class Allowed:
    """The rules for one person. Raises InvalidRecord where the relationship of the choice is another person's."""

    def __init__(self, reader: Reader, choice: Choice) -> None:
        self._reader = reader
        self._secrets = Secrets(reader)
        self._with = {tie.id: tie.person for tie in reader.find(Relationship) if tie.person}
        between = self._with.get(choice.relationship, "")
        if choice.person and choice.relationship and between != choice.person:
            raise InvalidRecord(f"The relationship chosen is not one with this person. {KEPT}")
        self._person = choice.person or between

    def why_not(self, records: Iterable[Record]) -> dict[str, str]:
        """Why each record may not go along, a key of `REASONS` by its id; "" where it may."""
        asked = list(records)
        hidden = self._secrets.among(asked)
        parents = self._parents_of(asked)
        return {record.id: self._why(record, record.id in hidden, parents) for record in asked}

    def _why(self, record: Record, hidden: bool, parents: dict[str, Record]) -> str:
        if record.TYPE not in LEAVES:
            return "type"
        if hidden:
            return "confidential" if record.confidential else "belongs"
        if record.deleted_at is not None:
            return "trash"
        if record.may_leave:
            return ""
        # An agreement is of the two who have it, and of nobody else.
        if isinstance(record, Agreement):
            mine = bool(self._person) and self._with.get(record.relationship or "") == self._person
            return "" if mine else ("shared" if record.visibility == "shared" else "private")
        if record.visibility != "shared":
            return "private"
        return "" if self._person and self._person in self._partners(record, parents) else "shared"

    def _partners(self, record: Record, parents: dict[str, Record]) -> set[str]:
        """With whom a record is shared: the other one of its relationship, else those it names, else its parent's."""
        if tie := getattr(record, "relationship", None):
            return {self._with.get(tie, "")}
        if named := _named(record):
            return named
        above = (parents.get(getattr(record, role, None) or "") for role in _PARENTS)
        return {key for parent in above if parent is not None for key in self._partners(parent, {})}

    def _parents_of(self, records: list[Record]) -> dict[str, Record]:
        keys = {key for one in records for role in _PARENTS if (key := getattr(one, role, None))}
        return self._reader.many(sorted(keys))


def _named(record: Record) -> set[str]:
    found: set[str] = set()
    for name, declared in fields_of(type(record)).items():
        if declared.kind == "link" and declared.target == "person" and (value := getattr(record, name)):
            found |= {value} if isinstance(value, str) else set(value)
    return found
