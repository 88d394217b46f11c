"""Which record a calendar's meeting is already, and what the calendar has changed of it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mentorjournal.interchange.icalendar_plain import Appointment, When
from mentorjournal.model.plain import to_plain
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Meeting, Reflection
from mentorjournal.services.calendar import OURS
from mentorjournal.services.clock import DAY_MINUTES, start_of, zone_named
from mentorjournal.storage.imports import last_imported
from mentorjournal.storage.reader import CHUNK, Reader
from mentorjournal.storage.tables import columns

UNTITLED: Final = "Meeting"
"""What a meeting without a title is called in them."""


@dataclass(slots=True)
class Known:
    """The records that parts of a calendar are already, by source id, what imports wrote into each, and the
    planned meetings of its series that it does not hold any more."""

    records: dict[str, Record] = field(default_factory=dict)
    imported: dict[str, dict[str, Any]] = field(default_factory=dict)
    gone: list[Meeting] = field(default_factory=list)


def known_records(reader: Reader, appointments: Sequence[Appointment], today: dt.date) -> Known:
    """Find them by source id; then by id, where we wrote the calendar; then, where a whole series was moved
    or began to repeat, by its identifier and day. What is in the trash counts as known."""
    known = Known()
    for record in _by_source(reader, {one.source_id for one in appointments}):
        known.records.setdefault(record.source_id, record)
    own = {
        one.source_id: one.uid.removesuffix(OURS)
        for one in appointments
        if one.uid.endswith(OURS) and not one.slot
    }
    here = reader.many(own.values())
    for source, record_id in own.items():
        if source not in known.records and record_id in here:
            known.records[source] = here[record_id]
    _by_day(reader, appointments, known)
    known.gone = _gone(reader, appointments, known, today)
    known.imported = last_imported(reader, (record.id for record in known.records.values()))
    return known


def _by_source(reader: Reader, sources: set[str]) -> Iterator[Record]:
    wanted = sorted(sources)
    for start in range(0, len(wanted), CHUNK):
        part = wanted[start : start + CHUNK]
        for record_type in (Meeting, ActionItem, Reflection):
            column = columns(record_type).source_id
            for trashed in (False, True):
                yield from reader.find(record_type, column.in_(part), trashed=trashed)


def _by_day(reader: Reader, appointments: Sequence[Appointment], known: Known) -> None:
    missing = [one for one in appointments if one.slot and one.source_id not in known.records]
    uids = sorted({one.uid for one in missing})
    free: dict[tuple[str, str], Meeting] = {}
    taken = {record.id for record in known.records.values()}
    for start in range(0, len(uids), CHUNK):
        part = uids[start : start + CHUNK]
        c = columns(Meeting)
        singles = [f"ical:{uid}" for uid in part]
        found = list(reader.find(Meeting, c.series.in_(part) | c.source_id.in_(singles)))
        ours = reader.many(uid.removesuffix(OURS) for uid in part if uid.endswith(OURS))
        found += [one for one in ours.values() if isinstance(one, Meeting) and not one.series]
        for meeting in found:
            uid = meeting.series or meeting.source_id.removeprefix("ical:") or f"{meeting.id}{OURS}"
            slot = meeting.source_id.rpartition(";")[2][:8] if meeting.series else ""
            day = slot or (f"{meeting.date:%Y%m%d}" if meeting.date else "")
            if meeting.id not in taken:
                free.setdefault((uid, day), meeting)
    for one in missing:
        match = free.pop((one.uid, one.slot[:8]), None)
        if match is not None:
            known.records[one.source_id] = match


def _gone(reader: Reader, appointments: Sequence[Appointment], known: Known, today: dt.date) -> list[Meeting]:
    # A file may hold one changed meeting of a series and not the series; that drops none of the others.
    ends: dict[str, str] = {}
    for one in appointments:
        if one.slot and one.rule:
            ends[one.uid] = max(ends.get(one.uid, ""), one.slot[:8])
    uids = sorted(ends)
    here = {record.id for record in known.records.values()}
    c = columns(Meeting)
    found: list[Meeting] = []
    for start in range(0, len(uids), CHUNK):
        part = uids[start : start + CHUNK]
        found += reader.find(
            Meeting, c.series.in_(part), c.date >= today, c.status == "planned", order=(c.sort,)
        )
    return [
        meeting
        for meeting in found
        if meeting.id not in here and meeting.date and f"{meeting.date:%Y%m%d}" <= ends[meeting.series]
    ]


def when_of(one: Appointment, zone: str) -> When | None:
    """Its start, on the clock of the journal's own `zone` where the calendar gives it in UTC."""
    start, home = one.start, zone_named(zone)
    if start is None or start.zone != "UTC" or start.moment is None or home is None:
        return start
    wall = start.moment.astimezone(home)
    return replace(start, day=wall.date(), time=wall.time().replace(tzinfo=None), zone=zone)


def changed_values(
    one: Appointment, record: Record, imported: dict[str, Any] | None, zone: str
) -> dict[str, Any]:
    """The values of a record that the calendar changed since it was last read; empty where there are none.

    What only the journal changed stays. A record in the trash, and one that we wrote out and changed since,
    is left as it is.
    """
    if record.deleted_at is not None or (one.uid.endswith(OURS) and _is_newer(record, one)):
        return {}
    if isinstance(record, Meeting):
        wanted = _meeting_values(one, record, imported, zone)
    elif isinstance(record, ActionItem):
        wanted = _action_values(one, record)
    else:
        return {}
    base = imported or {}
    found = {name: value for name, value in wanted.items() if getattr(record, name) != value}
    plain = to_plain(replace(record, **found)) if found else {}
    return {name: value for name, value in found.items() if name not in base or base[name] != plain.get(name)}


def _is_newer(record: Record, one: Appointment) -> bool:
    """Whether the record was changed after the calendar's copy of it."""
    if record.updated_at is None or one.updated is None:
        return False
    return record.updated_at.replace(microsecond=0) > one.updated


def _meeting_values(
    one: Appointment, record: Meeting, imported: dict[str, Any] | None, zone: str
) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if one.title and (record.title or one.title != UNTITLED):
        wanted["title"] = one.title
    if one.place:
        wanted["place"] = one.place
    if one.minutes is not None and not _same_days(one, record):
        wanted["minutes"] = one.minutes
    if one.status == "cancelled" and record.status == "planned":
        wanted["status"] = "cancelled"
    if one.slot and record.source_id != one.source_id:
        wanted |= {"source_id": one.source_id, "series": one.uid, "rule": one.rule}
    when = when_of(one, zone)
    if when is not None and not _same_moment(when, record, zone) and not _as_imported(when, imported, zone):
        wanted |= {"date": when.day, "at": when.time, "time_zone": when.zone}
    return wanted


def _same_days(one: Appointment, record: Meeting) -> bool:
    """Whether both are so many whole days, which is all that a calendar says of them."""
    if record.at is not None or one.start is None or one.start.time is not None:
        return False
    return -int(-(record.minutes or 0) // DAY_MINUTES) == -int(-(one.minutes or 0) // DAY_MINUTES)


def _same_moment(when: When, record: Meeting, zone: str) -> bool:
    """The same moment on another clock is no change."""
    if when.time is None or record.at is None:
        return (when.day, when.time) == (record.date, record.at)
    start = start_of(record, zone)
    if when.moment is not None and record.time_zone and start is not None:
        return when.moment == start.astimezone(dt.UTC)
    return when.wall == dt.datetime.combine(record.date or dt.date.min, record.at)


def _as_imported(when: When, imported: dict[str, Any] | None, zone: str) -> bool:
    """Whether this is where the calendar said the meeting is when it was last read."""
    if not imported or "date" not in imported:
        return False
    kept = Meeting(
        date=dt.date.fromisoformat(imported["date"]) if imported["date"] else None,
        at=dt.time.fromisoformat(imported["at"]) if imported.get("at") else None,
        time_zone=imported.get("time_zone") or "",
    )
    return _same_moment(when, kept, zone)


def _action_values(one: Appointment, record: ActionItem) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if one.title:
        wanted["title"] = one.title
    if one.due is not None:
        wanted["due"] = one.due.day
    if one.status == "done" and record.is_open:
        wanted["done_on"] = one.done_on or (one.updated.date() if one.updated else record.due)
    return wanted
