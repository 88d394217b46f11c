"""People: who they are to me, and everything shared between us."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import ActionItem, Feedback, Meeting, Person, Relationship, Resource
from mentorjournal.services.actions import OwnedAction, owned
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import linked
from mentorjournal.storage.tables import columns


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person as the list shows them; the days of the last and next meeting where there are any."""

    person: Person
    last_met: dt.date | None
    next_meeting: dt.date | None


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
        """Everybody, by name, with when we met and meet."""
        with self._database.reading() as reader:
            people = reader.find(Person, order=(columns(Person).title,))
            meetings = reader.find(Meeting)
        return tuple(
            _card(person, [m for m in meetings if person.id in m.people], today) for person in people
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
            return PersonPage(
                _card(person, list(meetings), today),
                relationships,
                meetings,
                owned(reader, list(theirs)),
                owned(reader, [item for item in together if item.owner is None]),
                feedback,
                resources,
                tuple(row for row in lists.linked(reader, person_id) if row.row.id not in hidden),
            )


def _card(person: Person, meetings: list[Meeting], today: dt.date) -> PersonCard:
    held = [m.date for m in meetings if m.date and m.status == "held" and m.date <= today]
    planned = [m.date for m in meetings if m.date and m.status == "planned" and m.date >= today]
    return PersonCard(person, max(held, default=None), min(planned, default=None))
