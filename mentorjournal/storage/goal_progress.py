"""Goals as lists and timelines show them, read as columns and sums, never as whole records."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from mentorjournal.storage.prepared import all_rows
from mentorjournal.storage.reader import Reader

STALLED_DAYS = 42
"""A goal in work that has not moved for six weeks counts as stalled."""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """The few columns of a goal that a list needs."""

    id: str
    title: str
    status: str
    area: str
    start: dt.date | None
    target: dt.date | None
    closed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal as the list shows it. `moved` is the last day (UTC) anything of it changed."""

    goal: GoalLine
    milestones: int
    milestones_done: int
    actions_open: int
    next_due: dt.date | None
    moved: dt.date | None

    def stalled(self, today: dt.date) -> bool:
        """True for an active goal that has not moved for six weeks."""
        return (
            self.goal.status == "active"
            and self.moved is not None
            and (today - self.moved).days >= STALLED_DAYS
        )


@dataclass(frozen=True, slots=True)
class TrackPoint:
    """A milestone on a timeline: the day first planned, the day planned now, the day it was reached."""

    title: str
    original_due: dt.date | None
    due: dt.date | None
    done_on: dt.date | None

    @property
    def planned(self) -> dt.date | None:
        """The first promise."""
        return self.original_due or self.due

    @property
    def actual(self) -> dt.date | None:
        """The day it was reached, or else the day it is due now."""
        return self.done_on or self.due

    @property
    def slip(self) -> int:
        """Days between the first promise and the actual day; negative when early."""
        return (self.actual - self.planned).days if self.actual and self.planned else 0


@dataclass(frozen=True, slots=True)
class GoalTrack:
    """A goal on the timeline with its milestones in the order of their days."""

    card: GoalCard
    points: tuple[TrackPoint, ...]

    def span(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of anything dated, or None."""
        goal = self.card.goal
        days = [day for day in (goal.start, goal.target, goal.closed_on) if day]
        days += [day for point in self.points for day in (point.planned, point.actual) if day]
        return (min(days), max(days)) if days else None


def due_order(due: dt.date | None) -> dt.date:
    """A key that sorts dated items first."""
    return due or dt.date.max


# Sums in one pass over each table: whole records of a journal with 5,000 milestones and actions take a second.
_SUMS = """
SELECT l.target, count(*), count({closed}), min(CASE WHEN {closed} IS NULL THEN i.due END), max(r.updated_at)
FROM record r CROSS JOIN link l ON l.source = r.id AND l.role = 'goal' CROSS JOIN {table} i ON i.id = r.id
WHERE r.type = '{table}' AND r.deleted_at IS NULL GROUP BY l.target
"""
_CLOSED = {"milestone": "i.done_on", "action": "coalesce(i.done_on, i.let_go_on)"}
_LINES = """
SELECT r.id, r.title, g.status, g.area, g.start, g.target, g.closed_on, r.updated_at
FROM record r CROSS JOIN goal g ON g.id = r.id WHERE r.type = 'goal' AND r.deleted_at IS NULL
"""
_POINTS = """
SELECT l.target, r.title, m.original_due, m.due, m.done_on
FROM record r CROSS JOIN link l ON l.source = r.id AND l.role = 'goal' CROSS JOIN milestone m ON m.id = r.id
WHERE r.type = 'milestone' AND r.deleted_at IS NULL
"""


def read_cards(reader: Reader) -> tuple[GoalCard, ...]:
    """Every live goal with its progress, by target day and title."""
    milestones, actions = _sums(reader, "milestone"), _sums(reader, "action")
    none = (0, 0, None, "")
    cards = []
    for key, title, status, area, start, target, closed_on, updated in all_rows(reader, _LINES):
        count, done, due, changed = milestones.get(key, none)
        acts, acts_done, act_due, act_changed = actions.get(key, none)
        line = GoalLine(key, title, status, area, _day(start), _day(target), _day(closed_on))
        next_due = min((day for day in (due, act_due) if day), default=None)
        moved = _day(max(updated or "", changed, act_changed))
        cards.append(GoalCard(line, count, done, acts - acts_done, _day(next_due), moved))
    return tuple(sorted(cards, key=lambda card: (due_order(card.goal.target), card.goal.title)))


def read_tracks(reader: Reader) -> tuple[GoalTrack, ...]:
    """Every live goal with the days of its milestones, in the order of `read_cards`."""
    points: dict[str, list[TrackPoint]] = {}
    for goal, title, original, due, done_on in all_rows(reader, _POINTS):
        points.setdefault(goal, []).append(TrackPoint(title, _day(original), _day(due), _day(done_on)))
    return tuple(
        GoalTrack(
            card, tuple(sorted(points.get(card.goal.id, ()), key=lambda point: due_order(point.actual)))
        )
        for card in read_cards(reader)
    )


def _sums(reader: Reader, table: str) -> dict[str, Any]:
    rows = all_rows(reader, _SUMS.format(table=table, closed=_CLOSED[table]))
    return {row[0]: (row[1], row[2], row[3], row[4] or "") for row in rows}


def _day(text: str | None) -> dt.date | None:
    """The day of a date or a moment as the file keeps it: both begin with `2026-04-14`."""
    return dt.date.fromisoformat(text[:10]) if text else None
