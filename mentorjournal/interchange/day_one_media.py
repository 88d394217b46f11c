"""Day One's photos, videos, recordings and PDFs: listed by identifier, stored under their checksum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.media import Attachments, marker
from mentorjournal.interchange.plain import Media, Reading
from mentorjournal.interchange.sources import Source

_KINDS: Final = {
    "photos": ("photos", "photo"),
    "videos": ("videos", "video"),
    "audios": ("audios", "recording"),
    "pdfAttachments": ("pdfs", "PDF"),
}


@dataclass(frozen=True, slots=True)
class _Listed:
    identifier: str
    kind: str
    expected: str
    path: str | None
    name: str | None


class Moments:
    """The media files beside one Day One journal."""

    def __init__(self, source: Source, folder: str) -> None:
        self._source = source
        self._stored: dict[str, list[str]] = {}
        for kind, _ in _KINDS.values():
            under = f"{folder}/{kind}" if folder else kind
            for path in source.names(under):
                key = f"{kind}/{PurePosixPath(path).stem.casefold()}"
                self._stored.setdefault(key, []).append(path)

    def of(self, row: Mapping[str, Any], item: str, reading: Reading) -> EntryMoments:
        """The media listed in one entry."""
        media = EntryMoments(Attachments(self._source))
        for listed in self._listed(row):
            if listed.path is None:
                media.attached.lost(listed.expected)
            else:
                try:
                    media.attached.add(listed.path, listed.name)
                except ImportRefused as error:
                    media.attached.lost(listed.expected)
                    reading.problem(item, str(error))
            media.listed.setdefault(listed.identifier.casefold(), listed)
        return media

    def _listed(self, row: Mapping[str, Any]) -> Iterator[_Listed]:
        for key in _KINDS:
            rows = row.get(key)
            found = [media for media in rows if isinstance(media, dict)] if isinstance(rows, list) else []
            for media in sorted(found, key=_order):
                yield self._one(key, media)

    def _one(self, key: str, media: Mapping[str, Any]) -> _Listed:
        kind, word = _KINDS[key]
        identifier, md5 = _text(media, "identifier"), _text(media, "md5")
        suffix = (_text(media, "type") or _text(media, "format")).lstrip(".").lower()
        suffix = (
            "pdf" if kind == "pdfs" else ("m4a" if suffix in {"aac", ""} and kind == "audios" else suffix)
        )
        path = self._find(kind, [md5, identifier], suffix)
        stem = md5 or identifier or "unnamed"
        title = _text(media, "filename") or _text(media, "pdfName") or _text(media, "title")
        name = PurePosixPath(title).stem + PurePosixPath(path).suffix if title and path else None
        return _Listed(identifier, word, f"{stem}.{suffix}" if suffix else stem, path, name)

    def _find(self, kind: str, stems: list[str], suffix: str) -> str | None:
        for stem in stems:
            stored = self._stored.get(f"{kind}/{stem.casefold()}", []) if stem else []
            if stored:
                fitting = [path for path in stored if path.lower().endswith(f".{suffix}")]
                return (fitting or stored)[0]
        return None


def _text(media: Mapping[str, Any], key: str) -> str:
    value = media.get(key)
    return clean(value).strip() if isinstance(value, str) else ""


def _order(media: Mapping[str, Any]) -> float:
    order = media.get("orderInEntry")
    return order if isinstance(order, (int, float)) else 0


class EntryMoments:
    """The media of one entry, listed first and then found again by the links in its text."""

    def __init__(self, attached: Attachments) -> None:
        self.attached = attached
        self.listed: dict[str, _Listed] = {}

    def shown(self, identifier: str, label: str) -> str:
        """What stands in the text for a link to a moment."""
        listed = self.listed.get(identifier.casefold())
        if listed is None:
            self.attached.lost(identifier)
            return f"*({label or 'attachment'} not in the export: {identifier})*"
        if listed.path is None or listed.path not in self.attached.found:
            return f"*({listed.kind} not in the export: {listed.expected})*"
        return marker(self.attached.mention(listed.path).name, label)

    def finish(self, item: str, reading: Reading) -> tuple[tuple[Media, ...], tuple[str, ...]]:
        """What was found and what was not; the reader is told of empty and of missing files."""
        for path in self.attached.empty:
            reading.problem(item, f"{path} is empty (0 bytes). It was kept as it is.")
        if self.attached.missing:
            missing = ", ".join(self.attached.missing)
            reading.problem(item, f"Not in the export, so left out: {missing}. The text was kept.")
        return tuple(self.attached.found.values()), tuple(self.attached.missing)
