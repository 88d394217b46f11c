"""Resources: what to read, watch, use or apply for, from whom, and where it was of use."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import Attachment, Goal, Resource
from mentorjournal.services.attachments import READ, checked_size, media_type_of
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.engine import from_os
from mentorjournal.storage.tables import columns

STATES = ("reading", "to_read", "done", "set_aside")
"""The order in which the list shows them: what is open first."""
_DOI = re.compile(r"(?:doi:\s*|https?://(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_SLIPPED = ".,;:!?'\"”’"
"""What stands at the end of an address copied out of a sentence and is no part of it."""


@dataclass(frozen=True, slots=True)
class ResourceCard:
    """A resource as the list shows it, with who recommended it."""

    resource: Resource
    person: str


@dataclass(frozen=True, slots=True)
class ResourcePage:
    """A resource, who recommended it, the goals it may serve, and where it was of use."""

    resource: Resource
    person: str
    goals: tuple[Goal, ...]
    used: tuple[LinkRow, ...]


class Resources:
    """What a person does with resources."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self, kind: str = "", words: str = "") -> tuple[ResourceCard, ...]:
        """Resources of a kind, or all, that hold every word in title, authors, venue or the name of who
        recommended them; grouped by state as STATES says, the newest first in each."""
        where = (columns(Resource).kind == kind,) if kind else ()
        with self._database.reading() as reader:
            found = reader.find(Resource, *where)
            names = reader.titles({item.recommended_by for item in found if item.recommended_by})
        cards = (ResourceCard(item, names.get(item.recommended_by or "", "")) for item in found)
        wanted = words.casefold().split()
        return tuple(
            sorted((card for card in cards if _holds(card, wanted)), key=lambda card: _rank(card.resource))
        )

    def page(self, resource_id: str) -> ResourcePage:
        """A resource with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            resource = reader.get(Resource, resource_id)
            names = reader.titles([resource.recommended_by] if resource.recommended_by else [])
            used = {
                row.row.id: row
                for row in lists.linked(reader, resource_id)
                if row.row.type != "person" and row.role != "goal"
            }
            goals = reader.find(Goal, order=(columns(Goal).title,))
            return ResourcePage(
                resource, names.get(resource.recommended_by or "", ""), goals, tuple(used.values())
            )

    def goals(self) -> tuple[Goal, ...]:
        """The goals a resource may serve, by title."""
        with self._database.reading() as reader:
            return reader.find(Goal, order=(columns(Goal).title,))

    def add_reference(self, text: str, day: dt.date, *, origin: str = "") -> Resource:
        """A resource of this day for a DOI or a web address. Raises InvalidRecord for anything else; nothing is kept then."""
        resource = replace(reference(text), date=day)
        with self._database.writing("New resource", origin=origin) as change:
            return change.put(resource)

    def add_file(self, path: Path, day: dt.date, *, origin: str = "") -> Resource:
        """A resource of this day with this file attached, as one step. Raises JournalError; nothing is kept then."""
        size = checked_size(path)
        title = " ".join(re.split(r"[\s_]+", path.stem)).strip() or path.name
        kind = "article" if path.suffix.lower() == ".pdf" else "file"
        try:
            with path.open("rb") as stream, self._database.writing("New resource", origin=origin) as change:
                sha256 = change.put_blob(iter(lambda: stream.read(READ), b""))
                kept = change.put(
                    Attachment(title=path.name, sha256=sha256, size=size, media_type=media_type_of(path.name))
                )
                return change.put(Resource(title=title, kind=kind, date=day, attachments=(kept.id,)))
        except OSError as error:
            raise from_os(error, f"reading {path.name}", "Nothing was added.") from error


def reference(text: str) -> Resource:
    """The resource that a DOI (bare, after "doi:", or as an address) or a web address stands for.

    Its title is the reference itself until somebody writes a better one; nothing is looked up anywhere.
    Raises InvalidRecord.
    """
    word = text.strip().strip("<>").rstrip(_SLIPPED)
    found = _DOI.fullmatch(word)
    if found:
        doi = unquote(found[1])
        return Resource(title=doi, kind="article", doi=doi, url=f"https://doi.org/{found[1]}")
    if _LINK.fullmatch(word):
        url = word if "://" in word else f"https://{word}"
        if host := _host(url):
            return Resource(title=_readable(url, host), kind="link", url=url)
    raise InvalidRecord(
        "This is neither a DOI, such as 10.1000/182, nor a web address. Nothing was added; "
        "write a title instead, with New resource."
    )


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _readable(url: str, host: str) -> str:
    last = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    words = " ".join(re.split(r"[-_+\s]+", last.partition(".")[0])).strip()
    return f"{words[0].upper()}{words[1:]} ({host})" if words and not words.isdigit() else host


def _holds(card: ResourceCard, words: list[str]) -> bool:
    item = card.resource
    text = f"{item.title} {item.authors} {item.published_in} {card.person}".casefold()
    return all(word in text for word in words)


def _rank(resource: Resource) -> int:
    return STATES.index(resource.status) if resource.status in STATES else len(STATES)
