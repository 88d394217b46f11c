"""Google Keep as Google Takeout hands it out: one JSON file for each note, its pictures beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.local_clock import from_epoch, on_the_wall
from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.note_files import folders_with, objects, report_files, rows_of, text_of
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source, is_safe
from mentorjournal.interchange.words import bare_tags

_MICROSECONDS: Final = 1_000_000
_SIGN = re.compile(rb'"(?:userEditedTimestampUsec|createdTimestampUsec|isTrashed|isArchived)"\s*:')
_STAMPS: Final = ("createdTimestampUsec", "userEditedTimestampUsec")


def is_note(document: object) -> bool:
    """Whether parsed JSON is a note of Keep."""
    return isinstance(document, dict) and any(key in document for key in (*_STAMPS, "isTrashed"))


in_files = folders_with(lambda head: bool(_SIGN.search(head)))
"""Finds the notes in an unpacked or packed Takeout, whatever the language of its folders."""


def read(source: Source, names: Sequence[str], watch: Watch) -> Reading:
    """Read the named notes; those in the trash are left out and reported, what is damaged is reported."""
    reading = Reading("google-keep")
    for name, row in objects(source, names, reading, watch, "Keep note"):
        if not is_note(row):
            reading.problem(name, "It holds no Keep note and was left out.")
        elif row.get("isTrashed") is True:
            reading.problem(name, "It is in Keep's trash and was left out; restore it in Keep to import it.")
        else:
            _take(row, name, source, reading)
    return reading


def _take(row: Mapping[str, Any], name: str, source: Source, reading: Reading) -> None:
    stamps: list[datetime | None] = [from_epoch(row.get(key), _MICROSECONDS) for key in _STAMPS]
    created = stamps[0] or stamps[1]
    if created is None:
        reading.problem(name, "Its date is missing or cannot be read. It was left out.")
        return
    clock = on_the_wall(created)
    title = clean(text_of(row, "title")).strip()
    text = "\n\n".join(filter(None, (clean(text_of(row, "textContent")).strip(), _list(row))))
    attached = _attached(row, name, source, reading)
    tags = [clean(text_of(one, "name")) for one in rows_of(row, "labels") if isinstance(one, dict)]
    entry = Entry(
        source_id=fingerprint("keep", row.get("createdTimestampUsec"), title, text),
        title=title,
        text=text,
        day=clock.day,
        time=clock.time,
        created=created,
        updated=stamps[1],
        tags=bare_tags(tags),
        tags_as_written=tuple(tags),
        pinned=row.get("isPinned") is True,
        media=tuple(attached.found.values()),
        missing_media=tuple(attached.missing),
        item=name,
        extra=tuple(_extra(row)),
    )
    reading.entries.append(entry)


def _list(row: Mapping[str, Any]) -> str:
    items = [one for one in rows_of(row, "listContent") if isinstance(one, dict)]
    return "\n".join(
        f"- [{'x' if one.get('isChecked') is True else ' '}] {' '.join(clean(text_of(one, 'text')).split())}"
        for one in items
    )


def _attached(row: Mapping[str, Any], name: str, source: Source, reading: Reading) -> Attachments:
    attached = Attachments(source)
    for one in rows_of(row, "attachments"):
        written = clean(text_of(one, "filePath")) if isinstance(one, dict) else ""
        if not written:
            continue
        path = _find(source, PurePosixPath(name).parent / written)
        if path is None:
            attached.lost(written)
            continue
        try:
            attached.add(path)
        except ImportRefused as error:
            attached.lost(written)
            reading.problem(name, str(error))
    report_files(attached, name, reading)
    return attached


def _find(source: Source, path: PurePosixPath) -> str | None:
    # Takeout writes .jpeg into the note and stores .jpg, and the other way round.
    for ending in (path.suffix, ".jpg", ".jpeg", ".png"):
        candidate = str(path.with_suffix(ending)) if path.name and path.suffix else str(path)
        if is_safe(candidate) and source.has(candidate):
            return candidate
    return None


def _extra(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if row.get("isArchived") is True:
        yield "archived", "yes"
    for one in rows_of(row, "annotations"):
        if isinstance(one, dict) and (url := clean(text_of(one, "url")).strip()):
            label = clean(text_of(one, "title")).strip()
            yield "link", f"{label}: {url}" if label else url
    for one in rows_of(row, "sharees"):
        if isinstance(one, dict) and (email := clean(text_of(one, "email")).strip()):
            yield "shared with", email
