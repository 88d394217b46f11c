"""What each column of a table means: guessed from its name and its cells, and changed by whom it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, Literal, TypeAlias, cast, get_args

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import dates
from mentorjournal.interchange.csv_table import Table
from mentorjournal.interchange.csv_values import DecimalMark, clock, decimal_mark, is_yes, number, seconds
from mentorjournal.interchange.csv_words import MEANINGS, meaning_of, plain_name

Target: TypeAlias = Literal["hours", "goals", "notes"]
TARGETS: Final[Mapping[Target, str]] = {"hours": "Hours", "goals": "Goals and habits", "notes": "Notes"}
DAYS: Final = frozenset({"date", "start", "end", "end-date", "due", "done-on"})
LENGTHS: Final = frozenset({"hours", "minutes", "duration"})
_MANY: Final = frozenset({"keep", "skip", "text", "tags", "person", "mark"})
_MARKS: Final = re.compile(r"(?:YES_MANUAL|YES_AUTO|NO|SKIP|UNKNOWN|-?\d{1,9})$")
_GOALS: Final = re.compile(r"goal|objective|frequency|ziel\b")
_DOINGS: Final = frozenset({"activity", "task"})
_HALF_DAYS: Final = re.compile(r"\d\s?[ap]\.?m\b", re.I)
ONE_WAY: Final = "The dates can be read in one way only."
SAID: Final = "As you chose, now or the last time."
"""What tells the order of day and month where somebody chose it."""
_LOOKED_AT: Final = 2_000
_IN_ORDER: Final = 3
_SHORT: Final = 200


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What a table is read as: a meaning for each column, the order of day and month, the decimal mark.

    `sure` is False where the dates can be read both ways and nobody has said which is meant; `why` says what
    told the order.
    """

    target: Target
    columns: tuple[str, ...]
    order: dates.Order = "day first"
    decimal: DecimalMark = "."
    sure: bool = True
    why: str = ""

    @property
    def said(self) -> bool:
        """Whether somebody chose the order of day and month."""
        return self.sure and self.why == SAID

    def index(self, meaning: str) -> int | None:
        """The first column of a meaning."""
        return self.columns.index(meaning) if meaning in self.columns else None

    def to_plain(self) -> dict[str, Any]:
        """As JSON keeps it."""
        return {
            "target": self.target,
            "columns": list(self.columns),
            "order": self.order if self.sure else "",
            "decimal": self.decimal,
        }


def guess(table: Table) -> ColumnMapping:
    """The mapping a table most likely needs."""
    columns = _by_names(table) if table.has_header else _by_cells(table)
    columns = _with_marks(table, _once(_borne_out(table, columns)))
    target = _target(table, columns)
    if target == "hours" and "title" not in columns:
        at = _calling(table, columns)
        if at is not None:
            columns[at] = "title"
    return settled(table, ColumnMapping(target, tuple(columns)))


def _calling(table: Table, columns: Sequence[str]) -> int | None:
    """The column that says in a line what the hours went into, where none is called a title."""
    text = columns.index("text") if "text" in columns else None
    named = [at for at, cell in enumerate(table.header) if plain_name(cell) in _DOINGS and table.column(at)]
    # Beside a project it is what kind of work a time tracker means, and a text says more.
    tried = [*named[:1], text] if "project" not in columns else [text, *named[:1]]
    short = (
        at
        for at in tried
        if at is not None
        and columns[at] in ("text", "keep")
        and all(len(cell) <= _SHORT and "\n" not in cell for cell in table.column(at)[:_LOOKED_AT])
    )
    return next(short, None)


def settled(table: Table, mapping: ColumnMapping, order: dates.Order | None = None) -> ColumnMapping:
    """The mapping with the order of its dates and its decimal mark found, for these columns; `order` is said."""
    numbers = [table.column(n) for n, meaning in enumerate(mapping.columns) if meaning in LENGTHS]
    mark = decimal_mark(numbers, table.separator)
    if order is not None:
        return replace(mapping, order=order, decimal=mark, sure=True, why=SAID)
    found, sure, why = _order(table, mapping.columns)
    return replace(mapping, order=found, decimal=mark, sure=sure, why=why)


def of_plain(table: Table, plain: object) -> ColumnMapping | None:
    """The mapping kept for such a table; None where what was kept does not fit it."""
    if not isinstance(plain, dict):
        return None
    columns, target = plain.get("columns"), cast("Target", plain.get("target"))
    if not isinstance(columns, list) or len(columns) != len(table.header) or target not in TARGETS:
        return None
    if any(meaning not in MEANINGS for meaning in columns):
        return None
    order = plain.get("order")
    said = cast("dates.Order", order) if order in get_args(dates.Order) else None
    found = settled(table, ColumnMapping(target, tuple(columns)), said)
    return replace(found, decimal=plain["decimal"]) if plain.get("decimal") in (".", ",") else found


def changed(
    table: Table,
    mapping: ColumnMapping,
    *,
    named: Mapping[str, str],
    target: Target | None = None,
    order: dates.Order | None = None,
) -> ColumnMapping:
    """The mapping with columns, by name or number, given a meaning. Raises `ImportRefused` for an unknown one."""
    columns = list(mapping.columns)
    for name, meaning in named.items():
        if meaning not in MEANINGS:
            raise ImportRefused(f"There is no meaning “{meaning}”. There are: {', '.join(MEANINGS)}.")
        at = _column(table, name)
        columns = ["keep" if one == meaning and meaning not in _MANY else one for one in columns]
        columns[at] = meaning
    made = replace(mapping, columns=tuple(columns), target=target or mapping.target)
    if order is None and mapping.said:
        order = mapping.order
    return settled(table, made, order)


def _column(table: Table, name: str) -> int:
    plain = [plain_name(cell) for cell in table.header]
    if plain_name(name) in plain:
        return plain.index(plain_name(name))
    if name.isascii() and name.isdigit() and 0 < int(name) <= len(plain):
        return int(name) - 1
    there = ", ".join(cell or str(number) for number, cell in enumerate(table.header, start=1))
    raise ImportRefused(f"There is no column “{name}” in {table.name}. There are: {there}.")


def _by_names(table: Table) -> list[str]:
    found = [meaning_of(cell) or "keep" for cell in table.header]
    plain = [plain_name(cell) for cell in table.header]
    for at, name in enumerate(plain):
        if name == "value" and {"date", "habit"} & {*found}:
            found[at] = "mark"
        elif name in ("habitdescription", "commenttext"):
            found[at] = "text" if name == "commenttext" else "keep"
        elif name == "start time" and "start date" not in plain and "date" not in found:
            found[at] = "start"
        elif name == "tag" and not any(map(is_day, table.column(at)[:5])):
            found[at] = "tags"
    return found


def _by_cells(table: Table) -> list[str]:
    found: list[str] = []
    for at in range(len(table.header)):
        cells = table.column(at)[:_LOOKED_AT]
        if cells and all(map(is_day, cells)):
            found.append("date" if "date" not in found else "keep")
        elif cells and all(seconds(cell, ".") is not None for cell in cells) and not {*found} & LENGTHS:
            found.append("duration" if any(":" in cell for cell in cells) else "hours")
        else:
            found.append("title" if "title" not in found else "text")
    return found


def is_day(cell: str) -> bool:
    """Whether a cell begins with a date, whichever way round."""
    return dates.stamp(cell) is not None or dates.stamp(cell, "month first") is not None


def _borne_out(table: Table, columns: list[str]) -> list[str]:
    """The meanings that the cells do not speak against."""
    result = []
    for at, meaning in enumerate(columns):
        cells = table.column(at)[:_LOOKED_AT]
        fits = {
            **dict.fromkeys(DAYS, lambda cell: is_day(cell) or clock(cell) is not None),
            **dict.fromkeys(LENGTHS, lambda cell: seconds(cell, ".") is not None),
            **dict.fromkeys(("done", "starred"), lambda cell: is_yes(cell) is not None or is_day(cell)),
            **dict.fromkeys(("time", "end-time"), lambda cell: clock(cell) is not None),
        }.get(meaning)
        result.append(meaning if not cells or fits is None or any(map(fits, cells)) else "keep")
        if meaning in LENGTHS and any(":" in cell for cell in cells):
            result[-1] = "duration"
    return result


def _once(columns: Sequence[str]) -> list[str]:
    """Each meaning once, except those that add up; hours said twice are read where they are said exactly."""
    result: list[str] = []
    for meaning in columns:
        taken = meaning not in _MANY and meaning in result
        result.append("keep" if taken or (meaning in LENGTHS and {*result} & LENGTHS) else meaning)
    return result


def _with_marks(table: Table, columns: list[str]) -> list[str]:
    """A day, and beside it a column of marks for each habit."""
    others = [at for at, meaning in enumerate(columns) if meaning != "date"]
    shown = [at for at in others if table.column(at)]
    if "date" not in columns or not shown or any(columns[at] != "keep" for at in shown):
        return columns
    cells = [cell.strip() for at in shown for cell in table.column(at)[:_LOOKED_AT]]
    if all(map(_MARKS.match, cells)) and not all(number(cell, ".") is not None for cell in cells):
        return ["mark" if at in shown else meaning for at, meaning in enumerate(columns)]
    return columns


def _target(table: Table, columns: Sequence[str]) -> Target:
    there = {*columns}
    names = [plain_name(cell) for cell in table.header]
    if there & {"habit", "mark"}:
        return "goals"
    if there & LENGTHS or (there & {"start", "time"} and there & {"end", "end-time"}):
        return "hours"
    if there & {"due", "measure", "done-on"} or any(map(_GOALS.search, names)):
        return "goals"
    return "goals" if "title" in there and not there & {"text", "date"} else "notes"


def _order(table: Table, columns: Sequence[str]) -> tuple[dates.Order, bool, str]:
    """The order of day and month, whether it is certain, and what told it."""
    every = [table.column(at)[:_LOOKED_AT] for at, meaning in enumerate(columns) if meaning in DAYS]
    unclear = [cell for cells in every for cell in cells if (one := dates.stamp(cell)) and one.either_way]
    written = [cell for cells in every for cell in cells if is_day(cell)]
    first = any(_only(cell, "day first") for cell in written)
    second = any(_only(cell, "month first") for cell in written)
    if first != second:
        return ("day first" if first else "month first"), True, "A number above 12 tells."
    if not unclear:
        return "day first", True, ONE_WAY
    ordered = [tried for tried in get_args(dates.Order) if any(_in_order(cells, tried) for cells in every)]
    if len(ordered) == 1 and not first:
        return ordered[0], True, "Read so, the rows are in the order of time."
    times = [cell for at, meaning in enumerate(columns) if "time" in meaning for cell in table.column(at)[:9]]
    if any(map(_HALF_DAYS.search, [*times, *unclear[:9]])):
        return "month first", False, f"{unclear[0]} can be read both ways; AM and PM suggest the month first."
    return "day first", False, f"{unclear[0]} can be read both ways."


def _only(cell: str, order: dates.Order) -> bool:
    """Whether a date can be read in this order alone."""
    found = re.match(r"\s*(\d{1,2})[-/](\d{1,2})[-/]\d", cell)
    if not found:
        return False
    first, second = int(found[1]), int(found[2])
    above, other = (first, second) if order == "day first" else (second, first)
    return above > 12 >= other  # noqa: PLR2004 - months


def _in_order(cells: Sequence[str], order: dates.Order) -> bool:
    """Whether these days, read in an order, only go forward or only go back, and are of several days."""
    days: list[date] = [one.day for cell in cells if (one := dates.stamp(cell, order))]
    if len({*days}) < _IN_ORDER:
        return False
    return days == sorted(days) or days == sorted(days, reverse=True)
