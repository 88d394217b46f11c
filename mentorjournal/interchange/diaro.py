"""Diaro's backup: tables of rows in one XML file, pictures and other files in folders beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.journey import coordinates
from mentorjournal.interchange.local_clock import from_epoch, offset, on_the_wall
from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.note_files import report_files
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source, is_safe
from mentorjournal.interchange.words import bare_tags
from mentorjournal.interchange.xml_stream import XmlDamage, XmlStream

Row = Mapping[str, str]

FILE: Final = "DiaroBackup.xml"
_SIGN = re.compile(r"<table\s[^<>]{0,100}name=\"diaro_")
_PREFIX: Final = "diaro_"
_MILLISECONDS: Final = 1_000
_NUMBER = re.compile(r"-?\d{1,6}(?:\.\d{1,20})?")
_ROW_DEPTH: Final = 3
_TABLES: Final = frozenset({"folders", "tags", "moods", "locations", "entries", "attachments"})


def is_backup(text: str, _: str = "") -> bool:
    """Whether a text begins as a backup of Diaro."""
    return text.lstrip("\ufeff \n\t").startswith("<") and bool(_SIGN.search(text))


def in_files(_: Source, names: Sequence[str]) -> list[str]:
    """The backups of a folder or an archive."""
    return [name for name in names if PurePosixPath(name).name == FILE]


class _Tables(XmlStream):
    """The rows of the tables that are wanted."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.rows: dict[str, list[dict[str, str]]] = {}
        self._table = ""
        self._said: list[str] = []
        self._left = limits.MAX_NOTES_BYTES
        self._name_of_file = name

    def opened(self, element: str, attributes: dict[str, str]) -> None:
        if element == "table":
            self._table = attributes.get("name", "").removeprefix(_PREFIX)
        elif element == "r" and self._table in _TABLES:
            rows = self.rows.setdefault(self._table, [])
            if len(rows) >= limits.MAX_ENTRIES:
                message = (
                    f"{self._name_of_file} holds more than {limits.MAX_ENTRIES:,} rows. Nothing was imported."
                )
                raise ImportRefused(message)
            rows.append({})
        self._said = []

    def said(self, text: str) -> None:
        if self._table not in _TABLES or len(self.path) <= _ROW_DEPTH:
            return
        self._left -= len(text)
        if self._left < 0:
            message = f"{self._name_of_file} holds more text than can be read at once. Nothing was imported."
            raise ImportRefused(message)
        self._said.append(text)

    def closed(self, element: str) -> None:
        if self._table in _TABLES and len(self.path) == _ROW_DEPTH + 1 and self.rows.get(self._table):
            self.rows[self._table][-1][element] = clean("".join(self._said))
        elif element == "table":
            self._table = ""
        self._said = []


def read(source: Source, names: Sequence[str], watch: Watch) -> Reading:
    """Read the named backups; of a damaged one what stands before the damage, which is reported."""
    reading = Reading("diaro")
    for name in names:
        tables = _Tables(name)
        try:
            for part in source.parts(name, limits.MAX_JSON_BYTES):
                watch.step(0, 1)
                tables.feed(part)
            tables.feed(b"", last=True)
        except XmlDamage as damage:
            reading.problem(
                name, f"It is damaged or incomplete at line {damage.line}: only what stands before was read."
            )
            _drop_cut_row(tables)
        _Backup(source, name, tables.rows, reading).read(watch)
    return reading


def _drop_cut_row(tables: _Tables) -> None:
    if "r" in tables.path and tables.rows:
        list(tables.rows.values())[-1].pop()


class _Backup:
    """The entries of one backup, with what the other tables say of them."""

    def __init__(self, source: Source, name: str, rows: Mapping[str, list[dict[str, str]]], reading: Reading):
        self._source = source
        self._name = name
        self._reading = reading
        self._entries = rows.get("entries", [])
        self._titles = {
            table: {row.get("uid", ""): row.get("title", "").strip() for row in rows.get(table, [])}
            for table in ("folders", "tags", "moods")
        }
        self._locations = {row.get("uid", ""): row for row in rows.get("locations", [])}
        self._files: dict[str, list[Row]] = {}
        for row in sorted(rows.get("attachments", []), key=lambda one: _count(one.get("position", ""))):
            self._files.setdefault(row.get("entry_uid", ""), []).append(row)

    def read(self, watch: Watch) -> None:
        """Add every entry to the reading; one without a date is reported."""
        for number, row in enumerate(self._entries):
            if number % 50 == 0:
                watch.step(number, len(self._entries))
            self._take(row, f"{self._name}, entry {number + 1}")
        watch.step(len(self._entries), len(self._entries))

    def _take(self, row: Row, item: str) -> None:
        created = from_epoch(row.get("date"), _MILLISECONDS)
        if created is None:
            self._reading.problem(item, "Its date is missing or cannot be read. It was left out.")
            return
        clock = on_the_wall(created, offset(row.get("tz_offset", "")))
        attached = self._attached(row, item)
        tags = [self._titles["tags"].get(uid, "") for uid in row.get("tags", "").split(",") if uid]
        uid = row.get("uid", "").strip()
        title, text = row.get("title", "").strip(), row.get("text", "").strip()
        entry = Entry(
            source_id=f"diaro:{uid[:100]}" if uid else fingerprint("diaro", row.get("date"), title, text),
            title=title,
            text=text,
            day=clock.day,
            time=clock.time,
            created=created,
            tags=bare_tags(tags),
            tags_as_written=tuple(tags),
            media=tuple(attached.found.values()),
            missing_media=tuple(attached.missing),
            item=item,
            extra=tuple(self._extra(row)),
        )
        self._reading.entries.append(entry)

    def _attached(self, row: Row, item: str) -> Attachments:
        attached = Attachments(self._source)
        folder = PurePosixPath(self._name).parent
        for file in self._files.get(row.get("uid", ""), []) if row.get("uid") else []:
            written = file.get("filename", "")
            path = str(folder / "media" / (file.get("type") or "photo") / written)
            if not (written and is_safe(path) and self._source.has(path)):
                attached.lost(written or "a file without a name")
                continue
            try:
                attached.add(path)
            except ImportRefused as error:
                attached.lost(written)
                self._reading.problem(item, str(error))
        report_files(attached, item, self._reading)
        return attached

    def _extra(self, row: Row) -> Iterator[tuple[str, str]]:
        for key, table, label in (("folder_uid", "folders", "folder"), ("mood", "moods", "mood")):
            if title := self._titles[table].get(row.get(key, ""), ""):
                yield label, title
        place = self._locations.get(row.get("location_uid", ""), {})
        words = dict.fromkeys(
            filter(None, (place.get("title", "").strip(), place.get("address", "").strip()))
        )
        if words:
            yield "location", ", ".join(words)
        yield from coordinates(_number(place.get("lat", "")), _number(place.get("lng", "")))
        said = row.get("weather_description", "").strip()
        # Without weather Diaro writes 0 degrees and no icon.
        if said or row.get("weather_icon", "").strip():
            degrees = _number(row.get("weather_temperature", ""))
            yield "weather", ", ".join(filter(None, (said, f"{degrees:g} °C" if degrees is not None else "")))


def _number(written: str) -> float | None:
    return float(written) if _NUMBER.fullmatch(written.strip()) else None


def _count(written: str) -> int:
    return int(written) if written.isdecimal() and len(written) < len("9" * 9) else 0
