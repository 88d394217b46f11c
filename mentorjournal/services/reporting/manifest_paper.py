"""A manifest on paper, for the own files: what left the journal, when, for whom, and everything in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from mentorjournal.model.fields import Section
from mentorjournal.model.types import Manifest
from mentorjournal.reports.blocks import Block, Column, Document, Facts, Heading, Note, Table
from mentorjournal.services.handing_out import document_label
from mentorjournal.services.reporting.names import LEFT_OUT, Names
from mentorjournal.services.reporting.words import counted, long_date

TITLE = "What left the journal"
PAPERS = {"a4": "A4", "letter": "Letter"}
_SUM = "For your own files. Titles stand as they were when the file was made; people as they appeared in it."


def document(found: Manifest, owner: str, names: Names, now: dt.datetime) -> Document:
    """The page or pages of one manifest; `names` says how people appear inside the titles."""
    return Document(
        title=TITLE,
        blocks=(
            Heading(1, TITLE),
            Facts(tuple(_facts(found, names))),
            *_items(found.items, names),
            *_people(found.names),
            Note(_SUM),
        ),
        created=now,
        running_head=f"{TITLE}  {long_date(found.date)}",
        author=owner,
        subject=TITLE,
    )


def _facts(found: Manifest, names: Names) -> Iterator[tuple[str, str]]:
    when = f"{long_date(found.date)}, {found.at:%H:%M}" if found.at else long_date(found.date)
    facts = (
        ("Document", document_label(found.document)),
        ("Title", names.scrub(found.title)),
        ("On", when),
        ("For whom", names.scrub(found.for_whom)),
        ("Purpose", names.scrub(found.purpose)),
        ("File", names.scrub(found.file_name)),
        ("Pages", _pages(found)),
        ("Password", "yes" if found.locked else "no"),
        ("SHA-256", " ".join(found.sha256[at : at + 16] for at in range(0, len(found.sha256), 16))),
    )
    yield from (fact for fact in facts if fact[1])


def _pages(found: Manifest) -> str:
    if found.pages is None:
        return ""
    paper = PAPERS.get(found.paper, "")
    return f"{found.pages:.0f} on {paper}" if paper else f"{found.pages:.0f}"


def _items(items: tuple[Section, ...], names: Names) -> Iterator[Block]:
    yield Heading(2, f"What was in it: {counted(len(items), 'item')}")
    if not items:
        yield Note("Nothing of the journal: an empty form, or a page without records.")
        return
    rows = tuple((item.heading, " ".join(names.scrub(item.text).split()) or "Untitled") for item in items)
    yield Table((Column("What", width=3.5), Column("Title", width=12.7)), rows, caption="In this file.")


def _people(people: tuple[Section, ...]) -> Iterator[Block]:
    yield Heading(2, f"Who appeared: {counted(len(people), 'person', 'people')}")
    if not people:
        yield Note("Nobody but the owner of the journal.")
        return
    rows = tuple((one.text or LEFT_OUT, _how(one)) for one in people)
    yield Table(
        (Column("Appeared as", width=9.2), Column("How", width=7)),
        rows,
        caption="People, and how they appeared.",
    )


def _how(one: Section) -> str:
    if one.text == one.heading:
        return "by name"
    return "left out" if one.text in ("", LEFT_OUT) else "by role or pseudonym"
