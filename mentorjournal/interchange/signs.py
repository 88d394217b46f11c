"""What tells formats apart that have a sign of their own; each format adds one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from mentorjournal.interchange import (
    badge_files,
    csl_json,
    csv_table,
    diaro,
    enex,
    joplin_items,
    journey,
    keep,
    leap2a_feed,
    leap2a_reader,
    reference_signs,
    vcard_lines,
)
from mentorjournal.interchange.sources import Source


@dataclass(frozen=True, slots=True)
class Sign:
    """How one format shows itself. Every answer is cheap and raises nothing but ImportRefused.

    `of_bytes` sees the first 64 KiB of a file that is no text, `of_text` those of a text, each with its name;
    `of_json` the parsed document; `of_files` the files of a folder or an archive, of which it answers those
    that are to be read, none where it is another format.
    """

    format: str
    of_bytes: Callable[[bytes, str], bool] | None = None
    of_text: Callable[[str, str], bool] | None = None
    of_json: Callable[[Any], bool] | None = None
    of_files: Callable[[Source, Sequence[str]], list[str]] | None = None
    of_whole: Callable[[Source, str, bytes], bool] | None = None
    """Sees a file that is no text as a whole, where its sign may stand at its end; given its first bytes too."""


SIGNS: Final[tuple[Sign, ...]] = (
    Sign("joplin-jex", of_files=joplin_items.in_archive),
    Sign("joplin-raw", of_files=joplin_items.in_folder),
    Sign("google-keep", of_json=keep.is_note, of_files=keep.in_files),
    Sign("journey", of_json=journey.is_entry, of_files=journey.in_files),
    Sign("enex", of_text=enex.is_export, of_files=reference_signs.files_ending(".enex")),
    Sign("leap2a", of_text=leap2a_feed.is_portfolio, of_files=leap2a_reader.in_files),
    Sign("diaro", of_text=diaro.is_backup, of_files=diaro.in_files),
    Sign(
        "vcard",
        of_text=lambda text, _: vcard_lines.is_vcard(text),
        of_files=reference_signs.files_ending(".vcf"),
    ),
    Sign("bibtex", of_text=reference_signs.is_bibtex, of_files=reference_signs.files_ending(".bib")),
    Sign("ris", of_text=reference_signs.is_ris, of_files=reference_signs.files_ending(".ris")),
    Sign("nbib", of_text=reference_signs.is_pubmed, of_files=reference_signs.files_ending(".nbib")),
    Sign("csl-json", of_json=csl_json.is_csl),
    Sign(
        "open-badges",
        of_text=badge_files.is_badge_text,
        of_json=badge_files.is_badge,
        of_files=badge_files.in_files,
        of_whole=badge_files.is_badge_file,
    ),
    Sign("csv", of_text=csv_table.looks_like),
)
"""Asked in this order; the first that knows the file decides."""


def by_bytes(data: bytes, name: str) -> str | None:
    """The format of a file that is no text, by its first bytes."""
    return next((sign.format for sign in SIGNS if sign.of_bytes and sign.of_bytes(data, name)), None)


def by_whole(source: Source, name: str, data: bytes) -> str | None:
    """The format of a file that is no text, by all of it."""
    return next((sign.format for sign in SIGNS if sign.of_whole and sign.of_whole(source, name, data)), None)


def by_text(text: str, name: str) -> str | None:
    """The format of a text, by its first characters."""
    return next((sign.format for sign in SIGNS if sign.of_text and sign.of_text(text, name)), None)


def by_json(document: Any) -> str | None:
    """The format of parsed JSON."""
    return next((sign.format for sign in SIGNS if sign.of_json and sign.of_json(document)), None)


def by_files(source: Source, names: Sequence[str]) -> tuple[str, list[str]] | None:
    """The format of a folder or an archive, and the files of it that are to be read."""
    for sign in SIGNS:
        if sign.of_files and (found := sign.of_files(source, names)):
            return sign.format, found
    return None
