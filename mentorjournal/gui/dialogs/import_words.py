"""What the import dialog says of what it has read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mentorjournal.gui.models.palette_model import Entry
from mentorjournal.gui.words import day_short, how_many

if TYPE_CHECKING:
    from mentorjournal.services.importing import Preview, Row


def missing_files(seen: Preview) -> str:
    """How many files texts name that are not there; each is named among the problems."""
    if not seen.missing:
        return ""
    return f", {how_many(seen.missing, 'file is', 'files are')} missing"


def said_of_table(seen: Preview) -> str:
    """What a table was read as, and what is still asked; empty for anything else."""
    from mentorjournal.services.imported_tables import TableJournal, read_as, rows_said

    batch = seen.batch
    if not isinstance(batch, TableJournal) or not (seen.asks or not seen.found or seen.new):
        return ""
    hint = "Say it under “Columns…”." if seen.asks or not seen.found else ""
    return " ".join(filter(None, (f"{rows_said(batch)}.", *read_as(batch.table, batch.mapping), hint)))


def to_do(seen: Preview) -> int:
    """How many entries an import would write or bring up to date."""
    return seen.new + seen.changed


def counted(format_name: str, count: int) -> str:
    """How many entries or records, in words."""
    from mentorjournal.services.importing import FORMATS

    ours = format_name == FORMATS[0].name
    one, many = ("record", "records") if ours else BECOMES.get(format_name, ("entry", "entries"))
    return how_many(count, one, many)


def format_words(name: str) -> str:
    """The name of a format for people."""
    from mentorjournal.services.importing import FORMATS

    return next((found.label for found in FORMATS if found.name == name), name)


_REFERENCES = ("resource", "resources")
BECOMES = {
    "vcard": ("person", "people"),
    **dict.fromkeys(("bibtex", "ris", "nbib", "csl-json"), _REFERENCES),
    "open-badges": ("activity", "activities"),
}
"""What the items of a format become, where that is no entry."""
KEPT = {
    ("person", "people"): "They come in private, for you alone; nobody is told.",
    _REFERENCES: "They come in private, as something to read, with today's date.",
    ("activity", "activities"): "They come in private, with their own dates; a signature was not checked.",
}


def explained(seen: Preview) -> str:
    """What becomes of what was read."""
    from mentorjournal.services.importing import FILLED, FORMATS

    if not to_do(seen):
        return "All of it is in this journal already."
    kept = "They come in as private entries, with their own dates."
    if seen.format == FORMATS[0].name:
        kept = "Everything keeps who may see it."
    elif seen.format in BECOMES:
        kept = KEPT[BECOMES[seen.format]]
    elif seen.format == FILLED:
        kept = "The answers go to what you asked for, and the file is kept with them. What you changed since stays."
    elif seen.parts:
        kept = (
            "They come in private. What changed in the calendar is brought up to date; what you wrote about a "
            "meeting stays."
        )
    listed = f" The first {len(seen.rows)} are listed." if len(seen.rows) < seen.found else ""
    return f"{kept}{listed}"


def line(row: Row, today: dt.date) -> Entry:
    """One entry as the list shows it."""
    try:
        day = day_short(dt.date.fromisoformat(row.date), today) if row.date else ""
    except ValueError:
        day = row.date
    state = "" if row.new else "changed" if row.changed else "already there"
    return Entry(row.title, "", ", ".join(part for part in (state, day) if part), "journal")
