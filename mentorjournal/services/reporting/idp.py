"""The individual development plan: a view over goals, with why, how, when, and what may come in between."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from mentorjournal.model.choices import CHOICES, label
from mentorjournal.model.types import Goal, Milestone
from mentorjournal.reports.blocks import Block, Column, Heading, Lead, Note, Prose, Table
from mentorjournal.services.reporting import usual
from mentorjournal.services.reporting.aims import by_goal, timeline
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.gather import OPEN_GOALS, Material
from mentorjournal.services.reporting.layout import Layout, LayoutSection
from mentorjournal.services.reporting.words import counted, in_short, listed, long_date, short_date, shortened

CLOSED = "closed: a plan looks ahead"
NOT_MINE = "support that I give"


def hints(material: Material, frame: Layout) -> Mapping[str, str]:
    """What is not ticked by default: as in a review, goals that are closed, and whom I support myself."""
    found = dict(usual.hints(material, frame))
    closed = {item.id for item in material.goals if item.status not in OPEN_GOALS}
    found |= dict.fromkeys(closed, CLOSED)
    found |= {item.id: CLOSED for item in material.milestones if item.goal in closed}
    return found | {item.id: NOT_MINE for item in material.relationships if item.my_role == "mentor"}


def where(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The owner's own words, and how the aims stand: how many, in which areas, what is done of them."""
    own, cut = shortened(desk.options.own_words.strip(), section.words)
    if own:
        yield Prose(desk.text(own))
    if cut:
        desk.remarks.append(
            f"Of your own words at most {section.words} stand in the plan; the rest was left out."
        )
    goals, points = desk.material.goals, desk.material.milestones
    if not goals:
        return
    areas = [label("goal_area", key).lower() for key in _areas(goals)]
    said = [f"{counted(len(goals), 'aim')}, in {listed(areas)}."]
    if points:
        done = sum(1 for item in points if item.done_on)
        said.append(f"{done} of {counted(len(points), 'milestone')} reached so far.")
    late = [item for item in points if item.done_on is None and item.due and item.due < desk.today]
    if late:
        behind = "is behind its day" if len(late) == 1 else "are behind their days"
        said.append(f"{counted(len(late), 'milestone')} {behind}.")
    yield Prose(" ".join(said))


def _areas(goals: tuple[Goal, ...]) -> list[str]:
    """The areas that have aims, in their usual order."""
    has = {goal.area for goal in goals}
    return [*(key for key in CHOICES["goal_area"] if key in has), *sorted(has - set(CHOICES["goal_area"]))]


def aims(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Every aim, area by area: why, how it will be known, how it is gone about, and what is asked of others.

    Milestones stand here where the layout has no calendar.
    """
    goals = desk.material.goals
    level = 2 if section.heading else 1
    listed_later = any(part.key == "calendar" for part in desk.frame.sections)
    milestones = {} if listed_later else by_goal(desk)
    for area in _areas(goals):
        for goal in goals:
            if goal.area == area:
                desk.printed.add(goal.id)
                yield from _aim(desk, goal, milestones.get(goal.id, []), level)


def _aim(desk: Desk, goal: Goal, points: list[Milestone], level: int) -> Iterator[Block]:
    yield Heading(level, desk.line(goal.title) or "Untitled aim", goal.id)
    until = f"until {long_date(goal.target)}" if goal.target else ""
    state = label("goal_status", goal.status).lower() if goal.status != "active" else ""
    yield Note(
        ", ".join(filter(None, (label("goal_area", goal.area), until, state))), goal.id, with_next=True
    )
    told = (
        ("Why.", goal.why),
        ("How I will know.", goal.measure),
        ("How I go about it.", goal.strategies),
        ("Milestones.", ""),
        ("What could hold me back.", goal.obstacle),
        ("My plan for that.", goal.if_then),
        ("My part.", goal.my_part),
        ("Help I ask for.", goal.help_asked),
    )
    for name, words in told:
        text = _milestones(desk, points) if name == "Milestones." else desk.text(words.strip())
        if text:
            yield Lead(name, text, goal.id)


def _milestones(desk: Desk, points: list[Milestone]) -> str:
    desk.printed.update(item.id for item in points)
    said = []
    for item in points:
        title = desk.plain(item.title) or "Untitled milestone"
        day = f"reached {short_date(item.done_on)}" if item.done_on else short_date(item.due)
        said.append(f"{title} ({day})" if day else title)
    return f"{'; '.join(said)}." if said else ""


def calendar(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Aims and milestones on a line of time, and what is not reached yet by day; what is late is marked."""
    figure = timeline(desk, by_goal(desk), section.most)
    desk.printed.update(item.id for item in desk.material.milestones)
    if figure.rows:
        yield figure
    titles = {goal.id: in_short(desk.line(goal.title)) or "Untitled aim" for goal in desk.material.goals}
    still = [item for item in desk.material.milestones if item.done_on is None and item.due]
    still.sort(key=lambda item: (item.due or dt.date.max, item.id))
    rows = tuple(
        (short_date(item.due), _open_point(desk, item), titles.get(item.goal or "", "")) for item in still
    )
    columns = (Column("By", width=2.4), Column("Milestone", width=7.2), Column("For", width=6.6))
    if rows:
        ids = tuple(item.id for item in still)
        yield Table(columns, rows, caption="Milestones not reached yet, by day.", row_ids=ids)


def _open_point(desk: Desk, item: Milestone) -> str:
    late = item.due is not None and item.due < desk.today
    return f"{desk.line(item.title) or 'Untitled milestone'}{' (behind its day)' if late else ''}"
