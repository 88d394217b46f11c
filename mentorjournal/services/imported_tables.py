"""Tables with columns of anybody's making: the mapping is guessed, shown, changed, and remembered in the journal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import csv_mapping, csv_reader
from mentorjournal.interchange.csv_mapping import ONE_WAY, TARGETS, ColumnMapping, Target
from mentorjournal.interchange.csv_table import Table
from mentorjournal.interchange.csv_words import MEANINGS
from mentorjournal.interchange.dates import Order
from mentorjournal.interchange.plain import Entry, Incoming, Problem, Reading, Watch
from mentorjournal.model.record import Visibility
from mentorjournal.model.types import Activity, Goal, Person
from mentorjournal.services.imported_entries import ForeignJournal, Look, Written
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

FORMAT: Final = csv_reader.FORMAT
KEY: Final = "table_mappings"
MOST_KEPT: Final = 100
"""How many kinds of tables a journal remembers; the oldest is forgotten."""
FIRST_ROWS: Final = 20


@dataclass(frozen=True, slots=True)
class Columns:
    """What somebody wants of a table: some columns by name, what it is, the order of its dates; or all of it."""

    named: Mapping[str, str] = field(default_factory=dict)
    target: Target | None = None
    order: Order | None = None
    exactly: ColumnMapping | None = None

    def __bool__(self) -> bool:
        return bool(self.named or self.target or self.order or self.exactly)


@dataclass(frozen=True, slots=True)
class Shown:
    """One row as it would come in: what becomes of it, its day, its hours, its title and the rest."""

    becomes: str
    day: str
    hours: str
    title: str
    rest: str


@dataclass(frozen=True, slots=True)
class TableJournal(ForeignJournal):
    """A table that was read with a mapping, which the journal remembers when it is written."""

    table: Table = field(kw_only=True)
    mapping: ColumnMapping = field(kw_only=True)

    def look(self, reader: Reader, most_rows: int) -> Look:
        """As of any journal; a table of which nothing is read yet is shown too, so that its columns can be named."""
        if self.table.rows and not (self.reading.entries or self.reading.records):
            nothing = Problem(self.table.name, "No row can be read so. Say what its columns mean.")
            return Look(0, 0, [], [nothing, *self.reading.problems])
        return ForeignJournal.look(self, reader, most_rows)

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> Written:
        """Write what is new. Raises ImportRefused where the order of day and month is not known."""
        if not self.mapping.sure:
            raise ImportRefused(f"{unclear(self.mapping)} Nothing was imported.")
        # Not by super(): a dataclass with slots is made anew, and the class this one was written in is gone.
        done = ForeignJournal.write(self, writer, watch, visibility)
        kept = dict(writer.meta(KEY) or {})
        kept.pop(self.table.print, None)
        kept[self.table.print] = self.mapping.to_plain()
        writer.set_meta(KEY, dict(list(kept.items())[-MOST_KEPT:]))
        return done


def journal_of(
    reading: Reading, known: ForeignJournal, reader: Reader, wanted: Columns, watch: Watch
) -> TableJournal:
    """A table read as it is wanted, or else as the journal remembers, or else as it was guessed.

    Raises ImportRefused where a column that is wanted is not there.
    """
    table, mapping = reading.table, reading.mapping
    if table is None or mapping is None:
        raise ImportRefused(f"{known.path.name} is no table. Nothing was imported.")
    start = csv_mapping.of_plain(table, dict(reader.meta(KEY) or {}).get(table.print)) or mapping
    final = wanted.exactly or start
    if wanted.named or wanted.target or wanted.order:
        final = csv_mapping.changed(
            table, final, named=wanted.named, target=wanted.target, order=wanted.order
        )
    if final != mapping:
        reading = csv_reader.shape(table, final, watch)
    return TableJournal(reading, known.path, table=table, mapping=final)


def unclear(mapping: ColumnMapping) -> str:
    """The question that must be answered before a table comes in; empty where there is none."""
    return "" if mapping.sure else f"{mapping.why} Say which comes first, the day or the month."


def read_as(table: Table, mapping: ColumnMapping) -> list[str]:
    """What was guessed, in sentences."""
    said = [
        f"{name or f'column {number}'} is {MEANINGS[meaning].lower()}"
        for number, (name, meaning) in enumerate(zip(table.header, mapping.columns, strict=True), start=1)
        if meaning not in ("keep", "skip")
    ]
    order = mapping.order.replace(" first", "")
    kept = [name or f"column {number}" for number, name in unread_columns(table, mapping)]
    return [
        f"Read as {TARGETS[mapping.target].lower()}: {'; '.join(said) or 'no column is known'}.",
        *([f"Only kept in the details: {', '.join(kept)}."] if kept else []),
        mapping.why if mapping.why == ONE_WAY else f"Dates: the {order} first. {mapping.why}".strip(),
        f"Decimals: {'comma' if mapping.decimal == ',' else 'point'}.",
    ]


def unread_columns(table: Table, mapping: ColumnMapping) -> list[tuple[int, str]]:
    """Number and name of the columns with something in them that were given no meaning."""
    pairs = enumerate(zip(table.header, mapping.columns, strict=True))
    return [(at + 1, name) for at, (name, meaning) in pairs if meaning == "keep" and table.column(at)]


def rows_said(batch: TableJournal) -> str:
    """How many rows the table has, and what they became; "3 rows: 2 activities, 2 people, 1 row left out"."""
    reading, rows = batch.reading, len(batch.table.rows)
    kinds = Counter(type(one.record) for one in reading.records)
    held = [(len(reading.entries), "entry", "entries")]
    held += [(count, kind.LABEL.lower(), kind.PLURAL.lower()) for kind, count in kinds.items()]
    if not {"habit", "mark"} & {*batch.mapping.columns}:  # there a row may become many records, or none
        made = len(reading.entries) + sum(count for kind, count in kinds.items() if kind is not Person)
        held.append((rows - made, "row left out", "rows left out"))
    became = ", ".join(f"{count:,} {one if count == 1 else many}" for count, one, many in held if count)
    return f"{rows:,} {'row' if rows == 1 else 'rows'}" + (f": {became}" if became else "")


def changed(
    table: Table,
    mapping: ColumnMapping,
    *,
    columns: tuple[str, ...] | None = None,
    target: Target | None = None,
    order: Order | None = None,
    decimal: str = "",
) -> ColumnMapping:
    """The mapping with something of it changed by hand."""
    made = ColumnMapping(target or mapping.target, columns or mapping.columns)
    said = order or (mapping.order if mapping.said else None)
    settled = csv_mapping.settled(table, made, said)
    return replace(settled, decimal="," if decimal == "," else ".") if decimal else settled


def first_rows(table: Table, mapping: ColumnMapping, watch: Watch) -> tuple[list[Shown], list[str]]:
    """The first rows as they would come in, and what is wrong with them."""
    head = Table(table.name, table.header, table.rows[:FIRST_ROWS], table.separator, table.has_header)
    reading = csv_reader.shape(head, mapping, watch)
    shown = [*map(_shown, reading.entries), *map(_shown, reading.records)]
    return shown, [f"{one.item}: {one.message}" for one in reading.problems]


def _shown(one: Entry | Incoming) -> Shown:
    if isinstance(one, Entry):
        return Shown("Entry", one.day.isoformat(), "", one.title or one.text[:80], ", ".join(one.tags))
    record: Any = one.record
    day = record.date or getattr(record, "target", None)
    kind = {Activity: "Activity", Goal: "Goal", Person: "Person"}[type(record)]
    hours = getattr(record, "hours", None)
    rest = ", ".join(one.tags)
    return Shown(
        kind, day.isoformat() if day else "", "" if hours is None else f"{hours:.2f}", record.title, rest
    )


__all__ = [
    "FORMAT",
    "MEANINGS",
    "ColumnMapping",
    "Columns",
    "Order",
    "Shown",
    "Table",
    "TableJournal",
    "Target",
    "Watch",
    "changed",
    "first_rows",
    "journal_of",
    "read_as",
    "rows_said",
    "unclear",
    "unread_columns",
]
