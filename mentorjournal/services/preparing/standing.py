"""How goals stand: what was reached, what was given another day, what moved and what did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorjournal.model.types import Goal, Milestone
from mentorjournal.services.preparing.brief import PERSONAL, BadgeKind, Gathered
from mentorjournal.services.preparing.ground import Ground
from mentorjournal.services.preparing.shared import first_line, line_of
from mentorjournal.services.reporting.words import counted
from mentorjournal.storage.changed_since import GoalState, due_before, goal_states, goals_moved_since
from mentorjournal.storage.finder import Finder, ids_value, parameter, pointing
from mentorjournal.storage.goal_progress import STALLED_DAYS
from mentorjournal.storage.tables import columns

_WEEK = 7
SHORT_TITLE = 26


@dataclass(frozen=True)
class Standing:
    """Goals in work, goals closed since, and the milestones that matter now; `today` and `since` as gathered."""

    ground: Ground
    active: tuple[Goal, ...]
    closed: tuple[Goal, ...]
    milestones: tuple[Milestone, ...]
    before: Mapping[str, dt.date | None]
    touched: frozenset[str]
    states: Mapping[str, GoalState]
    goals: Mapping[str, Goal] = field(default_factory=dict)

    @property
    def reached(self) -> tuple[Milestone, ...]:
        """Milestones reached since, the latest first."""
        found = [item for item in self.milestones if item.done_on and item.done_on >= self.ground.since]
        return tuple(sorted(found, key=lambda item: item.done_on or dt.date.min, reverse=True))

    @property
    def moved_milestones(self) -> tuple[tuple[Milestone, dt.date | None], ...]:
        """Open milestones that were given another day since, each with the day before."""
        return tuple(
            (item, self.before[item.id])
            for item in self.milestones
            if item.id in self.before and item.done_on is None and item.due != self.before[item.id]
        )

    def due(self, first: dt.date, last: dt.date) -> tuple[Milestone, ...]:
        """Open milestones due within these days."""
        return tuple(
            item
            for item in self.milestones
            if item.done_on is None and item.due is not None and first <= item.due <= last
        )

    def late(self) -> tuple[Milestone, ...]:
        """Open milestones of goals in work whose day is over."""
        ids = {goal.id for goal in self.active}
        return tuple(
            item
            for item in self.milestones
            if item.done_on is None
            and item.due is not None
            and item.due < self.ground.today
            and item.goal in ids
        )

    def state_of(self, goal: Goal) -> tuple[str, BadgeKind]:
        """Whether a goal moved since: its milestones reached, or for how many weeks it stands still."""
        state = self.states.get(goal.id, GoalState(0, 0, None))
        days_moved = [day for day in (goal.updated_at and goal.updated_at.date(), state.moved) if day]
        moved_on = max(days_moved, default=None)
        if goal.id in self.touched or (moved_on is not None and moved_on >= self.ground.since):
            return (f"moved, {state.reached} of {state.milestones}" if state.milestones else "moved"), "plain"
        if moved_on is None:
            return "not moved", "plain"
        days = (self.ground.today - moved_on).days
        weeks = counted(max(days // _WEEK, 1), "week")
        return f"{weeks} still", "warn" if days >= STALLED_DAYS else "plain"

    def goal_badge(self, item: Milestone) -> tuple[str, BadgeKind]:
        """Of which goal a milestone is, where that goal is between us too."""
        goal = self.goals.get(item.goal or "")
        if goal is None or not goal.title or goal.scope == "personal" or not self.ground.between(goal):
            return "", "plain"
        return f"Goal: {first_line(goal.title, SHORT_TITLE)}", "plain"

    def line(
        self, item: Milestone, part: str, text: str, badge: str = "", kind: BadgeKind = "plain"
    ) -> Gathered:
        """A milestone's line: as its goal where that is personal, else ticked where it or its goal is ours."""
        goal = self.goals.get(item.goal or "")
        if goal is not None and goal.scope == "personal":
            return Gathered(part, item.id, text, "", "plain", ticked=False, masked=PERSONAL)
        ours = goal if goal is not None and goal.visibility == "private" else item
        line = line_of(self.ground, item if self.ground.between(item) else ours, part, text, badge, kind)
        return Gathered(part, item.id, text, line.badge, line.kind, line.ticked, line.whom)


def read_standing(ground: Ground) -> Standing:
    """Read it once for all parts."""
    active = ground.all(_ACTIVE)
    closed = ground.all(_CLOSED)
    milestones = ground.all(_MILESTONES, goals=ids_value(goal.id for goal in active))
    ids = {item.goal for item in milestones if item.goal} - {goal.id for goal in (*active, *closed)}
    others = {key: item for key, item in ground.reader.many(ids).items() if isinstance(item, Goal)}
    return Standing(
        ground,
        active,
        closed,
        tuple(item for item in milestones if _is_alive(others.get(item.goal or ""))),
        due_before(ground.reader, ground.moment, [item.id for item in milestones if item.done_on is None]),
        frozenset(goals_moved_since(ground.reader, ground.moment, [goal.id for goal in active])),
        goal_states(ground.reader, [goal.id for goal in active]),
        {goal.id: goal for goal in (*active, *closed)} | others,
    )


def _is_alive(goal: Goal | None) -> bool:
    return goal is None or goal.deleted_at is None


_G, _M = columns(Goal), columns(Milestone)
_ACTIVE = Finder(Goal, _G.status == "active", order=(_G.target.is_(None), _G.target, _G.sort))
_CLOSED = Finder(Goal, _G.closed_on >= parameter("since"), _G.status != "active")
_MILESTONES = Finder(
    Milestone,
    (_M.done_on >= parameter("since"))
    | (
        _M.done_on.is_(None)
        & (pointing("goal", "goals") | _M.due.between(parameter("today"), parameter("ahead")))
    ),
)
