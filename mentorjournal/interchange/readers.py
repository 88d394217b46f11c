"""Which reader reads which format, and which files of a source each is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Final, TypeAlias

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import (
    bibtex_reader,
    csl_json,
    csv_reader,
    day_one,
    day_one_classic,
    day_one_text,
    diaro,
    enex_reader,
    icalendar_reader,
    joplin,
    joplin_items,
    journey,
    jrnl_exports,
    jrnl_text,
    keep,
    leap2a_reader,
    markdown_notes,
    mixed,
    open_badges,
    pubmed_reader,
    red_notebook,
    ris_reader,
    vcard_reader,
)
from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.recognise import Found, file_format, folder_format, is_calendar_file
from mentorjournal.interchange.sources import Source

_OfMany: TypeAlias = Callable[[Source, list[str], Watch], Reading]
_OfOne: TypeAlias = Callable[[Source, str, Watch], Reading]

_MANY: Final[Mapping[str, _OfMany]] = {
    "dayone-json": day_one.read,
    "dayone-classic": day_one_classic.read,
    "jrnl-yaml": jrnl_exports.read_yaml,
    "rednotebook": red_notebook.read,
    "icalendar": icalendar_reader.read,
    "vcard": vcard_reader.read,
    "bibtex": bibtex_reader.read,
    "ris": ris_reader.read,
    "nbib": pubmed_reader.read,
    "csl-json": csl_json.read,
    "joplin-jex": joplin.read,
    "joplin-raw": joplin.read,
    "google-keep": keep.read,
    "journey": journey.read,
    "diaro": diaro.read,
    "leap2a": leap2a_reader.read,
    "open-badges": open_badges.read,
    "enex": enex_reader.read,
}
_ONE: Final[Mapping[str, _OfOne]] = {
    "dayone-txt": day_one_text.read,
    "jrnl-text": jrnl_text.read_file,
    "jrnl-folder": jrnl_text.read_file,
    "jrnl-json": jrnl_exports.read_json,
    "jrnl-xml": jrnl_exports.read_xml,
    "jrnl-markdown": jrnl_exports.read_markdown,
    "markdown": markdown_notes.read_file,
    "csv": csv_reader.read,
}
_WRITTEN: Final = frozenset(
    {".txt", ".md", ".markdown", ".json", ".journal", ".xml", ".yaml", ".yml", ".doentry", ".org"}
)
_CHOSEN_BY: Final[Mapping[str, Callable[[str], bool]]] = {
    "dayone-json": lambda name: name.lower().endswith(".json"),
    "dayone-classic": lambda name: name.lower().endswith(".doentry"),
    "jrnl-yaml": markdown_notes.is_note,
    "rednotebook": red_notebook.is_month_file,
    "icalendar": is_calendar_file,
    "joplin-jex": joplin_items.is_item_name,
    "joplin-raw": joplin_items.is_item_name,
    "google-keep": lambda name: name.lower().endswith(".json"),
    "journey": lambda name: name.lower().endswith(".json"),
    "enex": lambda name: name.lower().endswith(".enex"),
    "diaro": lambda name: name.lower().endswith(".xml"),
    "vcard": lambda name: name.lower().endswith(".vcf"),
    "bibtex": lambda name: name.lower().endswith(".bib"),
    "ris": lambda name: name.lower().endswith(".ris"),
    "nbib": lambda name: name.lower().endswith(".nbib"),
    "csl-json": lambda name: name.lower().endswith(".json"),
}


def find(source: Source, name: str | None, wanted: str | None = None) -> Found:
    """What is to be read: the format recognised or wanted, and its files; `name` is the one file picked, if any.

    Raises `ImportRefused` if there is nothing to read.
    """
    if name is not None:
        if wanted == "rednotebook" and not red_notebook.is_month_file(name):
            message = (
                f"{name} does not say which month it is. Name it as RedNotebook does, such as 2024-06.txt."
            )
            raise ImportRefused(message)
        return Found(wanted or file_format(source, name), [name], one_file=True)
    if wanted is None:
        return _folder(source)
    chosen = _CHOSEN_BY.get(wanted)
    names = [one for one in source.names() if chosen is None or chosen(one)]
    if not names:
        message = f"{source.name} holds no file of that format. Nothing was imported."
        raise ImportRefused(message)
    return Found(wanted, names, wanted=True)


def _folder(source: Source) -> Found:
    try:
        return folder_format(source)
    except ImportRefused:
        if (found := mixed.of_folder(source, source.names())) is None:
            raise
        return found


def read(found: Found, source: Source, watch: Watch) -> Reading:
    """Read what was found; raises `ImportRefused` when all of it is unreadable."""
    if found.format in _MANY:
        reading = _MANY[found.format](source, found.names, watch)
        if found.format in mixed.SINGLES and not found.one_file and not found.wanted:
            _read_the_rest(reading, found, source, watch)
        elif not found.one_file:
            reading.ignored += _left_alone(source, found)
        _refuse_if_only_problems(reading, found)
        return reading
    if found.one_file or len(found.names) == 1:
        return _ONE[found.format](source, found.names[0], watch)
    if found.format == "jrnl-folder":
        return jrnl_text.read_folder(source, watch)
    if found.format == "markdown":
        return markdown_notes.read_folder(source, found.names, watch)
    message = f"{source.name} holds more than one file. Choose the one file that is your journal."
    raise ImportRefused(message)


def _read_the_rest(reading: Reading, found: Found, source: Source, watch: Watch) -> None:
    """The other files of a folder of single files, each in its own format."""
    others = [name for name in source.names() if name not in set(found.names)]
    every = mixed.by_content(source, others)
    for format_name, names in every.items():
        mixed.join(reading, _MANY[format_name](source, names, watch))
    reading.ignored += mixed.left_over(
        source, (*found.names, *(name for names in every.values() for name in names))
    )


def _left_alone(source: Source, found: Found) -> list[str]:
    """The texts of a folder that are in another format, so that none is passed over in silence."""
    read = set(found.names)
    return [
        name for name in source.names() if name not in read and PurePosixPath(name).suffix.lower() in _WRITTEN
    ]


def _refuse_if_only_problems(reading: Reading, found: Found) -> None:
    nothing = not (reading.entries or reading.records or reading.appointments)
    if found.one_file and nothing and reading.problems:
        first = reading.problems[0]
        raise ImportRefused(f"{first.item}: {first.message} Nothing was imported.")
