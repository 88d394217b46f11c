"""Figures made of sums, each by one function for paper and screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from mentorjournal.model.choices import label
from mentorjournal.reports.figure_blocks import (
    BarFigure,
    GrowthFigure,
    HeatFigure,
    StackFigure,
    StackRow,
    StripFigure,
    StripRow,
)
from mentorjournal.services.awards_standing import CategoryStanding, Standing
from mentorjournal.services.reporting.words import amount, counted

STATES = ("authorised", "submitted", "done", "planned")
MOST_ROWS = 12
"""Strips below each other; those with the most meetings come first."""


def points_figure(standing: Standing) -> StackFigure:
    """What each category of a scheme holds, by the state of its claims, with the cap and what is asked for."""
    rules = standing.rules
    unit = rules.unit if rules else ""
    rows = tuple(
        StackRow(
            item.rule.label,
            tuple(_in_state(item, state) for state in STATES),
            item.rule.cap or None,
            item.rule.minimum or None,
        )
        for item in standing.categories
    )
    said = "; ".join(f"{row.label} {amount(sum(row.values))} {unit}" for row in rows)
    return StackFigure(
        tuple(label("claim_status", state) for state in STATES),
        rows,
        f"{unit.capitalize()} by category and by the state of the claims.",
        f"Stacked bars of {unit} by category: {said}.",
        unit,
    )


def _in_state(item: CategoryStanding, state: str) -> float:
    kept = (line for line in item.claims if line.counts or line.record.status == "planned")
    return sum(line.amount for line in kept if line.record.status == state)


def coverage_figure(standing: Standing) -> HeatFigure:
    """How many claims of each category that count speak to each criterion."""
    criteria = standing.rules.criteria if standing.rules else ()
    columns = tuple(item.rule.label for item in standing.categories)
    rows = tuple(
        (
            one.label,
            tuple(
                sum(
                    line.counts and any(met.tag == one.key for met in line.record.meets)
                    for line in item.claims
                )
                for item in standing.categories
            ),
        )
        for one in criteria
    )
    open_ones = [name for name, numbers in rows if not any(numbers)]
    gap = f" Not met yet: {', '.join(open_ones)}." if open_ones else ""
    return HeatFigure(
        columns,
        rows,
        "Claims by criterion and category.",
        f"Grid of how many claims of each category speak to each criterion.{gap}",
        "claims",
    )


def in_order(hours: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    """(category, hours) with the most first, those without hours left out."""
    return sorted(((key, value) for key, value in hours if value), key=lambda pair: (-pair[1], pair[0]))


def hours_figure(hours: Iterable[tuple[str, float]]) -> BarFigure:
    """Hours by category of activity, the most first."""
    order = in_order(hours)
    names = tuple(label("activity_category", key) for key, _ in order)
    said = ", ".join(f"{name} {amount(value)}" for name, (_, value) in zip(names, order, strict=True))
    return BarFigure(
        names,
        tuple(value for _, value in order),
        "Hours by category. Self-recorded.",
        f"Horizontal bars of hours by category: {said}.",
        unit="h",
        highlight=(0,),
        orientation="bars",
    )


def meetings_figure(
    days: Sequence[tuple[str, dt.date, bool]], since: dt.date, until: dt.date, kept: tuple[int, int] = (0, 0)
) -> StripFigure:
    """When meetings were held: (with whom, day, held or missed) a meeting, and how many actions were kept."""
    names: dict[str, list[tuple[dt.date, bool]]] = {}
    for name, day, held in days:
        names.setdefault(name, []).append((day, held))
    order = sorted(names.items(), key=lambda pair: -len(pair[1]))[:MOST_ROWS]
    rows = tuple(
        StripRow(
            name, tuple(day for day, held in found if held), tuple(day for day, held in found if not held)
        )
        for name, found in order
    )
    meetings = sum(held for _, _, held in days)
    share = f" {kept[0]} of {kept[1]} actions kept ({kept[0] * 100 // kept[1]} %)." if kept[1] else ""
    return StripFigure(
        rows,
        since,
        until,
        f"Meetings held, by whom they were with; hollow ones were missed.{share}",
        f"Strips of {counted(meetings, 'meeting')} with {counted(len(names), 'person', 'people')}.{share}",
    )


def by_arena(ties: Iterable[tuple[str, dt.date]], until: dt.date) -> list[tuple[str, list[dt.date]]]:
    """(arena, the days on which its people came) up to a day, the arena with the most people first."""
    arenas: dict[str, list[dt.date]] = {}
    for arena, day in ties:
        if day <= until:
            arenas.setdefault(arena, []).append(day)
    return sorted(arenas.items(), key=lambda pair: (pair[0] == "", -len(pair[1])))


def growth_figure(ties: Iterable[tuple[str, dt.date]], until: dt.date) -> GrowthFigure:
    """How many people there are by arena, and since when; nobody is named."""
    order = by_arena(ties, until)
    kinds = tuple((label("arena", arena), tuple(sorted(days))) for arena, days in order)
    said = ", ".join(f"{name} {len(days)}" for name, days in kinds)
    return GrowthFigure(
        kinds, until, "People in my network, by where the tie comes from.", f"Growing areas by arena: {said}."
    )
