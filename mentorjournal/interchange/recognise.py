"""Tells by its content what a file, a folder or an archive is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import (
    day_one,
    day_one_text,
    foreign,
    icalendar_lines,
    joplin_items,
    jrnl_exports,
    jrnl_text,
    limits,
    red_notebook,
    signs,
)
from mentorjournal.interchange.decode import decode, load_json, looks_binary
from mentorjournal.interchange.markdown_links import NOTE_ENDINGS
from mentorjournal.interchange.markdown_notes import is_hidden, is_note
from mentorjournal.interchange.sources import Source

_MAX_JSON_LOOKED_AT: Final = 20
_MAX_FILES_LOOKED_AT: Final = 40
_JSON_DEPTH: Final = 2


@dataclass(frozen=True, slots=True)
class Found:
    """A format, the files of the source that are to be read in it, whether one of them was picked itself, and whether
    somebody said the format."""

    format: str
    names: list[str]
    one_file: bool = False
    wanted: bool = False


def file_format(source: Source, name: str) -> str:
    """The format of one file; raises `ImportRefused`, saying what the file seems to be, if it is none of ours."""
    data = source.head(name, limits.HEAD_BYTES)
    if not data.strip():
        message = f"{name} is empty. Nothing was imported."
        raise ImportRefused(message)
    foreign.refuse_locked(data, name)
    if known := signs.by_bytes(data, name) or signs.by_whole(source, name, data):
        return known
    what = foreign.by_bytes(data)
    if what is None and looks_binary(data):
        what = "no text"
    if what is not None:
        raise foreign.refused(name, what)
    text = _whole_characters(data)
    found = signs.by_text(text, name) or _journal_format(text, name) or _structured_format(source, name, text)
    if found is None:
        raise _unknown(name, text)
    return found


def _whole_characters(data: bytes) -> str:
    # The head of a file may end inside a character; that is no reason to read it as another encoding.
    for cut in range(4):
        try:
            data[: len(data) - cut].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return decode(data[: len(data) - cut])[0]
    return decode(data)[0]


def _journal_format(text: str, name: str) -> str | None:
    """The formats whose first words decide."""
    checks: tuple[tuple[str, Callable[[str], bool]], ...] = (
        ("icalendar", icalendar_lines.is_calendar),
        ("dayone-txt", day_one_text.is_plain_export),
        ("jrnl-yaml", jrnl_exports.is_yaml_export),
        ("jrnl-markdown", jrnl_exports.is_markdown_export),
    )
    for format_name, check in checks:
        if check(text):
            return format_name
    if red_notebook.is_month_file(name) and red_notebook.is_month(text):
        return "rednotebook"
    starts_dated = jrnl_text.starts_dated(text)
    if starts_dated or (not _named_note(name) and foreign.by_words(text, name) is None):
        return "jrnl-text" if jrnl_text.is_text_journal(text) else None
    return None


def is_calendar_file(name: str) -> bool:
    """Whether a file is named as calendars are."""
    return PurePosixPath(name).suffix.lower() == ".ics"


def _named_note(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in NOTE_ENDINGS


def _structured_format(source: Source, name: str, text: str) -> str | None:
    start = text.lstrip()
    if _named_note(name):
        if joplin_items.is_item_name(name):
            refuse_joplin(source, name)
        return "markdown"
    if start.startswith("<"):
        return _xml_format(start)
    what = foreign.by_words(text, name)
    if what is not None:
        raise foreign.refused(name, what)
    header = jrnl_text.unreadable_header(text)
    if start.startswith(("{", "[")) and (header is None or header.startswith(("{", "[", '"'))):
        return _json_format(load_json(source.read(name, limits.MAX_JSON_BYTES), name), name)
    return "markdown" if start.startswith("---\n") else None


def _xml_format(text: str) -> str | None:
    if "<plist" in text and "<key>Entry Text</key>" in text:
        return "dayone-classic"
    return "jrnl-xml" if "<journal" in text and "<entries" in text else None


def _json_format(document: Any, name: str) -> str:
    if known := signs.by_json(document):
        return known
    if day_one.is_export(document):
        return "dayone-json"
    rows = document.get("entries") if isinstance(document, dict) else None
    if isinstance(rows, list) and any(
        isinstance(row, dict) and "date" in row and "title" in row for row in rows
    ):
        return "jrnl-json"
    if rows == [] and isinstance(document.get("tags"), dict):
        return "jrnl-json"
    raise foreign.refused(name, foreign.by_json(document))


def _unknown(name: str, text: str) -> ImportRefused:
    what = foreign.by_words(text, name)
    if what is not None:
        return foreign.refused(name, what)
    header = jrnl_text.unreadable_header(text)
    if header is not None:
        return ImportRefused(
            f"{name} looks like a jrnl journal, but none of its dates can be read, such as [{header}]. Nothing was "
            "imported; set jrnl's timeformat to %Y-%m-%d %H:%M, export it as text and try again."
        )
    return ImportRefused(
        f"{name} is none of the journals that can be imported: no dated entries were found in it. Nothing was changed."
    )


def refuse_joplin(source: Source, name: str) -> None:
    """Raise `ImportRefused` if a note is an item of Joplin's own format."""
    text, _ = decode(source.read(name, limits.MAX_NOTE_BYTES))
    if joplin_items.is_item(text):
        message = (
            f"{name} is one item of a Joplin export and says little without the others. Choose the folder it lies in, "
            "or the .jex file. Nothing was changed."
        )
        raise ImportRefused(message)


def folder_format(source: Source) -> Found:
    """The format of a folder or archive and its files; raises `ImportRefused` if it is none of ours."""
    names = list(source.names())
    if not names:
        message = f"{source.name} is empty. Nothing was imported."
        raise ImportRefused(message)
    visible = [name for name in names if not is_hidden(name)]
    if (known := signs.by_files(source, names)) is not None:
        return Found(*known)
    what = foreign.by_names(names)
    if what is not None:
        raise foreign.refused(source.name, what)
    if len(visible) == 1 and not _named_note(visible[0]):
        return Found(file_format(source, visible[0]), visible, one_file=True)
    found = _by_file_names(source, visible) or _day_one_files(source, visible)
    if found is None:
        found = _notes(source, names, visible)
    if found is None:
        raise _unknown_folder(source, visible)
    return found


def _by_file_names(source: Source, names: list[str]) -> Found | None:
    if any(jrnl_text.is_day_file(name) for name in names):
        return Found("jrnl-folder", names)
    classic = [name for name in names if name.lower().endswith(".doentry")]
    if classic:
        return Found("dayone-classic", classic)
    calendars = [name for name in names if is_calendar_file(name)]
    if calendars and not any(map(is_note, names)):
        return Found("icalendar", calendars)
    months = [name for name in names if red_notebook.is_month_file(name)]
    if any(red_notebook.is_month(decode(source.head(name, limits.KIB))[0]) for name in months[:12]):
        return Found("rednotebook", months)
    return None


def _day_one_files(source: Source, names: list[str]) -> Found | None:
    candidates = [name for name in names if name.lower().endswith(".json") and name.count("/") < _JSON_DEPTH]
    found: list[str] = []
    damage: ImportRefused | None = None
    for name in candidates[:_MAX_JSON_LOOKED_AT]:
        try:
            if day_one.is_export(load_json(source.read(name, limits.MAX_JSON_BYTES), name)):
                found.append(name)
        except ImportRefused as error:
            damage = error
    if damage is not None and not found and not any(is_note(name) for name in names):
        raise damage
    return Found("dayone-json", found) if found else None


def _notes(source: Source, names: list[str], visible: list[str]) -> Found | None:
    notes = [name for name in visible if is_note(name)]
    if not notes:
        return None
    heads = [decode(source.head(name, limits.KIB * 4))[0] for name in notes[:_MAX_FILES_LOOKED_AT]]
    if all(jrnl_exports.is_yaml_export(head) for head in heads):
        return Found("jrnl-yaml", notes)
    return Found("markdown", names)


def _unknown_folder(source: Source, names: list[str]) -> ImportRefused:
    tables = [name for name in names if name.lower().endswith((".csv", ".tsv")) and not is_hidden(name)]
    if tables:
        several = f"{len(tables)} tables" if len(tables) > 1 else "a table"
        return ImportRefused(
            f"{source.name} holds {several}, and a table is read by itself: choose the file, such as {tables[0]}, "
            "and say what its columns are. Nothing was changed."
        )
    for name in names[:_MAX_FILES_LOOKED_AT]:
        data = source.head(name, limits.HEAD_BYTES)
        what = foreign.by_bytes(data) or (
            None if looks_binary(data) else foreign.by_words(decode(data)[0], name)
        )
        if what is not None and not what.startswith("a picture"):
            return ImportRefused(
                f"{source.name} holds no journal that can be imported: {name} seems to be {what}. Nothing was changed."
            )
    return ImportRefused(
        f"{source.name} holds no journal that can be imported. If your journal is one file in it, choose that file. "
        "Nothing was changed."
    )
