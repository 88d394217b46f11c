"""One record as an entry of a Leap2A portfolio."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mentorjournal.interchange import telling
from mentorjournal.interchange.html_text import Pictures, escaped, html_of
from mentorjournal.interchange.leap2a_feed import Category, Link
from mentorjournal.interchange.leap2a_fields import HELD, TEXT, categories_of
from mentorjournal.interchange.leap2a_texts import FACTS
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.interchange.xml_out import attribute, element, text
from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import ActionItem, Goal, Milestone

PARTS: Final = "an entry in parts: they are headings in its text"
FURTHER: Final = "a further text of a record, which stands below its first"
NAMED: Final = "a link to another record or a person, which is a name in words"
_NOON: Final = dt.time(12)


def urn(record_id: str) -> str:
    """The identifier of a record in every export."""
    return f"urn:uuid:{record_id}"


@dataclass(slots=True)
class Written:
    """One entry on its way to the file. `kind` is a type of Leap2A, `plain` says that its text is no markup."""

    id: str
    title: str
    kind: str
    published: str
    updated: str
    content: str = ""
    plain: bool = False
    links: list[Link] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    dates: list[tuple[str, str]] = field(default_factory=list)
    stage: str = ""
    made_as: tuple[str, str] = ("", "")

    def xml(self) -> str:
        """The element, as Mahara's own export orders it."""
        markup = "" if self.plain else ' type="html"'
        lines = [
            f"<title>{text(self.title)}</title>",
            f"<id>{text(self.id)}</id>",
            f"<updated>{self.updated}</updated>",
            f"<published>{self.published}</published>",
            f"<content{markup}>{text(self.content)}</content>",
            f'<rdf:type rdf:resource="leap2:{self.kind}"/>',
        ]
        if self.made_as[0]:
            lines.append(
                f'<mahara:artefactplugin mahara:type="{self.made_as[0]}" mahara:plugin="{self.made_as[1]}"/>'
            )
        lines += map(_link, self.links)
        lines += map(_category, self.categories)
        lines += (element("leap2:date", value, leap2__point=point) for point, value in self.dates)
        if self.stage:
            lines.append(f'<leap2:status leap2:stage="{self.stage}"/>')
        return "  <entry>\n" + "".join(f"    {line}\n" for line in lines) + "  </entry>\n"


def _link(link: Link) -> str:
    kind = f' type="{attribute(link.media_type)}"' if link.media_type else ""
    return f'<link rel="{link.rel}"{kind} href="{attribute(link.href)}"/>'


def _category(one: Category) -> str:
    scheme = f' scheme="{attribute(one.scheme)}"' if one.scheme else ""
    label = f' label="{attribute(one.label)}"' if one.label else ""
    return f'<category term="{attribute(one.term)}"{scheme}{label}/>'


class Shown(Pictures):
    """Pictures and links that name the entries of their files, as Mahara writes them; `there` tells which leave."""

    def __init__(self, portable: Portable, there: Iterable[str]) -> None:
        super().__init__(portable)
        self._there = frozenset(there)

    def html(self, attachment_id: str, description: str) -> str:
        """The picture in place."""
        if attachment_id not in self._there:
            return ""
        return f'<img rel="leap2:has_part" href="{escaped(urn(attachment_id))}" alt="{escaped(description)}">'

    def link(self, attachment_id: str) -> dict[str, str | int | float]:
        """A link to the file."""
        return {"rel": "leap2:has_part", "href": urn(attachment_id)} if attachment_id in self._there else {}


class Telling:
    """Makes entries of records; what has no place of its own stands in words."""

    def __init__(self, portable: Portable, left: Left) -> None:
        self._portable, self._left = portable, left

    def written(self, record: Record, kind: str, files: Iterable[str]) -> Written:
        """The entry of a record without its links."""
        plain = isinstance(record, Goal | Milestone | ActionItem)
        made = Written(
            urn(record.id),
            telling.called(record),
            kind,
            published=stamp(record),
            updated=rfc3339(record.updated_at or record.created_at) or stamp(record),
            content=self._plain(record) if plain else self._marked_up(record, Shown(self._portable, files)),
            plain=plain,
            categories=[*categories_of(record), *(Category(word) for word in self._portable.tags(record))],
            dates=_dates(record),
        )
        if record.starred:
            made.categories.append(Category("yes", "urn:mentorjournal:starred"))
        self._count_links(record)
        return made

    def _count_links(self, record: Record) -> None:
        kept = {"tags", "attachments", "related"} | (
            {"goal"} if isinstance(record, Milestone | ActionItem) else set()
        )
        for name, one in fields_of(type(record)).items():
            if one.kind == "link" and name not in kept and getattr(record, name):
                self._left.lost(NAMED)

    def _texts(self, record: Record) -> list[tuple[str, str]]:
        """The texts of a record, its main one first and without its heading."""
        main = TEXT.get(type(record), "")
        label = fields_of(type(record))[main].label if main else ""
        told = list(telling.texts(record))
        if type(record) in HELD:
            told.sort(key=lambda part: part[0] not in (label, ""))
            told = [("" if heading == label else heading, words) for heading, words in told]
        for heading, _ in told:
            if heading:
                self._left.lost(FURTHER if type(record) in HELD else PARTS)
        return told

    def _plain(self, record: Record) -> str:
        """Mahara reads no markup in a plan."""
        return "\n\n".join("\n\n".join(filter(None, part)) for part in self._texts(record))

    def _marked_up(self, record: Record, shown: Shown) -> str:
        lines = []
        facts = [
            f"<p><strong>{escaped(told.label)}:</strong> {escaped(', '.join(told.words))}</p>"
            for told in telling.facts(record, self._portable)
        ]
        if facts:
            lines.append(f'<div class="{FACTS}">{"".join(facts)}</div>')
        for heading, words in self._texts(record):
            if heading:
                lines.append(f"<h2>{escaped(heading)}</h2>")
            lines.append(html_of(words, shown, below=0))
        return "".join(lines)


def _dates(record: Record) -> list[tuple[str, str]]:
    """The day of a record, or those of a plan."""
    if isinstance(record, Goal):
        points = (("start", record.start), ("target", record.target), ("end", record.closed_on))
    elif isinstance(record, Milestone | ActionItem):
        points = (("target", record.due), ("end", record.done_on), ("", None))
    elif record.date and record.at:
        return [("start", f"{record.date.isoformat()}T{record.at.replace(microsecond=0).isoformat()}")]
    else:
        points = (("start", record.date), ("", None), ("", None))
    return [(point, day.isoformat()) for point, day in points if day]


def stamp(record: Record) -> str:
    """When a record is dated, as Atom wants it: with a time and a zone, noon where it has no time."""
    if record.date is None:
        return rfc3339(record.created_at) or rfc3339(dt.datetime.now(dt.UTC))
    zone: dt.tzinfo = dt.UTC
    if record.at and record.time_zone:
        try:
            zone = ZoneInfo(record.time_zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            zone = dt.UTC
    return rfc3339(dt.datetime.combine(record.date, record.at or _NOON, zone))


def rfc3339(moment: dt.datetime | None) -> str:
    """A moment as Atom writes it; "" for none."""
    return moment.replace(microsecond=0).isoformat().replace("+00:00", "Z") if moment else ""
