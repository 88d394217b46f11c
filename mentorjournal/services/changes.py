"""Everything that changed since a moment: by day, one line for each record and sitting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from mentorjournal.errors import NotFound
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import STAMPS
from mentorjournal.model.types import RECORD_TYPES, Meeting
from mentorjournal.services.follow_up import FollowUp
from mentorjournal.services.history import History
from mentorjournal.services.records import Records
from mentorjournal.storage.changed_rows import Revised, plain, revised, standing
from mentorjournal.storage.database import Database
from mentorjournal.storage.revisions import SITTING

What = Literal["new", "imported", "edited", "deleted", "back", "gone"]
"""What happened to a record in one sitting: made, brought in, edited, put into the trash, taken out of it, or
taken away with its making."""

MOST = 5_000
"""The newest revisions that one answer tells of."""


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """What one sitting did to one record.

    `at` is the last moment of it, local to the moment asked about; `fields` are the labels of what differs;
    `version` is the revision it ended with. `standing` is where the record is now.
    """

    id: str
    type: str
    title: str
    what: What
    fields: tuple[str, ...]
    at: dt.datetime
    version: int
    standing: Literal["here", "trash", "gone"]
    confidential: bool


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A local day with what changed on it, the newest first."""

    day: dt.date
    rows: tuple[ChangedRecord, ...]


class Changes:
    """What the reader did to the journal, confidential records too: it is their own window."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, moment: dt.datetime, until: dt.datetime | None = None) -> tuple[ChangedDay, ...]:
        """What changed at or after a moment (aware) and before `until`, days in its time zone, newest first.

        It goes back by at most MOST revisions. What was typed and taken back within a sitting is no change.
        """
        with self._database.reading() as reader:
            found = revised(reader, moment, until, MOST)
            where = standing(reader, {row.record for row in found})
        days: dict[dt.date, list[ChangedRecord]] = {}
        for sitting in _sittings(found, moment.tzinfo):
            row = _changed(sitting, where, moment.tzinfo)
            if row is not None:
                days.setdefault(row.at.date(), []).append(row)
        return tuple(
            ChangedDay(day, tuple(sorted(rows, key=lambda row: (row.at, row.version), reverse=True)))
            for day, rows in sorted(days.items(), reverse=True)
        )

    def last_meeting(self, now: dt.datetime) -> tuple[str, dt.datetime] | None:
        """The title of the meeting held last and when it began, in the time zone of `now`; None without one."""
        try:
            key = FollowUp(self._database).last_held()
        except NotFound:
            return None
        with self._database.reading() as reader:
            meeting = reader.get(Meeting, key)
        if meeting.date is None:
            return None
        return meeting.title, dt.datetime.combine(meeting.date, meeting.at or dt.time(), now.tzinfo)

    def bring_back(self, record_id: str) -> None:
        """Take a record out of the trash, or make it again as it was last; one undo step.

        Raises NotFound where no version of it is kept.
        """
        records = Records(self._database)
        if records.peek(record_id) is not None:
            records.untrash(record_id)
            return
        history = History(self._database)
        last = next((v for v in history.versions(record_id) if v.after is not None), None)
        if last is None:
            raise NotFound("No version of this record is kept any more. Nothing was changed.")
        history.restore(record_id, last.id)


def _sittings(found: tuple[Revised, ...], zone: dt.tzinfo | None) -> Iterator[list[Revised]]:
    """The revisions of one record on one day with less than SITTING between them, oldest first."""
    open_: dict[str, list[Revised]] = {}
    for row in reversed(found):
        last = open_.get(row.record)
        if last and row.at - last[-1].at <= SITTING and _day(row, zone) == _day(last[-1], zone):
            last.append(row)
            continue
        if last:
            yield last
        open_[row.record] = [row]
    yield from open_.values()


def _day(row: Revised, zone: dt.tzinfo | None) -> dt.date:
    return row.at.astimezone(zone).date()


def _changed(sitting: list[Revised], where: dict[str, bool], zone: dt.tzinfo | None) -> ChangedRecord | None:
    first, last = sitting[0], sitting[-1]
    before, after = plain(first.before), plain(last.after)
    fields = _differing(first.type, before, after)
    what = _what(before, after, imported=first.kind == "import")
    if not what or (what == "edited" and not fields):
        return None
    shown = after or before or plain(first.after)
    trashed = where.get(first.record)
    return ChangedRecord(
        first.record,
        first.type,
        _heading(first.type, shown),
        what,
        fields if what == "edited" else (),
        last.at.astimezone(zone),
        last.id,
        "gone" if trashed is None else "trash" if trashed else "here",
        bool(shown.get("confidential")),
    )


def _what(before: dict[str, Any], after: dict[str, Any], *, imported: bool) -> What | Literal[""]:
    if not before:
        return ("imported" if imported else "new") if after else ""
    if not after:
        return "gone"
    was, is_ = bool(before.get("deleted_at")), bool(after.get("deleted_at"))
    if was != is_:
        return "deleted" if is_ else "back"
    return "edited"


def _differing(record_type: str, before: dict[str, Any], after: dict[str, Any]) -> tuple[str, ...]:
    """The labels of the fields that differ, in the order in which they are declared."""
    return tuple(
        field.label
        for name, field in fields_of(RECORD_TYPES[record_type]).items()
        if name not in STAMPS and before.get(name) != after.get(name)
    )


def _heading(record_type: str, shown: dict[str, Any]) -> str:
    """The title, or how the first text begins."""
    if shown.get("title"):
        return str(shown["title"])
    for name, field in fields_of(RECORD_TYPES[record_type]).items():
        value = shown.get(name)
        texts = [value] if field.kind in ("note", "text") and field.searchable else []
        if field.kind == "sections" and isinstance(value, list):
            texts = [part.get("text") for part in value if isinstance(part, dict)]
        for text in texts:
            if isinstance(text, str) and text.strip():
                return text.strip().partition("\n")[0]
    return "Untitled"
