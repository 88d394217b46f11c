"""What the selection lists: the records of a period, ticked or not, and why some may not leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from mentorjournal.model.record import VISIBILITIES, Record
from mentorjournal.model.rows import Filter, Row
from mentorjournal.model.types import ActionItem, Claim, Feedback, Goal, Milestone, Recommendation, Scheme
from mentorjournal.services.reporting.gather import first_words, in_period, read_material
from mentorjournal.services.reporting.kinds import kind_of, takes_private
from mentorjournal.services.reporting.layout import layout_for
from mentorjournal.services.reporting.options import GROUPS, Candidate, ReportOptions
from mentorjournal.services.reporting.usual import waiting_of
from mentorjournal.storage import lists
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns

MOST_BLOCKED: Final = 500
"""How many records that may not leave are listed at most, the newest."""
_GROUP_OF: Final[dict[str, str]] = {
    "scheme": "claims",
    "claim": "claims",
    "recommendation": "letters",
    "outcome": "outcomes",
    "relationship": "context",
    "goal": "goals",
    "milestone": "goals",
    "activity": "work",
    "feedback": "feedback",
    "reflection": "reflections",
    "insight": "reflections",
    "question": "reflections",
    "advice": "reflections",
    "decision": "reflections",
    "meeting": "meetings",
    "skill": "skills",
    "rating": "skills",
    "opportunity": "chances",
    "connection": "thanks",
    "sponsorship": "thanks",
    "resource": "resources",
    "action": "next",
}
_REASONS: Final = {
    "private": "private: change who may see it in its side panel",
    "shared": "shared, but not exportable: change it in its side panel",
    "confidential": "confidential: it never leaves the journal",
    "about_others": "feedback given to somebody else is about them",
}


def candidates(reader: Reader, options: ReportOptions) -> tuple[Candidate, ...]:
    """Every record of the period, group by group; those that may not leave behind those that may.

    At most the newest 500 of those that may not are listed.
    """
    material = read_material(reader, options)
    waiting = waiting_of(material, options, layout_for(reader, options))
    offered = [_offer(item, waiting.get(item.id, "")) for item in material.all()]
    blocked = _blocked(reader, options, material.goals)
    order = {key: place for place, key in enumerate(GROUPS)}
    return tuple(sorted((*offered, *blocked), key=lambda item: (order[item.group], bool(item.blocked))))


def _offer(record: Record, hint: str) -> Candidate:
    title = record.title or first_words(record) or ("Rating" if record.TYPE == "rating" else "Untitled")
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


def _blocked(reader: Reader, options: ReportOptions, goals: tuple[Goal, ...]) -> Iterator[Candidate]:
    apart = (Milestone.TYPE, Scheme.TYPE, Claim.TYPE, Recommendation.TYPE)
    types = tuple(name for name in kind_of(options.document).types if name not in apart)
    wanted = Filter(types=types, since=options.since, until=options.until)
    rows = [
        (row, why)
        for visibility in VISIBILITIES
        for row in lists.timeline(reader, replace(wanted, visibility=visibility), None, MOST_BLOCKED)
        if (why := _why(row)) != "exportable"
    ]
    if takes_private(options):
        yield from (_block(row, why) for row, why in rows if why == "confidential")
        return
    given = reader.find(Feedback, columns(Feedback).direction == "given", limit=MOST_BLOCKED)
    about_others = (item.id for item in given if item.may_leave and in_period(item, options))
    of_scheme = (item.id for item in _of_scheme(reader, options) if not item.may_leave)
    rows += [(row, _why(row)) for row in lists.rows_of(reader, of_scheme).values()]
    rows += [(row, "about_others") for row in lists.rows_of(reader, about_others).values()]
    rows.sort(key=lambda pair: pair[0].sort, reverse=True)
    for row, why in rows[:MOST_BLOCKED]:
        yield _block(row, why)
    for goal in goals:
        parts = reader.find(Milestone, linked("goal", goal.id))
        hidden = lists.rows_of(reader, (part.id for part in parts if not part.may_leave))
        yield from (_block(row, _why(row), goal.id) for row in hidden.values())


def _of_scheme(reader: Reader, options: ReportOptions) -> Iterator[Record]:
    """The scheme of a document that needs one, and its claims."""
    if options.scheme and Claim.TYPE in kind_of(options.document).types:
        yield from reader.find(Scheme, columns(Scheme).id == options.scheme)
        yield from reader.find(Claim, linked("scheme", options.scheme))
        yield from reader.find(Recommendation, linked("scheme", options.scheme))


def _why(row: Row) -> str:
    return "confidential" if row.confidential else row.visibility


def _block(row: Row, why: str, part_of: str = "") -> Candidate:
    group = _GROUP_OF[row.type]
    return Candidate(row.id, row.type, group, row.heading, row.date, why, _REASONS[why], part_of=part_of)
