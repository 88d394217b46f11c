"""The journal to read: entries in order by month, with contents, and with people and tags at the end by page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from mentorjournal.model.record import Record
from mentorjournal.model.types import Attachment
from mentorjournal.reports.blocks import Block, Heading, Lead, page_of
from mentorjournal.services.reporting.desk import Desk, Volume
from mentorjournal.services.reporting.gather import Material, day_of
from mentorjournal.services.reporting.layout import Layout, LayoutSection
from mentorjournal.services.reporting.making import Made, desk_for, made_of
from mentorjournal.services.reporting.options import ReportOptions
from mentorjournal.services.reporting.sealing import may_stand
from mentorjournal.services.reporting.whole_journal_entries import entry
from mentorjournal.services.reporting.words import long_date, short_date
from mentorjournal.storage.reader import Reader

OWN_COPY: Final = (
    "My own copy, for nobody else. It holds private and shared entries too; what is confidential stays in the "
    "journal. People appear by role or pseudonym unless they agreed to be named."
)
CLINICAL: Final = "clinical: read it for identifiers first"
UNDATED: Final = "Without a day"


def make(reader: Reader, options: ReportOptions, now: dt.datetime) -> Made:
    """The entries of a period to read. Raises ReportError where there is none that may stand in it."""
    desk = desk_for(reader, options, now)
    records = tuple(desk.material.all())
    tags = reader.many(tag for item in records for tag in item.tags)
    files = reader.many(key for item in records for key in item.attachments)
    desk.volume = Volume(
        {key: tag.title for key, tag in tags.items() if not tag.confidential and tag.deleted_at is None},
        {
            key: file
            for key, file in files.items()
            if isinstance(file, Attachment)
            and file.media_type.startswith("image/")
            and may_stand(file, own_copy=options.own_copy)
        },
    )
    made = made_of(desk, now)
    if not options.own_copy:
        return made
    cover = replace(made.document.cover, note=OWN_COPY) if made.document.cover else None
    document = replace(made.document, cover=cover, footer=f"My own copy. {made.document.footer}")
    return replace(made, document=document, own_copy=True)


def hints(material: Material, frame: Layout) -> Mapping[str, str]:
    """What is not ticked by default: only what may hold a patient."""
    del frame
    return {item.id: CLINICAL for item in material.reflections if item.clinical}


def entries(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Every entry under its month, the earliest first; `words` of each, 0 for all."""
    month = ""
    for item in in_order(desk):
        day = day_of(item)
        here = long_date(day).partition(" ")[2] or UNDATED
        if here != month:
            month = here
            yield Heading(1, month)
        desk.printed.add(item.id)
        yield from entry(desk, item, section.words)


def in_order(desk: Desk) -> tuple[Record, ...]:
    """The entries by day, time and arrival, those without a day last."""
    return tuple(sorted(desk.material.all(), key=_key))


def _key(item: Record) -> tuple[dt.date, dt.time, str]:
    return day_of(item) or dt.date.max, item.at or dt.time.min, item.id


def people(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Everybody who stands in the entries, as they appear there, with day and page of each entry."""
    found: dict[str, list[Record]] = {}
    for item in in_order(desk):
        met = [*item.people, *filter(None, (getattr(item, "person", None),))]
        for who in dict.fromkeys(filter(None, map(desk.names.shown, met))):
            found.setdefault(who, []).append(item)
    yield from _index(found, section.most)


def tags(desk: Desk, section: LayoutSection) -> Iterator[Block]:
    """Every tag of the entries, with day and page of each."""
    found: dict[str, list[Record]] = {}
    for item in in_order(desk):
        for tag in item.tags:
            if title := desk.line(desk.volume.tags.get(tag, "")):
                found.setdefault(title, []).append(item)
    yield from _index(found, section.most)


def _index(found: Mapping[str, list[Record]], most: int) -> Iterator[Block]:
    for name, items in sorted(found.items(), key=lambda pair: pair[0].casefold()):
        shown = items[-most:] if most else items
        earlier = f"{len(items) - len(shown)} earlier; " if len(items) > len(shown) else ""
        yield Lead(name, earlier + "; ".join(f"{_day(item)}, p. {page_of(item.id)}" for item in shown))


def _day(item: Record) -> str:
    return short_date(day_of(item)) or UNDATED
