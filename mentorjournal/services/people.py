"""People: who they are to me, and everything shared between us."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import ActionItem, Feedback, Meeting, Person, Relationship, Resource
from mentorjournal.services.actions import OwnedAction, owned
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.meeting_days import read_days, read_ties
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns

SIDES = ("mentor", "mentee", "peer")
"""What somebody can be to me."""
_OTHER_SIDE = {"mentee": "mentor", "mentor": "mentee", "peer": "peer"}
CADENCE_DAYS = {"weekly": 7, "fortnightly": 14, "monthly": 28, "quarterly": 91, "half_yearly": 182}
WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as the list shows it; the days of the last and next meeting where there are any.

    `sides` holds which of SIDES they are to me, by their roles and by our relationships.
    """

    person: Person
    last_met: dt.date | None
    next_meeting: dt.date | None
    sides: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything shared with one person, newest first."""

    card: PersonCard
    relationships: tuple[Relationship, ...]
    meetings: tuple[Meeting, ...]
    theirs: tuple[OwnedAction, ...]
    mine: tuple[OwnedAction, ...]
    feedback: tuple[Feedback, ...]
    resources: tuple[Resource, ...]
    others: tuple[LinkRow, ...]

    @property
    def person(self) -> Person:
        """The person."""
        return self.card.person


class People:
    """What a person does with the people in their corner."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, today: dt.date) -> tuple[PersonCard, ...]:
        """Everybody who is more than a kept name, by name, with when we met and meet."""
        sides: dict[str, set[str]] = {}
        with self._database.reading() as reader:
            people = reader.find(Person, columns(Person).archived.is_(False), order=(columns(Person).title,))
            days = read_days(reader, today)
            for person_id, my_role in read_ties(reader):
                sides.setdefault(person_id, set()).add(_OTHER_SIDE[my_role])
        return tuple(
            PersonCard(
                person,
                *days.get(person.id, (None, None)),
                frozenset(sides.get(person.id, set()) | set(person.roles).intersection(SIDES)),
            )
            for person in people
        )

    def page(self, person_id: str, today: dt.date) -> PersonPage:
        """A person with all that we share. Raises NotFound."""
        with self._database.reading() as reader:
            person = reader.get(Person, person_id)
            meetings = reader.find(Meeting, linked("people", person_id))
            relationships = reader.find(Relationship, linked("person", person_id))
            theirs = reader.find(ActionItem, linked("owner", person_id))
            together = reader.find(ActionItem, linked("people", person_id))
            feedback = reader.find(Feedback, linked("person", person_id))
            resources = reader.find(Resource, linked("recommended_by", person_id))
            groups = (meetings, relationships, theirs, together, feedback, resources)
            hidden = {item.id for group in groups for item in group}
            others = {row.row.id: row for row in lists.linked(reader, person_id) if row.row.id not in hidden}
            return PersonPage(
                _card(person, meetings, relationships, today),
                relationships,
                meetings,
                owned(reader, list(theirs)),
                owned(reader, [item for item in together if item.owner is None]),
                feedback,
                resources,
                tuple(others.values()),
            )

    def point(self, record_id: str, role: str, name: str, *, origin: str = "") -> bool:
        """Make the person of this name the `role` of a record, as one step; an empty name is nobody.

        True when the person was not known and was made. Raises NotFound.
        """
        wanted = " ".join(name.split())
        label = f"Say who it was: {wanted}" if wanted else "Take the name away"
        with self._database.writing(label, origin=origin) as change:
            record = change.peek(record_id)
            if record is None:
                change.get(Person, record_id)
                return False
            key = _called(change, wanted, getattr(record, role))
            new = bool(wanted) and key is None
            if new:
                key = change.put(Person(title=wanted)).id
            values: dict[str, Any] = {role: key}
            change.put(replace(record, **values))
            return new

    def names(self) -> tuple[str, ...]:
        """The names of the same, in order."""
        with self._database.reading() as reader:
            found = reader.find(Person, columns(Person).archived.is_(False), order=(columns(Person).title,))
            return tuple(item.title for item in found)

    def on_paper(self, person: Person) -> str:
        """What stands for this person, as they are given here, in a report; "" for who is left out."""
        from mentorjournal.services.reporting.names import Names

        with self._database.reading() as reader:
            others = (item for item in reader.find(Person) if item.id != person.id)
            return Names((*others, person), reader.find(Relationship)).shown(person.id)

    def plan_meeting(self, person_id: str, today: dt.date, *, tie_id: str = "", origin: str = "") -> Meeting:
        """A planned meeting like the last one with this person, on the next day that suits how often we
        meet, else a week from today; in the relationship given, else in the newest, and confidential where
        that is: what the last one was about says nothing of this one. Raises NotFound."""
        with self._database.writing("Plan meeting", origin=origin) as change:
            person = change.get(Person, person_id)
            meetings = change.find(Meeting, linked("people", person_id), limit=1)
            newest = next(iter(change.find(Relationship, linked("person", person_id), limit=1)), None)
            tie = change.get(Relationship, tie_id) if tie_id else newest
            like = meetings[0] if meetings else Meeting()
            return change.put(
                Meeting(
                    title=f"Meeting with {person.short_name or person.title}",
                    date=_next_day(like.date, tie.cadence if tie else "", today),
                    at=like.at,
                    time_zone=like.time_zone,
                    minutes=tie.minutes if tie and tie.minutes else like.minutes,
                    place=like.place,
                    people=(person_id,),
                    relationship=tie.id if tie else None,
                    confidential=tie is not None and tie.confidential,
                )
            )

    def record_feedback(self, person_id: str, today: dt.date, *, origin: str = "") -> Feedback:
        """An empty page for what this person said. Raises NotFound."""
        with self._database.writing("New feedback", origin=origin) as change:
            change.get(Person, person_id)
            return change.put(Feedback(date=today, person=person_id, people=(person_id,)))

    def promise(
        self, person_id: str, title: str, due: dt.date | None, *, theirs: bool, origin: str = ""
    ) -> ActionItem:
        """An action item between us: theirs, or mine towards them."""
        item = ActionItem(
            title=title.strip(), due=due, owner=person_id if theirs else None, people=(person_id,)
        )
        with self._database.writing("New action item", origin=origin) as change:
            return change.put(item)


def _called(reader: Reader, name: str, present: str | None) -> str | None:
    """Whose name this is: theirs who is `present` where it is also theirs, for two may share a name."""
    called = {key: title.casefold() for key, title in reader.named(Person).items()}
    if present is not None and called.get(present) == name.casefold():
        return present
    return next((key for key, title in called.items() if title == name.casefold()), None)


def _was_held(meeting: Meeting, today: dt.date) -> bool:
    return meeting.status == "held" and meeting.date is not None and meeting.date <= today


def _is_ahead(meeting: Meeting, today: dt.date) -> bool:
    return meeting.status == "planned" and meeting.date is not None and meeting.date >= today


def _card(
    person: Person, meetings: Iterable[Meeting], ties: Iterable[Relationship], today: dt.date
) -> PersonCard:
    kept = tuple(meetings)
    held = [m.date for m in kept if m.date and _was_held(m, today)]
    planned = [m.date for m in kept if m.date and _is_ahead(m, today)]
    sides = {_OTHER_SIDE[tie.my_role] for tie in ties} | set(person.roles).intersection(SIDES)
    return PersonCard(person, max(held, default=None), min(planned, default=None), frozenset(sides))


def _next_day(last: dt.date | None, cadence: str, today: dt.date) -> dt.date:
    days = CADENCE_DAYS.get(cadence)
    if last is not None and days is not None:
        day = last + dt.timedelta(days=days)
        if day > today:
            return day
    return today + WEEK
