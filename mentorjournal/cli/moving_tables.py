"""What `import` is told of a table, and what it says of one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mentorjournal.services.imported_tables import Columns
    from mentorjournal.services.importing import Preview

_Command = Callable[..., Any]


def table_options(command: _Command) -> _Command:
    """--map, --as, --day-first and --month-first."""
    for option in (
        click.option("--month-first", is_flag=True, help="Table: 03/04 is the 4th of March."),
        click.option("--day-first", is_flag=True, help="Table: 03/04 is the 3rd of April."),
        click.option(
            "--as", "target", type=click.Choice(["hours", "goals", "notes"]), help="Table: what its rows are."
        ),
        click.option(
            "--map",
            "named",
            multiple=True,
            metavar="COLUMN=MEANING",
            help="Table: what a column means, by its name or number; may be repeated.",
        ),
    ):
        command = option(command)
    return command


def columns_of(
    *, named: tuple[str, ...], target: str | None, day_first: bool, month_first: bool
) -> Columns | None:
    """What was said of a table; None for nothing. Raises click's own error for what makes no sense."""
    if not (named or target or day_first or month_first):
        return None
    from mentorjournal.services.imported_tables import Columns

    if day_first and month_first:
        raise click.UsageError("--day-first and --month-first exclude each other.")
    pairs = [one.rpartition("=") for one in named]
    if wrong := [one for one, pair in zip(named, pairs, strict=True) if not pair[0] or not pair[2]]:
        raise click.UsageError(f"--map {wrong[0]}: say COLUMN=MEANING, such as “Spent on=date”.")
    order = "day first" if day_first else "month first" if month_first else None
    meanings = {name.strip(): meaning.strip().lower() for name, _, meaning in pairs}
    return Columns(meanings, target, order)  # type: ignore[arg-type]  # click has checked the words


def table_plain(seen: Preview) -> dict[str, Any]:
    """What a table was read as, for --json; empty where it is none."""
    from mentorjournal.services.imported_tables import TableJournal

    if not isinstance(seen.batch, TableJournal):
        return {}
    table, mapping = seen.batch.table, seen.batch.mapping
    columns = [
        {"column": name, "meaning": meaning}
        for name, meaning in zip(table.header, mapping.columns, strict=True)
    ]
    said = {"as": mapping.target, "order": mapping.order, "sure": mapping.sure, "decimal": mapping.decimal}
    return {"table": {**said, "rows": len(table.rows), "columns": columns}}


def table_said(seen: Preview) -> list[str]:
    """What a table was read as, in sentences."""
    from mentorjournal.services.imported_tables import TableJournal, read_as, unread_columns

    if not isinstance(seen.batch, TableJournal):
        return []
    table, mapping = seen.batch.table, seen.batch.mapping
    hints = ["Say --day-first or --month-first."] if seen.asks else []
    if unread := unread_columns(table, mapping):
        number, name = unread[0]
        column = name or number
        hints.append(
            f'Say what one means with --map "{column}=title"; --map "{column}=?" lists the meanings.'
        )
    return [*read_as(table, mapping), *hints]


def table_counted(seen: Preview, counts: dict[str, int]) -> str:
    """What was found: of a table its rows and what they became, of anything else nothing but the counts."""
    from mentorjournal.services.imported_tables import TableJournal, rows_said

    said = [f"{number:,} {word}" for word, number in counts.items()]
    if not isinstance(seen.batch, TableJournal):
        return ", ".join(said)
    return f"{rows_said(seen.batch)}; {', '.join(said[1:])}"
