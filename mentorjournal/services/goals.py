"""Goals with their milestones, actions and everything linked to them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TypeVar

from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import ActionItem, Goal, Milestone, Resource
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.tables import columns

OPEN_STATES = ("active", "planned", "paused")
OfGoal = TypeVar("OfGoal", Milestone, ActionItem)
STALLED_DAYS = 42
"""A goal in work that has not moved for six weeks counts as stalled."""


@dataclass(frozen=True, slots=True)
class GoalCard:
    """A goal as the list shows it. `moved` is the last day anything of it changed."""

    goal: Goal
    milestones: int
    milestones_done: int
    actions_open: int
    next_due: dt.date | None
    moved: dt.date | None

    def stalled(self, today: dt.date) -> bool:
        """True for an active goal that has not moved for six weeks."""
        return (
            self.goal.status == "active" and self.moved is not None and (today - self.moved).days >= STALLED_DAYS
        )


@dataclass(frozen=True, slots=True)
class GoalPage:
    """Everything a goal's page shows."""

    card: GoalCard
    milestones: tuple[Milestone, ...]
    actions: tuple[ActionItem, ...]
    resources: tuple[Resource, ...]
    linked: tuple[LinkRow, ...]

    @property
    def goal(self) -> Goal:
        """The goal itself."""
        return self.card.goal


def smart_hints(goal: Goal, milestones: int) -> tuple[str, ...]:
    """What a SMART check would still ask, as hints; never a gate (Doran 1981: not every goal meets all)."""
    hints = []
    if len(goal.title.split()) < 3:
        hints.append("Specific: say what will be different, in a few more words.")
    if not goal.measure:
        hints.append("Measurable: how will you know?")
    if not (goal.strategies or milestones):
        hints.append("Achievable: name a strategy or a first milestone.")
    if not goal.why:
        hints.append("Relevant: why does it matter to you?")
    if goal.target is None:
        hints.append("Time-bound: by when?")
    return tuple(hints)


def due_order(due: dt.date | None) -> dt.date:
    """A key that sorts dated items first."""
    return due or dt.date.max


class Goals:
    """What a person does with goals."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> tuple[GoalCard, ...]:
        """Every goal with its progress, by target date."""
        with self._database.reading() as reader:
            goals = reader.find(Goal)
            milestones = _by_goal(reader.find(Milestone))
            actions = _by_goal(reader.find(ActionItem))
        cards = [_card(goal, milestones.get(goal.id, []), actions.get(goal.id, [])) for goal in goals]
        return tuple(sorted(cards, key=lambda card: (due_order(card.goal.target), card.goal.title)))

    def page(self, goal_id: str) -> GoalPage:
        """A goal with all that belongs to it. Raises NotFound."""
        with self._database.reading() as reader:
            goal = reader.get(Goal, goal_id)
            milestones = reader.find(Milestone, linked("goal", goal_id))
            actions = reader.find(ActionItem, linked("goal", goal_id))
            resources = reader.find(Resource, linked("goal", goal_id))
            hidden = {item.id for group in (milestones, actions, resources) for item in group}
            others = tuple(row for row in lists.linked(reader, goal_id) if row.row.id not in hidden)
        return GoalPage(
            _card(goal, list(milestones), list(actions)),
            tuple(sorted(milestones, key=lambda item: (due_order(item.due), item.title))),
            tuple(sorted(actions, key=lambda item: (item.done_on is not None, due_order(item.due)))),
            resources,
            others,
        )

    def add_milestone(self, goal_id: str, title: str, due: dt.date | None = None) -> Milestone:
        """A new milestone; its first due day is kept for good."""
        with self._database.writing("New milestone") as change:
            return change.put(Milestone(title=title.strip(), goal=goal_id, due=due, original_due=due))

    def move_milestone(self, milestone_id: str, due: dt.date | None, why: str = "") -> Milestone:
        """Give a milestone another day; the first promise and the reason stay on record."""
        with self._database.writing("Move milestone") as change:
            old = change.get(Milestone, milestone_id)
            return change.put(
                replace(old, due=due, original_due=old.original_due or old.due or due, slipped=why or old.slipped)
            )

    def tick_milestone(self, milestone_id: str, done_on: dt.date | None) -> Milestone:
        """Mark a milestone as reached on a day, or, with None, as open again."""
        with self._database.writing("Reach milestone" if done_on else "Reopen milestone") as change:
            return change.put(replace(change.get(Milestone, milestone_id), done_on=done_on))

    def set_status(self, goal_id: str, status: str, today: dt.date) -> Goal:
        """Move a goal to another state; the closing day follows."""
        with self._database.writing("Change goal state") as change:
            goal = change.get(Goal, goal_id)
            closed = None if status in OPEN_STATES else (goal.closed_on or today)
            return change.put(replace(goal, status=status, closed_on=closed))


def milestones_of(reader: Reader) -> dict[str, list[Milestone]]:
    """Every live milestone by its goal."""
    return _by_goal(reader.find(Milestone, order=(columns(Milestone).due,)))


def _by_goal(items: tuple[OfGoal, ...]) -> dict[str, list[OfGoal]]:
    found: dict[str, list[OfGoal]] = {}
    for item in items:
        if item.goal:
            found.setdefault(item.goal, []).append(item)
    return found


def _card(goal: Goal, milestones: list[Milestone], actions: list[ActionItem]) -> GoalCard:
    dues = [item.due for item in (*milestones, *actions) if item.due and item.done_on is None]
    stamps = [item.updated_at for item in (goal, *milestones, *actions) if item.updated_at]
    return GoalCard(
        goal,
        len(milestones),
        sum(item.done_on is not None for item in milestones),
        sum(item.done_on is None for item in actions),
        min(dues, default=None),
        max(stamps).date() if stamps else None,
    )
