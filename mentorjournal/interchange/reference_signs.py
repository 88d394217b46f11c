"""Tells address books and lists of references from journals that only mention them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from mentorjournal.interchange import bibtex_reader, jrnl_text, pubmed_reader, ris_reader
from mentorjournal.interchange.markdown_links import NOTE_ENDINGS
from mentorjournal.interchange.markdown_notes import is_hidden, is_note
from mentorjournal.interchange.sources import Source


def is_bibtex(text: str, name: str) -> bool:
    """A file that begins as BibTeX does, or has an entry further down and is neither a note nor dated."""
    return bibtex_reader.begins_as_bibtex(text) or (
        bibtex_reader.is_bibtex(text) and (_ends(name, ".bib") or _no_journal(text, name))
    )


def is_ris(text: str, name: str) -> bool:
    """A file with a record of RIS that is neither a note nor dated."""
    return ris_reader.is_ris(text) and (_ends(name, ".ris") or _no_journal(text, name))


def is_pubmed(text: str, name: str) -> bool:
    """A file with a record of PubMed that is neither a note nor dated."""
    return pubmed_reader.is_pubmed(text) and (_ends(name, ".nbib") or _no_journal(text, name))


def _ends(name: str, ending: str) -> bool:
    return PurePosixPath(name).suffix.lower() == ending


def _no_journal(text: str, name: str) -> bool:
    return PurePosixPath(name).suffix.lower() not in NOTE_ENDINGS and not jrnl_text.starts_dated(text)


def files_ending(ending: str) -> Callable[[Source, Sequence[str]], list[str]]:
    """All files of an ending, in a folder or an archive that holds no notes."""

    def chosen(_: Source, names: Sequence[str]) -> list[str]:
        visible = [name for name in names if not is_hidden(name)]
        return [] if any(map(is_note, visible)) else [name for name in visible if _ends(name, ending)]

    return chosen
