"""What mentoring adds up to: what became of mentees, what was given, and how a mentor's own craft moves."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mentorjournal.model.types import Activity, Goal, Outcome
from mentorjournal.services.instruments import MENTOR_SIX
from mentorjournal.services.relationship_checks import Rating, history_in
from mentorjournal.storage.given import read_activity_hours, read_contributions
from mentorjournal.storage.mentees import MenteeTie
from mentorjournal.storage.reader import Reader, linked_to_any
from mentorjournal.storage.tables import columns

FEW = 3
"""Below so many points a chart says less than a sentence."""


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """One outcome with the name of whose it is."""

    record: Outcome
    name: str


@dataclass(frozen=True, slots=True)
class Alumnus:
    """One person of the legacy: years together, what they are now, how much was counted."""

    person: str
    name: str
    since: dt.date | None
    until: dt.date | None
    position: str
    outcomes: int
    joint: int


@dataclass(frozen=True, slots=True)
class Legacy:
    """Everybody mentored and what became of them; `lines` newest first, `years` from the latest."""

    people: tuple[Alumnus, ...]
    lines: tuple[OutcomeLine, ...]
    kinds: tuple[tuple[str, int], ...]
    years: tuple[tuple[int, int], ...]

    @property
    def joint(self) -> int:
        """How many outcomes were reached together."""
        return sum(1 for line in self.lines if line.record.joint)


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of giving: hours and how often."""

    key: str
    hours: float
    times: int


@dataclass(frozen=True, slots=True)
class Given:
    """What was given in a span of days, the most first. A meeting of two kinds counts under both."""

    contributions: tuple[Part, ...]
    activities: tuple[Part, ...]
    meetings: int
    meeting_hours: float

    @property
    def service(self) -> float:
        """Hours given back: to the profession and the community."""
        return sum(part.hours for part in self.activities if part.key in {"service", "community"})


@dataclass(frozen=True, slots=True)
class Craft:
    """A mentor's own development: ratings, trainings and goals, each the newest first."""

    ratings: tuple[Rating, ...]
    trainings: tuple[Activity, ...]
    goals: tuple[Goal, ...]

    @property
    def hours(self) -> float:
        """Hours of training all in all."""
        return sum(item.hours or 0.0 for item in self.trainings)

    @property
    def why(self) -> str:
        """The latest line on why I mentor."""
        return next((rating.note for rating in self.ratings if rating.note), "")


def legacy(ties: Sequence[MenteeTie], outcomes: Iterable[Outcome]) -> Legacy:
    """Outcomes by mentee and by year; `outcomes` come newest first."""
    kept = tuple(outcomes)
    names = {tie.person: tie.name for tie in ties}
    lines = tuple(OutcomeLine(item, names.get(item.person or "", "")) for item in kept)
    people = tuple(_alumnus(person, name, ties, kept) for person, name in names.items())
    kinds = Counter(item.kind for item in kept)
    years = Counter(item.date.year for item in kept if item.date)
    return Legacy(people, lines, tuple(kinds.most_common()), tuple(sorted(years.items(), reverse=True)))


def _alumnus(person: str, name: str, ties: Sequence[MenteeTie], outcomes: Sequence[Outcome]) -> Alumnus:
    own = [tie for tie in ties if tie.person == person]
    theirs = [item for item in outcomes if item.person == person]
    since = [tie.started_on for tie in own if tie.started_on]
    ended = [tie.closed_on for tie in own if tie.closed_on]
    over = len(ended) == len(own)
    return Alumnus(
        person,
        name,
        min(since, default=None),
        max(ended, default=None) if over else None,
        next((item.position for item in theirs if item.position), ""),
        len(theirs),
        sum(1 for item in theirs if item.joint),
    )


def given(reader: Reader, ties: Sequence[MenteeTie], first: dt.date, until: dt.date) -> Given:
    """Contributions at meetings held with mentees, and every activity by its kind."""
    hours: Counter[str] = Counter()
    times: Counter[str] = Counter()
    meetings = read_contributions(reader, {tie.person for tie in ties}, first, until)
    for kinds, length in meetings:
        for kind in kinds:
            hours[kind] += length  # type: ignore[assignment]  # a Counter adds parts of hours as well
            times[kind] += 1
    contributions = sorted(
        (Part(kind, float(hours[kind]), count) for kind, count in times.items()), key=_most
    )
    activities = sorted((Part(*row) for row in read_activity_hours(reader, first, until)), key=_most)
    total = sum(length for _, length in meetings)
    return Given(tuple(contributions), tuple(activities), len(meetings), total)


def _most(part: Part) -> tuple[float, int, str]:
    return (-part.hours, -part.times, part.key)


def craft(reader: Reader) -> Craft:
    """Ratings in the six areas, activities that train a mentor, and the goals that followed from a rating."""
    ratings = history_in(reader, MENTOR_SIX, None)
    trainings = reader.find(Activity, columns(Activity).trains_mentoring)
    goals = reader.find(Goal, linked_to_any("origin", [rating.id for rating in ratings])) if ratings else ()
    return Craft(ratings, trainings, goals)
