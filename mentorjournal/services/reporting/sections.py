"""The sections of a progress summary that tell what was done: context, goals, work, reading."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.choices import label
from mentorjournal.model.types import Goal, Milestone
from mentorjournal.reports.blocks import (
    BarFigure,
    Block,
    Column,
    Facts,
    Heading,
    KeepTogether,
    Lead,
    Prose,
    Table,
    TimelineFigure,
    TimelineMilestone,
    TimelineRow,
)
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import amount, counted, hours_of, listed, short_date, shortened

FEWEST_DRAWN = 3


def context(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Stage, place and the relationships of the period, by role."""
    owner = desk.owner
    facts = (("Role", owner.role_label), ("Stage", owner.stage), ("Where", owner.organisation))
    given = tuple((name, value) for name, value in facts if value)
    if given:
        yield Facts(given)
    rows = []
    for item in desk.material.relationships:
        who = desk.names.shown(item.person)
        if not who:
            continue
        purpose, _ = shortened(desk.line(item.purpose or item.title), section.words)
        often = label("cadence", item.cadence)
        rows.append((who, label("my_role", item.my_role), short_date(item.started_on), often, purpose))
        desk.printed.add(item.id)
    if rows:
        yield Table(
            (
                Column("With", width=3),
                Column("My part", width=3),
                Column("Since", width=2),
                Column("How often", width=2),
                Column("For", width=6),
            ),
            tuple(rows),
            caption="Mentoring relationships of the period.",
        )


def goals(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Goals planned, achieved and changed, drawn as planned against actual, then one by one."""
    found = desk.material.goals
    if not found:
        return
    milestones = _by_goal(desk)
    figure = _timeline(desk, milestones, section.most)
    states = Prose(_states(found))
    yield KeepTogether((states, figure)) if figure.rows else states
    for goal in found:
        desk.printed.add(goal.id)
        yield from _goal(desk, goal, milestones.get(goal.id, []))


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
        slips += sum(1 for item in points if _slip(item) > 0)
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
    caption = "Goals and milestones, as first planned and as reached."
    alt = f"Timeline of {counted(len(rows), 'goal')}; {counted(slips, 'milestone')} later than first planned."
    return TimelineFigure(tuple(rows), caption, alt, today=desk.today)


def _slip(item: Milestone) -> int:
    planned, actual = item.original_due or item.due, item.done_on or item.due
    return (actual - planned).days if planned and actual else 0


def _goal(desk: Desk, goal: Goal, milestones: list[Milestone]) -> Iterator[Block]:
    when = listed(
        [
            f"{word} {short_date(day)}"
            for word, day in (("set", goal.start), ("planned for", goal.target), ("closed", goal.closed_on))
            if day
        ]
    )
    state = ", ".join(
        filter(None, (label("goal_area", goal.area), label("goal_status", goal.status).lower()))
    )
    first: list[Block] = [
        Heading(2, desk.line(goal.title) or "Untitled goal", goal.id),
        Prose(f"*{state}{'; ' if when else ''}{when}.*"),
    ]
    told = (
        ("Why.", goal.why),
        ("How I will know.", goal.measure),
        ("What changed in me.", goal.changed_in_me),
    )
    leads = [Lead(name, desk.text(words)) for name, words in told if words.strip()]
    yield KeepTogether((*first, *leads[:1]))
    yield from leads[1:]
    if milestones:
        yield KeepTogether((_milestones(desk, milestones, desk.line(goal.title)),))


def _milestones(desk: Desk, milestones: list[Milestone], goal: str) -> Table:
    desk.printed.update(item.id for item in milestones)
    slipped = any(item.slipped.strip() for item in milestones)
    columns = [
        Column("Milestone", width=6),
        Column("First planned", width=3),
        Column("Reached", width=3),
        *([Column("What moved it", width=6)] if slipped else []),
    ]
    rows = []
    for item in milestones:
        reached = short_date(item.done_on) or (f"due {short_date(item.due)}" if item.due else "open")
        row = (desk.line(item.title), short_date(item.original_due or item.due), reached)
        rows.append((*row, desk.line(item.slipped)) if slipped else row)
    return Table(tuple(columns), tuple(rows), caption=f"Milestones: {goal or 'untitled goal'}.")


def work(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """Hours by category as a figure and a table, then every activity with what came of it."""
    found = desk.material.activities
    if not found:
        return
    hours: dict[str, float] = {}
    count: dict[str, int] = {}
    for item in found:
        desk.printed.add(item.id)
        hours[item.category] = hours.get(item.category, 0.0) + (item.hours or 0.0)
        count[item.category] = count.get(item.category, 0) + 1
    order = sorted(hours, key=lambda key: (-hours[key], key))
    names = [label("activity_category", key) for key in order]
    total = sum(hours.values())
    yield Prose(f"{counted(len(found), 'activity', 'activities')}, {hours_of(total)}, recorded by myself.")
    said = ", ".join(f"{name} {amount(hours[key])}" for name, key in zip(names, order, strict=True))
    if total and len(order) >= FEWEST_DRAWN:
        yield BarFigure(
            tuple(names),
            tuple(hours[key] for key in order),
            "Hours by category. Self-recorded.",
            f"Horizontal bars of hours by category: {said}.",
            unit="h",
            highlight=(0,),
            orientation="bars",
        )
    together = Table(
        (Column("Category", width=6), Column("Activities", "right", 2), Column("Hours", "right", 2)),
        tuple((name, str(count[key]), amount(hours[key])) for name, key in zip(names, order, strict=True)),
        ("Together", str(len(found)), amount(total)),
        "Hours and activities by category.",
    )
    yield KeepTogether((together,))
    yield Heading(2, "What came of it")
    yield Table(
        (
            Column("Date", width=2.4),
            Column("Activity", width=5.4),
            Column("My role", width=3),
            Column("Hours", "right", 1.5),
            Column("Result, confirmed by", width=5),
        ),
        tuple(
            (
                short_date(item.date),
                desk.line(item.title),
                desk.line(item.role),
                amount(item.hours) if item.hours else "",
                _result(desk, item.output, item.verified_by),
            )
            for item in found
        ),
        caption="Activities of the period, in the order of their days.",
    )


def _result(desk: Desk, output: str, verified_by: str) -> str:
    confirmed = f"Confirmed: {desk.line(verified_by)}" if verified_by.strip() else ""
    return "; ".join(filter(None, (desk.line(output), confirmed)))


def resources(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """What was read, watched and used."""
    rows = []
    for item in desk.material.resources:
        desk.printed.add(item.id)
        year = f"{item.year:.0f}" if item.year else ""
        about = ", ".join(filter(None, (desk.line(item.authors), desk.line(item.published_in), year)))
        state = label("resource_status", item.status)
        rows.append((desk.line(item.title), about, label("resource_kind", item.kind), state))
    if rows:
        yield Table(
            (
                Column("Title", width=6),
                Column("By", width=5),
                Column("Kind", width=2),
                Column("State", width=2),
            ),
            tuple(rows),
            caption="What I read, watched and used.",
        )
