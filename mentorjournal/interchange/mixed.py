"""Folders whose files stand for themselves, such as references and cards: each is told by its own content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.markdown_notes import is_hidden
from mentorjournal.interchange.plain import Reading
from mentorjournal.interchange.recognise import Found, file_format
from mentorjournal.interchange.sources import Source

SINGLES: Final = ("vcard", "bibtex", "ris", "nbib", "csl-json", "open-badges")
"""Formats of which every file is whole by itself."""
_ENDINGS: Final = frozenset({".bib", ".ris", ".nbib", ".json", ".txt", ".vcf", ".xml", ".jws"})
MOST_LOOKED_AT: Final = 2_000
"""Files of one folder that are looked into; the others are left alone, and named."""


def by_content(source: Source, names: Iterable[str]) -> dict[str, list[str]]:
    """The files of a folder that are of these formats, by format."""
    found: dict[str, list[str]] = {}
    for name in _likely(names):
        try:
            known = file_format(source, name)
        except ImportRefused:
            continue
        if known in SINGLES:
            found.setdefault(known, []).append(name)
    return found


def _likely(names: Iterable[str]) -> Iterator[str]:
    wanted = (one for one in names if not is_hidden(one) and PurePosixPath(one).suffix.lower() in _ENDINGS)
    for name, _ in zip(wanted, range(MOST_LOOKED_AT), strict=False):
        yield name


def of_folder(source: Source, names: Iterable[str]) -> Found | None:
    """What a folder of such files is read as first, where it is no journal of a program: its most frequent format."""
    found = by_content(source, names)
    if not found:
        return None
    first = max(found, key=lambda one: len(found[one]))
    return Found(first, found[first])


def join(reading: Reading, other: Reading) -> None:
    """Take what was read in another format too."""
    for into, more in (
        (reading.entries, other.entries),
        (reading.records, other.records),
        (reading.problems, other.problems),
    ):
        into.extend(more)  # type: ignore[arg-type]


def left_over(source: Source, read: Iterable[str]) -> list[str]:
    """Every file of such a folder that was not read, so that none is passed over in silence."""
    known = set(read)
    return [name for name in source.names() if name not in known and not is_hidden(name)]
