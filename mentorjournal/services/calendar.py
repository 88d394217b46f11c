"""Meetings on the clock: what overlaps, when one ends, how it repeats, and the calendar file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import Cancelled, InvalidRecord
from mentorjournal.interchange.plain import never, unheard
from mentorjournal.model.types import Meeting, Person, Relationship
from mentorjournal.services import clock
from mentorjournal.services.repeats import Repeat, last_of, repeats, usual_repeat
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns

if TYPE_CHECKING:
    from mentorjournal.services.calendar_export import CalendarChoice, CalendarMade

MOST_REPEATED: Final = 60
"""The most meetings one repetition plans, the first among them."""

NEAR: Final = dt.timedelta(days=8)
KEPT: Final = "Nothing was planned."
OURS: Final = "@mentorjournal"
"""The end of the identifiers that our own calendar files carry."""

_NO_LENGTH: Final = dt.timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class RepeatOffer:
    """How a meeting may repeat; `usual` is the key that fits its relationship best."""

    meeting: Meeting
    choices: tuple[Repeat, ...]
    usual: str


class Calendar:
    """What a person does with days and times."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def end_of(self, meeting: Meeting) -> dt.datetime | None:
        """The aware moment a meeting ends, counted across midnight and changes of the clock; None without a
        day. A day without a time ends at midnight."""
        return clock.end_of(meeting, self._database.time_zone)

    def overlaps(self, meeting_id: str) -> tuple[str, ...]:
        """A sentence for each meeting at the same time, the earliest first, in this meeting's zone.

        Cancelled and missed ones, and those without a time, stand in nobody's way. Raises NotFound.
        """
        with self._database.reading() as reader:
            meeting = reader.get(Meeting, meeting_id)
            if meeting.date is None or not _takes_time(meeting):
                return ()
            first, last = _around(meeting)
            c = columns(Meeting)
            near = reader.find(Meeting, c.date >= first, c.date <= last, order=(c.sort,))
            others = [one for one in near if one.id != meeting_id and self._meet(meeting, one)]
            return tuple(self._sentence(reader, meeting, one) for one in others)

    def _span(self, meeting: Meeting) -> tuple[dt.datetime, dt.datetime]:
        """When it begins and ends in UTC; one without a length takes a minute."""
        zone = self._database.time_zone
        start = clock.start_of(meeting, zone) or dt.datetime.min.replace(tzinfo=dt.UTC)
        end = clock.end_of(meeting, zone) or start
        start, end = start.astimezone(dt.UTC), end.astimezone(dt.UTC)
        return start, max(end, start + _NO_LENGTH)

    def _meet(self, meeting: Meeting, other: Meeting) -> bool:
        if not _takes_time(other):
            return False
        (start, end), (other_start, other_end) = self._span(meeting), self._span(other)
        return start < other_end and other_start < end

    def _sentence(self, reader: Reader, meeting: Meeting, other: Meeting) -> str:
        here = clock.start_of(meeting, self._database.time_zone)
        zone = here.tzinfo if here else None
        start, end = (moment.astimezone(zone) for moment in self._span(other))
        names = reader.titles(other.people)
        title = other.title or ", ".join(names[key] for key in other.people if key in names)
        day = "" if start.date() == meeting.date else f"{start.day} {start:%B}, "
        until = f" to {end:%H:%M}" if other.minutes else ""
        if other.minutes and end.date() != start.date():
            until = f" to {end:%H:%M} on {end.day} {end:%B}"
        return f"Overlaps with {title or 'another meeting'}, {day}{start:%H:%M}{until}."

    def repeat_offer(self, meeting_id: str) -> RepeatOffer:
        """The ways a planned meeting may repeat. Raises NotFound, and InvalidRecord where it cannot."""
        with self._database.reading() as reader:
            meeting = reader.get(Meeting, meeting_id)
            _refuse_unfit(meeting)
            return RepeatOffer(meeting, repeats(meeting.date or dt.date.min), _cadence(reader, meeting))

    def repeat_days(
        self, meeting_id: str, rule: str, *, count: int | None = None, until: dt.date | None = None
    ) -> tuple[dt.date, ...]:
        """The days a repetition would plan, the first meeting's among them. Raises as `plan_series`."""
        with self._database.reading() as reader:
            return _days(reader.get(Meeting, meeting_id), rule, count, until)

    def plan_series(
        self,
        meeting_id: str,
        rule: str = "",
        *,
        count: int | None = None,
        until: dt.date | None = None,
        origin: str = "",
    ) -> tuple[Meeting, ...]:
        """Repeat a planned meeting, by its relationship's cadence unless a rule is given, as one step.

        `count` is the number of meetings with the first, `until` the last day; at most 60 are planned. Each is
        a meeting of its own: moving one moves no other. Raises NotFound, and InvalidRecord where the meeting
        has no day, repeats already or is not planned, or where the rule plans nothing.
        """
        with self._database.writing("Repeat meeting", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            _refuse_unfit(meeting)
            rule = rule or _rule_of(meeting, _cadence(change, meeting))
            days = _days(meeting, rule, count, until)
            uid = f"{meeting.id}{OURS}"
            rule = last_of(rule, days[-1], meeting.at)
            first = replace(meeting, series=uid, rule=rule)
            if not meeting.source_id:
                first = replace(first, source_id=_source(uid, meeting, days[0]))
            return (change.put(first), *(change.put(_copy(first, uid, day)) for day in days[1:]))

    def export(
        self,
        target: Path,
        choice: CalendarChoice,
        today: dt.date,
        *,
        force: bool = False,
        cancelled: Callable[[], bool] = never,
        progress: Callable[[int, int], None] = unheard,
    ) -> CalendarMade:
        """Write a calendar file. Raises as `export_calendar`, and Cancelled when asked to stop."""
        from mentorjournal.services.calendar_export import export_calendar

        def step(done: int, total: int) -> None:
            if cancelled():
                raise Cancelled("The export was stopped. No calendar was written; the journal is unchanged.")
            progress(done, total)

        return export_calendar(self._database, target, choice, today, force=force, step=step)


def _takes_time(meeting: Meeting) -> bool:
    return meeting.at is not None and meeting.status not in ("cancelled", "missed")


def _around(meeting: Meeting) -> tuple[dt.date, dt.date]:
    """The days on which something may begin that is still, or already, going on."""
    day = meeting.date or dt.date.min
    length = dt.timedelta(days=int((meeting.minutes or 0) // clock.DAY_MINUTES) + 2)
    first = day - NEAR if day - dt.date.min > NEAR else dt.date.min
    return first, day + length if dt.date.max - day > length else dt.date.max


def _refuse_unfit(meeting: Meeting) -> None:
    if meeting.date is None:
        raise InvalidRecord(f"The meeting has no day to repeat from. {KEPT} Give it one first.")
    if meeting.status != "planned":
        raise InvalidRecord(f"Only a planned meeting can be repeated. {KEPT}")
    if meeting.series:
        raise InvalidRecord(f"This meeting belongs to a series already. {KEPT}")


def _cadence(reader: Reader, meeting: Meeting) -> str:
    """The cadence of the relationship it belongs to, or of the only one with somebody who is there."""
    if meeting.relationship:
        return usual_repeat(reader.get(Relationship, meeting.relationship).cadence)
    people = [key for key in meeting.people if isinstance(reader.peek(key), Person)]
    found = [one for key in people for one in reader.find(Relationship, linked("person", key))]
    return usual_repeat(found[0].cadence if len(found) == 1 else "")


def _rule_of(meeting: Meeting, key: str) -> str:
    choices = repeats(meeting.date or dt.date.min)
    return next(one.rule for one in choices if one.key == key)


def _days(meeting: Meeting, rule: str, count: int | None, until: dt.date | None) -> tuple[dt.date, ...]:
    from mentorjournal.interchange import icalendar_rules as rules

    _refuse_unfit(meeting)
    start = dt.datetime.combine(meeting.date or dt.date.min, meeting.at or dt.time())
    if count is None and until is None:
        raise InvalidRecord(f"It must be said how often it repeats, or until when. {KEPT}")
    if until is not None and until <= start.date():
        raise InvalidRecord(f"The last day is not after the first. {KEPT} Choose a later one.")
    if count is not None and not 1 < count <= MOST_REPEATED:
        raise InvalidRecord(f"A meeting repeats 2 to {MOST_REPEATED} times in one go. {KEPT}")
    try:
        parsed = replace(rules.parse(rule), count=count, until=None)
        last = dt.datetime.combine(until, dt.time.max) if until else _years_on(start)
        found, total, _ = rules.follow(parsed, start, last)
    except rules.NoRule as error:
        raise InvalidRecord(f"This repetition cannot be followed: {error}. {KEPT}") from None
    if total > MOST_REPEATED:
        raise InvalidRecord(f"That would be {total} meetings; at most {MOST_REPEATED} are planned. {KEPT}")
    if total == 1:
        raise InvalidRecord(f"Until then it would not take place a second time. {KEPT} Choose a later day.")
    return tuple(moment.date() for moment in found)


def _years_on(start: dt.datetime) -> dt.datetime:
    return start.replace(year=min(start.year + MOST_REPEATED, dt.MAXYEAR), day=min(start.day, 28))


def _source(uid: str, meeting: Meeting, day: dt.date) -> str:
    slot = day.isoformat().replace("-", "") + (f"T{meeting.at:%H%M%S}" if meeting.at else "")
    return f"ical:{uid};{slot}"


def _copy(first: Meeting, uid: str, day: dt.date) -> Meeting:
    """The same meeting on another day, without what was written about the first one."""
    return Meeting(
        title=first.title,
        date=day,
        at=first.at,
        time_zone=first.time_zone,
        minutes=first.minutes,
        place=first.place,
        people=first.people,
        tags=first.tags,
        relationship=first.relationship,
        visibility=first.visibility,
        confidential=first.confidential,
        series=first.series,
        rule=first.rule,
        source_id=_source(uid, first, day),
    )
