"""The formats that can be imported, and the one way in to each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.plain import (
    Reading,
    Watch,
    never,
    unheard,
    with_distinct_ids,
    with_distinct_records,
)
from mentorjournal.interchange.sources import FolderSource, Source

_ZIP_STARTS: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TAR_MARK: Final = slice(257, 262)
_START_BYTES: Final = 512
_MAX_UNSAFE_NAMED: Final = 20


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name in the program, its name for people, and what a reader would choose on disk."""

    name: str
    label: str
    looks_like: str


FORMATS: Final = (
    Format(
        "dayone-json",
        "Day One",
        "the zip Day One exports as JSON, the folder it unpacks to, or the JSON file",
    ),
    Format("dayone-txt", "Day One, plain text", "the text file Day One exports"),
    Format(
        "dayone-classic", "Day One Classic", "the folder whose name ends in .dayone, or one .doentry file"
    ),
    Format("jrnl-text", "jrnl", "the text file jrnl keeps, or exports as text"),
    Format("jrnl-folder", "jrnl, folder", "the folder of years, months and days jrnl keeps"),
    Format("jrnl-json", "jrnl, JSON", "a file exported with --format json"),
    Format("jrnl-xml", "jrnl, XML", "a file exported with --format xml"),
    Format("jrnl-yaml", "jrnl, YAML", "the folder exported with --format yaml"),
    Format("jrnl-markdown", "jrnl, Markdown", "a file exported with --format markdown"),
    Format(
        "rednotebook", "RedNotebook", "the folder of months such as 2024-06.txt, one of them, or a backup zip"
    ),
    Format(
        "markdown", "Markdown notes", "a note, or a folder from Obsidian, Joplin, Jekyll, Logseq or an editor"
    ),
    Format("joplin-jex", "Joplin", "the .jex file Joplin exports"),
    Format("joplin-raw", "Joplin, RAW folder", "the folder Joplin exports as RAW"),
    Format("enex", "Evernote", "the .enex file Evernote exports, or a folder or zip of them"),
    Format("google-keep", "Google Keep", "the zip of Google Takeout, the folder it unpacks to, or one note"),
    Format("journey", "Journey", "the zip Journey exports, the folder it unpacks to, or one entry"),
    Format("diaro", "Diaro", "the zip of a Diaro backup, the folder it unpacks to, or its XML file"),
    Format(
        "leap2a",
        "Mahara, Moodle (Leap2A)",
        "the zip Mahara or Moodle exports as Leap2A, the folder it unpacks to, or its leap2a.xml",
    ),
    Format(
        "open-badges",
        "Open Badges",
        "a badge as .json, .jws, .png or .svg, or a folder or zip of them",
    ),
    Format("vcard", "Address book", "a .vcf file, or a folder or zip of them, from any address book"),
    Format("bibtex", "BibTeX", "a .bib file from Zotero, JabRef, Mendeley or an editor"),
    Format("ris", "RIS", "a .ris file from EndNote, Zotero, a library or a publisher"),
    Format("nbib", "PubMed", "the .nbib file PubMed makes for a citation manager"),
    Format("csl-json", "CSL-JSON", "a .json file of references from Zotero or Pandoc"),
    Format("csv", "Spreadsheet", "a .csv or .tsv file of a spreadsheet, a time tracker or a habit tracker"),
    Format("icalendar", "Calendar", "an .ics file, or a folder or zip of them, from any calendar program"),
)


def recognise(path: Path | str) -> str:
    """The name of the format of a file, folder or zip archive, told by its content.

    Raises `ImportRefused`, saying what it seems to be, for anything that cannot be imported.
    """
    from mentorjournal.interchange import readers

    source, name = _open(Path(path))
    return readers.find(source, name).format


def read(
    path: Path | str,
    format: str | None = None,  # noqa: A002 - the word the callers use
    *,
    cancelled: Callable[[], bool] = never,
    progress: Callable[[int, int], None] = unheard,
    today: date | None = None,
) -> Reading:
    """Read a journal of another program; its format is recognised unless it is given.

    `cancelled` is asked and `progress(done, total)` told now and then. What repeats without end is read for a
    year from `today`. Raises `ImportRefused` when nothing
    can be read and `Cancelled` when asked to stop; what is wrong with one item only is in the problems.
    """
    from mentorjournal.interchange import readers

    if format is not None and format not in {known.name for known in FORMATS}:
        message = f"There is no format called {format}. Nothing was imported."
        raise ImportRefused(message)
    source, name = _open(Path(path))
    watch = Watch(cancelled, progress, today) if today else Watch(cancelled, progress)
    reading = readers.read(readers.find(source, name, format), source, watch)
    if len(reading.entries) + len(reading.records) + len(reading.appointments) > limits.MAX_ENTRIES:
        message = f"{source.name} holds more than {limits.MAX_ENTRIES:,} entries. Nothing was imported."
        raise ImportRefused(message)
    for unsafe in getattr(source, "unsafe", [])[:_MAX_UNSAFE_NAMED]:
        reading.problem(unsafe, "Its name points outside the archive, or it is a link. It was left out.")
    if getattr(source, "cut", False):
        reading.problem(source.name, "It is cut short or damaged: what stood behind that place is not there.")
    reading.entries = with_distinct_ids(reading.entries)
    reading.records = with_distinct_records(reading.records)
    return reading


def _open(path: Path) -> tuple[Source, str | None]:
    """The source a path stands for, and the one file in it that is meant, if only one is."""
    try:
        path = path.expanduser().resolve(strict=True)
        if path.is_dir():
            return FolderSource(path), None
        if not path.is_file():
            message = f"{path.name} is neither a file nor a folder. Nothing was imported."
            raise ImportRefused(message)
        with path.open("rb") as stream:
            start = stream.read(_START_BYTES)
    except (OSError, ValueError, RuntimeError):
        message = (
            f"{path.name} cannot be opened. Nothing was imported; check that it is there and you may read it."
        )
        raise ImportRefused(message) from None
    if start.startswith(_ZIP_STARTS):
        from mentorjournal.interchange.zip_source import ZipSource

        return ZipSource(path), None
    if start[_TAR_MARK] == b"ustar":
        from mentorjournal.interchange.tar_source import TarSource

        return TarSource(path), None
    return FolderSource(path.parent, path.name), path.name
