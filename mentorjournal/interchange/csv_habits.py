"""Habit trackers: each habit becomes a goal, each day it was kept an activity that leads to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from mentorjournal.interchange.csv_mapping import ColumnMapping
from mentorjournal.interchange.csv_rows import HABIT, BadRow, Rows
from mentorjournal.interchange.csv_table import Table, TableRow
from mentorjournal.interchange.csv_values import is_yes, number
from mentorjournal.interchange.plain import Incoming, Reading, Watch, fingerprint
from mentorjournal.model.types import Activity, Goal

_KEPT: Final = "YES_MANUAL"
_NOT_KEPT: Final = frozenset({"YES_AUTO", "NO", "SKIP", "UNKNOWN", ""})
_STEP: Final = 200
_MOST_TOLD: Final = 1_000


def read(table: Table, mapping: ColumnMapping, reading: Reading, watch: Watch) -> None:
    """Read a log of habits, one row for each day of each habit or one for each day of all, into `reading`."""
    rows = Rows(table, mapping)
    goals: dict[str, Incoming] = {}
    days: dict[str, Incoming] = {}
    for step, row in enumerate(table.rows):
        if step % _STEP == 0:
            watch.step(step, len(table.rows))
        try:
            made = list(_marks(table, mapping, rows, row))
        except BadRow as error:
            _tell(reading, row, f"{error} The row was left out.")
            continue
        for name, day, goal in made:
            goals.setdefault(name.casefold(), goal)
            if day is not None and days.setdefault(day.source_id, day) is not day:
                _tell(reading, row, f"“{name}” has this day already; it was read once.")
    reading.records += [*goals.values(), *days.values()]


def _tell(reading: Reading, row: TableRow, message: str) -> None:
    if len(reading.problems) < _MOST_TOLD:
        reading.problem(f"line {row.line}", message)


def _marks(
    table: Table, mapping: ColumnMapping, rows: Rows, row: TableRow
) -> Iterator[tuple[str, Incoming | None, Incoming]]:
    """Each habit of a row: its name, the day it was kept, or None, and the goal it is."""
    when = rows.day(row, "date") or rows.day(row, "start")
    if when is None:
        raise BadRow("It names no day.")
    columns = [at for at, meaning in enumerate(mapping.columns) if meaning == "mark"]
    habit = rows.cell(row, "habit")
    if "habit" in mapping.columns and not habit:
        raise BadRow("It names no habit.")
    if not columns:
        columns = [-1]
    for at in columns:
        value = row.cells[at].strip() if at >= 0 else _KEPT
        alone = at < 0 or table.header[at].casefold() == "value"
        name = habit or (PurePosixPath(table.name).stem if alone else table.header[at])
        name = " ".join(name.split())[:200] or "Habit"
        why = next(
            (
                row.cells[n].strip()
                for n, cell in enumerate(table.header)
                if cell.casefold() == "habitdescription"
            ),
            "",
        )
        source = fingerprint(HABIT, name.casefold())
        area = rows.cell(row, "category")
        goal = Goal(title=name, area="personal", scope="personal", why=why, source_id=source)
        extra = (("Category", area),) if area else ()
        made = Incoming(goal, f"line {row.line}", extra=extra)
        yield name, _day(rows, row, name, value, source) if _kept(value) else None, made


def _day(rows: Rows, row: TableRow, name: str, value: str, goal: str) -> Incoming:
    when = rows.day(row, "date") or rows.day(row, "start")
    day = when.day if when else None
    said = "" if value == _KEPT or is_yes(value) else value
    record = Activity(
        title=name,
        date=day,
        category="other",
        output=said,
        detail=rows.cell(row, "text"),
        source_id=fingerprint("csv-habit-day", name.casefold(), day),
    )
    return Incoming(record, f"line {row.line}", links=(("goal", goal),))


def _kept(value: str) -> bool:
    if value.upper() in _NOT_KEPT:
        return False
    amount = number(value, ".")
    return amount > 0 if amount is not None else value == _KEPT or is_yes(value) is not False
