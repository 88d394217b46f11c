"""Reads what a damaged journal still holds, page by page, into a new one; the damaged file is not touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine

from mentorjournal.errors import Cancelled, StorageFailed
from mentorjournal.storage import engine as engines
from mentorjournal.storage import schema
from mentorjournal.storage import tables as t
from mentorjournal.storage.backup import flush
from mentorjournal.storage.backup_copies import raw_reading
from mentorjournal.storage.backup_whole import is_damaged
from mentorjournal.storage.beside import make_private
from mentorjournal.storage.found_rows import OWN, FoundRows, columns_of
from mentorjournal.storage.keys import Key
from mentorjournal.storage.mending import IDENTITY, LAST, Clues, Lost, mend
from mentorjournal.storage.merging import merged_copy
from mentorjournal.storage.prepared import driver
from mentorjournal.storage.same_file import SameFile
from mentorjournal.storage.single_pages import SinglePages

Progress = Callable[[int, int], bool]
"""Told how much is done, and the whole of it; False stops the work."""
NOTHING_MADE = "It was not touched, and no new one was made."
KEPT = "The damaged journal was not touched, and no new one was made."


@dataclass(frozen=True, slots=True)
class Read:
    """What came over: records (trashed ones too), links, revisions, kept files, and what did not. `words_lost` says
    that nothing is there of what a journal notes about itself: its owner and its settings."""

    records: int
    links: int
    revisions: int
    files: int
    lost: tuple[Lost, ...]
    pages: int
    unread_pages: int
    log_broken: bool
    words_lost: bool


def salvage(
    path: Path,
    key: Key | None,
    target: Path,
    progress: Progress | None = None,
    *,
    same: SameFile | None = None,
) -> Read:
    """Make a journal at `target`, under the same key, of everything that can be read of the one at `path`.

    It is built under another name, checked, flushed and only then named. Raises StorageFailed, also where
    `target` is there or nothing can be read, and Cancelled; then nothing is left. `same` of one that is open.
    """
    if target.exists():
        raise StorageFailed(f"{target.name} is already there. It was left as it is; choose another name.")
    with engines.plain_errors("saving what can be read", KEPT):
        target.parent.mkdir(parents=True, exist_ok=True)
        with _working_files(target) as (copy, work, part):
            merged = merged_copy(path, copy)
            if same is not None:
                same.refuse_other()
            if not is_damaged(copy, key) and _is_empty(copy, key):
                raise StorageFailed(f"{path.name} is not damaged: there is no record in it. {NOTHING_MADE}")
            make_private(part)
            with _fresh(part, key) as engine:
                read, unread, words_lost = _fill(engine, copy, merged.pages, key, work, progress)
            checked(part, key)
            flush(part)
            part.rename(target)
            flush(target.parent)
    return Read(*read, merged.pages, unread, merged.log_broken, words_lost)


@contextmanager
def _working_files(target: Path) -> Iterator[tuple[Path, Path, Path]]:
    """Three names beside the target that nobody uses; what lies there is removed at both ends."""
    names = tuple(target.with_name(f".{target.name}.{end}") for end in ("copy", "pages", "part"))

    def remove() -> None:
        for name in names:
            for end in ("", "-journal", "-wal", "-shm"):
                name.with_name(name.name + end).unlink(missing_ok=True)

    remove()
    try:
        yield names[0], names[1], names[2]
    finally:
        with suppress(OSError):
            remove()


@contextmanager
def _fresh(part: Path, key: Key | None) -> Iterator[Engine]:
    engine = engines.make_engine(part, key, read_only=False, fresh=True)
    try:
        with engine.begin() as connection:
            schema.create(connection)
        yield engine
        with engine.connect() as connection:
            driver(connection).execute("PRAGMA journal_mode = WAL")
    finally:
        engine.dispose()


def _fill(
    engine: Engine, copy: Path, pages: int, key: Key | None, work: Path, progress: Progress | None
) -> tuple[tuple[int, int, int, int, tuple[Lost, ...]], int, bool]:
    columns = columns_of(copy, key)
    single = SinglePages(copy, pages, key, work)
    try:
        with engine.connect() as connection:
            driver(connection).execute("PRAGMA foreign_keys = OFF")
            with connection.execution_options(begin="BEGIN IMMEDIATE").begin():
                rows = _Rows(connection, columns)
                found = FoundRows(single)
                for done, number in enumerate(single):
                    _tell(progress, done, 2 * len(single))
                    for table, values, whole in found.of_page(number):
                        rows.take(table, values, whole=whole)

                def half_done(done: int, whole: int) -> None:
                    _tell(progress, len(single) * (whole + done) // whole, 2 * len(single))

                words = _own_words(connection)
                lost = mend(connection, rows.clues(), dt.datetime.now(dt.UTC), half_done)
                # Rows that only look like its words are gone by now, and so is what backups know it by.
                words_lost = not (_own_words(connection) or IDENTITY in words)
                counts = tuple(
                    connection.exec_driver_sql(f"SELECT count({what}) FROM {name}").scalar() or 0  # noqa: S608
                    for name, what in (
                        ("record", "*"),
                        ("link", "*"),
                        ("revision", "*"),
                        ("blob", "DISTINCT sha256"),
                    )
                )
    finally:
        single.close()
    if not counts[0] and not counts[3]:
        raise StorageFailed(f"Nothing could be read of it. {KEPT} Restore a backup.")
    return (*counts, lost), len(single.unread), words_lost  # type: ignore[return-value]


def _is_empty(copy: Path, key: Key | None) -> bool:
    with raw_reading(copy, key) as raw:
        return not raw.execute("SELECT EXISTS (SELECT 1 FROM record)").fetchone()[0]


def _own_words(connection: Connection) -> set[str]:
    return {row[0] for row in connection.exec_driver_sql("SELECT key FROM meta")}


def _tell(progress: Progress | None, done: int, whole: int) -> None:
    if progress is not None and not progress(done, whole):
        raise Cancelled(f"Stopped. {KEPT}")


class _Rows:
    """Writes found rows into the new journal as they are; `mend` looks at them afterwards."""

    def __init__(self, connection: Connection, columns: dict[str, list[str]]) -> None:
        self._driver, self._columns = driver(connection), columns
        self._own: dict[str, tuple[list[Any], bool]] = {}
        self._partly: set[str] = set()
        self._indexed: dict[str, tuple[str, str]] = {}
        self._links: dict[tuple[str, str, str], int | None] = {}

    def take(self, table: str, values: list[Any], *, whole: bool) -> None:
        """Keep one row."""
        if table == OWN:
            self._own[values[0]] = (values, whole)
        elif table == "link":
            key = (values[0], values[1], values[2])
            self._links[key] = values[3] if self._links.get(key) is None else self._links[key]
        elif table == "search_doc":
            self._indexed[values[1]] = (str(values[2] or ""), str(values[3] or ""))
        elif table == "record":
            self._take_record(values, whole=whole)
        elif whole:
            self._put(table, values)

    def _take_record(self, values: list[Any], *, whole: bool) -> None:
        if not whole:
            self._partly.add(values[0])
        if not self._put("record", values):
            self._put_elsewhere(values)

    def clues(self) -> Clues:
        """Write the links, and the rows of own tables whose record, history or index says the type; what is
        known besides."""
        for key, position in self._links.items():
            self._put("link", [*key, LAST if position is None else position])
        said = "SELECT record, type FROM revision", "SELECT id, type FROM record"
        types = {record_id: kind for record_id, (kind, _) in self._indexed.items()}
        types |= {row[0]: row[1] for statement in said for row in self._driver.execute(statement)}
        placed = {}
        for record_id, (values, whole) in self._own.items():
            name = types.get(record_id, "")
            if name in t.own and self._put(name, values):
                placed[record_id] = name
                if not whole:
                    self._partly.add(record_id)
        return Clues(self._partly, placed, self._indexed)

    def _put_elsewhere(self, values: list[Any]) -> None:
        """A record whose place in the timeline another has, for one of both is damaged."""
        place = self._columns["record"].index("sort")
        (last,) = self._driver.execute("SELECT max(sort) FROM record").fetchone()
        self._put("record", [*values[:place], last + 1, *values[place + 1 :]])

    def _put(self, table: str, values: list[Any]) -> bool:
        """Write a row as it is, by the names of its columns; False where the table does not take it."""
        known = t.metadata.tables[table].columns
        pairs = [pair for pair in zip(self._columns[table], values, strict=False) if pair[0] in known]
        listed = ", ".join(f'"{name}"' for name, _ in pairs)
        marks = ", ".join("?" for _ in pairs)
        try:
            done = self._driver.execute(
                f'INSERT OR IGNORE INTO "{table}" ({listed}) VALUES ({marks})',  # noqa: S608  our own names
                [value for _, value in pairs],
            )
        except (sqlcipher.IntegrityError, sqlcipher.DataError, sqlcipher.InterfaceError):
            return False
        return bool(done.rowcount)


def checked(path: Path, key: Key | None) -> None:
    """Raise StorageFailed where the new file is not sound itself."""
    raw = engines.connect(path, key, read_only=True, immutable=True)
    try:
        problems = [row[0] for row in raw.execute("PRAGMA integrity_check(5)")]
        dangling = raw.execute("PRAGMA foreign_key_check").fetchmany(1)
    finally:
        raw.close()
    if problems != ["ok"] or dangling:
        raise StorageFailed(f"The new journal was damaged while it was written. {KEPT} Try another disk.")


__all__ = ["Lost", "Progress", "Read", "salvage"]
