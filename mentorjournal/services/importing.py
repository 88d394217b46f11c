"""Bringing a journal in: look first, then everything in one step that one undo takes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import journal_json, registry
from mentorjournal.interchange.plain import Problem, Watch, never, unheard
from mentorjournal.model.record import Visibility
from mentorjournal.services.imported_entries import ForeignJournal, Row
from mentorjournal.services.imported_journal import FORMAT, OwnExport
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

MOST_ROWS: Final = 500
"""How many entries a dry run lists by name; all are counted."""

FORMATS: Final = (
    registry.Format(FORMAT, "Mentor Journal", "a .json file or a folder made by Export"),
    *registry.FORMATS,
)
"""Every format that can be imported, our own first."""


class Batch(Protocol):
    """A journal that was read and can be written."""

    @property
    def format(self) -> str:
        """The name of its format."""
        ...

    def look(self, reader: Reader, most_rows: int) -> tuple[int, int, list[Row], list[Problem]]:
        """Found, new, the first rows and the problems, without changing anything."""
        ...

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> tuple[int, int, list[Problem]]:
        """Written, skipped and the problems."""
        ...


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `rows` lists the first 500 entries, the counts are over all of them."""

    path: Path
    format: str
    found: int
    new: int
    already_there: int
    problems: tuple[Problem, ...]
    rows: tuple[Row, ...]
    batch: Batch = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `label` is its name in the history, empty where nothing was new."""

    format: str
    found: int
    imported: int
    skipped: int
    problems: tuple[Problem, ...]
    label: str


def preview(
    database: Database,
    path: Path,
    format: str | None = None,  # noqa: A002 - the word the callers use
    *,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> Preview:
    """Read a journal and say what importing it would do; nothing is changed.

    Raises ImportRefused where nothing in it can be imported, Cancelled when asked to stop.
    """
    batch = _batch(path, format, Watch(cancelled, progress))
    with database.reading() as reader:
        found, new, rows, problems = batch.look(reader, MOST_ROWS)
    return Preview(path, batch.format, found, new, found - new, tuple(problems), tuple(rows), batch)


def run(
    database: Database,
    source: Preview | Path,
    *,
    format: str | None = None,  # noqa: A002 - the word the callers use
    visibility: Visibility = "private",
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
    origin: str = "",
) -> Imported:
    """Import what is new as one change; what the journal has, in the trash too, is skipped.

    Entries of other programs get `visibility`; records of our own export keep theirs. An error, or being
    stopped, leaves the journal as it was. Raises ImportRefused, Cancelled, ReadOnlyJournal, StorageFailed.
    """
    seen = source if isinstance(source, Preview) else preview(database, source, format, cancelled=cancelled)
    if not seen.new:
        return Imported(seen.format, seen.found, 0, seen.found, seen.problems, "")
    label = f"Import {_counted(seen)} from {seen.path.name}"
    with database.writing(label, kind="import", origin=origin) as writer:
        written, skipped, problems = seen.batch.write(writer, Watch(cancelled, progress), visibility)
    return Imported(seen.format, written + skipped, written, skipped, tuple(problems), label)


def _counted(seen: Preview) -> str:
    word = "record" if seen.format == FORMAT else "entry"
    if seen.new == 1:
        return f"1 {word}"
    return f"{seen.new} {'records' if word == 'record' else 'entries'}"


def _batch(path: Path, wanted: str | None, watch: Watch) -> Batch:
    if wanted == FORMAT or (wanted is None and journal_json.recognises(path)):
        if not path.exists():
            raise ImportRefused(f"There is no {path.name} here. Nothing was imported; check its name.")
        return OwnExport(journal_json.JournalExport(path), path)
    reading = registry.read(path, wanted, cancelled=watch.cancelled, progress=watch.progress)
    return ForeignJournal(reading, path)


__all__ = ["FORMATS", "Batch", "Imported", "Preview", "Problem", "Row", "preview", "run"]
