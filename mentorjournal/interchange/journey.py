"""Journey's export: one JSON file for each entry, its pictures, films and recordings beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.day_one import zone
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.html_markdown import to_markdown
from mentorjournal.interchange.local_clock import from_epoch, on_the_wall
from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.note_files import folders_with, objects, report_files, rows_of, text_of
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source, is_safe
from mentorjournal.interchange.words import bare_tags, opening_title

_MILLISECONDS: Final = 1_000
_SIGN = re.compile(rb'"date_journal"\s*:')
_HOTTEST: Final = 100
_MARKUP = re.compile(r"</?(?:p|div|br|ul|ol|li|h[1-6]|strong|em|b|i|span|a|blockquote)[\s/>]", re.IGNORECASE)
_WORDS: Final = (
    ("address", "location"),
    ("label", "label"),
    ("folder", "folder"),
    ("music_title", "music"),
    ("music_artist", "artist"),
)


def is_entry(document: object) -> bool:
    """Whether parsed JSON is an entry of Journey."""
    return isinstance(document, dict) and "date_journal" in document


in_files = folders_with(lambda head: bool(_SIGN.search(head)))
"""Finds the entries in a packed or unpacked export."""


def read(source: Source, names: Sequence[str], watch: Watch) -> Reading:
    """Read the named entries; what is damaged is reported and hides no other."""
    reading = Reading("journey")
    for name, row in objects(source, names, reading, watch, "Journey entry"):
        if is_entry(row):
            _take(row, name, source, reading)
        else:
            reading.problem(name, "It holds no Journey entry and was left out.")
    return reading


def _take(row: Mapping[str, Any], name: str, source: Source, reading: Reading) -> None:
    created = from_epoch(row.get("date_journal"), _MILLISECONDS)
    if created is None:
        reading.problem(name, "Its date is missing or cannot be read. It was left out.")
        return
    where = zone(row.get("timezone"))
    clock = on_the_wall(created, where)
    raw = clean(text_of(row, "text"))
    text, kept = to_markdown(raw) if _MARKUP.search(raw) else (raw.strip(), True)
    if not kept:
        reading.problem(name, "Its formatting is too much to be read; its words were kept without it.")
    title, body = opening_title(text)
    attached = _attached(row, name, source, reading)
    tags = [clean(tag) for tag in rows_of(row, "tags") if isinstance(tag, str)]
    identifier = text_of(row, "id").strip()
    entry = Entry(
        source_id=f"journey:{clean(identifier)[:100]}"
        if identifier
        else fingerprint("journey", row.get("date_journal"), raw),
        title=title,
        text=body,
        day=clock.day,
        time=clock.time,
        time_zone=where.key if where else None,
        created=created,
        updated=from_epoch(row.get("date_modified"), _MILLISECONDS),
        tags=bare_tags(tags),
        tags_as_written=tuple(tags),
        starred=row.get("favourite") is True,
        media=tuple(attached.found.values()),
        missing_media=tuple(attached.missing),
        item=name,
        extra=tuple(_extra(row)),
    )
    reading.entries.append(entry)


def _attached(row: Mapping[str, Any], name: str, source: Source, reading: Reading) -> Attachments:
    attached = Attachments(source)
    folder, identifier = PurePosixPath(name).parent, text_of(row, "id")
    for written in rows_of(row, "photos"):
        if not isinstance(written, str) or not written.strip():
            continue
        candidates = (str(folder / written), str(folder / f"{identifier}-{written}"))
        path = next((one for one in candidates if is_safe(one) and source.has(one)), None)
        if path is None:
            attached.lost(clean(written))
            continue
        try:
            attached.add(path)
        except ImportRefused as error:
            attached.lost(clean(written))
            reading.problem(name, str(error))
    report_files(attached, name, reading)
    return attached


def _extra(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, label in _WORDS:
        if said := clean(text_of(row, key)).strip():
            yield label, said
    yield from coordinates(row.get("lat"), row.get("lon"))
    weather = row.get("weather")
    if isinstance(weather, dict):
        degrees = weather.get("degree_c")
        parts = [clean(text_of(weather, "description")).strip(), clean(text_of(weather, "place")).strip()]
        if _number(degrees, _HOTTEST):
            parts.append(f"{degrees:g} °C")
        if any(parts):
            yield "weather", ", ".join(filter(None, parts))


def coordinates(north: object, east: object) -> Iterator[tuple[str, str]]:
    """The pair `coordinates`, where both are on the globe; Journey writes the largest number for "not set"."""
    if _number(north, 90) and _number(east, 180):
        yield "coordinates", f"{north:.6f}, {east:.6f}"


def _number(value: object, most: float) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= most
