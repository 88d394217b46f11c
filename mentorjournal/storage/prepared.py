"""Statements made ready once and run by the driver itself, for the few that every save needs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import repeat
from operator import itemgetter
from typing import Any, Protocol

from sqlalchemy import Connection
from sqlalchemy.dialects.sqlite import dialect
from sqlalchemy.sql.expression import ClauseElement, Select

Convert = Callable[[Any], Any] | None
_DIALECT = dialect(paramstyle="qmark")


class HasConnection(Protocol):
    """Reads or writes inside a transaction."""

    connection: Connection


class Prepared:
    """A Core statement; running it costs a fifth of executing it, and values pass the same column types.

    Only for statements whose every parameter is one value. Errors are the engine's own.
    """

    def __init__(self, statement: ClauseElement) -> None:
        self._statement = statement

    def run(self, connection: Connection, values: Mapping[str, Any]) -> Any:
        """Run it inside the connection's transaction; the driver's cursor."""
        return driver(connection).execute(self._sql, self._converted(values))

    def run_many(self, connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
        """Run it once for each of the rows, which all name the same parameters."""
        wanted = list(rows)
        if wanted:
            driver(connection).executemany(self._sql, self._many(wanted))

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
        """Everything it selects, in the types of its columns."""
        found = self.run(connection, values).fetchall()
        for place, read in self._readers:
            found = [(*row[:place], read(row[place]), *row[place + 1 :]) for row in found]
        return [tuple(row) for row in found]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns it selects."""
        return self._names

    def _converted(self, values: Mapping[str, Any]) -> list[Any]:
        return [
            constant if name not in values else values[name] if write is None else write(values[name])
            for name, write, constant in self._binds
        ]

    def _many(self, rows: Sequence[Mapping[str, Any]]) -> Iterable[Sequence[Any]]:
        """The parameters of many rows, a column at a time: half the time of a row at a time."""
        given = rows[0].keys()
        columns: list[Iterable[Any]] = []
        for name, write, constant in self._binds:
            if name not in given:
                columns.append(repeat(constant, len(rows)))
                continue
            column = map(itemgetter(name), rows)
            columns.append(column if write is None else map(write, column))
        return list(zip(*columns, strict=True))

    @cached_property
    def _compiled(self) -> Any:
        return self._statement.compile(dialect=_DIALECT)

    @cached_property
    def _sql(self) -> str:
        return str(self._compiled)

    @cached_property
    def _binds(self) -> tuple[tuple[str, Convert, Any], ...]:
        """Name, conversion and constant of each parameter, in the order of the question marks."""
        compiled = self._compiled
        binds = ((name, compiled.binds[name]) for name in compiled.positiontup or ())
        return tuple(
            (name, bind.type.dialect_impl(_DIALECT).bind_processor(_DIALECT), bind.effective_value)
            for name, bind in binds
        )

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(self._selected().keys())

    @cached_property
    def _readers(self) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
        columns = enumerate(self._selected().values())
        readers = (
            (place, column.type.dialect_impl(_DIALECT).result_processor(_DIALECT, None))
            for place, column in columns
        )
        return tuple((place, read) for place, read in readers if read is not None)

    def _selected(self) -> Mapping[str, Any]:
        if not isinstance(self._statement, Select):
            raise TypeError("Only a select has rows.")
        return dict(self._statement.selected_columns.items())


def driver(connection: Connection) -> Any:
    """The driver's own connection, inside the same transaction."""
    return connection.connection.driver_connection


def all_rows(reader: HasConnection, sql: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Everything that plain SQL selects, as the file keeps it; for lists of hundreds."""
    found: list[tuple[Any, ...]] = driver(reader.connection).execute(sql, values).fetchall()
    return found
