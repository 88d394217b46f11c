"""What a report may be made of: the records of a period that may leave, and why others may not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from mentorjournal.model.record import VISIBILITIES, Record
from mentorjournal.model.rows import Filter, Row
from mentorjournal.model.types import (
    ActionItem,
    Activity,
    Feedback,
    Goal,
    Insight,
    Meeting,
    Milestone,
    Person,
    Reflection,
    Relationship,
    Resource,
)
from mentorjournal.services.profile import Owner
from mentorjournal.services.reporting.options import GROUPS, Candidate, ProgressOptions
from mentorjournal.storage import lists
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns

MOST_BLOCKED: Final = 500
"""How many records that may not leave are listed at most, the newest."""
_GROUP_OF: Final[dict[str, str]] = {
    "relationship": "context",
    "goal": "goals",
    "milestone": "goals",
    "activity": "work",
    "feedback": "feedback",
    "reflection": "reflections",
    "insight": "reflections",
    "meeting": "meetings",
    "resource": "resources",
    "action": "next",
}
_REASONS: Final = {
    "private": "private: change who may see it in its inspector",
    "shared": "shared, but not exportable: change it in its inspector",
    "confidential": "confidential: it never leaves the journal",
    "about_others": "feedback given to somebody else is about them",
}
_HIDDEN: Final = """
SELECT DISTINCT title FROM record WHERE title != '' AND type NOT IN ('tag', 'person')
AND NOT (visibility = 'exportable' AND NOT confidential AND deleted_at IS NULL)
"""
OPEN_GOALS: Final = ("active", "planned", "paused")


@dataclass(frozen=True)
class Material:
    """Live records that may leave, of one period, by type."""

    relationships: tuple[Relationship, ...] = ()
    goals: tuple[Goal, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    activities: tuple[Activity, ...] = ()
    feedback: tuple[Feedback, ...] = ()
    reflections: tuple[Reflection, ...] = ()
    insights: tuple[Insight, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    resources: tuple[Resource, ...] = ()
    actions: tuple[ActionItem, ...] = ()

    def all(self) -> Iterator[Record]:
        """Every record, in the order of the groups."""
        for field in fields(self):
            yield from getattr(self, field.name)

    def only(self, wanted: Callable[[Record], bool]) -> Material:
        """The records that meet a condition."""
        return Material(
            **{f.name: tuple(item for item in getattr(self, f.name) if wanted(item)) for f in fields(self)}
        )


def read_owner(reader: Reader) -> Owner:
    """Whose journal it is."""
    kept = reader.meta("owner") or {}
    known = {item.name for item in fields(Owner)}
    return Owner(**{key: value for key, value in kept.items() if key in known})


def read_people(reader: Reader) -> tuple[Person, ...]:
    """Everybody the journal knows, also those in the trash: their names may stand in texts."""
    return (*reader.find(Person), *reader.find(Person, trashed=True))


def read_material(reader: Reader, options: ProgressOptions) -> Material:
    """Everything of the period that may leave."""

    def leaving(record_type: type[Any]) -> tuple[Any, ...]:
        c = columns(record_type)
        found = reader.find(record_type, c.visibility == "exportable", c.confidential.is_(False))
        return tuple(item for item in reversed(found) if in_period(item, options))

    goals = tuple(sorted(leaving(Goal), key=lambda goal: (goal.target or dt.date.max, goal.id)))
    kept = {goal.id for goal in goals}
    milestones = [item for item in leaving(Milestone) if item.goal in kept]
    milestones.sort(key=lambda item: (item.original_due or item.due or item.done_on or dt.date.max, item.id))
    return Material(
        relationships=leaving(Relationship),
        goals=goals,
        milestones=tuple(milestones),
        activities=leaving(Activity),
        feedback=tuple(item for item in leaving(Feedback) if item.direction == "received"),
        reflections=leaving(Reflection),
        insights=leaving(Insight),
        meetings=tuple(item for item in leaving(Meeting) if item.status in ("held", "planned")),
        resources=leaving(Resource),
        actions=tuple(sorted(leaving(ActionItem), key=lambda item: (item.due or dt.date.max, item.id))),
    )


def day_of(record: Record) -> dt.date | None:
    """The day a record is about, or else the day it was made."""
    return record.date or (record.created_at.date() if record.created_at else None)


def in_period(record: Record, options: ProgressOptions) -> bool:
    """Whether a record belongs to the period; what lasts belongs where it overlaps."""
    if isinstance(record, Milestone):
        return True
    if isinstance(record, ActionItem) and record.done_on is not None:
        return _within(record.done_on, record.done_on, options)
    if isinstance(record, Meeting) and record.status == "planned":
        ahead = options.until is None or record.date is None or record.date >= options.until
        return ahead and _within(_made(record), None, options)
    if isinstance(record, ActionItem):
        return _within(_made(record), None, options)
    if isinstance(record, Goal):
        return _within(record.start or day_of(record), record.closed_on, options)
    if isinstance(record, Relationship):
        closed = record.planned_end if record.phase == "closed" else None
        return _within(record.started_on or day_of(record), closed, options)
    day = day_of(record)
    return _within(day, day, options)


def _made(record: Record) -> dt.date | None:
    """What is still open belongs to every period that ends after it was made."""
    return record.created_at.date() if record.created_at else None


def _within(first: dt.date | None, last: dt.date | None, options: ProgressOptions) -> bool:
    late = first is not None and options.until is not None and first > options.until
    early = last is not None and options.since is not None and last < options.since
    return not (late or early)


def chosen(material: Material, options: ProgressOptions, acted: frozenset[str]) -> Material:
    """What of the material enters the document."""
    if options.selected is None:
        taken = material.only(lambda item: not _unticked(item, acted))
    else:
        wanted = options.selected
        taken = material.only(lambda item: item.id in wanted)
    goals = {goal.id for goal in taken.goals}
    return replace(taken, milestones=tuple(item for item in taken.milestones if item.goal in goals))


def acted_on(material: Material) -> frozenset[str]:
    """Ids of the feedback that was answered, or that an action followed."""
    followed = {item.origin for item in material.actions}
    return frozenset(item.id for item in material.feedback if item.response.strip() or item.id in followed)


def _unticked(record: Record, acted: frozenset[str], apart: frozenset[str] = frozenset()) -> str:
    """Why a record that may leave is not taken by default, or ""; `apart` holds goals that are not."""
    if isinstance(record, Milestone) and record.goal in apart:
        return "its goal is not ticked"
    if isinstance(record, Goal) and (record.scope == "personal" or record.area in ("personal", "wellbeing")):
        return "personal: tick it if it belongs here"
    if isinstance(record, Reflection) and record.clinical:
        return "clinical: read it for identifiers first"
    if isinstance(record, Feedback) and record.id not in acted:
        return "not answered yet"
    if isinstance(record, ActionItem) and record.priority != "must":
        return "nice to do"
    return ""


def candidates(reader: Reader, options: ProgressOptions) -> tuple[Candidate, ...]:
    """Every record of the period, group by group; those that may not leave behind those that may.

    At most the newest 500 of those that may not are listed.
    """
    material = read_material(reader, options)
    acted = acted_on(material)
    apart = frozenset(goal.id for goal in material.goals if _unticked(goal, acted))
    offered = [_offer(item, _unticked(item, acted, apart)) for item in material.all()]
    blocked = _blocked(reader, options, material.goals)
    order = {key: place for place, key in enumerate(GROUPS)}
    return tuple(sorted((*offered, *blocked), key=lambda item: (order[item.group], bool(item.blocked))))


def _offer(record: Record, hint: str) -> Candidate:
    title = record.title or first_words(record) or "Untitled"
    part_of = record.goal or "" if isinstance(record, Milestone) else ""
    return Candidate(
        record.id,
        record.TYPE,
        _GROUP_OF[record.TYPE],
        title,
        _day_shown(record),
        ticked=not hint,
        hint=hint,
        part_of=part_of,
    )


def _day_shown(record: Record) -> dt.date | None:
    if isinstance(record, Milestone | ActionItem):
        return record.done_on or record.due
    return record.start if isinstance(record, Goal) else record.date


def first_words(record: Record, most: int = 8) -> str:
    """The first words of an untitled record's text."""
    sections = getattr(record, "sections", ())
    text = next((section.text for section in sections if section.text.strip()), "")
    return " ".join(text.split()[:most])


def _blocked(reader: Reader, options: ProgressOptions, goals: tuple[Goal, ...]) -> Iterator[Candidate]:
    types = tuple(name for name in _GROUP_OF if name != Milestone.TYPE)
    wanted = Filter(types=types, since=options.since, until=options.until)
    rows = [
        (row, why)
        for visibility in VISIBILITIES
        for row in lists.timeline(reader, replace(wanted, visibility=visibility), None, MOST_BLOCKED)
        if (why := _why(row)) != "exportable"
    ]
    given = reader.find(Feedback, columns(Feedback).direction == "given", limit=MOST_BLOCKED)
    about_others = (item.id for item in given if item.may_leave and in_period(item, options))
    rows += [(row, "about_others") for row in lists.rows_of(reader, about_others).values()]
    rows.sort(key=lambda pair: pair[0].sort, reverse=True)
    for row, why in rows[:MOST_BLOCKED]:
        yield _block(row, why)
    for goal in goals:
        parts = reader.find(Milestone, linked("goal", goal.id))
        hidden = lists.rows_of(reader, (part.id for part in parts if not part.may_leave))
        yield from (_block(row, _why(row), goal.id) for row in hidden.values())


def _why(row: Row) -> str:
    return "confidential" if row.confidential else row.visibility


def _block(row: Row, why: str, part_of: str = "") -> Candidate:
    group = _GROUP_OF[row.type]
    return Candidate(row.id, row.type, group, row.heading, row.date, why, _REASONS[why], part_of=part_of)


def hidden_titles(reader: Reader) -> tuple[str, ...]:
    """The titles of all records that may not leave, trashed ones too; people are looked for by their names."""
    return tuple(row[0] for row in reader.connection.exec_driver_sql(_HIDDEN))
