"""Meetings, actions with a day, and other days ahead, as a calendar file that says no more than it must."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, TypeVar

from mentorjournal.errors import InvalidRecord, StorageFailed
from mentorjournal.interchange.icalendar_plain import Attendee, When
from mentorjournal.interchange.icalendar_writer import EventOut, TodoOut, is_ours, write
from mentorjournal.interchange.plain import unheard
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Agreement, Goal, Meeting, Milestone, Person
from mentorjournal.model.zones import zone_named
from mentorjournal.services.actions import still_open
from mentorjournal.services.calendar import OURS
from mentorjournal.services.calendar_changes import UNTITLED
from mentorjournal.services.calendar_series import series_events
from mentorjournal.services.confidences import Secrets
from mentorjournal.services.handing_out import Handed, HandingOut
from mentorjournal.services.outgoing import refuse_own_files
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import plain_errors
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns
from mentorjournal.whole_file import whole_file

KEPT: Final = "No calendar was written; the journal is unchanged."
REVIEW: Final = "Review our mentoring agreement"
WAITING: Final = "Waiting for"
_LONGEST_SEQUENCE: Final = 2**31 - 1

R = TypeVar("R", bound=Record)
Period = Literal["ahead", "all"]


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarChoice:
    """What goes into a calendar. `meetings` names single ones by id, and then nothing else goes in.

    `notes` are objectives and notes, `people` the addresses of who is there; neither goes in unasked.
    """

    period: Period = "ahead"
    meetings: tuple[str, ...] = ()
    actions: bool = True
    reviews: bool = True
    hard_dates: bool = False
    notes: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class CalendarMade:
    """What was written to `path`: how many meetings, actions and other days; how many stayed behind because
    they are confidential, or have no day; `noted` is False where the journal could only be read."""

    path: Path
    meetings: int
    actions: int
    days: int
    confidential: int
    undated: int
    noted: bool = True


@dataclass(slots=True)
class _Taken:
    secrets: Secrets
    meetings: list[Meeting] = field(default_factory=list)
    actions: list[ActionItem] = field(default_factory=list)
    days: list[EventOut] = field(default_factory=list)
    confidential: int = 0
    undated: int = 0


def export_calendar(
    database: Database,
    target: Path,
    choice: CalendarChoice,
    today: dt.date,
    *,
    force: bool = False,
    step: Callable[[int, int], None] = unheard,
) -> CalendarMade:
    """Write a calendar file, which appears whole or not at all.

    Confidential records never go in, nor what belongs to one: a meeting of a confidential relationship, what was
    agreed at a confidential meeting, the steps of a confidential goal. Raises StorageFailed where `target` is there and `force` is False, where
    it is anything but a calendar of ours, or where the disk refuses; InvalidRecord where a meeting named cannot go in.
    `step` hears how far it is; what it raises stops the export before anything is written.
    """
    refuse_own_files(database, target, KEPT)
    with plain_errors(f"looking at {target.name}", KEPT):
        _check(target, force=force)
    with database.reading() as reader:
        secrets = Secrets(reader)
        taken = _taken(reader, secrets, choice, today)
        desk = Desk(reader, secrets, choice, database.time_zone, database.clock())
        events = [*desk.meetings(taken.meetings), *taken.days]
        todos = [desk.action(action) for action in taken.actions]
    data = write(events, todos, step)
    with plain_errors(f"writing {target.name}", KEPT), whole_file(target) as stream:
        stream.write(data)
    noted = _note(database, target, data, taken)
    return CalendarMade(
        target, len(taken.meetings), len(todos), len(taken.days), taken.confidential, taken.undated, noted
    )


def _note(database: Database, target: Path, data: bytes, taken: _Taken) -> bool:
    """The journal notes what left, where it can be written: each meeting and action by its title at this time."""
    return HandingOut(database).note_saved(
        Handed(
            document="calendar",
            title="Calendar",
            file_name=target.name,
            sha256=hashlib.sha256(data).hexdigest(),
            records=tuple(item.id for item in (*taken.meetings, *taken.actions)),
            counts=(("Other days", str(len(taken.days))),) if taken.days else (),
        )
    )


def _check(target: Path, *, force: bool) -> None:
    if not target.name or not target.parent.is_dir():
        raise StorageFailed(f"There is no folder {target.parent}. {KEPT} Make the folder first.")
    if not target.exists():
        return
    if not force:
        raise StorageFailed(
            f"{target.name} is already there. It was left as it is; choose another name, or replace an earlier "
            "calendar with --force."
        )
    if not target.is_file() or not is_ours(target):
        raise StorageFailed(
            f"{target.name} is something else than a calendar that Mentor Journal wrote, so it was left as it is. "
            f"{KEPT} Choose another name."
        )


def _taken(reader: Reader, secrets: Secrets, choice: CalendarChoice, today: dt.date) -> _Taken:
    taken = _Taken(secrets)
    if choice.meetings:
        taken.meetings = [reader.get(Meeting, key) for key in choice.meetings]
        hidden = secrets.among(taken.meetings)
        for meeting in taken.meetings:
            if meeting.id in hidden or meeting.date is None:
                secret = (
                    "is confidential" if meeting.confidential else "belongs to a confidential relationship"
                )
                why = secret if meeting.id in hidden else "has no day yet"
                raise InvalidRecord(f"“{meeting.title or UNTITLED}” {why}. {KEPT}")
        return taken
    c = columns(Meeting)
    ahead = (c.date >= today,) if choice.period == "ahead" else ()
    found = reader.find(Meeting, c.status.in_(("planned", "held")), *ahead, order=(c.sort,))
    shown = _open(found, taken)
    taken.meetings = [meeting for meeting in shown if meeting.date is not None]
    taken.undated = len(shown) - len(taken.meetings)
    if choice.actions:
        due = columns(ActionItem).due
        actions = reader.find(ActionItem, due.is_not(None), *still_open(), order=(due,))
        taken.actions = _open(actions, taken)
    if choice.reviews:
        taken.days += _reviews(reader, choice, today, taken)
    if choice.hard_dates:
        taken.days += _hard_dates(reader, choice, today, taken)
    return taken


def _open(records: tuple[R, ...], taken: _Taken) -> list[R]:
    hidden = taken.secrets.among(records)
    kept = [record for record in records if record.id not in hidden]
    taken.confidential += len(records) - len(kept)
    return kept


def _reviews(reader: Reader, choice: CalendarChoice, today: dt.date, taken: _Taken) -> list[EventOut]:
    found = reader.find(Agreement, columns(Agreement).review_on.is_not(None))
    replaced = {one.previous for one in reader.find(Agreement)}
    current = tuple(one for one in found if one.id not in replaced)
    return [
        _day(one, REVIEW, one.review_on)
        for one in _open(current, taken)
        if one.review_on and (choice.period == "all" or one.review_on >= today)
    ]


def _hard_dates(reader: Reader, choice: CalendarChoice, today: dt.date, taken: _Taken) -> list[EventOut]:
    goal, step = columns(Goal), columns(Milestone)
    goals = reader.find(Goal, goal.target.is_not(None), goal.closed_on.is_(None), order=(goal.target,))
    steps = reader.find(Milestone, step.due.is_not(None), step.done_on.is_(None), order=(step.due,))
    days = [
        *(_day(one, one.title, one.target) for one in _open(goals, taken) if one.target),
        *(_day(one, one.title, one.due) for one in _open(steps, taken) if one.due),
    ]
    return [day for day in days if choice.period == "all" or day.start.day >= today]


def _day(record: Record, title: str, day: dt.date) -> EventOut:
    return EventOut(start=When(day), **leaf(record, title, f"{record.id}{OURS}"))


def leaf(record: Record, title: str, uid: str) -> dict[str, Any]:
    """What every part of a calendar says of its record: `sequence` grows with each change."""
    stamp = record.updated_at or record.created_at or dt.datetime.now(dt.UTC)
    created = record.created_at or stamp
    return {
        "uid": uid,
        "title": title,
        "stamp": stamp,
        "created": created,
        "sequence": min(max(0, int((stamp - created).total_seconds())), _LONGEST_SEQUENCE),
        "private": record.visibility == "private",
    }


class Desk:
    """Makes the parts of a calendar out of records."""

    def __init__(
        self, reader: Reader, secrets: Secrets, choice: CalendarChoice, zone: str, now: dt.datetime
    ) -> None:
        self._choice, self._zone, self._now = choice, zone if zone_named(zone) else "", now
        known = reader.find(Person) if choice.people else ()
        self._people = {person.id: person for person in known if not secrets.holds(person.id)}

    def meetings(self, meetings: list[Meeting]) -> list[EventOut]:
        """Every meeting; those of a series as one with its exceptions, where they still follow their rule."""
        series: dict[str, list[Meeting]] = {}
        made: list[EventOut] = []
        for meeting in meetings:
            if meeting.series and ";" in meeting.source_id and not self._choice.meetings:
                series.setdefault(meeting.series, []).append(meeting)
            else:
                made.append(self.meeting(meeting))
        for members in series.values():
            made += series_events(members, self.meeting)
        return made

    def meeting(self, meeting: Meeting) -> EventOut:
        """One meeting by itself."""
        uid, slot = identity(meeting)
        if self._choice.meetings and slot and uid.endswith(OURS):
            # Whoever is sent one meeting has no series that it could be a part of.
            uid, slot = f"{meeting.id}{OURS}", ""
        zone = meeting.time_zone if zone_named(meeting.time_zone) else self._zone
        return EventOut(
            **leaf(meeting, meeting.title or UNTITLED, uid),
            start=When(meeting.date or self._now.date(), meeting.at, zone if meeting.at else ""),
            minutes=meeting.minutes,
            place=meeting.place,
            cancelled=meeting.status == "cancelled",
            text=self._text(meeting.objective, meeting.notes),
            people=self._guests(meeting),
            slot=slot_when(slot, zone) if slot else None,
        )

    def action(self, action: ActionItem) -> TodoOut:
        """One thing to do; what somebody else promised is marked as waited for."""
        uid, _ = identity(action)
        return TodoOut(
            **leaf(action, action.title, uid),
            due=action.due or self._now.date(),
            text=self._text(action.detail),
            categories=(WAITING,) if action.owner else (),
        )

    def _text(self, *texts: str) -> str:
        return "\n\n".join(filter(None, texts)) if self._choice.notes else ""

    def _guests(self, meeting: Meeting) -> tuple[Attendee, ...]:
        people = (self._people.get(key) for key in meeting.people)
        return tuple(Attendee(person.title, person.email) for person in people if person and person.email)


def identity(record: Record) -> tuple[str, str]:
    """The identifier of a record in calendars, and which start of a series it is: its own from where it came."""
    if not record.source_id.startswith("ical:"):
        return f"{record.id}{OURS}", ""
    uid = record.source_id.removeprefix("ical:")
    if isinstance(record, Meeting) and record.series and uid.startswith(f"{record.series}"):
        known, _, slot = uid.rpartition(";")
        return (known, slot) if known else (uid, "")
    return uid, ""


def slot_when(slot: str, zone: str) -> When:
    """A start of a series, such as 20260302T090000 or 20260302, on the clock of a zone."""
    stamp = dt.datetime.fromisoformat(slot)
    return When(stamp.date(), stamp.time(), zone) if "T" in slot else When(stamp.date())
