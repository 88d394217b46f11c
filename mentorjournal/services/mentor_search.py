"""The search for a mentor: candidates from first thought to agreement, and how well each fits.

What is written and rated here is the reader's own: it enters no report.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.choices import CHOICES
from mentorjournal.model.types import AgendaItem, Meeting, Person, Pulse, Relationship
from mentorjournal.resources import resource_path
from mentorjournal.services.criteria import Criterion, criteria_in, put_criteria, refuse_criteria
from mentorjournal.services.first_letter import first_letter
from mentorjournal.services.fit_checks import KEPT, fit_due_in, put_fit, weighted
from mentorjournal.services.instruments import FIT
from mentorjournal.services.meeting_people import FIRST
from mentorjournal.services.messages import Message
from mentorjournal.services.relationship_checks import Rating, history_in
from mentorjournal.storage.database import Database
from mentorjournal.storage.meeting_days import read_days
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.stages import reached
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

__all__ = ["FITS", "STAGES", "Board", "Candidate", "Criterion", "MentorSearch", "checklist"]

STAGES = ("candidate", "contacted", "met", "agreed", "declined")
WEEK = dt.timedelta(days=7)
FITS = 60.0
"""Percent from which somebody fits well enough to go on with."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody in the search; `percent` is the weighted fit, None until something with a weight is rated.

    `contacted_on` is known from the history, `last_met` and `next_meeting` from the meetings.
    """

    relationship: Relationship
    person: Person
    contacted_on: dt.date | None
    last_met: dt.date | None
    next_meeting: dt.date | None
    fits: tuple[Rating, ...]
    percent: float | None

    @property
    def id(self) -> str:
        """The relationship's id."""
        return self.relationship.id

    @property
    def stage(self) -> str:
        """One of STAGES."""
        return self.relationship.stage or "candidate"

    @property
    def fit(self) -> Rating | None:
        """The latest fit check."""
        return self.fits[0] if self.fits else None


@dataclass(frozen=True, slots=True)
class Board:
    """Everybody in the search, and the criteria they are measured by."""

    candidates: tuple[Candidate, ...]
    criteria: tuple[Criterion, ...]

    def at(self, stage: str) -> tuple[Candidate, ...]:
        """Who stands at a stage, the best fit first, then by name."""
        there = (item for item in self.candidates if item.stage == stage)
        return tuple(sorted(there, key=lambda item: (-(item.percent or -1), item.person.title.casefold())))

    def find(self, relationship_id: str) -> Candidate | None:
        """One of them, or None."""
        return next((item for item in self.candidates if item.id == relationship_id), None)

    @property
    def nobody_fits(self) -> bool:
        """True where people were rated and none of them fits well."""
        rated = [item.percent for item in self.candidates if item.percent is not None]
        return bool(rated) and max(rated) < FITS


class MentorSearch:
    """What a person does to find a mentor."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def board(self, today: dt.date) -> Board:
        """Everybody searched for, with the agreed ones until their relationship is closed."""
        with self._database.reading() as reader:
            criteria = criteria_in(reader, KEPT)
            days = read_days(reader, today)
            c = columns(Relationship)
            ties = reader.find(
                Relationship, (c.phase == "search") | ((c.stage == "agreed") & (c.phase != "closed"))
            )
            people = reader.many(tie.person for tie in ties if tie.person)
            moved = [tie.id for tie in ties if tie.stage not in ("", "candidate")]
            contacted = reached(reader, moved, "contacted")
            found = (
                _candidate(reader, tie, people.get(tie.person or ""), criteria, days, contacted.get(tie.id))
                for tie in ties
            )
            return Board(tuple(item for item in found if item is not None), criteria)

    def add(self, name: str, *, person_id: str = "", origin: str = "") -> Relationship:
        """A candidate, the person made where nobody is called so. Who is one already stays as they are.

        `person_id` says whom, where two share a name. Raises InvalidRecord without a name.
        """
        wanted = " ".join(name.split())
        if not wanted and not person_id:
            raise InvalidRecord("Say who it is. Nothing was added.")
        with self._database.writing(f"New candidate: {wanted}", origin=origin) as change:
            key = person_id or _called(change, wanted) or change.put(Person(title=wanted)).id
            there = change.find(Relationship, linked("person", key), columns(Relationship).phase == "search")
            if there:
                return there[0]
            return change.put(Relationship(person=key, phase="search", stage="candidate", my_role="mentee"))

    def move(self, relationship_id: str, stage: str, day: dt.date, *, origin: str = "") -> Relationship:
        """Move a candidate to a stage; who agreed is in initiation since `day`, and back again is in search.

        Raises NotFound, and InvalidRecord for no stage, or where the work together has gone further.
        """
        if stage not in STAGES:
            raise InvalidRecord(f"There is no stage {stage!r} in a search. Nothing was moved.")
        label = f"Move to {CHOICES['search_stage'][stage].lower()}"
        with self._database.writing(label, origin=origin) as change:
            tie = change.get(Relationship, relationship_id)
            if stage == tie.stage:
                return tie
            if tie.phase not in ("search", "initiation"):
                raise InvalidRecord(
                    "You two are already at work together. Nothing was moved; on the page of the "
                    "relationship it can be closed."
                )
            if stage == "agreed":
                return change.put(
                    replace(tie, stage=stage, phase="initiation", started_on=tie.started_on or day)
                )
            started = None if tie.stage == "agreed" else tie.started_on
            return change.put(replace(tie, stage=stage, phase="search", started_on=started))

    def criteria(self) -> tuple[Criterion, ...]:
        """The reader's own criteria, or those that ship while there are none."""
        with self._database.reading() as reader:
            return criteria_in(reader, KEPT)

    def set_criteria(self, criteria: Sequence[Criterion], day: dt.date, *, origin: str = "") -> None:
        """Keep these criteria and weights as one step; scores of one that goes stay with their fit checks.

        Raises InvalidRecord for a weight that is not 0 to 5, a criterion without a name, or none at all.
        """
        refuse_criteria(criteria)
        with self._database.writing("Change what matters in a mentor", origin=origin) as change:
            put_criteria(change, KEPT, criteria, day)

    def rate(
        self,
        relationship_id: str,
        scores: Mapping[str, int | None],
        note: str,
        day: dt.date,
        *,
        origin: str = "",
    ) -> Pulse:
        """Keep the fit check of a day, by the key of each criterion, from 0 to 5; the same day's is replaced.

        Raises NotFound, and InvalidRecord where nothing is rated or a number is not on the scale.
        """
        with self._database.writing("Keep fit check", origin=origin) as change:
            change.get(Relationship, relationship_id)
            return put_fit(change, relationship_id, scores, note, day)

    def fit_due(self, day: dt.date) -> tuple[Relationship, ...]:
        """Whose fit waits to be judged: met and never rated, or agreed three months ago and not rated since."""
        with self._database.reading() as reader:
            return fit_due_in(reader, day)

    def first_contact(self, relationship_id: str, me: str, stage: str = "") -> Message:
        """The first letter to a candidate, in the names of both; `stage` says who I am. Raises NotFound."""
        with self._database.reading() as reader:
            tie = reader.get(Relationship, relationship_id)
            person = reader.peek(tie.person or "")
        return first_letter(person if isinstance(person, Person) else None, tie.purpose, me, stage)

    def planned_meeting(self, relationship_id: str, today: dt.date) -> str:
        """The id of the next meeting planned with them, "" where there is none. Raises NotFound."""
        with self._database.reading() as reader:
            tie = reader.get(Relationship, relationship_id)
            return next((item.id for item in _ahead(reader, tie, today)), "")

    def plan_first_meeting(self, relationship_id: str, today: dt.date, *, origin: str = "") -> Meeting:
        """The checklist of a first meeting as the agenda of the next planned meeting, as one step.

        Without one a meeting a week from today is planned. Lines that stand there already are not
        repeated. Raises NotFound.
        """
        with self._database.writing("Plan first meeting", origin=origin) as change:
            tie = change.get(Relationship, relationship_id)
            meeting = _planned(change, tie, today)
            there = change.find(AgendaItem, linked("meeting", meeting.id))
            known = {item.title.casefold() for item in there}
            position = max((item.position or 0 for item in there), default=0.0)
            for text in checklist():
                if text.casefold() not in known:
                    position += 1
                    change.put(AgendaItem(title=text, meeting=meeting.id, position=position))
            return meeting


@cache
def checklist() -> tuple[str, ...]:
    """What belongs to a first meeting, line by line."""
    table = tomllib.loads(resource_path("checklists/first_meeting.toml").read_text("utf-8"))
    return tuple(item["text"] for item in table["items"])


def _called(reader: Reader, name: str) -> str:
    """The id of the first person of this name who is more than a name."""
    people = reader.find(Person, columns(Person).archived.is_(False), order=(columns(Person).title,))
    return next((item.id for item in people if item.title.casefold() == name.casefold()), "")


def _candidate(
    reader: Reader,
    tie: Relationship,
    person: object,
    criteria: tuple[Criterion, ...],
    days: Mapping[str, tuple[dt.date | None, dt.date | None]],
    contacted: dt.datetime | None,
) -> Candidate | None:
    if not isinstance(person, Person) or person.deleted_at is not None or person.archived:
        return None
    last_met, next_meeting = days.get(person.id, (None, None))
    fits = history_in(reader, FIT, tie.id)
    return Candidate(
        tie,
        person,
        contacted.astimezone().date() if contacted else None,
        last_met,
        next_meeting,
        fits,
        weighted(criteria, fits[0] if fits else None),
    )


def _ahead(reader: Reader, tie: Relationship, today: dt.date) -> tuple[Meeting, ...]:
    """The next meeting planned with the person of a relationship, if there is one."""
    c, person = columns(Meeting), linked("people", tie.person or "")
    return tuple(
        reader.find(Meeting, person, c.status == "planned", c.date >= today, order=(c.sort,), limit=1)
    )


def _planned(change: Writer, tie: Relationship, today: dt.date) -> Meeting:
    ahead = _ahead(change, tie, today)
    if ahead:
        return ahead[0]
    key = tie.person or ""
    person = change.get(Person, key)
    return change.put(
        Meeting(
            title=f"{FIRST} {person.short_name or person.title}",
            date=today + WEEK,
            minutes=30,
            people=(key,),
            relationship=tie.id,
        )
    )
