"""The records behind one row of a figure, newest first: where a number comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    Activity,
    Claim,
    Goal,
    Meeting,
    Milestone,
    Person,
    Pulse,
    Skill,
    SkillRating,
)
from mentorjournal.services.figures_made import (
    BETWEEN,
    COVERAGE,
    GOALS,
    GROWTH,
    HOURS,
    MEETINGS,
    PATH,
    POINTS,
    SKILLS,
)
from mentorjournal.storage.lists import day_end, day_sort
from mentorjournal.storage.reader import Reader, linked, linked_to_any
from mentorjournal.storage.tables import columns
from mentorjournal.storage.tables import record as table

Span: TypeAlias = tuple[Any, ...]
"""The conditions that a day is within those asked for."""
MOST: Final = 500
"""Records that are listed; who wants more chooses a shorter time."""


@dataclass(frozen=True, slots=True)
class Behind:
    """One record behind a mark; `title` is never empty."""

    id: str
    type: str
    title: str
    day: dt.date | None


def behind(reader: Reader, key: str, part: str, since: dt.date, until: dt.date) -> tuple[Behind, ...]:
    """The records of row `part` of the figure `key` in a span of days, both included; at most MOST of them."""
    span = (table.c.sort >= day_sort(since), table.c.sort < day_end(until))
    for begins, read in _READ.items():
        if key.startswith(begins):
            found = read(reader, key.removeprefix(begins), part, span)
            return tuple(_row(one) for one in found)[:MOST]
    pulses = reader.find(Pulse, columns(Pulse).instrument == part, *span, limit=MOST)
    return tuple(_row(one) for one in pulses)


def _row(record: Record) -> Behind:
    day = record.due or record.date if isinstance(record, Milestone) else record.date
    return Behind(record.id, record.TYPE, record.title or record.LABEL, day)


def _hours(reader: Reader, _about: str, part: str, span: Span) -> Iterable[Record]:
    c = columns(Activity)
    return reader.find(Activity, c.category == part, c.hours > 0, *span, limit=MOST)


def _goals(reader: Reader, _about: str, part: str, _span: Span) -> Iterable[Record]:
    goal = reader.peek(part)
    steps = reader.find(Milestone, linked("goal", part))
    first = (goal,) if isinstance(goal, Goal) else ()
    return (*first, *sorted(steps, key=lambda one: one.due or one.done_on or dt.date.max))


def _meetings(reader: Reader, _about: str, part: str, span: Span) -> Iterable[Record]:
    c = columns(Meeting)
    people = part.split(BETWEEN)
    there = linked_to_any("people", people)
    return reader.find(Meeting, c.status.in_(("held", "missed")), there, *span, limit=MOST)


def _points(reader: Reader, about: str, part: str, _span: Span) -> Iterable[Record]:
    return reader.find(Claim, linked("scheme", about), columns(Claim).category == part, limit=MOST)


def _coverage(reader: Reader, about: str, part: str, _span: Span) -> Iterable[Record]:
    claims = reader.find(Claim, linked("scheme", about))
    return (claim for claim in claims if any(met.tag == part for met in claim.meets))


def _path(reader: Reader, _about: str, part: str, _span: Span) -> Iterable[Record]:
    return reader.many((part,)).values()


def _growth(reader: Reader, _about: str, part: str, _span: Span) -> Iterable[Record]:
    return reader.find(Person, columns(Person).arena == part, limit=MOST)


def _skills(reader: Reader, _about: str, part: str, _span: Span) -> Iterable[Record]:
    """The skill, what shows it, and its ratings."""
    skill = reader.peek(part)
    shown = reader.many(skill.evidence if isinstance(skill, Skill) else ()).values()
    ratings = reader.find(SkillRating, linked("skill", part), limit=MOST)
    kept = (one for one in shown if one.deleted_at is None)
    return (*((skill,) if skill is not None else ()), *kept, *ratings)


_READ: Final[dict[str, Callable[[Reader, str, str, Span], Iterable[Record]]]] = {
    HOURS: _hours,
    GOALS: _goals,
    MEETINGS: _meetings,
    GROWTH: _growth,
    PATH: _path,
    POINTS: _points,
    COVERAGE: _coverage,
    SKILLS: _skills,
}
