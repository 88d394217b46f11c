"""What follows from what: along `origin`, and from a goal to the action items it is broken into."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from mentorjournal.model.types import ActionItem, Insight
from mentorjournal.storage import tables as t
from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader, pointed_at_by

_CHILD = t.record.alias("child")
_EDGE = or_(t.link.c.role == "origin", and_(t.link.c.role == "goal", _CHILD.c.type == ActionItem.TYPE))
_FOLLOWERS = (
    select(t.link.c.target, t.link.c.source)
    .join(_CHILD, _CHILD.c.id == t.link.c.source)
    .where(t.link.c.target.in_(bindparam("ids", expanding=True)), t.link.c.role.in_(("origin", "goal")))
    .where(_EDGE, _CHILD.c.deleted_at.is_(None))
    .order_by(_CHILD.c.sort)
)
_SOURCES = (
    select(t.link.c.target)
    .join(_CHILD, _CHILD.c.id == t.link.c.source)
    .join(t.record, t.record.c.id == t.link.c.target)
    .where(t.link.c.source == bindparam("of"), _EDGE, t.record.c.deleted_at.is_(None))
    .order_by(t.link.c.role.desc())
)


def followers(reader: Reader, ids: Iterable[str]) -> list[tuple[str, str]]:
    """The live records that follow directly from these, as (source, what follows), the oldest first."""
    return [(row[0], row[1]) for row in reader.connection.execute(_FOLLOWERS, {"ids": list(ids)})]


def source_of(reader: Reader, record_id: str) -> str:
    """The live record this one follows from, or an empty string; an action's goal counts after its origin."""
    return reader.connection.scalar(_SOURCES, {"of": record_id}) or ""


def unacted_insights(reader: Reader, limit: int) -> tuple[Insight, ...]:
    """The newest insights from which no action item follows, as `leads_to_action` says, at most `limit`.

    The few that are wanted are read with what hangs on them: a tenth of the cost of asking every action.
    """
    most = limit
    while True:
        most *= 2
        some = reader.find(Insight, ~pointed_at_by(ActionItem, "origin"), limit=most)
        found = [item for item in some if not all_rows(reader, _ACTION_BELOW, (item.id,))]
        if len(found) >= limit or len(some) < most:
            return tuple(found[:limit])


_ACTION_BELOW = """
WITH RECURSIVE below(id) AS (
    VALUES (?)
    UNION
    SELECT r.id FROM below
    JOIN link l ON l.target = below.id AND l.role IN ('origin', 'goal')
    JOIN record r ON r.id = l.source AND r.deleted_at IS NULL AND (l.role = 'origin' OR r.type = 'action')
)
SELECT 1 FROM below CROSS JOIN record r ON r.id = below.id WHERE r.type = 'action' LIMIT 1
"""


def leads_to_action() -> ColumnElement[bool]:
    """The condition that a live action item follows from a record, directly or over live records between.

    Read from the actions upwards, so that a circle of records ends the search and costs nothing more.
    """
    r, link = t.record.alias("step"), t.link.alias("up")
    acted = (
        select(link.c.target.label("id"))
        .join(r, r.c.id == link.c.source)
        .where(r.c.type == ActionItem.TYPE, r.c.deleted_at.is_(None), link.c.role.in_(("origin", "goal")))
        .cte("acted", recursive=True)
    )
    between, higher = t.record.alias("between"), t.link.alias("higher")
    acted = acted.union(
        select(higher.c.target)
        .join(between, between.c.id == higher.c.source)
        .join(acted, acted.c.id == between.c.id)
        .where(higher.c.role == "origin", between.c.deleted_at.is_(None))
    )
    return t.record.c.id.in_(select(acted.c.id))
