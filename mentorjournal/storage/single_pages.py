"""Reads the rows of a damaged journal page by page, past the pages that lead to them.

A table's rows lie in pages that other pages lead to; where one of those is damaged, the engine finds nothing
below it. So a second file is made, with the pages of the damaged one at their places and a directory of our
own behind them, in which every page is a table of its own. The engine then reads each page alone, of an
encrypted journal like of a plain one.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from mentorjournal.storage import engine as engines
from mentorjournal.storage.beside import make_private
from mentorjournal.storage.keys import PAGE_BYTES, Key
from mentorjournal.storage.seals import Seals, pages_of

COLUMNS = 64
"""More than any table of a journal has."""
AT_ONCE = 200
"""Pages in the directory at a time; it is read anew after each damaged row of an encrypted journal."""
MOST_ROWS = 700
"""More rows than a page can hold; a page that leads to others goes on, and those are read by themselves."""
_PADDING = 64 << 20
_NAMES = ", ".join(f"c{number}" for number in range(COLUMNS))


class SinglePages:
    """The rows of each page of a file that `merged_copy` made. Close it to remove what it needs."""

    def __init__(self, copy: Path, pages: int, key: Key | None, work: Path) -> None:
        """`work` is the name of a file that is made and removed. Raises OSError, sqlcipher.Error where that fails."""
        self._key, self._work = key, work
        self._raw: Any = None
        self.unread: set[int] = set()
        if key is not None:
            seals = Seals(key)
            self.unread = {number for number, page in pages_of(copy) if not seals.hold(page, number)}
        make_private(work)
        _prepare(work, key, pages)
        with work.open("r+b") as stream:
            for number, page in pages_of(copy):
                if number > 1:
                    stream.seek((number - 1) * PAGE_BYTES)
                    stream.write(page)
        self._numbers = [number for number in range(2, pages + 1) if number not in self.unread]

    def __len__(self) -> int:
        """How many pages are read."""
        return len(self._numbers)

    def __iter__(self) -> Iterator[int]:
        """The number of each page; its rows can be asked for until the next one comes."""
        for start in range(0, len(self._numbers), AT_ONCE):
            part = self._numbers[start : start + AT_ONCE]
            self._list(part)
            yield from part

    def heads(self, number: int) -> list[tuple[Any, ...]]:
        """(rowid, the first column, the second, whether the third is a whole number) of each row of a table's
        page; None for what cannot be read, and none where it is no such page."""
        heads = f"SELECT rowid, c0, c1, typeof(c2) = 'integer' FROM t{number}"  # noqa: S608  our own names
        try:
            return self._connection.execute(f"{heads} LIMIT {MOST_ROWS}").fetchall()  # type: ignore[no-any-return]
        except sqlcipher.Error:
            self._renew()
        found = []
        for (rowid,) in self._from_both_ends(f"SELECT rowid FROM t{number}", "rowid", MOST_ROWS):  # noqa: S608
            for columns in (heads, f"SELECT rowid, c0, NULL, 0 FROM t{number}"):  # noqa: S608
                try:
                    found += self._connection.execute(f"{columns} WHERE rowid = ?", (rowid,)).fetchall()
                    break
                except sqlcipher.Error:
                    self._renew()
        return found

    def keys(self, number: int) -> list[tuple[Any, ...]]:
        """The first four columns of each row of a page of links or of an index."""
        return self._from_both_ends(f"SELECT * FROM k{number}", "a, b, c", -1)  # noqa: S608

    def row(self, number: int, rowid: int) -> tuple[list[Any], bool]:
        """Every column of one row, and whether all could be read; those that could not are None."""
        where = f"FROM t{number} WHERE rowid = ?"
        with suppress(sqlcipher.Error):
            found = self._connection.execute(f"SELECT {_NAMES} {where}", (rowid,)).fetchone()
            return list(found or ()), found is not None
        values: list[Any] = []
        for place in range(COLUMNS):
            try:
                self._renew()
                found = self._connection.execute(f"SELECT c{place} {where}", (rowid,)).fetchone()
            except sqlcipher.Error:
                break  # what comes later in the row lies behind the damage
            values.append(found[0] if found else None)
        self._renew()
        return [*values, *[None] * (COLUMNS - len(values))], False

    def close(self) -> None:
        """Close and remove the file."""
        if self._raw is not None:
            self._raw.close()
            self._raw = None
        for end in ("", "-journal", "-wal", "-shm"):
            self._work.with_name(self._work.name + end).unlink(missing_ok=True)

    def _from_both_ends(self, select: str, order: str, most: int) -> list[tuple[Any, ...]]:
        """What a query gives until it meets damage, and then from its other end."""
        found: dict[tuple[Any, ...], None] = {}
        for direction in (order, ", ".join(f"{name} DESC" for name in order.split(", "))):
            try:
                for row in self._connection.execute(f"{select} ORDER BY {direction} LIMIT {most}"):
                    found[tuple(row)] = None
                break
            except sqlcipher.Error:
                self._renew()
        return list(found)

    @property
    def _connection(self) -> Any:
        if self._raw is None:
            self._raw = engines.connect(self._work, self._key, read_only=True, immutable=True)
            self._raw.text_factory = tolerant
        return self._raw

    def _renew(self) -> None:
        """After a damaged page SQLCipher reads no other one through the same connection."""
        if self._key is None or self._raw is None:
            return
        try:
            self._raw.execute("PRAGMA shrink_memory")
            self._raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlcipher.Error:
            self._raw.close()
            self._raw = None

    def _list(self, numbers: list[int]) -> None:
        if self._raw is not None:
            self._raw.close()
            self._raw = None
        raw = engines.connect(self._work, self._key, read_only=False)
        try:
            raw.execute("PRAGMA synchronous = OFF")
            raw.execute("PRAGMA journal_mode = MEMORY")
            raw.execute("PRAGMA writable_schema = ON")
            raw.execute("BEGIN")
            raw.execute("DELETE FROM sqlite_master")
            for number in numbers:
                for name, columns in (
                    (f"t{number}", f"({_NAMES})"),
                    (f"k{number}", "(a, b, c, d, PRIMARY KEY (a, b, c)) WITHOUT ROWID"),
                ):
                    raw.execute(
                        "INSERT INTO sqlite_master VALUES ('table', ?, ?, ?, ?)",
                        (name, name, number, f"CREATE TABLE {name}{columns}"),
                    )
            raw.execute("COMMIT")
        finally:
            raw.close()


def tolerant(text: bytes) -> str:
    """Text of a damaged page: what is no letter becomes a sign that it was none."""
    return text.decode("utf-8", "replace")


def _prepare(work: Path, key: Key | None, pages: int) -> None:
    """Fill a file with as many pages, so that the directory comes to lie behind them."""
    raw = engines.connect(work, key, read_only=False, fresh=True)
    try:
        raw.execute("PRAGMA secure_delete = OFF")
        raw.execute("PRAGMA synchronous = OFF")
        raw.execute("PRAGMA journal_mode = OFF")
        raw.execute("CREATE TABLE padding (x)")
        left = (pages + 1) * PAGE_BYTES
        while left > 0:
            raw.execute("INSERT INTO padding VALUES (zeroblob(?))", (min(left, _PADDING),))
            left -= _PADDING
        raw.execute("PRAGMA writable_schema = ON")
        raw.execute("DELETE FROM sqlite_master")
    finally:
        raw.close()
