"""Bringing a journal in: look first, then everything in one step that one undo takes back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Protocol

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import journal_json, registry
from mentorjournal.interchange.plain import Problem, Watch, never, unheard
from mentorjournal.model.record import Visibility
from mentorjournal.services.imported_calendar import FORMAT as CALENDAR
from mentorjournal.services.imported_calendar import CalendarJournal
from mentorjournal.services.imported_entries import ForeignJournal, Look, Row, Written
from mentorjournal.services.imported_journal import FORMAT, OwnExport
from mentorjournal.services.imported_tables import FORMAT as TABLE
from mentorjournal.services.imported_tables import Columns, TableJournal, journal_of, unclear
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

FILLED: Final = "filled-form"
MOST_ROWS: Final = 500
"""How many entries a dry run lists by name; all are counted."""

FORMATS: Final = (
    registry.Format(FORMAT, "Mentor Journal", "a .json file or a folder made by Export"),
    *registry.FORMATS,
    registry.Format(
        FILLED, "Filled form", "the PDF of a feedback form or a provider's statement made here, filled in"
    ),
)
"""Every format that can be imported, our own first."""


class Batch(Protocol):
    """A journal that was read and can be written."""

    @property
    def format(self) -> str:
        """The name of its format."""
        ...

    def look(self, reader: Reader, most_rows: int) -> Look:
        """What is in it and what of it is new, without changing anything."""
        ...

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> Written:
        """Write it, and say what was done."""
        ...


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. `rows` lists the first 500 entries, the counts are over all of them.

    `changed` of those that are there would be brought up to date, as a calendar says. `parts` counts what a
    calendar is made of: a series is one event there, and many meetings here. `missing` counts files that texts
    name and the export has not. `asks` is a question to answer before it can be imported, empty for none.
    """

    path: Path
    format: str
    found: int
    new: int
    already_there: int
    problems: tuple[Problem, ...]
    rows: tuple[Row, ...]
    batch: Batch = field(repr=False, compare=False)
    changed: int = 0
    parts: Mapping[str, int] = field(default_factory=dict)
    missing: int = 0
    asks: str = ""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `label` is its name in the history, empty where nothing was new or changed."""

    format: str
    found: int
    imported: int
    skipped: int
    problems: tuple[Problem, ...]
    label: str
    updated: int = 0


def preview(
    database: Database,
    path: Path,
    format: str | None = None,  # noqa: A002 - the word the callers use
    *,
    columns: Columns | None = None,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
) -> Preview:
    """Read a journal and say what importing it would do; nothing is changed. `columns` is for a table only.

    Raises ImportRefused where nothing in it can be imported, Cancelled when asked to stop.
    """
    batch = _batch(database, path, format, Watch(cancelled, progress), columns)
    with database.reading() as reader:
        seen = batch.look(reader, MOST_ROWS)
    there = seen.found - seen.new - seen.changed
    parts = batch.reading.parts if isinstance(batch, CalendarJournal) else {}
    told, rows = tuple(seen.problems), tuple(seen.rows)
    missing = 0
    if isinstance(batch, ForeignJournal):
        missing = sum(len(entry.missing_media) for entry in batch.reading.entries)
    return Preview(
        path,
        batch.format,
        seen.found,
        seen.new,
        there,
        told,
        rows,
        batch,
        seen.changed,
        parts,
        missing,
        unclear(batch.mapping) if isinstance(batch, TableJournal) else "",
    )


def run(
    database: Database,
    source: Preview | Path,
    *,
    format: str | None = None,  # noqa: A002 - the word the callers use
    visibility: Visibility = "private",
    whole: bool = False,
    progress: Callable[[int, int], None] = unheard,
    cancelled: Callable[[], bool] = never,
    origin: str = "",
) -> Imported:
    """Import what is new as one change; what the journal has, in the trash too, is skipped.

    Of a calendar, what changed there since is brought up to date: title, day, time, place, length, and whether
    it was cancelled. Entries of other programs get `visibility`; records of our own export keep theirs. With `whole`
    nothing comes in where there is any problem. An error, or being stopped, leaves the journal as it was. Raises ImportRefused, Cancelled, ReadOnlyJournal, StorageFailed.
    """
    seen = source if isinstance(source, Preview) else preview(database, source, format, cancelled=cancelled)
    if not (seen.new or seen.changed):
        return Imported(seen.format, seen.found, 0, seen.found, seen.problems, "")
    if seen.asks:
        raise ImportRefused(f"{seen.asks} Nothing was imported.")
    if whole:
        _refuse_part(seen.problems)
    label = getattr(seen.batch, "label", "") or f"Import {_counted(seen)} from {seen.path.name}"
    with database.writing(label, kind="import", origin=origin) as writer:
        done = seen.batch.write(writer, Watch(cancelled, progress), visibility)
        if whole:
            _refuse_part(done.problems)
    found = done.written + done.updated + done.skipped
    problems = tuple(done.problems)
    return Imported(seen.format, found, done.written, done.skipped, problems, label, done.updated)


def _refuse_part(problems: Sequence[Problem]) -> None:
    if problems:
        first = problems[0]
        raise ImportRefused(
            f"Nothing was imported, as you chose: {first.item}: {first.message} "
            + (f"There are {len(problems) - 1} more problems." if len(problems) > 1 else "")
        )


def _counted(seen: Preview) -> str:
    word = "record" if seen.format == FORMAT else "entry"
    count = seen.new + seen.changed
    if count == 1:
        return f"1 {word}"
    return f"{count} {'records' if word == 'record' else 'entries'}"


def _batch(
    database: Database, path: Path, wanted: str | None, watch: Watch, columns: Columns | None
) -> Batch:
    if wanted == FORMAT or (wanted is None and journal_json.recognises(path)):
        if not path.exists():
            raise ImportRefused(f"There is no {path.name} here. Nothing was imported; check its name.")
        return OwnExport(journal_json.JournalExport(path), path)
    now = database.clock()
    filled = _filled_form(path, wanted, now)
    if filled is not None:
        return filled
    reading = registry.read(
        path, wanted, cancelled=watch.cancelled, progress=watch.progress, today=now.date()
    )
    if reading.format == CALENDAR:
        return CalendarJournal(reading, path, now, database.time_zone)
    foreign = ForeignJournal(reading, path)
    if reading.format == TABLE:
        with database.reading() as reader:
            return journal_of(reading, foreign, reader, columns or Columns(), watch)
    if columns:
        raise ImportRefused(f"{path.name} is no table, so it has no columns to name. Nothing was imported.")
    return foreign


def _filled_form(path: Path, wanted: str | None, now: dt.datetime) -> Batch | None:
    """The form in a file; None where it is something else. Raises ImportRefused where a form was wanted."""
    if wanted not in (None, FILLED) or (wanted is None and path.is_dir()):
        return None
    from mentorjournal.services.forms.reading import HEAD, MOST_BYTES, looks_like_pdf, read_form
    from mentorjournal.services.forms.taking import FormBatch

    data = b""
    try:
        with path.open("rb") as stream:
            if looks_like_pdf(stream.read(HEAD)):
                stream.seek(0)
                data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        if wanted is None:
            return None
        raise ImportRefused(
            f"{path.name} cannot be opened. Nothing was imported; check that it is there and you may read it."
        ) from error
    form = read_form(data, path.name) if data else None
    if form is not None:
        return FormBatch(form, path, data, now.astimezone())
    if wanted is None:
        return None
    raise ImportRefused(
        f"{path.name} is no form of this program that was filled in on screen, so nothing was read from it. "
        "One that was filled in by hand and scanned can be attached to the record it belongs to."
    )


__all__ = ["FORMATS", "Batch", "Imported", "Preview", "Problem", "Row", "preview", "run"]
