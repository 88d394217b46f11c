"""Leap2A portfolios read in passing: the entries of an Atom feed, whatever their namespaces are called."""

from __future__ import annotations

import html
import io
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import clean
from mentorjournal.interchange.xml_stream import XmlStream

OURS: Final = "urn:mentorjournal:"
"""Categories of this scheme say what a record was; other programs pass over a scheme they do not know."""
MOST_ITEMS: Final = 20_000
_MOST_THINGS: Final = 300_000
"""Fields, links, categories and personal data of all entries."""
_MOST_CHARS: Final = 48 * limits.MIB
"""All texts are held until they are written, and a letter may take four bytes."""
_LONGEST_FIELD: Final = 64 * limits.KIB
_LONGEST_WORD: Final = 1_000
_DEEPEST: Final = 200
"""The pages of a portfolio are drawn with boxes in boxes."""
_SIGN = re.compile(r"leapspecs\.org|leap2a_(?:predicates|types|categories)", re.I)
_FEED = re.compile(r"<(?:\w{1,40}:)?feed[\s>]")
_CUT = re.compile(r"[:/#]")
_VOID: Final = frozenset(
    {"br", "img", "hr", "col", "embed", "input", "param", "source", "wbr", "area", "link"}
)
_ITEM_DEPTH: Final = 2
_FIELD_DEPTH: Final = 3
_PART_DEPTH: Final = 4
_BODIES: Final = frozenset({"content", "summary"})
_FIELDS: Final = frozenset({"title", "id", "updated", "published", "myrole", "persondata", "date", "status"})


@dataclass(frozen=True, slots=True)
class Link:
    """`rel` is bare: has_part, is_part_of, reflects_on, supports, related, enclosure, alternate."""

    rel: str
    href: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """`scheme` is bare: selection_type, life_area; empty for a tag of the writer."""

    term: str
    scheme: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A text and what it is: text, html, or another media type; `too_long` says that some of it is missing."""

    text: str = field(default="", repr=False)
    kind: str = "text"
    too_long: bool = False


@dataclass(slots=True)
class Item:
    """One entry of a feed as it stands in the file. `dates` are value and label by start, end and target."""

    number: int
    values: dict[str, str] = field(default_factory=dict, repr=False)
    bodies: dict[str, Body] = field(default_factory=dict)
    source: str = ""
    kinds: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    categories: list[Category] = field(default_factory=list)
    dates: dict[str, tuple[str, str]] = field(default_factory=dict)
    data: list[tuple[str, str, str]] = field(default_factory=list, repr=False)
    made_as: str = ""
    page: str = ""

    @property
    def id(self) -> str:
        """What links call it; empty where it has no identifier."""
        return self.values.get("id", "")

    @property
    def title(self) -> str:
        """On one line."""
        return " ".join(self.values.get("title", "").split())

    def terms(self, scheme: str) -> list[str]:
        """Its categories of one scheme."""
        return [one.term for one in self.categories if one.scheme == scheme]

    def hrefs(self, *rels: str) -> list[str]:
        """Where its links of these relations point."""
        return [link.href for link in self.links if link.rel in rels]


def is_portfolio(text: str, _: str = "") -> bool:
    """Whether a text begins as a Leap2A feed, of 2009-03 or 2010-07."""
    return text.lstrip("\ufeff \n\t").startswith("<") and bool(_FEED.search(text) and _SIGN.search(text))


@lru_cache(maxsize=2_048)
def bare(curie: str) -> str:
    """The last part of a name with a prefix, an address, or a name in square brackets."""
    return _CUT.split(curie.strip().strip("[]").rstrip("#/"))[-1][:_LONGEST_WORD]


def _scheme(written: str) -> str:
    return written if written.startswith(OURS) else bare(written).lower()


class FeedStream(XmlStream):
    """Collects the entries of one feed; `about` has the id and title of the feed and the name of its author."""

    deepest = _DEEPEST

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.items: list[Item] = []
        self.about: dict[str, str] = {}
        self._name_of_file = name
        self._item: Item | None = None
        self._field = ""
        self._attributes: dict[str, str] = {}
        self._said = io.StringIO()
        self._left = 0
        self._room = _MOST_CHARS
        self._things = 0
        self._marked_up = False
        self._rest = b""

    def feed(self, data: bytes, *, last: bool = False) -> None:
        """Read on; the blank that HTML calls nbsp, and XML does not know, is written as a number."""
        data = self._rest + data
        at = data.rfind(b"&", -len(b"&nbsp")) if not last else -1
        data, self._rest = (data[:at], data[at:]) if at >= 0 else (data, b"")
        super().feed(data.replace(b"&nbsp;", b"&#160;"), last=last)

    def opened(self, element: str, attributes: dict[str, str]) -> None:
        """Begin an entry, one of its fields, or a tag of a marked-up text."""
        name, depth = bare(element), len(self.path)
        if self._field in _BODIES:
            if self._marked_up and self._left >= 0:
                self._write(f"<{name.lower()}{_written(attributes)}>")
        elif self._item is not None:
            self._within_item(name, depth, attributes)
        elif depth == _ITEM_DEPTH and name == "entry":
            self._begin()
        elif (depth == _ITEM_DEPTH and name in ("id", "title", "updated")) or (
            depth == _FIELD_DEPTH and (bare(self.path[-2]), name) == ("author", "name")
        ):
            self._collect(name, {}, _LONGEST_FIELD)

    def _within_item(self, name: str, depth: int, attributes: dict[str, str]) -> None:
        if depth == _FIELD_DEPTH:
            self._part(name, {bare(key): value for key, value in attributes.items()})
        elif depth == _PART_DEPTH and (bare(self.path[-2]), name) == ("author", "name"):
            self._collect("author", {}, _LONGEST_FIELD)
        elif depth == _PART_DEPTH and bare(self.path[-2]) == "spatial":
            self._collect("spatial", {"label": name}, _LONGEST_FIELD)

    def said(self, text: str) -> None:
        """Some of a text that is wanted."""
        if self._field:
            self._write(html.escape(text, quote=False) if self._marked_up else text)

    def closed(self, element: str) -> None:
        """Put what was collected where it belongs."""
        name, depth = bare(element), len(self.path)
        if self._field in _BODIES and depth > _FIELD_DEPTH:
            if self._marked_up and self._left >= 0 and name.lower() not in _VOID:
                self._write(f"</{name.lower()}>")
            return
        if depth == _ITEM_DEPTH and name == "entry" and self._item is not None:
            self.items.append(self._item)
            self._item = None
        elif self._field:
            self._put(self._field, clean(self._said.getvalue()))
        self._field = ""

    def _begin(self) -> None:
        if len(self.items) >= MOST_ITEMS:
            message = f"{self._name_of_file} holds more than {MOST_ITEMS:,} entries. Nothing was imported."
            raise ImportRefused(message)
        self._item = Item(len(self.items) + 1)

    def _part(self, name: str, attributes: dict[str, str]) -> None:
        item = self._item
        if item is None:
            return
        if name in _BODIES:
            if name == "content":
                item.source = attributes.get("src", "")
            self._collect(name, attributes, limits.MAX_NOTE_BYTES)
            self._marked_up = "xhtml" in attributes.get("type", "").lower()
        elif name in _FIELDS:
            self._collect(name, attributes, _LONGEST_FIELD)
        else:
            _note(item, name, attributes)
        self._things += 1
        if self._things > _MOST_THINGS:
            message = f"{self._name_of_file} has more links than any portfolio has. Nothing was imported."
            raise ImportRefused(message)

    def _collect(self, name: str, attributes: dict[str, str], most: int) -> None:
        self._field, self._attributes, self._left = name, attributes, most
        self._marked_up = False
        self._said = io.StringIO()

    def _write(self, text: str) -> None:
        self._left -= len(text)
        self._room -= len(text)
        if self._room < 0:
            message = f"{self._name_of_file} holds more text than can be read at once. Nothing was imported."
            raise ImportRefused(message)
        if self._left >= 0:
            self._said.write(text)

    def _put(self, name: str, said: str) -> None:
        item, attributes = self._item, self._attributes
        if item is None:
            self.about.setdefault(name, said.strip())
        elif name in _BODIES:
            kind = "html" if self._marked_up else _kind(attributes.get("type", ""))
            item.bodies[name] = Body(said.strip(), kind, self._left < 0)
        elif name == "date":
            item.dates[attributes.get("point", "").lower()] = (
                said.strip(),
                attributes.get("label", "").strip(),
            )
        elif name == "status":
            item.values["stage"] = (attributes.get("stage", "") or bare(said)).strip().lower()
        elif name in ("persondata", "spatial"):
            label = attributes.get("label", "") or attributes.get("field", "")
            item.data.append((attributes.get("field", name).lower(), clean(label), said.strip()))
        elif name == "title" and "html" in attributes.get("type", ""):
            item.values[name] = html.unescape(re.sub(r"<[^<>]{0,500}>", "", said)).strip()
        else:
            item.values.setdefault(name, said.strip())


def _note(item: Item, name: str, attributes: dict[str, str]) -> None:
    """What an element says by its attributes alone."""
    if name == "type":
        item.kinds.append(bare(attributes.get("resource", "")).lower())
    elif name == "link":
        rel, href = bare(attributes.get("rel", "alternate")).lower(), attributes.get("href", "")
        item.links.append(Link(rel, href[:_LONGEST_FIELD], attributes.get("type", "")))
    elif name == "category":
        words = clean(attributes.get("term", "")), clean(attributes.get("label", ""))
        item.categories.append(Category(words[0], _scheme(attributes.get("scheme", "")), words[1]))
    elif name == "artefactplugin":
        item.made_as = attributes.get("type", "")
    elif name == "view":
        item.page = attributes.get("type", "") or "page"


def _kind(written: str) -> str:
    kind = written.strip().lower()
    if kind in ("", "text", "text/plain"):
        return "text"
    return "html" if kind in ("html", "text/html") else kind


def _written(attributes: dict[str, str]) -> str:
    """The attributes of a tag, without prefixes and without what names a namespace."""
    return "".join(
        f' {bare(key)}="{html.escape(value)}"'
        for key, value in attributes.items()
        if not key.startswith("xmlns")
    )
