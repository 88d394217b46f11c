"""Who a meeting is with: the relationship it belongs to, the names, and what was held and is planned."""

from __future__ import annotations

from collections.abc import Iterable

from mentorjournal.model.types import Meeting, Person, Relationship
from mentorjournal.storage.reader import Reader, linked, linked_to_any
from mentorjournal.storage.tables import columns


def tie_of(reader: Reader, meeting: Meeting) -> Relationship | None:
    """The relationship a meeting belongs to: the one it names, else the only one that is going on with
    anybody who is there; none where there are several."""
    if meeting.relationship:
        named = reader.peek(meeting.relationship)
        return named if isinstance(named, Relationship) and named.deleted_at is None else None
    if not meeting.people:
        return None
    found = reader.find(Relationship, linked_to_any("person", meeting.people))
    going = [tie for tie in found if tie.phase != "closed"]
    return going[0] if len(going) == 1 else None


def people_of(reader: Reader, meeting: Meeting) -> tuple[Person, ...]:
    """Everybody who is there, in the order of the meeting."""
    return tuple(person for person in reader.many(meeting.people).values() if isinstance(person, Person))


def called(person: Person) -> str:
    """How somebody is called: the short name, else the whole one."""
    return person.short_name.strip() or person.title


def spoken_list(names: Iterable[str]) -> str:
    """`Helena, Tom and Ines`."""
    known = [name for name in names if name]
    return " and ".join(filter(None, (", ".join(known[:-1]), known[-1]))) if known else ""


def planned_after(reader: Reader, meeting: Meeting) -> Meeting | None:
    """The nearest planned meeting with exactly these people after this one; none where nobody is there."""
    if not meeting.people or meeting.date is None:
        return None
    c = columns(Meeting)
    together = [linked("people", person) for person in meeting.people]
    found = reader.find(Meeting, c.date > meeting.date, c.status == "planned", *together, order=(c.sort,))
    same = (item for item in found if set(item.people) == set(meeting.people) and item.id != meeting.id)
    return next(same, None)


FIRST = "First meeting with"
"""How the title of a first meeting begins that the program plans."""


def following(reader: Reader, meeting: Meeting) -> Meeting:
    """The next meeting of the same kind, not stored yet, on the day that was noted for it; as open to others.

    It is as long as the relationship agreed where it did, and no second one is called the first.
    """
    tie = tie_of(reader, meeting)
    title = meeting.title
    if title.startswith(FIRST):
        there = spoken_list(called(person) for person in people_of(reader, meeting))
        title = f"Meeting with {there or title.removeprefix(FIRST).strip()}"
    return Meeting(
        title=title,
        visibility=meeting.visibility,
        confidential=meeting.confidential,
        date=meeting.next_date,
        at=meeting.at,
        time_zone=meeting.time_zone,
        minutes=(tie.minutes if tie is not None else None) or meeting.minutes,
        place=meeting.place,
        people=meeting.people,
        relationship=meeting.relationship,
    )
