"""What every list of references becomes: a resource with its authors, year, venue and DOI."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.plain import Incoming, fingerprint
from mentorjournal.interchange.words import bare_tags
from mentorjournal.model.types import Resource

MOST_RECORD_CHARS: Final = 256 * limits.KIB
"""One reference of any program; a book's whole list of contents and abstract stay well below it."""
MOST_BROKEN: Final = 1_000
"""A list with more broken references than this is no list of references."""
MOST_AUTHORS: Final = 5_000
_MOST_EXTRA: Final = 60
_MOST_EXTRA_CHARS: Final = 4_000

_DOI: Final = re.compile(r"(?:doi:?\s{0,3})?(?:https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S{1,300})", re.I)
_DOI_ADDRESS: Final = re.compile(r"https?://(?:dx\.)?doi\.org/(10\.\d{4,9}/\S{1,300})", re.I)
_YEAR: Final = re.compile(r"(?<!\d)(-?\d{4})(?!\d)")


@dataclass(slots=True)
class Reference:
    """One reference while it is read; `authors` are "Family, Given" or a name that has no parts."""

    key: str
    kind: str
    title: str = field(repr=False)
    authors: tuple[str, ...] = field(default=(), repr=False)
    year: int | None = None
    published_in: str = field(default="", repr=False)
    doi: str = ""
    url: str = ""
    notes: str = field(default="", repr=False)
    tags: tuple[str, ...] = field(default=(), repr=False)
    extra: list[tuple[str, str]] = field(default_factory=list, repr=False)

    def incoming(self, item: str, today: dt.date) -> Incoming:
        """The resource of it. The same work has the same identifier in every format that names its DOI."""
        doi = bare_doi(self.doi) or doi_of_address(self.url)
        authors = "; ".join(name for name in map(one_line, self.authors[:MOST_AUTHORS]) if name)
        title = one_line(self.title)
        said = (title.casefold(), authors.casefold(), self.year)
        record = Resource(
            title=title or self.key or "Untitled",
            kind=self.kind,
            date=today,
            authors=authors,
            year=None if self.year is None else float(self.year),
            published_in=one_line(self.published_in),
            doi=doi,
            url=one_line(self.url),
            notes=clean(self.notes).strip(),
            source_id=f"doi:{doi.casefold()}"
            if doi
            else fingerprint("reference", *said, "" if title else self.key),
        )
        extra = tuple((one_line(name), _short(value)) for name, value in self.extra if value.strip())
        return Incoming(record, item, bare_tags(map(one_line, self.tags)), extra=extra[:_MOST_EXTRA])


def one_line(text: str) -> str:
    """The text on one line, without characters no program can show."""
    return " ".join(clean(text).split())


def _short(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= _MOST_EXTRA_CHARS else f"{text[:_MOST_EXTRA_CHARS]}…"


def bare_doi(text: str) -> str:
    """A DOI without what people write before it; "" where the text is none."""
    found = _DOI.fullmatch(text.strip()[:400])
    return unquote(found[1]) if found else ""


def doi_of_address(text: str) -> str:
    """The DOI an address of doi.org stands for; "" for any other."""
    found = _DOI_ADDRESS.fullmatch(text.strip()[:400])
    return unquote(found[1]) if found else ""


def year_of(text: str) -> int | None:
    """The first year in a date as references write it; None where there is none."""
    found = _YEAR.search(text[:200])
    return int(found[1]) if found else None


def keywords(text: str) -> list[str]:
    """The words of a list; where a semicolon stands, a comma is part of a word."""
    return [word for part in text.split(";" if ";" in text else ",") if (word := one_line(part))]


def name_of(family: str, given: str = "", suffix: str = "") -> str:
    """A name as this program writes authors: family name first."""
    return ", ".join(part for part in map(one_line, (family, given, suffix)) if part)


def family_first(name: str) -> tuple[str, str]:
    """Family and given name of an author as this program writes it; no given name where there are no such parts."""
    family, comma, given = name.partition(",")
    if comma and "," not in given and family.strip() and given.strip():
        return family.strip(), given.strip()
    return name.strip(), ""


def authors_of(resource: Resource) -> list[str]:
    """The authors of a resource, one by one."""
    return [name for part in resource.authors.split(";") if (name := one_line(part))]


def not_held(resource: Resource) -> Iterable[str]:
    """What no list of references has a place for, in words."""
    told = (
        (resource.attachments, "the attached files of a resource"),
        (resource.recommended_by, "who recommended a resource"),
        (resource.goal or resource.related, "what a resource belongs to"),
        (
            resource.status != "to_read" or resource.usefulness,
            "how far a resource was read and of what use it was",
        ),
        (resource.people, "the people of a resource"),
    )
    return (words for value, words in told if value)
