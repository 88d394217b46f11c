"""Leap2A portfolios (Mahara, Moodle): what was written, planned, done and said, with its files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.leap2a_feed import OURS, FeedStream, Item, is_portfolio
from mentorjournal.interchange.leap2a_fields import OWN
from mentorjournal.interchange.leap2a_records import Records, address_of, is_merged
from mentorjournal.interchange.leap2a_texts import Texts
from mentorjournal.interchange.leap2a_tree import Tree, kind_of, our_type
from mentorjournal.interchange.leap2a_when import Dates, Moment, moment, published, updated
from mentorjournal.interchange.local_clock import from_epoch, on_the_wall
from mentorjournal.interchange.markdown_notes import is_hidden
from mentorjournal.interchange.plain import Entry, Incoming, Reading, Watch
from mentorjournal.interchange.references import one_line
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags
from mentorjournal.interchange.xml_stream import XmlDamage
from mentorjournal.model.types import ActionItem, Milestone

FORMAT: Final = "leap2a"
_FILE: Final = re.compile(r"(?:^|/)leap2?a?\.xml$", re.I)
_MOST_LOOKS: Final = 10
_MOST_NAMED: Final = 20
_STEP: Final = 20
_MOST_EXTRA: Final = 60
_LONGEST_EXTRA: Final = 2_000
_RECORDS: Final = frozenset(
    {"plan", "activity", "achievement", "affiliation", "person", "publication", "resource", "comment"}
)
_PLAIN_KINDS: Final = frozenset({"entry", "plan", "comment", "person", "activity", "selection", "resource"})
_HOLDERS: Final = {"blog": "journal", "folder": "folder"}
_OUR_LISTS: Final = frozenset({"list"})
_OWN_PAGES: Final = frozenset({"dashboard", "profile", "grouphomepage"})
"""Pages that Mahara draws for everybody."""


def in_files(source: Source, names: Sequence[str]) -> list[str]:
    """All files where one of them is a portfolio: its attachments lie beside it."""
    return list(names) if _portfolios(source, names) else []


def _portfolios(source: Source, names: Sequence[str]) -> list[str]:
    named = [name for name in names if _FILE.search(name)]
    named += [name for name in names if name.lower().endswith(".xml") and name not in named]
    return [
        name for name in named[:_MOST_LOOKS] if is_portfolio(decode(source.head(name, limits.HEAD_BYTES))[0])
    ]


def read(source: Source, names: Sequence[str], watch: Watch) -> Reading:
    """Every portfolio among the files; of a damaged one what stands before the damage, which is reported."""
    reading = Reading(FORMAT)
    portfolios = [names[0]] if len(names) == 1 else _portfolios(source, names)
    used = set(portfolios)
    for name in portfolios:
        feed = FeedStream(name)
        try:
            for part in source.parts(name, limits.MAX_JSON_BYTES):
                watch.step(0, 1)
                feed.feed(part)
            feed.feed(b"", last=True)
        except XmlDamage as damage:
            message = f"It is damaged or incomplete at line {damage.line}: only what stands before was read."
            reading.problem(name, message)
        portfolio = _Portfolio(source, name, feed, reading, f"{name}, " if len(portfolios) > 1 else "")
        portfolio.read(watch)
        used |= portfolio.texts.used_paths
        if not feed.items:
            reading.problem(name, "It holds no entry.")
    unused = [name for name in names if name not in used and not is_hidden(name)]
    reading.ignored += unused[:_MOST_NAMED]
    if len(unused) > _MOST_NAMED:
        reading.problem(
            source.name, f"Other files in it that belong to no entry: {len(unused) - _MOST_NAMED:,}."
        )
    return reading


class _Portfolio:
    """The entries of one feed on their way into the reading."""

    def __init__(self, source: Source, name: str, feed: FeedStream, reading: Reading, within: str) -> None:
        self._reading, self._within = reading, within
        self._items = feed.items
        self._tree = Tree(feed.about.get("id", ""), feed.items)
        self._dates = Dates(feed.items)
        self._records = Records(self._tree, self._dates)
        self._owner = feed.about.get("name", "")
        self._made_on = self._day_of(feed, source, name)
        self.texts = Texts(source, name, feed.items, reading)
        self._made: dict[str, str] = {}
        """The source id of what each entry became, and of those that became no journal entry also below."""
        self._incoming: dict[str, int] = {}

    def _day_of(self, feed: FeedStream, source: Source, name: str) -> Moment:
        """When the portfolio was made: as it says itself, as its address says, or as its file does."""
        if said := moment(feed.about.get("updated", "")):
            return Moment(said.day)
        second = from_epoch(self._tree.made_in, 1)
        return Moment(on_the_wall(second).day if second else source.modified(name))

    def read(self, watch: Watch) -> None:
        """Add everything to the reading."""
        for count, item in enumerate(self._items):
            if count % _STEP == 0:
                watch.step(count, len(self._items))
            self._take(item)
        self._tie()
        watch.step(len(self._items), len(self._items))

    def _take(self, item: Item) -> None:
        kind, ours = kind_of(item), our_type(item)
        name = f"{self._within}entry {item.number}: {item.title[:80]}".rstrip(": ")
        if ours in _OUR_LISTS or item.id in self.texts.wanted:
            return
        if item.page in _OWN_PAGES:
            self._reading.ignored.append(name)
        elif (kind == "person" and "Self" in item.terms("person_type")) or (
            kind == "selection" and not item.page
        ):
            self._entry(item, name, always=False)
        elif ours in OWN or (kind in _RECORDS and not ours):
            self._record(item, kind, name, ours)
        elif kind != "organization" or not is_merged(self._tree, item):
            self._entry(item, name)

    def _entry(self, item: Item, name: str, *, always: bool = True) -> None:
        """A journal entry. What is only a heading over others is none, unless it says something."""
        attached = self.texts.attached(item)
        text = self.texts.text(item, name, attached)
        data = [(label or field, one_line(value)) for field, label, value in item.data if value]
        if not always and not text and not data and not attached.found:
            return
        wrote = published(item)
        when = self._dates.point(item, "start", "end", "target") or wrote
        if when is None:
            when = self._made_on
            self._reading.problem(
                name, "It has no date that can be read. The day of the export stands for it."
            )
        changed = updated(item)
        media = self.texts.told(attached, name)
        tags = self._tags(item)
        entry = Entry(
            source_id=self._tree.source_id(item),
            title=item.title,
            text=text,
            day=when.day,
            time=when.time,
            created=wrote.utc if wrote else None,
            updated=changed.utc if changed else None,
            tags=bare_tags(tags),
            tags_as_written=tuple(tags),
            starred=bool(item.terms(f"{OURS}starred")),
            media=media,
            missing_media=tuple(attached.missing),
            item=name,
            extra=(*data[:_MOST_EXTRA], *self._extra(item)),
        )
        self._made[item.id] = entry.source_id
        self._reading.entries.append(entry)

    def _record(self, item: Item, kind: str, name: str, ours: str) -> None:
        attached = self.texts.attached(item)
        record = self._records.of(item, kind, self.texts.text(item, name), ours)
        wrote, changed = published(item), updated(item)
        record = replace(
            record, created_at=wrote.utc if wrote else None, updated_at=changed.utc if changed else None
        )
        media = self.texts.told(attached, name)
        goal = self._tree.plan_above(item) if isinstance(record, ActionItem | Milestone) else None
        has_goal = goal is not None and our_type(goal) not in _OUR_LISTS
        links = (("goal", self._tree.source_id(goal)),) if goal and has_goal else ()
        extra = () if ours else tuple(self._extra(item))
        incoming = Incoming(record, name, bare_tags(self._tags(item)), media, links, extra)
        self._made[item.id] = incoming.source_id
        self._incoming[item.id] = len(self._reading.records)
        self._reading.records.append(incoming)

    def _tags(self, item: Item) -> list[str]:
        return [one_line(one.label or one.term) for one in item.categories if not one.scheme]

    def _extra(self, item: Item) -> Iterator[tuple[str, str]]:
        """What has no place of its own."""
        kind = kind_of(item)
        if kind not in _PLAIN_KINDS:
            yield "kind", kind
        if kind != "plan":
            yield from Dates.said(item)
        yield from (("area of life", one_line(area)) for area in item.terms("life_area"))
        author = one_line(item.values.get("author", ""))
        words = (
            ("my role", one_line(item.values.get("myrole", "")) if kind != "activity" else ""),
            ("author", author if author != self._owner else ""),
            ("link", address_of(item) if kind == "entry" else ""),
        )
        yield from ((name, said) for name, said in words if said)
        yield from self._holders(item)
        yield from self._about(item)

    def _holders(self, item: Item) -> Iterator[tuple[str, str]]:
        for holder in self._tree.parents(item):
            if kind_of(holder) == "selection" and holder.title and our_type(holder) not in _OUR_LISTS:
                named = (_HOLDERS.get(term.lower(), "") for term in holder.terms("selection_type"))
                yield next(filter(None, named), "part of"), holder.title

    def _about(self, item: Item) -> Iterator[tuple[str, str]]:
        organisation = self._tree.behind(item, "organization", "supported_by", "related", "has_agent")
        if organisation and (about := self.texts.text(organisation, organisation.title)):
            yield f"about {organisation.title}", one_line(about)[:_LONGEST_EXTRA]
        yield from self._about_files(item)

    def _about_files(self, item: Item) -> Iterator[tuple[str, str]]:
        """What is said of its files, which have no texts of their own here."""
        for key in self.texts.named(item):
            file = self._tree.get(key)
            if file is None or file is item:
                continue
            said = one_line(self.texts.text(file, file.title))[:_LONGEST_EXTRA]
            if words := "; ".join(filter(None, (said, ", ".join(self._tags(file))))):
                yield f"about {file.title}", words

    def _tie(self) -> None:
        """Links between what became records, each once, on the side that can hold them."""
        done: set[frozenset[str]] = set()
        found: dict[int, list[tuple[str, str]]] = {}
        for item in self._items:
            for link in item.links:
                pair = frozenset((item.id, link.href))
                if link.rel in ("has_part", "is_part_of") or len(pair) == 1 or pair in done:
                    continue
                if item.id in self._made and link.href in self._made:
                    done.add(pair)
                    here, there = (item.id, link.href) if item.id in self._incoming else (link.href, item.id)
                    if here in self._incoming:
                        found.setdefault(self._incoming[here], []).append(("related", self._made[there]))
        for place, links in found.items():
            incoming = self._reading.records[place]
            self._reading.records[place] = replace(incoming, links=(*incoming.links, *links))
