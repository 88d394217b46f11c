"""The sections of a progress summary that tell what was done: context, goals, work, reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mentorjournal.model.choices import label
from mentorjournal.model.types import Activity
from mentorjournal.reports.blocks import (
    Block,
    Column,
    Heading,
    KeepTogether,
    Prose,
    Table,
)
from mentorjournal.services.figure_sums import hours_figure
from mentorjournal.services.reporting.desk import Desk
from mentorjournal.services.reporting.layout import LayoutSection
from mentorjournal.services.reporting.words import amount, counted, hours_of, short_date, shortened

FEWEST_DRAWN = 3
FEW_ROWS = 5


def context(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """The relationships of the period, by role; stage and place stand on the cover."""
    rows, ids = [], []
    for item in desk.material.relationships:
        who = desk.names.shown(item.person)
        if not who:
            continue
        purpose, _ = shortened(desk.line(item.purpose or item.title), section.words)
        often = label("cadence", item.cadence).lower()
        since = "\n".join(filter(None, (short_date(item.started_on), often)))
        rows.append((f"{who}\n{label('my_role', item.my_role)}", since, purpose))
        ids.append(item.id)
        desk.printed.add(item.id)
    if rows:
        yield Table(
            (
                Column("With", width=3.2),
                Column("Since", width=3.3),
                Column("For", width=9.7),
            ),
            tuple(rows),
            caption="Mentoring relationships of the period.",
            row_ids=tuple(ids),
        )


def work(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Hours by category as a figure and a table, then the activities with the most hours that led somewhere."""
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
    own = Prose(f"{counted(len(found), 'activity', 'activities')}, {hours_of(total)}, recorded by myself.")
    cells = [(name, str(count[key]), amount(hours[key])) for name, key in zip(names, order, strict=True)]
    table = _categories(cells, (str(len(found)), amount(total)))
    yield KeepTogether((own, table))
    if total and len(order) >= FEWEST_DRAWN:
        yield hours_figure(hours.items())
    yield from _results(desk, found, section.most)


def _categories(cells: list[tuple[str, str, str]], total: tuple[str, str]) -> Table:
    """One row a category; where there are many, two side by side, and the sentence above has the total."""
    head = (Column("Category", width=5), Column("Activities", "right", 2), Column("Hours", "right", 1.6))
    caption = "Hours and activities by category."
    if len(cells) <= FEW_ROWS:
        return Table(head, tuple(cells), ("Together", *total), caption)
    half = (len(cells) + 1) // 2
    rows = tuple(
        (*cell, *(cells[half + at] if half + at < len(cells) else ())) for at, cell in enumerate(cells[:half])
    )
    return Table((*head, *head), rows, caption=caption)


def _results(desk: Desk, found: Sequence[Activity], most: int) -> Iterator[Block]:
    """Where there is no room for all, the activities with an output or a confirmation, those of most hours."""
    every = not most or len(found) <= most
    led = [item for item in found if every or item.output.strip() or item.verified_by.strip()]
    kept = {item.id for item in sorted(led, key=lambda item: -(item.hours or 0.0))[: most or None]}
    shown = [item for item in found if item.id in kept]
    others = [item for item in found if item.id not in kept]
    if not shown:
        return
    yield Heading(2, "What came of it")
    yield Table(
        (
            Column("Date", width=2.4),
            Column("Activity", width=4.8),
            Column("My role", width=3.4),
            Column("Hours", "right", 1.5),
            Column("Result, confirmed by", width=5.2),
        ),
        tuple(_result(desk, item) for item in shown),
        caption=f"{'Activities' if every else 'Results of the most hours'}, by day.{_further(others)}",
        row_ids=tuple(item.id for item in shown),
    )


def _further(others: Sequence[Activity]) -> str:
    hours = hours_of(sum(item.hours or 0.0 for item in others))
    more = counted(len(others), "further activity", "further activities")
    verb = "is" if len(others) == 1 else "are"
    return f" {more}, {hours}, {verb} in the totals." if others else ""


def _result(desk: Desk, item: Activity) -> tuple[str, ...]:
    confirmed = f"Confirmed: {desk.line(item.verified_by)}" if item.verified_by.strip() else ""
    credited = ", ".join(label("credit", key) for key in item.credit)
    return (
        short_date(item.date),
        desk.line(item.title),
        "\n".join(filter(None, (desk.line(item.role), credited))),
        amount(item.hours) if item.hours else "",
        "; ".join(filter(None, (desk.line(item.output), confirmed))),
    )


def resources(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """What was read, watched and used: the newest, and how many more."""
    found = desk.material.resources
    desk.printed.update(item.id for item in found)
    shown = found[-section.most :] if section.most else found
    lines = []
    for item in shown:
        year = f"{item.year:.0f}" if item.year else ""
        state = label("resource_status", item.status).lower()
        about = ", ".join(filter(None, (desk.plain(item.authors), desk.plain(item.published_in), year)))
        said = f" {about}" if about else ""
        lines.append(f"- *{desk.plain(item.title) or 'Untitled'}*.{said} ({state})")
    left = len(found) - len(shown)
    if left:
        lines.append(f"- {counted(left, 'earlier one')}")
    if lines:
        yield Prose("\n".join(lines))
