"""A brief on paper: always one page; what does not fit is named at its foot and told to the window."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from mentorjournal.errors import ReportError
from mentorjournal.model.types import Person
from mentorjournal.reports.blocks import (
    Block,
    Callout,
    CheckGroup,
    CheckItem,
    Checklist,
    Document,
    Heading,
    Note,
    PageBreak,
    RuledLines,
)
from mentorjournal.services.handing_out import Handed
from mentorjournal.services.outgoing import refuse_own_files
from mentorjournal.services.preparing.brief import LEFT, WHOLE, Brief, Line
from mentorjournal.services.printing import Leaving, Printing, names_for
from mentorjournal.services.profile import Profile
from mentorjournal.services.reporting.words import counted, long_date
from mentorjournal.storage.database import Database

if TYPE_CHECKING:
    from mentorjournal.services.reporting.names import Names
    from mentorjournal.services.reporting.options import Appearance, Paper

HEADS = {
    "objective": "To decide, to talk about",
    "concerns": "Concerns",
    "boundaries": "Boundaries",
}
"""Heads that say less than on the screen, where what is not ticked stands too."""
LONGEST_LINE = 180
LONGEST_NOTE = 40
LONGEST_OBJECTIVE = 300
LONGEST_NAME = 90
LONGEST_ALSO = 380
SHORT = 60
ENOUGH = 4
MOST_LINES = 80
"""More have no room on any paper."""
LEAST_RULES = 3
CONFIDENTIAL = (
    "This meeting, or the relationship it belongs to, is marked confidential, so its brief stays in the "
    "journal. Nothing was written. Take the mark away in the side panel to print it."
)
PRIVATE = "Private. For your own eyes; not for handing over."


@dataclass(frozen=True, slots=True)
class OnePage:
    """The page as a PDF, what of the ticked lines is only named on it, and who is on it."""

    document: Document
    pdf: bytes
    also: tuple[Line, ...]
    people: tuple[Appearance, ...] = ()


@dataclass(frozen=True, slots=True)
class _Words:
    """A brief whose words may leave: third persons are scrubbed, those present keep their names."""

    brief: Brief
    names: Names
    owner: str
    created: dt.datetime
    known: dict[tuple[str, int], str] = field(default_factory=dict)

    def cut(self, text: str, most: int) -> str:
        """A text for those present, on one line and not longer than this."""
        key = (text, most)
        if key not in self.known:
            words = " ".join(self.names.scrub(_beginning(text, most * ENOUGH)).split())
            self.known[key] = words if len(words) <= most else words[: most - 1].rstrip() + "…"
        return self.known[key]

    @property
    def title(self) -> str:
        """Such as "Meeting with Dr Helena Brandt"."""
        people = self.names.all_shown(who.id for who in self.brief.people)
        if people:
            return self.cut(f"Meeting with {people}", LONGEST_NAME)
        return self.cut(self.brief.title, LONGEST_NAME) or "Meeting"


def _beginning(text: str, most: int) -> str:
    """As much of a text as can matter, ended between words: half a name would not be known for one."""
    if len(text) <= most:
        return text
    kept, gap, _ = text[:most].rpartition(" ")
    return kept if gap else text[:most]


def one_page(database: Database, brief: Brief, paper: Paper) -> OnePage:
    """Draw a brief on one page: as many lines as fit, every part keeping its first ones longest.

    Raises ReportError for a confidential meeting.
    """
    words = _words(database, brief)
    printing = Printing(database)

    def drawn(count: int) -> tuple[Document, bytes, bool]:
        document = _document(words, _kept(brief, count))
        pdf, said = printing.bytes_of(document, paper)
        return document, pdf, said.pages == 1

    lines = _by_rank(brief)
    low, high = 0, min(len(lines), MOST_LINES)
    best = drawn(high)
    if not best[2]:
        best = drawn(0)
        # What fits is found by halving; only a page that was measured is ever given out.
        while low < high - 1:
            middle = (low + high) // 2
            tried = drawn(middle)
            if tried[2]:
                low, best = middle, tried
            else:
                high = middle
        high = low
    if not best[2]:
        raise ReportError("This brief does not fit on a page even without its lines. Nothing was written.")
    return OnePage(best[0], best[1], tuple(lines[high:]), words.names.appearances())


def save_pages(database: Database, briefs: Sequence[Brief], path: Path, paper: Paper) -> int:
    """Write briefs into one PDF, a page each, whole or not at all; how many pages."""
    refuse_own_files(database, path, "Nothing was saved.")
    if not briefs:
        raise ReportError("There is no meeting to prepare. Nothing was written.")
    pages = [one_page(database, brief, paper) for brief in briefs]
    document = _together(briefs, [page.document for page in pages])
    return Printing(database).save(document, path, paper, _leaving(briefs, pages)).pages


def _leaving(briefs: Sequence[Brief], pages: Sequence[OnePage]) -> Leaving:
    people = {one.person: one for page in pages for one in page.people}
    records = (
        key
        for brief, page in zip(briefs, pages, strict=True)
        for key in (brief.meeting, *(line.source for line in _by_rank(brief) if line not in page.also))
    )
    return Leaving("brief", tuple(dict.fromkeys(filter(None, records))), tuple(people.values()))


def handed_page(brief: Brief, page: OnePage, where: str, paper: Paper) -> Handed:
    """What is noted of a brief that is printed; `where` stands for the name of a file."""
    leaving = _leaving([brief], [page])
    return Handed(
        document=leaving.document,
        title=page.document.title,
        file_name=where,
        sha256=hashlib.sha256(page.pdf).hexdigest(),
        pages=1,
        paper=paper,
        records=leaving.records,
        people=leaving.people,
    )


def _together(briefs: Sequence[Brief], pages: Sequence[Document]) -> Document:
    """One document of several pages; where one of them is private, all say so."""
    if len(pages) == 1:
        return pages[0]
    blocks: list[Block] = []
    for page in pages:
        blocks += (*page.blocks, PageBreak())
    private = next(
        (page for brief, page in zip(briefs, pages, strict=True) if brief.side == "mentor"), pages[0]
    )
    days = {brief.day for brief in briefs}
    day = next(iter(days))
    title = f"Meetings of {long_date(day)}" if len(days) == 1 and day else "Meetings"
    return replace(private, title=title, running_head=title, blocks=tuple(blocks[:-1]))


def _words(database: Database, brief: Brief) -> _Words:
    if brief.confidential:
        raise ReportError(CONFIDENTIAL)
    ids = [who.id for who in brief.people]
    with database.reading() as reader:
        found = reader.many(ids).values()
        present = [item.id for item in found if isinstance(item, Person) and not item.confidential]
        names = names_for(reader, present)
    return _Words(brief, names, Profile(database).owner().name, database.clock())


def _by_rank(brief: Brief) -> list[Line]:
    """The ticked lines: the first of each part, then the second of each, and so on."""
    ranked = [
        (place, number, line)
        for number, part in enumerate(brief.parts)
        for place, line in enumerate(part.ticked)
    ]
    return [line for _, _, line in sorted(ranked, key=lambda item: item[:2])]


def _kept(brief: Brief, count: int) -> tuple[frozenset[str], tuple[Line, ...]]:
    """The keys of the lines that stay, and the lines that are only named."""
    lines = _by_rank(brief)
    return frozenset(line.key for line in lines[:count]), tuple(lines[count:])


def _document(words: _Words, kept: tuple[frozenset[str], tuple[Line, ...]]) -> Document:
    brief = words.brief
    shown, also = kept
    columns: tuple[list[CheckGroup], list[CheckGroup], list[CheckGroup]] = ([], [], [])
    for part in brief.parts:
        items = tuple(_item(words, line) for line in part.ticked if line.key in shown)
        if items:
            place = 2 if part.key in WHOLE else 0 if part.key in LEFT else 1
            columns[place].append(CheckGroup(HEADS.get(part.key, part.title), items))
    objective = words.cut(brief.objective, LONGEST_OBJECTIVE)
    blocks: list[Block] = [
        Heading(1, words.title),
        Note(_when(words)),
        Callout("One objective", objective or "Not chosen yet: what should come of this meeting?"),
        Checklist((tuple(columns[0]), tuple(columns[1]))),
        Checklist((tuple(columns[2]),)),
    ]
    if also:
        blocks.append(Note(_also(words, also)))
    blocks.append(RuledLines("Notes", LEAST_RULES))
    return Document(
        title=words.title,
        blocks=tuple(blocks),
        created=words.created,
        running_head=words.cut(brief.title, LONGEST_NAME) or words.title,
        footer=_foot(words),
        author=words.owner,
        subject="Private page of a mentor" if brief.side == "mentor" else "Brief of a meeting",
    )


def _item(words: _Words, line: Line) -> CheckItem:
    badge = "" if line.kind == "quiet" else line.badge
    note = ", ".join(part for part in (line.whom, badge) if part)
    return CheckItem(words.cut(line.full, LONGEST_LINE), words.cut(note, LONGEST_NOTE))


def _when(words: _Words) -> str:
    brief = words.brief
    day = f"{brief.day:%A} {long_date(brief.day)}" if brief.day else "No day yet"
    at = f"{brief.at:%H:%M}" if brief.at else ""
    length = f"{brief.minutes:g} min" if brief.minutes else ""
    parts = (day, at, length, words.cut(brief.place, LONGEST_NAME))
    return ", ".join(part for part in parts if part) + "."


def _also(words: _Words, also: Sequence[Line]) -> str:
    """Such as "Also: the third question; two more deadlines": named as far as there is room, then counted."""
    named = [words.cut(line.full, SHORT) for line in also]
    text = "Also: " + "; ".join(named) + "."
    while len(text) > LONGEST_ALSO and named:
        named.pop()
        rest = f"and {counted(len(also) - len(named), 'more line')}"
        text = "Also: " + "; ".join((*named, rest)) + "."
    return text


def _foot(words: _Words) -> str:
    brief = words.brief
    if brief.side == "mentor":
        return PRIVATE
    since = f"what changed since {long_date(brief.since)}" if brief.since else "the journal"
    by = f"Prepared by {words.owner} " if words.owner else "Prepared "
    return words.cut(f"{by}from {since}.", LONGEST_LINE)
