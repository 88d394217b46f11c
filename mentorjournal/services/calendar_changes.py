"""Which record a calendar's meeting is already, and what the calendar has changed of it since."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mentorjournal.interchange.icalendar_plain import Appointment, When
from mentorjournal.interchange.local_clock import on_the_wall
from mentorjournal.model.plain import to_plain
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Meeting, Reflection
from mentorjournal.model.zones import zone_named
from mentorjournal.services.calendar import OURS
from mentorjournal.services.clock import DAY_MINUTES, start_of
from mentorjournal.storage.imports import Past, pasts
from mentorjournal.storage.reader import CHUNK, Reader
from mentorjournal.storage.tables import columns

UNTITLED: Final = "Meeting"
"""What a meeting without a title is called in them."""
LONGEST_TITLE: Final = 300
TYPED: Final = ("title", "place", "minutes", "due")
MOMENT: Final = ("date", "at", "time_zone")


@dataclass(slots=True)
class Known:
    """The records that parts of a calendar are already, by source id, what each held before, and the planned
    meetings of its series that it does not hold any more."""

    records: dict[str, Record] = field(default_factory=dict)
    pasts: dict[str, Past] = field(default_factory=dict)
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
    known.pasts = pasts(reader, (record.id for record in known.records.values()))
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
            day = slot or (meeting.date.isoformat().replace("-", "") if meeting.date else "")
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
        if meeting.id not in here
        and meeting.date
        and meeting.date.isoformat().replace("-", "") <= ends[meeting.series]
    ]


def when_of(one: Appointment, zone: str) -> When | None:
    """Its start, on the clock of the journal's own `zone` where the calendar gives it in UTC."""
    return at_home(one.start, zone) if zone_named(zone) else one.start


def at_home(when: When | None, zone: str) -> When | None:
    """The same, where it is in UTC on the clock of the journal's own `zone`, or of this computer without one."""
    if when is None or when.zone != "UTC" or when.moment is None:
        return when
    home = zone_named(zone)
    clock = on_the_wall(when.moment, home)
    return replace(when, day=clock.day, time=clock.time, zone=home.key if home else "")


def changed_values(one: Appointment, record: Record, past: Past, zone: str) -> dict[str, Any]:
    """The values of a record that the calendar changed since it was last read; empty where there are none.

    What only the journal changed stays, also where we wrote the calendar and its copy is older than the
    change. A record in the trash is left as it is.
    """
    if record.deleted_at is not None:
        return {}
    gone_out = _gone_out(one, record)
    unsure = one.uid.endswith(OURS) and past.is_unsure(gone_out)
    if unsure and not _is_newer(one, record):
        return {}
    if isinstance(record, Meeting):
        wanted = _meeting_values(one, record) | _moved(one, record, past, gone_out, zone)
    elif isinstance(record, ActionItem):
        wanted = _action_values(one, record, zone)
    else:
        return {}
    found = {name: value for name, value in wanted.items() if not _alike(getattr(record, name), value)}
    plain = to_plain(replace(record, **found)) if found else {}
    return {
        name: value
        for name, value in found.items()
        if not (unsure and name in TYPED) and _is_news(name, plain.get(name), past, gone_out)
    }


def _gone_out(one: Appointment, record: Record) -> dt.datetime:
    """The last moment at which the record can have been as it went into the calendar, as its number tells.

    Our calendars number a record by the whole seconds from its making to its last change, and a series by the
    highest number in it, which says nothing of the others.
    """
    always = dt.datetime.min.replace(tzinfo=dt.UTC)
    if not one.uid.endswith(OURS) or record.created_at is None:
        return always
    number = 0 if one.slot else one.sequence
    try:
        return record.created_at + dt.timedelta(seconds=number + 1) - dt.timedelta.resolution
    except OverflowError:
        return always


def _is_newer(one: Appointment, record: Record) -> bool:
    """Whether the calendar's copy was changed after the record; not where it does not say when."""
    return one.updated is not None and record.updated_at is not None and one.updated > record.updated_at


def _is_news(name: str, plain: object, past: Past, gone_out: dt.datetime) -> bool:
    """Whether a value is neither what the calendar said before, nor what a copy that went out may still hold."""
    if name in past.imported and _alike(past.imported[name], plain):
        return False
    if name not in TYPED:
        return True
    held = [value for (value,) in past.held(name, since=gone_out)]
    if name == "title" and plain == UNTITLED:
        held += [UNTITLED for value in held if not value]
    return not any(_alike(value, plain) for value in held)


def _alike(one: object, other: object) -> bool:
    """Whether two values are the same as far as a calendar can say: on one line, to the second."""
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split()
    if isinstance(one, int | float) and isinstance(other, int | float):
        return abs(one - other) * 60 < 1
    return one == other


def _meeting_values(one: Appointment, record: Meeting) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if one.title and (record.title or one.title != UNTITLED):
        wanted["title"] = one.title[:LONGEST_TITLE]
    if one.place:
        wanted["place"] = one.place
    if one.minutes is not None and not _same_days(one, record):
        wanted["minutes"] = one.minutes
    if one.status == "cancelled" and record.status == "planned":
        wanted["status"] = "cancelled"
    if one.slot and record.source_id != one.source_id:
        wanted |= {"source_id": one.source_id, "series": one.uid, "rule": one.rule}
    return wanted


def _moved(one: Appointment, record: Meeting, past: Past, gone_out: dt.datetime, zone: str) -> dict[str, Any]:
    """Where the calendar moved a meeting to."""
    when = when_of(one, zone)
    if when is None or _same_moment(when, record, zone):
        return {}
    held = [_placed(*values) for values in past.held(*MOMENT, since=gone_out)]
    if "date" in past.imported:
        held.append(_placed(*(past.imported.get(name) for name in MOMENT)))
    if any(_same_moment(when, known, zone) for known in held):
        return {}
    return {"date": when.day, "at": when.time, "time_zone": when.zone}


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


def _placed(day: str | None, at: str | None, zone: str | None) -> Meeting:
    """A meeting that was there then, of plain values."""
    return Meeting(
        date=dt.date.fromisoformat(day) if day else None,
        at=dt.time.fromisoformat(at) if at else None,
        time_zone=zone or "",
    )


def _action_values(one: Appointment, record: ActionItem, zone: str) -> dict[str, Any]:
    wanted: dict[str, Any] = {}
    if one.title:
        wanted["title"] = one.title[:LONGEST_TITLE]
    due = at_home(one.due, zone)
    if due is not None:
        wanted["due"] = due.day
    if one.status == "done" and record.is_open:
        wanted["done_on"] = one.done_on or (on_the_wall(one.updated).day if one.updated else record.due)
    return wanted
