"""What a report may be made of: the records of a period that may leave."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Final

from mentorjournal.model.record import Record
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Advice,
    Claim,
    Connection,
    Decision,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Opportunity,
    Outcome,
    Person,
    Project,
    Question,
    Recommendation,
    Reflection,
    Relationship,
    Resource,
    Scheme,
    Skill,
    SkillRating,
    Sponsorship,
)
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting.evidence import pointed_at
from mentorjournal.services.reporting.kinds import kind_of, takes_private
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.storage.reader import CHUNK, Reader
from mentorjournal.storage.tables import columns

_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()]*\)")
_HIDDEN: Final = """
SELECT DISTINCT title FROM record WHERE title != '' AND type NOT IN ('tag', 'person', 'manifest', 'layout')
AND NOT (visibility = 'exportable' AND NOT confidential AND deleted_at IS NULL)
"""
OPEN_GOALS: Final = ("active", "planned", "paused")


@dataclass(frozen=True)
class Material:
    """Live records that may leave, of one period, by type; of other types than the document's kind none."""

    schemes: tuple[Scheme, ...] = ()
    claims: tuple[Claim, ...] = ()
    relationships: tuple[Relationship, ...] = ()
    goals: tuple[Goal, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    activities: tuple[Activity, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    insights: tuple[Insight, ...] = ()
    thoughts: tuple[Question | Advice | Decision, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    resources: tuple[Resource, ...] = ()
    actions: tuple[ActionItem, ...] = ()
    skills: tuple[Skill, ...] = ()
    ratings: tuple[SkillRating, ...] = ()
    chances: tuple[Opportunity, ...] = ()
    connections: tuple[Connection, ...] = ()
    sponsorships: tuple[Sponsorship, ...] = ()

    def all(self) -> Iterator[Record]:
        """Every record, in the order of the groups."""
        for field in fields(self):
            yield from getattr(self, field.name)

    def only(self, wanted: Callable[[Record], bool]) -> Material:
        """The records that meet a condition."""
        return Material(
            **{f.name: tuple(item for item in getattr(self, f.name) if wanted(item)) for f in fields(self)}
        )

    def each(self, made: Callable[[Any], Any]) -> Material:
        """The same with every record as `made` gives it."""
        return Material(**{f.name: tuple(map(made, getattr(self, f.name))) for f in fields(self)})


def read_owner(reader: Reader) -> Owner:
    """Whose journal it is."""
    kept = reader.meta("owner") or {}
    known = {item.name for item in fields(Owner)}
    return Owner(**{key: value for key, value in kept.items() if key in known})


def read_people(reader: Reader) -> tuple[Person, ...]:
    """Everybody the journal knows, also those in the trash: their names may stand in texts."""
    return (*reader.find(Person), *reader.find(Person, trashed=True))


def read_material(reader: Reader, options: ReportOptions, *, only_chosen: bool = False) -> Material:
    """Everything of the period that may leave and belongs into this kind of document.

    What a claim of its scheme rests on belongs to it, whatever its day. With `only_chosen` the records that
    a short selection leaves out are not read, for there may be thousands; claims and the scheme always are.
    """
    types = kind_of(options.document).types
    own_copy = takes_private(options)
    chosen = options.selected if only_chosen and len(options.selected or ()) <= CHUNK else None
    rested_on: set[str] = set()

    def leaving(record_type: type[Any]) -> tuple[Any, ...]:
        if record_type.TYPE not in types:
            return ()
        c = columns(record_type)
        open_to = () if own_copy else (c.visibility == "exportable",)
        named = () if chosen is None or record_type in (Claim, Scheme) else (c.id.in_(chosen),)
        found = reader.find(record_type, *open_to, *named, c.confidential.is_(False))
        return tuple(item for item in reversed(found) if item.id in rested_on or in_period(item, options))

    heard = ("received", "given") if own_copy else ("received",)
    claims = tuple(item for item in leaving(Claim) if item.scheme == options.scheme)
    rested_on.update(pointed_at(claims))
    goals = tuple(sorted(leaving(Goal), key=lambda goal: (goal.target or dt.date.max, goal.id)))
    kept, projects = {goal.id for goal in goals}, kind_of(options.document).projects
    aside = {one.id for one in reader.find(Project, columns(Project).confidential)} if projects else set()
    milestones = [
        item
        for item in leaving(Milestone)
        if (item.goal in kept if item.goal else projects and item.project and item.project not in aside)
    ]
    ratings = leaving(SkillRating)
    rated = {item.skill for item in ratings}
    milestones.sort(key=lambda item: (item.original_due or item.due or item.done_on or dt.date.max, item.id))
    return Material(
        schemes=tuple(item for item in leaving(Scheme) if item.id == options.scheme),
        claims=claims,
        outcomes=leaving(Outcome),
        recommendations=tuple(
            item
            for item in leaving(Recommendation)
            if not kind_of(options.document).scheme or item.scheme == options.scheme
        ),
        relationships=tuple(item for item in leaving(Relationship) if item.phase != "search"),
        goals=goals,
        milestones=tuple(milestones),
        activities=leaving(Activity),
        feedback=tuple(item for item in leaving(Feedback) if item.direction in heard),
        reflections=leaving(Reflection),
        insights=leaving(Insight),
        thoughts=(*leaving(Question), *leaving(Advice), *leaving(Decision)),
        meetings=tuple(item for item in leaving(Meeting) if item.status in ("held", "planned")),
        resources=leaving(Resource),
        actions=tuple(sorted(leaving(ActionItem), key=lambda item: (item.due or dt.date.max, item.id))),
        skills=tuple(item for item in leaving(Skill) if item.id in rated),
        ratings=ratings,
        chances=leaving(Opportunity),
        connections=leaving(Connection),
        sponsorships=leaving(Sponsorship),
    )


def day_of(record: Record) -> dt.date | None:
    """The day a record is about, or else the local day it was made."""
    return record.date or _made(record)


def in_period(record: Record, options: ReportOptions) -> bool:
    """Whether a record belongs to the period; what lasts belongs where it overlaps."""
    if isinstance(record, Milestone | Scheme | Claim | Recommendation | Skill):
        return True
    if isinstance(record, ActionItem) and record.done_on is not None:
        return _within(record.done_on, record.done_on, options)
    if isinstance(record, Meeting) and record.status == "planned":
        ahead = options.until is None or record.date is None or record.date >= options.until
        return ahead and _within(_made(record), None, options)
    if isinstance(record, ActionItem):
        return _within(_made(record), None, options)
    if isinstance(record, Opportunity):
        return _within(record.applied_on or day_of(record), record.decided_on, options)
    if isinstance(record, Goal):
        return _within(record.start or day_of(record), record.closed_on, options)
    if isinstance(record, Relationship):
        closed = (record.closed_on or record.planned_end) if record.phase == "closed" else None
        return _within(record.started_on or day_of(record), closed, options)
    day = day_of(record)
    return _within(day, day, options)


def _made(record: Record) -> dt.date | None:
    """What is still open belongs to every period that ends after it was made."""
    return record.created_at.astimezone().date() if record.created_at else None


def _within(first: dt.date | None, last: dt.date | None, options: ReportOptions) -> bool:
    late = first is not None and options.until is not None and first > options.until
    early = last is not None and options.since is not None and last < options.since
    return not (late or early)


def first_words(record: Record, most: int = 8) -> str:
    """The first words of an untitled record's text, pictures left out."""
    sections = getattr(record, "sections", ())
    texts = (_PICTURE.sub("", section.text) for section in sections)
    text = next(filter(str.strip, texts), "")
    return " ".join(text.split()[:most])


def hidden_titles(reader: Reader) -> tuple[str, ...]:
    """The titles of all records that may not leave, trashed ones too.

    People are looked for by their names; what was handed out and layouts are called as documents are.
    """
    return tuple(row[0] for row in reader.connection.exec_driver_sql(_HIDDEN))
