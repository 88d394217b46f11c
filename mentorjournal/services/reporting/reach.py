"""Mentoring in numbers: whom I met, how often, for how long, and what else was done for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorjournal.model.types import Meeting
from mentorjournal.reports.blocks import Block, Column, Prose, Table
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import amount, counted, hours_of, listed, short_date

FEWEST_ROWS = 2


def mentoring(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Meetings held, hours and reach in a sentence, and by person in a table of at most `most` rows."""
    held = [item for item in desk.material.meetings if item.status == "held"]
    desk.printed.update(item.id for item in held)
    other = [item for item in desk.material.activities if item.category == "mentoring"]
    desk.printed.update(item.id for item in other)
    met = {person for item in held for person in item.people}
    said = []
    if held:
        people = counted(len(met), "person", "people")
        said.append(
            f"{counted(len(held), 'meeting')} held{f' with {people}' if met else ''}, {_together(held)}"
        )
    if other:
        hours = hours_of(sum(item.hours or 0.0 for item in other))
        said.append(f"{counted(len(other), 'mentoring activity', 'mentoring activities')}, {hours}")
    if said:
        yield Prose(f"{'; '.join(said)}.")
    rows = list(_by_person(desk, held))
    if len(rows) >= FEWEST_ROWS:
        columns = (
            Column("With", width=6.4),
            Column("Meetings", "right", 2.2),
            Column("Hours", "right", 1.8),
            Column("From and to", width=5.8),
        )
        shown, left = rows[: section.most or None], len(rows) - len(rows[: section.most or None])
        more = f" {counted(left, 'further one is', 'further ones are')} in the sums." if left > 0 else ""
        yield Table(columns, tuple(shown), caption=f"Meetings held, by whom they were with.{more}")


def _together(held: Sequence[Meeting]) -> str:
    hours = sum(_hours(item) for item in held)
    return hours_of(hours) if hours else "their length is not recorded"


def minutes_of(item: Meeting) -> float:
    """How long a meeting was: what the timer counted, else its planned length."""
    return item.spent or item.minutes or 0.0


def _hours(item: Meeting) -> float:
    return minutes_of(item) / 60


def _by_person(desk: Desk, held: Sequence[Meeting]) -> Iterator[tuple[str, ...]]:
    grouped: dict[str, list[Meeting]] = {}
    for item in held:
        shown = listed(list(dict.fromkeys(filter(None, map(desk.names.shown, item.people)))))
        grouped.setdefault(shown or "Others", []).append(item)
    for who, items in sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        days = sorted(item.date for item in items if item.date)
        span = dict.fromkeys(short_date(day) for day in (*days[:1], *days[-1:]))
        hours = sum(map(_hours, items))
        yield who, str(len(items)), amount(hours) if hours else "", " to ".join(span)
