"""The goals of a progress summary: drawn as planned and as reached, told one by one, then in one table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from mentorjournal.model.choices import label
from mentorjournal.model.types import Goal, Milestone
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Lead,
    Prose,
    Table,
    TimelineFigure,
    TimelineMilestone,
    TimelineRow,
)
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import counted, listed, short_date

NEAR = 7
"""Days by which a milestone may be late and still count as reached about when it was planned."""


def goals(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Goals planned, achieved and changed: a figure, why and how of each, and one table of all days.

    `most` limits the figure. Of more than `also` milestones, those reached about when first planned are left to it.
    """
    found = desk.material.goals
    if not found:
        return
    milestones = _by_goal(desk)
    figure = _timeline(desk, milestones, section.most)
    yield figure if figure.rows else Prose(_states(found))
    for number, goal in enumerate(found, 1):
        desk.printed.add(goal.id)
        yield from _told(desk, number, goal)
    desk.printed.update(item.id for item in desk.material.milestones)
    yield _days(desk, found, milestones, section.also)


def _by_goal(desk: Desk) -> dict[str, list[Milestone]]:
    grouped: dict[str, list[Milestone]] = {}
    for item in desk.material.milestones:
        grouped.setdefault(item.goal or "", []).append(item)
    return grouped


def _states(found: tuple[Goal, ...]) -> str:
    states = dict.fromkeys(goal.status for goal in found)
    said = [
        f"{sum(goal.status == state for goal in found)} {label('goal_status', state).lower()}"
        for state in states
    ]
    return f"{counted(len(found), 'goal').capitalize()}: {listed(said)}."


def _timeline(desk: Desk, milestones: dict[str, list[Milestone]], most: int) -> TimelineFigure:
    rows = []
    slips = 0
    for goal in desk.material.goals[: most or None]:
        points = milestones.get(goal.id, [])
        slips += sum(1 for item in points if slip(item) > 0)
        done = [item.done_on for item in points if item.done_on]
        last = goal.closed_on or max(done, default=None)
        if not (goal.start or goal.target or points):
            continue
        rows.append(
            TimelineRow(
                desk.line(goal.title) or "Untitled",
                goal.start,
                goal.target,
                goal.start,
                None if goal.status in ("active", "paused") else last,
                tuple(
                    TimelineMilestone(desk.line(item.title), item.original_due or item.due, item.done_on)
                    for item in points
                ),
            )
        )
    caption = f"{_states(desk.material.goals)} Milestones as first planned and as reached."
    alt = f"Timeline of {counted(len(rows), 'goal')}; {counted(slips, 'milestone')} later than first planned."
    return TimelineFigure(tuple(rows), caption, alt, today=desk.today)


def slip(item: Milestone) -> int:
    """Days by which a milestone is, or is to be, later than first planned."""
    planned, actual = item.original_due or item.due, item.done_on or item.due
    return (actual - planned).days if planned and actual else 0


def _told(desk: Desk, number: int, goal: Goal) -> Iterator[Block]:
    told = (
        ("Why.", goal.why),
        ("How I will know.", goal.measure),
        ("What changed in me.", goal.changed_in_me),
    )
    said = [(name, desk.text(words.strip())) for name, words in told if words.strip()]
    title = f"{number}  {desk.line(goal.title) or 'Untitled goal'}."
    if any("\n" in words for _, words in said):
        yield Lead(title, "", goal.id)
        yield from (Lead(name, words) for name, words in said)
    elif said:
        yield Lead(title, " ".join(f"*{name}* {words}" for name, words in said), goal.id)


def _days(desk: Desk, found: Sequence[Goal], milestones: dict[str, list[Milestone]], most: int) -> Table:
    brief = 0 < most < len(desk.material.milestones)
    rows: list[tuple[str, ...]] = []
    left = 0
    for number, goal in enumerate(found, 1):
        title = desk.line(goal.title) or "Untitled goal"
        rows.append((str(number), title, short_date(goal.target), _state(goal)))
        for item in milestones.get(goal.id, []):
            if brief and _as_planned(item):
                left += 1
            else:
                rows.append(_milestone(desk, item))
    further = counted(left, "further milestone")
    more = f" {further}, reached within a week of the day first planned, stand in the figure." if left else ""
    columns = (
        Column("Goal", width=1),
        Column("With its milestones, and what moved them", width=9),
        Column("First planned", width=2.2),
        Column("Reached", width=3.1),
    )
    return Table(columns, tuple(rows), caption=f"Goals and milestones, planned and reached.{more}")


def _as_planned(item: Milestone) -> bool:
    return item.done_on is not None and slip(item) <= NEAR and not item.slipped.strip()


def _state(goal: Goal) -> str:
    state = label("goal_status", goal.status).lower()
    return f"{state} {short_date(goal.closed_on)}".strip()


def _milestone(desk: Desk, item: Milestone) -> tuple[str, ...]:
    title = desk.line(item.title) or "Untitled milestone"
    moved = desk.line(item.slipped)
    stop = "" if title.endswith((".", "!", "?", "…")) else "."
    words = f"{title}{stop} {moved}" if moved else title
    return ("", words, short_date(item.original_due or item.due), _reached(item.done_on, item.due))


def _reached(done: dt.date | None, due: dt.date | None) -> str:
    return short_date(done) or (f"due {short_date(due)}" if due else "open")
