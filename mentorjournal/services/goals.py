"""Goals with their milestones, actions and everything linked to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.model.fields import Section
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import ActionItem, Goal, Milestone, Reflection, Resource
from mentorjournal.services.belongings import trash_whole
from mentorjournal.services.clinical import in_mode
from mentorjournal.services.valid import validate
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.goal_progress import (
    STALLED_DAYS,
    GoalCard,
    GoalLine,
    GoalTrack,
    TrackPoint,
    due_order,
    read_cards,
    read_tracks,
)
from mentorjournal.storage.reader import linked

__all__ = [
    "OPEN_STATES",
    "STALLED_DAYS",
    "GoalCard",
    "GoalLine",
    "GoalPage",
    "GoalTrack",
    "Goals",
    "Hint",
    "TrackPoint",
    "due_order",
    "smart_hints",
]

OPEN_STATES = ("active", "planned", "paused")
HIDDEN_HINTS = "goal_hints_hidden"
FEW_WORDS = 3
"""A title shorter than this says too little to be specific."""


@dataclass(frozen=True, slots=True)
class Hint:
    """One question of a SMART check that a goal does not answer yet."""

    key: str
    name: str
    question: str


@dataclass(frozen=True, slots=True)
class GoalPage:
    """Everything a goal's page shows; `hints` are those nobody has put aside."""

    goal: Goal
    card: GoalCard
    milestones: tuple[Milestone, ...]
    actions: tuple[ActionItem, ...]
    resources: tuple[Resource, ...]
    linked: tuple[LinkRow, ...]
    hints: tuple[Hint, ...]

    def track(self) -> GoalTrack:
        """The goal as a timeline draws it."""
        points = (
            TrackPoint(item.title, item.original_due, item.due, item.done_on) for item in self.milestones
        )
        return GoalTrack(self.card, tuple(points))


def smart_hints(goal: Goal, milestones: int) -> tuple[Hint, ...]:
    """What a SMART check would still ask, as hints; never a gate (Doran 1981: not every goal meets all)."""
    asked = (
        (
            len(goal.title.split()) < FEW_WORDS,
            Hint("specific", "Specific", "What will be different? A few more words."),
        ),
        (not goal.measure, Hint("measurable", "Measurable", "How will you know?")),
        (
            not (goal.strategies or milestones),
            Hint("achievable", "Achievable", "A strategy, or a first milestone?"),
        ),
        (not goal.why, Hint("relevant", "Relevant", "Why does it matter to you?")),
        (goal.target is None, Hint("time", "Time-bound", "By when?")),
    )
    return tuple(hint for missing, hint in asked if missing)


class Goals:
    """What a person does with goals. `origin` is the token of the page that asks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> tuple[GoalCard, ...]:
        """Every goal with its progress, by target day and title."""
        with self._database.reading() as reader:
            return read_cards(reader)

    def tracks(self) -> tuple[GoalTrack, ...]:
        """Every goal with the days of its milestones, in the order of `cards`."""
        with self._database.reading() as reader:
            return read_tracks(reader)

    def page(self, goal_id: str) -> GoalPage:
        """A goal with all that belongs to it. Raises NotFound."""
        with self._database.reading() as reader:
            goal = reader.get(Goal, goal_id)
            milestones = reader.find(Milestone, linked("goal", goal_id))
            actions = reader.find(ActionItem, linked("goal", goal_id) | linked("origin", goal_id))
            resources = reader.find(Resource, linked("goal", goal_id))
            inside = {item.id for group in (milestones, actions) for item in group}
            others = tuple(row for row in lists.linked(reader, goal_id) if row.row.id not in inside)
            hidden = (reader.meta(HIDDEN_HINTS) or {}).get(goal_id, [])
        return GoalPage(
            goal,
            _card(goal, milestones, tuple(item for item in actions if item.goal == goal_id)),
            tuple(
                sorted(milestones, key=lambda item: (due_order(item.done_on or item.due), item.created_at))
            ),
            tuple(sorted(actions, key=lambda item: (not item.is_open, due_order(item.due)))),
            resources,
            others,
            tuple(hint for hint in smart_hints(goal, len(milestones)) if hint.key not in hidden),
        )

    def create(self, today: dt.date, fields: Mapping[str, Any], *, origin: str = "") -> Goal:
        """A new goal, set and started today; typing that follows joins this step. Raises InvalidRecord."""
        goal = replace(Goal(date=today, start=today), **fields)
        validate(goal)
        with self._database.writing("New goal", origin=origin, sitting=True) as change:
            return change.put(goal)

    def set_status(self, goal_id: str, status: str, today: dt.date, *, origin: str = "") -> Goal:
        """Move a goal to another state; the closing day follows."""
        with self._database.writing("Change goal state", origin=origin) as change:
            goal = change.get(Goal, goal_id)
            closed = None if status in OPEN_STATES else (goal.closed_on or today)
            changed = replace(goal, status=status, closed_on=closed)
            validate(changed)
            return change.put(changed)

    def trash(self, goal_id: str, *, origin: str = "") -> None:
        """Move a goal to the trash with its milestones, and with the actions that belong to nothing else."""
        with self._database.writing("Delete goal", origin=origin) as change:
            trash_whole(change, change.get(Goal, goal_id))

    def add_milestone(
        self, goal_id: str, title: str, due: dt.date | None = None, *, origin: str = ""
    ) -> Milestone:
        """A new milestone, seen by whoever sees its goal; its first due day is kept for good. Raises NotFound."""
        with self._database.writing("New milestone", origin=origin) as change:
            goal = change.get(Goal, goal_id)
            return change.put(
                Milestone(
                    title=title.strip(),
                    goal=goal_id,
                    due=due,
                    original_due=due,
                    visibility=goal.visibility,
                    confidential=goal.confidential,
                )
            )

    def move_milestone(
        self, milestone_id: str, due: dt.date | None, why: str = "", *, origin: str = ""
    ) -> Milestone:
        """Give a milestone another day; the first promise and the reason stay on record."""
        with self._database.writing("Move milestone", origin=origin) as change:
            old = change.get(Milestone, milestone_id)
            return change.put(
                replace(
                    old, due=due, original_due=old.original_due or old.due or due, slipped=why or old.slipped
                )
            )

    def tick_milestone(self, milestone_id: str, done_on: dt.date | None, *, origin: str = "") -> Milestone:
        """Mark a milestone as reached on a day, or, with None, as open again."""
        label = "Reach milestone" if done_on else "Reopen milestone"
        with self._database.writing(label, origin=origin) as change:
            return change.put(replace(change.get(Milestone, milestone_id), done_on=done_on))

    def write_about(self, goal_id: str, now: dt.datetime, *, origin: str = "") -> Reflection:
        """A new free page about a goal, dated `now` (local, aware) and linked to it."""
        with self._database.writing("New reflection", origin=origin) as change:
            goal = change.get(Goal, goal_id)
            page = Reflection(
                title=f"About: {goal.title}" if goal.title else "About a goal",
                date=now.date(),
                at=now.time().replace(second=0, microsecond=0, tzinfo=None),
                template="free_page",
                sections=(Section("what", "", ""),),
                related=(goal_id,),
            )
            return change.put(in_mode(change, page))

    def hide_hint(self, goal_id: str, key: str) -> None:
        """Ask this no more for this goal; no undo step, for nothing of the goal changes."""
        with self._database.writing("Put a hint aside") as change:
            hidden = dict(change.meta(HIDDEN_HINTS) or {})
            hidden[goal_id] = sorted({*hidden.get(goal_id, []), key})
            change.set_meta(HIDDEN_HINTS, hidden)


def _is_closed(item: Milestone | ActionItem) -> bool:
    return item.done_on is not None or (isinstance(item, ActionItem) and not item.is_open)


def _card(goal: Goal, milestones: tuple[Milestone, ...], actions: tuple[ActionItem, ...]) -> GoalCard:
    items: tuple[Milestone | ActionItem, ...] = (*milestones, *actions)
    dues = [item.due for item in items if item.due and not _is_closed(item)]
    stamps = [item.updated_at for item in (goal, *items) if item.updated_at]
    return GoalCard(
        GoalLine(goal.id, goal.title, goal.status, goal.area, goal.start, goal.target, goal.closed_on),
        len(milestones),
        sum(item.done_on is not None for item in milestones),
        sum(item.is_open for item in actions),
        min(dues, default=None),
        max(stamps).date() if stamps else None,
    )
