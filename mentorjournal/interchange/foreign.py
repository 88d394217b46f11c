"""The names of what is not imported, so that a refusal can say what a file seems to be."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any, Final

from mentorjournal.errors import ImportRefused

_FIRST_BYTES: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"\xd0\xcf\x11\xe0", "an older Word or Excel document"),
    (b"{\\rtf", "a rich text document"),
    (b"age-encryption.org/", "a review packet or another encrypted file (age); a packet is opened or merged"),
)
_WORDS: Final = (
    (re.compile(r"^BEGIN:VCALENDAR", re.M), "a text with a calendar (iCalendar) in its middle"),
    (re.compile(r"^BEGIN:VCARD", re.M), "a text with an address book (vCard) in its middle"),
    (re.compile(r"<html[\s>]|<!DOCTYPE html", re.I), "a web page"),
)
_ENDINGS: Final = {
    ".csv": "a table (CSV)",
    ".tsv": "a table (TSV)",
    ".org": "an Org mode note",
    ".ics": "a damaged calendar (iCalendar)",
    ".vcf": "a damaged address book (vCard)",
    ".bib": "a damaged list of references (BibTeX)",
    ".docx": "a Word document",
}
_MEMBERS: Final = (
    (re.compile(r"(?:^|/)leap2a\.xml$"), "a damaged portfolio (Leap2A)"),
    (re.compile(r"^\[Content_Types\]\.xml$"), "an office document"),
    (re.compile(r"^META-INF/container\.xml$"), "an e-book (EPUB)"),
)
_FERNET = re.compile(rb"gAAAAA[A-Za-z0-9_=-]{60,}")
_TAR_MARK: Final = slice(257, 262)
_JRNL_MARK: Final = b"JRNLv"


def refused(name: str, what: str) -> ImportRefused:
    """The refusal of something recognised as no journal of ours."""
    return ImportRefused(
        f"{name} seems to be {what}. It cannot be imported as a journal, and nothing was changed."
    )


def refuse_locked(data: bytes, name: str) -> None:
    """Raise `ImportRefused` for jrnl's encrypted journals, of its second and third version."""
    if data.startswith(_JRNL_MARK) or _FERNET.match(data.lstrip()):
        message = (
            f"{name} is an encrypted jrnl journal, and only jrnl can unlock it. Run “jrnl --decrypt”, or export it "
            "with “jrnl --format json”, and import that file. Nothing was changed."
        )
        raise ImportRefused(message)


def by_bytes(data: bytes) -> str | None:
    """What the first bytes of a file show it to be; None if they show nothing."""
    for first, what in _FIRST_BYTES:
        if data.startswith(first):
            return what
    return "a tar archive; unpack it first" if data[_TAR_MARK] == b"ustar" else None


def by_words(text: str, name: str) -> str | None:
    """What the words or the ending of a text file show it to be; None if they show nothing."""
    for pattern, what in _WORDS:
        if pattern.search(text):
            return what
    return _ENDINGS.get(PurePosixPath(name).suffix.lower())


def by_json(_: Any) -> str:
    """What parsed JSON seems to be."""
    return "data (JSON) of another program"


def by_names(names: list[str]) -> str | None:
    """What the files of a folder or an archive show it to be; None if they show nothing."""
    for pattern, what in _MEMBERS:
        if any(pattern.search(name) for name in names):
            return what
    return None
