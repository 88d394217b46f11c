"""What a mentoring relationship reached, and which of it others may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from mentorjournal.model.types import Goal, Milestone, Outcome, Relationship
from mentorjournal.storage.confidential import confidential_ids
from mentorjournal.storage.reader import Reader, linked, linked_to_any, points_anywhere


@dataclass(frozen=True, slots=True)
class Achieved:
    """Something reached together that the reader may name: a goal, a milestone or an outcome.

    One that is `private` may stand in the reader's own words; a page for others leaves its line out.
    """

    id: str
    type: str
    title: str
    day: dt.date | None
    private: bool = False

    @property
    def line(self) -> str:
        """It as a line of a list."""
        return f"- {self.title}" + (f" ({self.day:%B} {self.day.year})" if self.day else "")


def goals_of(reader: Reader, tie: Relationship) -> tuple[Goal, ...]:
    """Goals that name the person, or that are connected to the relationship."""
    near = linked("related", tie.id)
    if tie.person:
        near = near | linked("people", tie.person)
    return reader.find(Goal, near)


def achieved_in(reader: Reader, tie: Relationship) -> tuple[Achieved, ...]:
    """What was reached since the relationship began, by day; nothing confidential is offered."""
    near = _Near(reader, tie)
    reached = (
        item
        for item in near.records
        if not near.is_confidential(item) and (not isinstance(item, Goal) or item.status == "achieved")
    )
    found = (
        Achieved(item.id, item.TYPE, item.title, _day_of(item), near.is_private(item))
        for item in reached
        if not isinstance(item, Milestone) or item.done_on
    )
    since = tie.started_on
    within = (item for item in found if not (since and item.day and item.day < since))
    return tuple(sorted(within, key=lambda item: (item.day or dt.date.min, item.id)))


def achievements_for_others(reader: Reader, tie: Relationship) -> str:
    """The reader's words about what was achieved, without the lines that name a goal, milestone or outcome
    that is private or confidential by now."""
    near = _Near(reader, tie)
    hidden = {
        f"- {item.title}" for item in near.records if near.is_confidential(item) or near.is_private(item)
    }

    def tells(line: str) -> bool:
        bare = line.strip()
        return any(bare == start or bare.startswith(f"{start} (") for start in hidden)

    kept = [line for line in tie.achievements.splitlines() if not tells(line)]
    return "\n".join(kept).strip()


class _Near:
    """The goals around a relationship with their milestones, and its outcomes, whatever their state."""

    def __init__(self, reader: Reader, tie: Relationship) -> None:
        goals = goals_of(reader, tie)
        mine = linked("relationship", tie.id)
        if tie.person:
            mine = mine | (linked("person", tie.person) & ~points_anywhere("relationship"))
        self.records: tuple[Goal | Milestone | Outcome, ...] = (
            *goals,
            *reader.find(Milestone, linked_to_any("goal", [goal.id for goal in goals])),
            *reader.find(Outcome, mine),
        )
        self._marked = confidential_ids(reader)
        asked = {item.goal for item in self.records if isinstance(item, Outcome) and item.goal}
        found = (*goals, *reader.many(sorted(asked)).values())
        self._private_goals = {goal.id for goal in found if goal.visibility == "private"}

    def is_confidential(self, item: Goal | Milestone | Outcome) -> bool:
        """Whether it, its goal, or what it was made from is marked."""
        return not self._marked.isdisjoint((item.id, *_belongs(item)))

    def is_private(self, item: Goal | Milestone | Outcome) -> bool:
        """Whether it is for the reader only; of a milestone its goal decides."""
        goal = None if isinstance(item, Goal) else item.goal
        own = not isinstance(item, Milestone) and item.visibility == "private"
        return own or goal in self._private_goals


def _belongs(item: Goal | Milestone | Outcome) -> Iterator[str]:
    for role in ("goal", "origin"):
        if key := getattr(item, role, None):
            yield key


def _day_of(item: Goal | Milestone | Outcome) -> dt.date | None:
    if isinstance(item, Goal):
        return item.closed_on
    return item.done_on if isinstance(item, Milestone) else item.date
