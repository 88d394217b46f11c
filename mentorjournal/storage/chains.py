"""What follows from what: along `origin`, and from a goal to the action items it is broken into."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, bindparam, or_, select

from mentorjournal.model.types import ActionItem
from mentorjournal.storage import tables as t
from mentorjournal.storage.reader import Reader

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
