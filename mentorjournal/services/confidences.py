"""Which records leave in nothing: confidential ones, and whatever belongs to one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from mentorjournal.model.record import Record
from mentorjournal.model.types import Meeting, Relationship
from mentorjournal.storage.confidential import confidential_ids
from mentorjournal.storage.reader import Reader

_BELONGS: Final = ("goal", "meeting", "relationship", "origin")
"""By which links a record belongs to another one, whose words it may repeat."""


class Secrets:
    """What is confidential in a journal, asked of it once; what lies in the trash is no less so."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._marked = confidential_ids(reader)
        self._ties: dict[str, list[Relationship]] = {}
        for tie in reader.find(Relationship):
            if tie.person:
                self._ties.setdefault(tie.person, []).append(tie)

    def among(self, records: Iterable[Record]) -> set[str]:
        """The ids of those that are confidential, or belong to something that is."""
        asked = list(records)
        agreed_at = {key for record in asked if (key := getattr(record, "meeting", None))}
        meetings = self._reader.many(sorted(agreed_at - self._marked))
        hidden = {key for key, meeting in meetings.items() if self._hides(meeting)}
        return {
            record.id for record in asked if self._hides(record) or getattr(record, "meeting", None) in hidden
        }

    def holds(self, record_id: str) -> bool:
        """Whether a record is itself marked confidential."""
        return record_id in self._marked

    def _hides(self, record: Record) -> bool:
        if record.confidential or any(getattr(record, role, None) in self._marked for role in _BELONGS):
            return True
        return isinstance(record, Meeting) and not record.relationship and self._between_us(record)

    def _between_us(self, meeting: Meeting) -> bool:
        """Whether a meeting that names no relationship could only be part of confidential ones."""
        ties = [tie for key in meeting.people for tie in self._ties.get(key, ())]
        going = [tie for tie in ties if tie.phase != "closed"] or ties
        return bool(going) and all(tie.confidential for tie in going)
