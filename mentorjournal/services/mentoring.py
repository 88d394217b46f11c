"""The mentor's side: how it stands with every mentee, what I saw and learned, what became of them, my own craft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from mentorjournal.errors import InvalidRecord, NotFound
from mentorjournal.model.types import Activity, Goal, Observation, Outcome, Pulse
from mentorjournal.services.instruments import MENTOR_SIX
from mentorjournal.services.mentor_sums import Craft, Given, Legacy, craft, given, legacy
from mentorjournal.services.people import CADENCE_DAYS
from mentorjournal.services.relationship_checks import RelationshipChecks
from mentorjournal.services.valid import validate
from mentorjournal.storage import mentees as stored
from mentorjournal.storage.database import Database
from mentorjournal.storage.meeting_days import read_days
from mentorjournal.storage.mentees import HardDate, MenteeTie, NextDate, Promises
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.stalled import read_stalled
from mentorjournal.storage.tables import columns

__all__ = ["Craft", "Given", "HardDate", "Legacy", "Mentee", "Mentoring", "Note", "Promises", "read_mentees"]

SAID = ("talent", "encouragement", "learned", "hard_date")
"""The kinds of an observation that a mentor keeps here."""
BEFORE_DAYS = 14
"""So many days before a hard date it is time to write."""
HALF_YEAR = 7
"""The month in which the second half of a year begins."""
_WEIGHTS = {"rough": 40, "overdue": 30, "late_mine": 15, "hard_date": 12, "late_theirs": 10, "no_date": 10}
_WEIGHTS |= {"stalled": 8, "questions": 3}


@dataclass(frozen=True, slots=True)
class Mentee:
    """One mentee at a glance.

    `gap` is the days since we met, `every` the days agreed between two meetings; None where not known.
    `hours` are of this half-year, `planned` the hours agreed for it so far. `mine` and `theirs` are the
    promises of each side.
    """

    tie: MenteeTie
    last_met: dt.date | None
    next: NextDate | None
    gap: int | None
    every: int | None
    mine: Promises
    theirs: Promises
    stalled: int
    questions: int
    hours: float
    planned: float | None
    hard_date: HardDate | None
    paused: bool

    @property
    def overdue(self) -> int:
        """By how many days the gap is wider than agreed, with no meeting ahead; 0 where all is well."""
        if self.gap is None or self.every is None or self.next is not None:
            return 0
        return max(0, self.gap - self.every)

    @property
    def needs(self) -> tuple[str, ...]:
        """What asks for attention, the most pressing first: keys of _WEIGHTS."""
        if self.paused:
            return ()
        found = {
            "rough": self.tie.rough,
            "overdue": self.overdue,
            "late_mine": self.mine.late,
            "hard_date": self.hard_date is not None and not self.hard_date.encouraged,
            "late_theirs": self.theirs.late,
            "no_date": self.next is None and not self.overdue,
            "stalled": self.stalled,
            "questions": self.questions,
        }
        return tuple(sorted((key for key, there in found.items() if there), key=lambda key: -_WEIGHTS[key]))

    @property
    def weight(self) -> int:
        """How much it asks for attention; a paused relationship asks for none."""
        return -1 if self.paused else sum(_WEIGHTS[key] for key in self.needs)


@dataclass(frozen=True, slots=True)
class Note:
    """Something noticed, with the name of whom it is about."""

    record: Observation
    name: str


class Mentoring:
    """What a mentor does. Everything made here is private."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._checks = RelationshipChecks(database)

    def mentees(self, day: dt.date) -> tuple[Mentee, ...]:
        """Everybody I mentor now, who needs attention first; paused ones last."""
        with self._database.reading() as reader:
            return read_mentees(reader, day)

    def people(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of everybody I mentor or mentored, by name."""
        with self._database.reading() as reader:
            return tuple({tie.person: tie.name for tie in stored.read_ties(reader)}.items())

    def notes(self, kind: str, limit: int = 200) -> tuple[Note, ...]:
        """What I noted of one kind of SAID, the newest first."""
        with self._database.reading() as reader:
            found = reader.find(Observation, columns(Observation).kind == kind, limit=limit)
            names = reader.titles({item.person for item in found if item.person})
        return tuple(Note(item, names.get(item.person or "", "")) for item in found)

    def hard_dates(self, day: dt.date) -> tuple[HardDate, ...]:
        """The hard dates of the next fourteen days that are about somebody I mentor."""
        with self._database.reading() as reader:
            people = {tie.person for tie in stored.read_ties(reader)}
            return tuple(
                item for item in stored.hard_dates(reader, day, BEFORE_DAYS) if item.person in people
            )

    def note(
        self, kind: str, person: str | None, text: str, followed: str = "", *, day: dt.date, origin: str = ""
    ) -> Observation:
        """Keep something noticed about somebody; `followed` is what to do with it, or what came of it.

        Raises InvalidRecord where there are no words.
        """
        if kind not in SAID:
            raise InvalidRecord(f"A mentor's note cannot be {kind!r}. Nothing was kept.")
        title = _words(text)
        made = Observation(
            title=title,
            date=day,
            kind=kind,
            person=person,
            people=(person,) if person else (),
            followed=followed.strip(),
        )
        with self._database.writing(f"New note: {_LABELS[kind]}", origin=origin) as change:
            return change.put(made)

    def legacy(self) -> Legacy:
        """What became of everybody I mentor or mentored."""
        with self._database.reading() as reader:
            return legacy(stored.read_ties(reader), reader.find(Outcome))

    def add_outcome(self, person: str | None, outcome: Outcome, *, origin: str = "") -> Outcome:
        """Keep what somebody achieved, in our relationship where there is one. Raises InvalidRecord."""
        title = _words(outcome.title)
        with self._database.writing("New outcome", origin=origin) as change:
            ties = (tie for tie in stored.read_ties(change) if tie.person == person)
            tie = next(ties, None)
            made = replace(
                outcome,
                title=title,
                person=person,
                people=(person,) if person else (),
                relationship=tie.id if tie else None,
            )
            validate(made)
            return change.put(made)

    def given(self, first: dt.date, until: dt.date) -> Given:
        """What I gave from one day to another: hours by kind of contribution and of activity."""
        with self._database.reading() as reader:
            return given(reader, stored.read_ties(reader), first, until)

    def craft(self) -> Craft:
        """My own development as a mentor: ratings, trainings, goals."""
        with self._database.reading() as reader:
            return craft(reader)

    def rate(self, scores: Mapping[str, int | None], why: str, *, day: dt.date, origin: str = "") -> Pulse:
        """Keep a self-rating in the six areas, with a line on why I mentor. Raises InvalidRecord."""
        return self._checks.record(MENTOR_SIX, scores, None, why, day=day, origin=origin)

    def add_training(
        self, title: str, hours: float | None, provider: str, *, day: dt.date, origin: str = ""
    ) -> Activity:
        """Log a training as a mentor. Raises InvalidRecord where there are no words."""
        made = Activity(
            title=_words(title),
            date=day,
            category="learning",
            hours=hours,
            provider=provider.strip(),
            trains_mentoring=True,
        )
        validate(made)
        with self._database.writing("New training", origin=origin) as change:
            return change.put(made)

    def add_goal(self, title: str, *, day: dt.date, origin: str = "") -> Goal:
        """A goal for my own craft that follows from my latest self-rating.

        Raises InvalidRecord without words, and NotFound before the first rating.
        """
        words = _words(title)
        with self._database.writing("New goal", origin=origin) as change:
            latest = next(iter(change.find(Pulse, columns(Pulse).instrument == MENTOR_SIX, limit=1)), None)
            if latest is None:
                raise NotFound("Rate yourself first: a goal here follows from a rating. Nothing was made.")
            return change.put(Goal(title=words, date=day, start=day, area="skills", origin=latest.id))


_LABELS = {
    "talent": "talent",
    "encouragement": "encouragement",
    "learned": "learned from them",
    "hard_date": "hard date",
}


def read_mentees(reader: Reader, day: dt.date) -> tuple[Mentee, ...]:
    """The mentees of now inside a transaction, who needs attention first."""
    ties = [tie for tie in stored.read_ties(reader) if tie.phase != "closed"]
    if not ties:
        return ()
    people = {tie.person for tie in ties}
    first = term_start(day)
    met = read_days(reader, day)
    planned = stored.next_dates(reader, day)
    sides = stored.promises(reader, people, day)
    still = {goal.id for goal in read_stalled(reader, day)}
    goals = stored.goals_with(reader, people) if still else []
    questions = stored.open_questions(reader, people)
    hours = stored.hours_since(reader, ties, first, day)
    hard = {item.person: item for item in reversed(stored.hard_dates(reader, day, BEFORE_DAYS))}
    found = []
    for tie in ties:
        last = met.get(tie.person, (None, None))[0]
        found.append(
            Mentee(
                tie,
                last,
                planned.get(tie.person),
                (day - last).days if last else None,
                CADENCE_DAYS.get(tie.cadence),
                sides.get((tie.person, False), Promises()),
                sides.get((tie.person, True), Promises()),
                sum(1 for person, goal in goals if person == tie.person and goal in still),
                questions.get(tie.person, 0),
                hours[tie.id],
                _planned(tie, first, day),
                hard.get(tie.person),
                tie.paused_until is not None and tie.paused_until > day,
            )
        )
    return tuple(sorted(found, key=lambda item: (-item.weight, item.tie.name.casefold())))


def term_start(day: dt.date) -> dt.date:
    """The first day of the half-year a day lies in."""
    return day.replace(month=HALF_YEAR if day.month >= HALF_YEAR else 1, day=1)


def _planned(tie: MenteeTie, first: dt.date, day: dt.date) -> float | None:
    """The hours agreed from the start of the half-year, or of the relationship, up to this month's end."""
    if tie.budget is None:
        return None
    start = max(first, tie.started_on or first)
    months = (day.year - start.year) * 12 + day.month - start.month + 1
    return tie.budget * max(0, months)


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise InvalidRecord("There are no words yet. Nothing was kept.")
    return words
