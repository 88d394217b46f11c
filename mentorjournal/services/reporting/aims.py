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
    milestones = by_goal(desk)
    figure = timeline(desk, milestones, section.most)
    yield figure if figure.rows else Prose(states(found))
    for number, goal in enumerate(found, 1):
        desk.printed.add(goal.id)
        yield from _told(desk, number, goal)
    desk.printed.update(item.id for item in desk.material.milestones)
    yield from _days(desk, found, milestones, section.also)


def by_goal(desk: Desk) -> dict[str, list[Milestone]]:
    """The milestones of each goal, by its id."""
    grouped: dict[str, list[Milestone]] = {}
    for item in desk.material.milestones:
        grouped.setdefault(item.goal or "", []).append(item)
    return grouped


def states(found: tuple[Goal, ...]) -> str:
    """How many goals are in which state, as a sentence."""
    states = dict.fromkeys(goal.status for goal in found)
    said = [
        f"{sum(goal.status == state for goal in found)} {label('goal_status', state).lower()}"
        for state in states
    ]
    return f"{counted(len(found), 'goal').capitalize()}: {listed(said)}."


def timeline(desk: Desk, milestones: dict[str, list[Milestone]], most: int) -> TimelineFigure:
    """Goals and milestones as planned and as reached, the first `most`; without rows where none has a day."""
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
    caption = f"{states(desk.material.goals)} Milestones as first planned and as reached."
    alt = f"Timeline of {counted(len(rows), 'goal')}; {counted(slips, 'milestone')} later than first planned."
    return TimelineFigure(tuple(rows), caption, alt, today=desk.today)


def slip(item: Milestone) -> int:
    """Days by which a milestone is, or is to be, later than first planned."""
    planned, actual = item.original_due or item.due, item.done_on or item.due
    return (actual - planned).days if planned and actual else 0


def _told(desk: Desk, number: int, goal: Goal) -> Iterator[Block]:
    """Title, days, why and how in one paragraph, or in several where one of the answers is longer."""
    told = (
        ("Why.", goal.why),
        ("How I will know.", goal.measure),
        ("What changed in me.", goal.changed_in_me),
    )
    said = [(name, desk.text(words.strip())) for name, words in told if words.strip()]
    title = f"{number}  {desk.line(goal.title) or 'Untitled goal'}."
    if any("\n" in words for _, words in said):
        yield Lead(title, _state(goal).strip(), goal.id)
        yield from (Lead(name, words) for name, words in said)
    else:
        run = " ".join(f"*{name}* {words}" for name, words in said)
        yield Lead(title, f"{_state(goal)}{run}", goal.id)


def _state(goal: Goal) -> str:
    """What became of a goal that is closed, or why it rests; the days of those ahead stand in the next steps."""
    if goal.status == "active":
        return ""
    state = f"{label('goal_status', goal.status)} {short_date(goal.closed_on)}".strip()
    planned = f", planned for {short_date(goal.target)}" if goal.closed_on and goal.target else ""
    return f"{state}{planned}. "


def _days(
    desk: Desk, found: Sequence[Goal], milestones: dict[str, list[Milestone]], most: int
) -> Iterator[Block]:
    brief = 0 < most < len(desk.material.milestones)
    rows: list[tuple[str, ...]] = []
    ids: list[str] = []
    for number, goal in enumerate(found, 1):
        shown = [item for item in milestones.get(goal.id, []) if not (brief and _as_planned(item))]
        rows += [("" if place else str(number), *_milestone(desk, item)) for place, item in enumerate(shown)]
        ids += [item.id for item in shown]
    left = len(desk.material.milestones) - len(rows)
    further = f"{left} further {'one' if left == 1 else 'ones'}, reached within a week of the first plan,"
    more = f" {further} {'is' if left == 1 else 'are'} in the figure." if left else ""
    columns = (
        Column("Goal", width=0.8),
        Column("Milestone", width=9.7),
        Column("First planned", width=2.1),
        Column("Reached", width=2.8),
    )
    if rows:
        yield Table(columns, tuple(rows), caption=f"Milestones by goal.{more}", row_ids=tuple(ids))


def _as_planned(item: Milestone) -> bool:
    return item.done_on is not None and slip(item) <= NEAR and not item.slipped.strip()


def _milestone(desk: Desk, item: Milestone) -> tuple[str, ...]:
    title = desk.line(item.title) or "Untitled milestone"
    moved = desk.line(item.slipped)
    stop = "" if title.endswith((".", "!", "?", "…")) else "."
    words = f"{title}{stop} {moved}" if moved else title
    return (words, short_date(item.original_due or item.due), _reached(item.done_on, item.due))


def _reached(done: dt.date | None, due: dt.date | None) -> str:
    return short_date(done) or (f"due {short_date(due)}" if due else "open")
