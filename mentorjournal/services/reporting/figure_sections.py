"""Sections of a layout that are one figure, made of the chosen records alone."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.reports.blocks import Block
from mentorjournal.services.figure_sums import (
    coverage_figure,
    hours_figure,
    meetings_figure,
    points_figure,
)
from mentorjournal.services.reporting.aims import by_goal, timeline
from mentorjournal.services.reporting.award import award_of
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.sections import FEWEST_DRAWN


def points(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """What each category holds, by the state of the claims in this document.

    Where there is too little to draw, the table of the same numbers says it better than a sentence.
    """
    award = award_of(desk)
    held = {(line.record.category, line.record.status) for line in award.standing.claims if line.amount}
    in_table = any(part.key == "points" for part in desk.frame.sections)
    if award.counts and held and (len(held) >= FEWEST_DRAWN or not in_table):
        yield points_figure(award.standing)


def coverage(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """How many claims of each category speak to each criterion."""
    award = award_of(desk)
    if award.rules.criteria and award.standing.claims:
        yield coverage_figure(award.standing)


def hours(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """Hours by category of activity."""
    found = [item for item in desk.material.activities if item.hours]
    sums: dict[str, float] = {}
    for item in found:
        desk.printed.add(item.id)
        sums[item.category] = sums.get(item.category, 0.0) + (item.hours or 0.0)
    if sums:
        yield hours_figure(sums.items())


def meetings(desk: Desk, _section: LayoutSection) -> Iterator[Block]:
    """When meetings were held, by whom they were with as that person may appear."""
    days = []
    for item in desk.material.meetings:
        if item.date and item.status == "held":
            desk.printed.add(item.id)
            days += [(desk.names.shown(person) or "Others", item.date, True) for person in item.people]
    if days:
        first = desk.options.since or min(day for _, day, _ in days)
        yield meetings_figure(days, first, desk.options.until or desk.today)


def goals(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Goals planned against reached."""
    figure = timeline(desk, by_goal(desk), section.most)
    if figure.rows:
        desk.printed.update(goal.id for goal in desk.material.goals)
        yield figure
