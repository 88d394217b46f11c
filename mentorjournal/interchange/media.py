"""Attachments: their type, their name in an entry and their address in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import PurePosixPath

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.plain import Media
from mentorjournal.interchange.sources import Source

_TYPES = {
    "aac": "audio/aac",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "csv": "text/csv",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "flac": "audio/flac",
    "gif": "image/gif",
    "heic": "image/heic",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "m4a": "audio/mp4",
    "m4v": "video/mp4",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "svg": "image/svg+xml",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_UNFIT_IN_ADDRESS = re.compile(r"""[\s()<>%"'\\#?\[\]]""")
_UNFIT_IN_NAME = re.compile(r'[\x00-\x1f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]')
"""What some file system refuses, and what turns the letters of a name round, so that its ending looks like another."""
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
"""Names that Windows takes for a device, whatever their ending."""
_LONGEST_NAME = 150


def known_extension(name: str) -> bool:
    """Whether a name ends like a file a person attaches."""
    return PurePosixPath(name).suffix.lower().lstrip(".") in _TYPES


def media_type(name: str) -> str:
    """The media type a name's ending stands for."""
    return _TYPES.get(PurePosixPath(name).suffix.lower().lstrip("."), "application/octet-stream")


def ending_for(kind: str) -> str:
    """The ending files of a media type have, without its point; nothing for a type nobody attaches."""
    endings = [ending for ending, known in _TYPES.items() if known == kind.strip().lower()]
    return next((ending for ending in endings if kind.endswith(ending)), endings[0] if endings else "")


def address(name: str) -> str:
    """The address of an attachment in portable Markdown, safe between round brackets."""
    return "attachment:" + _UNFIT_IN_ADDRESS.sub(
        lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), name
    )


def fit_name(name: str) -> str:
    """A name that any file system accepts and that names no folder."""
    flat = _UNFIT_IN_NAME.sub("-", clean(name)).strip(" .")
    if _DEVICE.match(flat):
        flat = f"_{flat}"
    if len(flat) > _LONGEST_NAME:
        suffix = PurePosixPath(flat).suffix[:16]
        flat = flat[: _LONGEST_NAME - len(suffix)] + suffix
    return flat or "file"


def marker(name: str, label: str = "") -> str:
    """The Markdown that shows an attachment: a picture in place, anything else as a link."""
    label = label.replace("[", "(").replace("]", ")")
    if media_type(name).startswith("image/"):
        return f"![{label}]({address(name)})"
    return f"[{label or name.replace('[', '(').replace(']', ')')}]({address(name)})"


_LONGEST_TOLD = 200
"""Characters of the name of a missing file that are told."""


@dataclass(slots=True)
class Attachments:
    """The attachments of one entry while it is being read."""

    source: Source
    found: dict[str, Media] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)

    def add(self, path: str, name: str | None = None) -> Media:
        """Attach a file of the source once, under a name no other attachment of the entry has."""
        if path in self.found:
            return self.found[path]
        size = self.source.size(path)
        if size > limits.MAX_MEDIA_BYTES:
            message = f"{path} is larger than {limits.MAX_MEDIA_BYTES // limits.MIB} MB and was left out."
            raise ImportRefused(message)
        if size == 0:
            self.empty.append(path)
        unique = self._unique(fit_name(name or PurePosixPath(path).name))
        media = Media(
            unique, media_type(unique), size, partial(self.source.parts, path, limits.MAX_MEDIA_BYTES)
        )
        self.found[path] = media
        return media

    def mention(self, path: str, name: str | None = None) -> Media:
        """Attach a file that the text refers to."""
        media = self.add(path, name)
        if media.in_text is None:
            media = self.found[path] = replace(media, in_text=address(media.name))
        return media

    def lost(self, name: str) -> None:
        """Note a file that should be there and is not."""
        told = name if len(name) <= _LONGEST_TOLD else f"{name[: _LONGEST_TOLD - 1]}…"
        if told not in self.missing:
            self.missing.append(told)

    def _unique(self, name: str) -> str:
        taken = {media.name.casefold() for media in self.found.values()}
        path, number, candidate = PurePosixPath(name), 1, name
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{path.stem}-{number}{path.suffix}"
        return candidate
