"""Tables become hours, goals or notes: with the mapping that was guessed, or the one it was given."""

from __future__ import annotations

from mentorjournal.interchange import csv_habits, limits
from mentorjournal.interchange.csv_mapping import ColumnMapping, guess
from mentorjournal.interchange.csv_rows import BadRow, Rows
from mentorjournal.interchange.csv_table import Table, read_table
from mentorjournal.interchange.plain import Incoming, Reading, Watch
from mentorjournal.interchange.sources import Source

FORMAT = "csv"
_STEP = 200
_MOST_TOLD = 1_000


def read(source: Source, name: str, watch: Watch) -> Reading:
    """Read a table as it is guessed. Raises `ImportRefused` where it is none."""
    table = read_table(source.read(name, limits.MAX_TEXT_BYTES), name)
    return shape(table, guess(table), watch)


def shape(table: Table, mapping: ColumnMapping, watch: Watch) -> Reading:
    """What a table holds, read with a mapping; a row that makes no sense is told by its line."""
    reading = Reading(FORMAT, table=table, mapping=mapping)
    for item, message in table.told:
        reading.problem(item, message)
    if not mapping.sure:
        reading.problem(
            table.name, f"{mapping.why} It is read with the {mapping.order.replace(' ', ' written ')}."
        )
    if mapping.target == "goals" and {"habit", "mark"} & {*mapping.columns}:
        csv_habits.read(table, mapping, reading, watch)
        return reading
    _read_rows(table, mapping, reading, watch)
    return reading


def _read_rows(table: Table, mapping: ColumnMapping, reading: Reading, watch: Watch) -> None:
    rows, people = Rows(table, mapping), dict[str, Incoming]()
    for step, row in enumerate(table.rows):
        if step % _STEP == 0:
            watch.step(step, len(table.rows))
        try:
            made = rows.made(row, watch.today)
        except BadRow as error:
            rows.told.append((row.line, f"{error} The row was left out."))
            continue
        if isinstance(made, Incoming):
            people.update(rows.people(row))
            reading.records.append(made)
        else:
            reading.entries.append(made)
    reading.records[:0] = people.values()
    for line, message in rows.told[:_MOST_TOLD]:
        reading.problem(f"line {line}", message)
    if len(rows.told) > _MOST_TOLD:
        reading.problem(table.name, f"There are {len(rows.told) - _MOST_TOLD:,} more such rows.")
