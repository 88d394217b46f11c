"""Day One Classic: a folder of `.doentry` property lists, with photos beside them."""

from __future__ import annotations

import plistlib
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final
from xml.parsers.expat import ExpatError

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.day_one import local, place, zone
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.media import Attachments
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags, opening_title

_PHOTO_ENDINGS: Final = ("jpg", "jpeg", "png", "heic", "gif")
_PLACE_KEYS: Final = ("Place Name", "Locality", "Administrative Area", "Country")

# What plistlib lets through from a malformed document; entities of its own it refuses by itself.
_DAMAGE = (ExpatError, ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError)


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read the named `.doentry` files; one that cannot be read is reported, the others are read."""
    reading = Reading("dayone-classic")
    for number, name in enumerate(names):
        watch.step(number, len(names))
        try:
            row = parse(source.read(name, limits.MAX_NOTE_BYTES), name)
        except ImportRefused as error:
            reading.problem(name, str(error))
            continue
        entry = _entry(row, name, source, reading)
        if entry:
            reading.entries.append(entry)
    watch.step(len(names), len(names))
    return reading


def parse(data: bytes, name: str) -> Mapping[str, Any]:
    """The dictionary of a property list; raises `ImportRefused` if it is none."""
    try:
        row = plistlib.loads(data, fmt=plistlib.FMT_XML)
    except _DAMAGE:
        row = None
    if not isinstance(row, dict):
        message = f"{name} is damaged, or no Day One entry. It was left out."
        raise ImportRefused(message)
    return row


def _entry(row: Mapping[str, Any], name: str, source: Source, reading: Reading) -> Entry | None:
    created, raw = row.get("Creation Date"), row.get("Entry Text", "")
    if not isinstance(created, datetime) or not isinstance(raw, str):
        reading.problem(name, "It has no date, or its text is not text. It was left out.")
        return None
    created = created.replace(tzinfo=UTC)
    where = zone(row.get("Time Zone"))
    if where is None:
        reading.problem(name, "It names no time zone; its date and time are in UTC.")
    here = local(created, where)
    uuid = row.get("UUID")
    attached = _photos(source, name, uuid, reading)
    title, body = opening_title(clean(raw).strip())
    written = row.get("Tags")
    tags = [clean(tag) for tag in written if isinstance(tag, str)] if isinstance(written, list) else []
    return Entry(
        source_id=f"dayone:{uuid.upper()[:64]}"
        if isinstance(uuid, str) and uuid
        else fingerprint("dayone", created.isoformat(), raw),
        title=title,
        text=body,
        day=here.date(),
        time=here.time().replace(microsecond=0),
        time_zone=where.key if where else None,
        created=created,
        tags=bare_tags(tags),
        tags_as_written=tuple(tags),
        starred=row.get("Starred") is True,
        media=tuple(attached.found.values()),
        item=name,
        extra=tuple(place(row.get("Location"), _PLACE_KEYS, "Latitude", "Longitude")) + _weather(row),
    )


def _weather(row: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    weather = row.get("Weather")
    if not isinstance(weather, dict):
        return ()
    said = [weather.get("Description"), weather.get("Celsius")]
    parts = [clean(part).strip() for part in said if isinstance(part, str) and part.strip()]
    return (("weather", ", ".join(parts)),) if parts else ()


def _photos(source: Source, name: str, uuid: object, reading: Reading) -> Attachments:
    attached = Attachments(source)
    path = PurePosixPath(name)
    stems = {path.stem, uuid if isinstance(uuid, str) else path.stem}
    for folder in dict.fromkeys([path.parent.parent / "photos", path.parent / "photos"]):
        for photo in (
            str(folder / f"{stem}.{ending}") for stem in sorted(stems) for ending in _PHOTO_ENDINGS
        ):
            if source.has(photo):
                try:
                    attached.add(photo)
                except ImportRefused as error:
                    reading.problem(name, str(error))
    for photo in attached.empty:
        reading.problem(name, f"{photo} is empty (0 bytes). It was kept as it is.")
    return attached
