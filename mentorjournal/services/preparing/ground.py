"""What a brief is gathered upon: who is there, when we last met, and what is already between us."""

from __future__ import annotations

import dataclasses
import datetime as dt
import operator
from collections.abc import Iterable, Sequence
from functools import cached_property, reduce
from typing import Any, TypeVar

from mentorjournal.model.record import Record
from mentorjournal.model.types import Meeting, Person, Pulse, Question, Relationship
from mentorjournal.services.preparing.brief import Side
from mentorjournal.storage.confidential import confidential_ids
from mentorjournal.storage.finder import Finder, ids_value, pointing, pointing_through
from mentorjournal.storage.reader import Reader, linked, linked_to_any
from mentorjournal.storage.tables import columns

R = TypeVar("R", bound=Record)
ADDRESSED = ("person", "for_whom", "owner", "introduced", "to_whom", "introducer", "recommended_by")
"""The links, beside `people`, that say whom a record is about or addressed to."""
_BELONGING = ("goal", "meeting", "origin")
WITHOUT_A_START = dt.timedelta(days=28)
AHEAD = dt.timedelta(days=60)
"""How far a brief looks."""
NOT_MET_YET = ("search", "closed")


@dataclasses.dataclass(frozen=True)
class Ground:
    """One reading of the journal for one meeting.

    `together` are the meetings with everybody who is there, `with_any` those with anybody of them.
    `previous` is the last one of `together` that was held before this one. Confidential records are never
    found here; nor is anything of a goal or another meeting that is confidential, or that follows from
    something confidential.
    """

    reader: Reader
    meeting: Meeting
    today: dt.date
    people: tuple[Person, ...]
    ties: tuple[Relationship, ...]
    side: Side
    together: tuple[str, ...]
    with_any: tuple[str, ...]
    previous: Meeting | None
    since: dt.date
    moment: dt.datetime
    sealed: frozenset[str]

    def find(self, record_type: type[R], *where: Any, **how: Any) -> tuple[R, ...]:
        """As `Reader.find`, without what is confidential."""
        found = self.reader.find(record_type, columns(record_type).confidential.is_(False), *where, **how)
        return tuple(item for item in found if not self.hides(item))

    def all(self, finder: Finder[R], **more: Any) -> tuple[R, ...]:
        """As `find`, by a statement made ready; `more` are parameters beside those of every brief."""
        found = finder.all(self.reader, self.values | more)
        return tuple(item for item in found if not self.hides(item))

    def hides(self, record: Record) -> bool:
        """Whether a record is confidential, or is of or from something that is; a question that was raised
        from a check is meant for the other one, though the check is not."""
        belongs = {getattr(record, role, None) for role in _BELONGING}
        if isinstance(record, Question) and isinstance(self.reader.peek(record.origin or ""), Pulse):
            belongs -= {record.origin}
        return record.id in self.sealed or not belongs.isdisjoint(self.sealed)

    @cached_property
    def values(self) -> dict[str, Any]:
        """The parameters of every brief: ids of who is there, our ties, this meeting; the days that count."""
        return {
            "ids": ids_value(self.ids),
            "ties": ids_value(tie.id for tie in self.ties),
            "this": ids_value((self.meeting.id,)),
            "since": self.since,
            "today": self.today,
            "until": max(self.today, self.meeting.date or self.today),
            "ahead": self.today + AHEAD,
        }

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of those who are there."""
        return tuple(person.id for person in self.people)

    def between(self, record: Record) -> bool:
        """Whether a record is already between me and everybody there; on the mentor's own page, and anybody.

        It is when it may leave anyway, was agreed together, or is about or addressed to them. What is shared
        with the people it names is not shared with others.
        """
        if record.visibility == "exportable":
            return True
        ids = frozenset(self.ids)
        if record.visibility == "shared" and (not record.people or ids & set(record.people)):
            return True
        if not ids:
            return False
        met = self.with_any if self.side == "mentor" else self.together
        if getattr(record, "meeting", None) in {*met, self.meeting.id}:
            return True
        linked_people = whom(record)
        return bool(ids & linked_people) if self.side == "mentor" else ids <= linked_people

    def names(self, record: Record) -> str:
        """In a group, whom of those there a record concerns; nothing where there is one person."""
        if len(self.people) < 2:  # noqa: PLR2004
            return ""
        about = whom(record)
        return ", ".join(called(person) for person in self.people if person.id in about)


def concerning(*roles: str) -> Any:
    """The condition that a record points to somebody who is there in one of these roles."""
    conditions = [pointing(role, "ids") for role in roles]
    return reduce(operator.or_, conditions)


def agreed_together() -> Any:
    """The condition that a record was agreed at this meeting or at one with somebody who is there."""
    return pointing_through("meeting", "people", "ids") | pointing("meeting", "this")


def whom(record: Record) -> set[str]:
    """Everybody a record is about or addressed to."""
    return set(record.people) | {key for role in ADDRESSED if (key := getattr(record, role, None))}


def called(person: Person) -> str:
    """The name used between us."""
    return person.short_name.strip() or person.title


def read_ground(reader: Reader, meeting: Meeting, today: dt.date) -> Ground:
    """Everything that all parts of a brief need to know."""
    people = tuple(item for item in reader.many(meeting.people).values() if isinstance(item, Person))
    people = tuple(person for person in people if person.deleted_at is None)
    ties = _ties(reader, meeting, people)
    with_any = reader.ids(Meeting, linked_to_any("people", [p.id for p in people])) if people else ()
    everybody = [linked("people", person.id) for person in people]
    together = reader.ids(Meeting, *everybody) if len(people) > 1 else with_any
    previous = _previous(reader, meeting, everybody, today)
    since = _since(previous, ties, people, meeting, today)
    return Ground(
        reader=reader,
        meeting=meeting,
        today=today,
        people=people,
        ties=tuple(tie for tie in ties if not tie.confidential),
        side=_side(meeting, ties, people),
        together=tuple(key for key in together if key != meeting.id),
        with_any=tuple(key for key in with_any if key != meeting.id),
        previous=previous,
        since=since,
        moment=_moment(since, previous),
        # This meeting's own records are shown: while it is confidential it is not printed.
        sealed=confidential_ids(reader) - {meeting.id},
    )


def _ties(reader: Reader, meeting: Meeting, people: Sequence[Person]) -> tuple[Relationship, ...]:
    """Our relationships, first the one of this meeting, then those that last."""
    if not people:
        return ()
    found = reader.find(Relationship, linked_to_any("person", [person.id for person in people]))
    return tuple(sorted(found, key=lambda tie: (tie.id != meeting.relationship, tie.phase in NOT_MET_YET)))


def _side(meeting: Meeting, ties: Sequence[Relationship], people: Sequence[Person]) -> Side:
    """Mentor where this meeting's relationship says so, else where all of ours do, else by their roles."""
    if ties:
        leading = ties[:1] if ties[0].id == meeting.relationship or len(people) == 1 else ties
        return "mentor" if all(tie.my_role == "mentor" for tie in leading) else "mentee"
    return "mentor" if people and all("mentee" in person.roles for person in people) else "mentee"


def _previous(reader: Reader, meeting: Meeting, everybody: Iterable[Any], today: dt.date) -> Meeting | None:
    """The last meeting held before this one with everybody who is there."""
    conditions = tuple(everybody)
    if not conditions:
        return None
    c = columns(Meeting)
    day = meeting.date or today
    earlier = c.date < day
    if meeting.at is not None:
        earlier |= (c.date == day) & (c.at < meeting.at)
    found = reader.find(Meeting, c.status == "held", earlier, *conditions, limit=1)
    return next((item for item in found if item.id != meeting.id), None)


def _since(
    previous: Meeting | None,
    ties: Sequence[Relationship],
    people: Sequence[Person],
    meeting: Meeting,
    today: dt.date,
) -> dt.date:
    if previous is not None and previous.date is not None:
        return previous.date
    began = [tie.started_on for tie in ties if tie.started_on]
    began = began or [person.created_at.date() for person in people if person.created_at]
    day = meeting.date or today
    return min(began) if began else min(day, today) - WITHOUT_A_START


def _moment(day: dt.date, previous: Meeting | None) -> dt.datetime:
    """When that was, on the clock of the meeting's time zone or else of this computer."""
    at = previous.at if previous is not None and previous.at is not None else dt.time()
    local = dt.datetime.combine(day, at)
    if previous is not None and previous.time_zone:
        from mentorjournal.model.zones import zone_named

        if zone := zone_named(previous.time_zone):
            return local.replace(tzinfo=zone)
    try:
        return local.astimezone()
    except (OverflowError, OSError, ValueError):  # the first and the last day there are
        return local.replace(tzinfo=dt.UTC)
