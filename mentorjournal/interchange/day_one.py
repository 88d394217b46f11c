"""Day One's JSON export: a zip as it leaves the program, the folder it unpacks to, or its JSON alone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final
from zoneinfo import ZoneInfo

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.day_one_media import Moments
from mentorjournal.interchange.day_one_text import resolve_moments, unescape
from mentorjournal.interchange.decode import clean, load_json
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags, opening_title
from mentorjournal.model.zones import zone_named

_PLACE_KEYS: Final = ("userLabel", "placeName", "localityName", "administrativeArea", "country")


def is_export(document: object) -> bool:
    """Whether parsed JSON has the shape of a Day One journal."""
    if not isinstance(document, dict) or not isinstance(document.get("entries"), list):
        return False
    rows = document["entries"]
    if not rows:
        return isinstance(document.get("metadata"), dict)
    return any(isinstance(row, dict) and "creationDate" in row for row in rows)


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read the named JSON files; a bad entry is reported and hides no other, whatever its identifier."""
    reading = Reading("dayone-json")
    for name in names:
        document = load_json(source.read(name, limits.MAX_JSON_BYTES), name)
        if not is_export(document):
            reading.problem(name, "It is no Day One journal and was left out.")
            continue
        folder = PurePosixPath(name).parent.as_posix()
        moments = Moments(source, "" if folder == "." else folder)
        _read_rows(document["entries"], name, moments, reading, watch)
    return reading


def _read_rows(rows: list[Any], name: str, moments: Moments, reading: Reading, watch: Watch) -> None:
    journal = PurePosixPath(name).stem
    for number, row in enumerate(rows, 1):
        if number % 50 == 1:
            watch.step(number - 1, len(rows))
        item = f"{name}, entry {number}"
        if not isinstance(row, dict):
            reading.problem(item, "It is no entry and was left out.")
            continue
        trouble = _trouble(row)
        if trouble:
            reading.problem(_with_uuid(item, row), f"{trouble} It was left out; the other entries were read.")
            continue
        reading.entries.append(_entry(row, item, journal, moments, reading))
    watch.step(len(rows), len(rows))


def _with_uuid(item: str, row: Mapping[str, Any]) -> str:
    uuid = row.get("uuid")
    return f"{item} ({uuid[:64]})" if isinstance(uuid, str) else item


def _trouble(row: Mapping[str, Any]) -> str | None:
    if row.get("text") is not None and not isinstance(row["text"], str):
        return "Its text cannot be read: it is no string of characters."
    if moment(row.get("creationDate")) is None:
        return "Its date is missing or cannot be read."
    return None


def moment(written: object) -> datetime | None:
    """An aware UTC time from `2024-04-16T23:00:00Z`; None for anything else."""
    if not isinstance(written, str):
        return None
    try:
        found = datetime.fromisoformat(written.strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def zone(written: object) -> ZoneInfo | None:
    """The IANA zone of that name; None if there is none, or the name tries to be a path."""
    return zone_named(written) if isinstance(written, str) else None


def local(created: datetime, where: ZoneInfo | None) -> datetime:
    """The wall clock of an entry; UTC where its zone is unknown."""
    try:
        return created.astimezone(where or UTC)
    except OverflowError:
        return created


def _entry(row: Mapping[str, Any], item: str, journal: str, moments: Moments, reading: Reading) -> Entry:
    created = moment(row["creationDate"])
    if created is None:
        message = f"{item} has no date."
        raise ImportRefused(message)
    where = zone(row.get("timeZone"))
    if where is None:
        reading.problem(item, "Its time zone is missing or unknown; its date and time are in UTC.")
    here = local(created, where)
    all_day = row.get("isAllDay") is True
    raw = clean(_text(row))
    media = moments.of(row, item, reading)
    text = unescape(resolve_moments(raw, media.shown)).strip()
    title, body = opening_title(text)
    tags = [clean(tag) for tag in _list(row.get("tags")) if isinstance(tag, str)]
    entry = Entry(
        source_id=_source_id(row, created, raw),
        title=title,
        text=body,
        day=here.date(),
        time=None if all_day else here.time().replace(microsecond=0),
        time_zone=where.key if where else None,
        created=created,
        updated=moment(row.get("modifiedDate")),
        tags=bare_tags(tags),
        tags_as_written=tuple(tags),
        starred=row.get("starred") is True,
        pinned=row.get("isPinned") is True or row.get("pinned") is True,
        all_day=all_day,
        item=item,
        extra=tuple(_extra(row, journal)),
    )
    found, missing = media.finish(item, reading)
    return replace(entry, media=found, missing_media=missing)


def _source_id(row: Mapping[str, Any], created: datetime, text: str) -> str:
    uuid = row.get("uuid")
    if isinstance(uuid, str) and uuid.strip():
        return f"dayone:{uuid.strip().upper()[:64]}"
    return fingerprint("dayone", created.isoformat(), text)


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(row: Mapping[str, Any]) -> str:
    text = row.get("text")
    if isinstance(text, str) and text:
        return text
    # Some versions leave the Markdown out and keep only the styled text, which is JSON inside a string.
    try:
        styled = json.loads(row.get("richText") or "")
    except (ValueError, TypeError, RecursionError):
        return ""
    contents = styled.get("contents") if isinstance(styled, dict) else None
    runs = [run.get("text") for run in _list(contents) if isinstance(run, dict)]
    return "".join(run for run in runs if isinstance(run, str))


def _extra(row: Mapping[str, Any], journal: str) -> Iterator[tuple[str, str]]:
    yield "journal", clean(journal)
    yield from place(row.get("location"), _PLACE_KEYS, "latitude", "longitude")
    weather = row.get("weather")
    if isinstance(weather, dict):
        degrees = weather.get("temperatureCelsius")
        parts = [weather.get("conditionsDescription"), f"{degrees:g} °C" if _is_number(degrees) else None]
        yield from _joined("weather", parts)
    activity = row.get("userActivity")
    if isinstance(activity, dict):
        yield from _joined("activity", [activity.get("activityName")])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < limits.MIB


def place(where: object, keys: Iterable[str], latitude: str, longitude: str) -> Iterator[tuple[str, str]]:
    """The pairs `location` and `coordinates` of a Day One location dictionary, as far as it has them."""
    if not isinstance(where, dict):
        return
    yield from _joined("location", [where.get(key) for key in keys])
    north, east = where.get(latitude), where.get(longitude)
    if _is_number(north) and _is_number(east):
        yield "coordinates", f"{north:.6f}, {east:.6f}"


def _joined(key: str, parts: Iterable[object]) -> Iterator[tuple[str, str]]:
    said = dict.fromkeys(clean(part).strip() for part in parts if isinstance(part, str) and part.strip())
    if said:
        yield key, ", ".join(said)
