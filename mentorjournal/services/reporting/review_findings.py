"""What the review of a document before it leaves finds: who and what in it may identify somebody."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

ASSISTS: Final = (
    "This search finds likely identifiers so that you can look at them. It overlooks some and takes others "
    "for one; it never makes a document anonymous. Read every page yourself."
)
"""Shown wherever a review is shown."""


@dataclass(frozen=True, slots=True)
class PersonFound:
    """Somebody the document mentions. `display` is how they appear in it: "name", "role", "pseudonym" or
    "omit"; `shown` the words that stand for them. `consent` is a key of the choice set "consent".
    `times` counts the words that stand for them, `pages` counts from 1 (() while there is no file), `records`
    are the ids of the records that mention them. `warning` says in words what is the matter, or is empty.
    Who is `confidential` is never named, whatever is chosen."""

    person: str
    name: str
    display: str
    shown: str
    consent: str
    times: int = 0
    pages: tuple[int, ...] = ()
    records: tuple[str, ...] = ()
    warning: str = ""
    confidential: bool = False

    @property
    def by_name(self) -> bool:
        """True where the name itself is printed."""
        return self.shown == self.name


@dataclass(frozen=True, slots=True)
class NameFound:
    """Words that look like the name of somebody who is not in People; only a hint."""

    words: str
    times: int
    pages: tuple[int, ...] = ()
    record_id: str = ""


@dataclass(frozen=True, slots=True)
class QuoteFound:
    """Somebody's words in the document without consent to quote them."""

    words: str
    giver: str
    record_id: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class IdentifierFound:
    """Words of an identifier class; `key` and `label` as in `mentorjournal.services.identifiers.CLASSES`.

    `about` is the title of the record they stand in; `clinical` is True where that is a clinical reflection.
    """

    key: str
    label: str
    words: str
    page: int | None = None
    record_id: str = ""
    about: str = ""
    clinical: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """Everything to look at before the document leaves, each group in the order of the document.

    `warnings` are whole sentences about the document as a whole, such as a role so rare that it names somebody.
    """

    people: tuple[PersonFound, ...] = ()
    unknown: tuple[NameFound, ...] = ()
    quotes: tuple[QuoteFound, ...] = ()
    identifiers: tuple[IdentifierFound, ...] = ()
    warnings: tuple[str, ...] = ()
    note: str = field(default=ASSISTS)

    @property
    def to_look_at(self) -> int:
        """How many points ask for a look; people who appear as they agreed are none."""
        asking = sum(1 for one in self.people if one.warning)
        return asking + len(self.unknown) + len(self.quotes) + len(self.identifiers) + len(self.warnings)
