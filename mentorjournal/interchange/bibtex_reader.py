"""BibTeX and BibLaTeX files become resources, entry by entry, so that a broken one costs no other."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.bibtex_values import people, plain, prose, resolved
from mentorjournal.interchange.decode import decode
from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.references import (
    MOST_BROKEN,
    MOST_RECORD_CHARS,
    Reference,
    bare_doi,
    keywords,
    one_line,
    year_of,
)
from mentorjournal.interchange.sources import Source

if TYPE_CHECKING:
    from bibtexparser.library import Library

FORMAT: Final = "bibtex"
_BLOCK: Final = re.compile(r"^[ \t]{0,40}(?=@[ \t]{0,5}[A-Za-z]{1,30}[ \t]{0,5}[{(])", re.M)
_HEAD: Final = re.compile(r"@[ \t]{0,5}([A-Za-z]{1,30})[ \t]{0,5}[{(]\s{0,20}([^\s,{}()=]{1,200})")
_STEP: Final = 200
_MOST_PARENTS: Final = 5
_MOST_SHORT_FORMS: Final = 20_000
_MOST_UNKNOWN_TOLD: Final = 50
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES: Final = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_BOOKS: Final = frozenset(
    {"book", "booklet", "manual", "proceedings", "collection", "reference", "periodical"}
    | {"mvbook", "mvcollection", "mvproceedings", "mvreference", "phdthesis", "mastersthesis", "thesis"}
)
_LINKS: Final = frozenset({"online", "electronic", "www", "webpage"})
_TOOLS: Final = frozenset({"software", "dataset"})
_KINDS: Final = frozenset({"course", "file", "funding", "talk", "link", "tool", "book", "article"})
_VENUES: Final = ("journal", "journaltitle", "booktitle", "maintitle", "school", "institution")
_MAKERS: Final = ("publisher", "organization")
_NOTED: Final = ("annote", "annotation", "abstract")
_NOT_KEPT: Final = frozenset(
    {"crossref", "xdata", "author", "title", "subtitle", "titleaddon", "year", "date", "doi", "url"}
    | {"keywords", "keyword", "entrysubtype", "groups", "owner", "timestamp", *_NOTED}
)
_INHERITED_AS: Final[Mapping[str, str]] = {"title": "booktitle", "subtitle": "booksubtitle"}


@dataclass(slots=True)
class _Entry:
    key: str
    kind: str
    item: str
    values: dict[str, str] = field(default_factory=dict)


def is_bibtex(text: str) -> bool:
    """Whether a text holds at least one entry."""
    return any(
        (found := _HEAD.match(text, block.end())) and found[1].lower() not in ("comment", "preamble")
        for block in _BLOCK.finditer(text)
    )


def begins_as_bibtex(text: str) -> bool:
    """Whether the first line that is neither empty nor a comment begins a block."""
    line = next((line for line in text.split("\n") if line.strip() and not line.lstrip().startswith("%")), "")
    return bool(_BLOCK.match(line))


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Every entry of every file. Raises `ImportRefused` where a file is no list of references at all."""
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    reading = Reading(FORMAT)
    for name in names:
        text, warning = decode(source.read(name, limits.MAX_TEXT_BYTES))
        if warning:
            reading.problem(name, warning)
        _File(reading, name if len(names) > 1 else "", watch).run(text)
    return reading


class _File:
    """One file: what its short forms mean, its entries, and what they inherit."""

    def __init__(self, reading: Reading, name: str, watch: Watch) -> None:
        self._reading, self._watch = reading, watch
        self._within = f"{name}: " if name else ""
        self._strings: dict[str, str] = dict(zip(_MONTHS, _MONTH_NAMES, strict=True))
        self._entries: list[_Entry] = []
        self._broken = self._unknown = 0

    def run(self, text: str) -> None:
        for library in self._blocks(text):
            self._take(library)
        by_key: dict[str, _Entry] = {}
        for entry in self._entries:
            if entry.key in by_key:
                self._tell(
                    entry.item, "Its key is in the file more than once. Every entry of that key was read."
                )
            by_key.setdefault(entry.key, entry)
        for number, entry in enumerate(self._entries):
            if number % _STEP == 0:
                self._watch.step(number, len(self._entries))
            values = _with_parents(entry, by_key)
            self._reading.records.append(_reference(entry, values).incoming(entry.item, self._watch.today))

    def _blocks(self, text: str) -> Iterator[Library]:
        from bibtexparser.entrypoint import parse_string

        marks = [found.start() for found in _BLOCK.finditer(text)]
        if not marks:
            self._tell("The file", "No entry was found in it.")
        if len(marks) > limits.MAX_LISTED:
            message = f"The list holds more than {limits.MAX_LISTED:,} references. Nothing was imported."
            raise ImportRefused(message)
        for number, (start, end) in enumerate(pairwise([*marks, len(text)])):
            if number % _STEP == 0:
                self._watch.step(number, len(marks))
            block = text[start:end]
            if len(block) > MOST_RECORD_CHARS:
                self._bad(block, "It is longer than any reference is, and was left out.")
                continue
            library = parse_string(block, parse_stack=[])
            yield library
            for failed in library.failed_blocks:
                self._failed(failed.raw or block, failed)

    def _take(self, library: Library) -> None:
        for string in library.strings:
            if len(self._strings) < _MOST_SHORT_FORMS:
                self._strings[string.key.lower()] = self._resolved(string.value, string.key)
        for entry in library.entries:
            self._keep(entry)

    def _keep(self, entry: object) -> None:
        from bibtexparser.model import Entry

        if not isinstance(entry, Entry):
            return
        key = one_line(entry.key)[:200]
        kept = _Entry(
            key, entry.entry_type.strip().lower(), f"{self._within}{key or 'an entry without a key'}"
        )
        for one in entry.fields:
            kept.values.setdefault(one.key.strip().lower(), self._resolved(str(one.value), kept.item))
        self._entries.append(kept)

    def _resolved(self, value: str, item: str) -> str:
        text, unknown = resolved(value, self._strings)
        for word in unknown:
            self._unknown += 1
            if self._unknown <= _MOST_UNKNOWN_TOLD:
                self._tell(item, f"The file does not say what {word[:60]} stands for. It was kept as it is.")
        return text

    def _failed(self, raw: str, failed: object) -> None:
        from bibtexparser.model import DuplicateFieldKeyBlock

        if isinstance(failed, DuplicateFieldKeyBlock):
            self._keep(failed.ignore_error_block)
            self._tell(self._entries[-1].item, "A field is in it twice. The first one of the name was taken.")
            return
        self._bad(raw, "It is broken or cut off, and was left out. The other entries were read.")

    def _bad(self, raw: str, message: str) -> None:
        self._broken += 1
        if self._broken > MOST_BROKEN:
            refusal = f"More than {MOST_BROKEN:,} entries of the list are broken. Nothing was imported."
            raise ImportRefused(refusal)
        found = _HEAD.search(raw[:400])
        self._tell(f"{self._within}{found[2] if found else 'an entry without a key'}", message)

    def _tell(self, item: str, message: str) -> None:
        self._reading.problem(one_line(item), message)


def _with_parents(entry: _Entry, by_key: Mapping[str, _Entry]) -> dict[str, str]:
    """The values of an entry with those of what it refers to, its own first."""
    values, seen, waiting = dict(entry.values), {entry.key}, _parents(entry)
    while waiting and len(seen) <= _MOST_PARENTS:
        key, as_whole = waiting.pop(0)
        parent = by_key.get(key)
        if parent is None or key in seen:
            continue
        seen.add(key)
        for name, value in parent.values.items():
            inherited = name if as_whole else _INHERITED_AS.get(name, name)
            if name not in ("crossref", "keywords", "doi", "url", "abstract", "annote", "annotation", "note"):
                values.setdefault(inherited, value)
        waiting += _parents(parent)
    return values


def _parents(entry: _Entry) -> list[tuple[str, bool]]:
    keys = [(key.strip(), True) for key in entry.values.get("xdata", "").split(",")[:_MOST_PARENTS]]
    return [(key, whole) for key, whole in (*keys, (entry.values.get("crossref", "").strip(), False)) if key]


def _reference(entry: _Entry, values: Mapping[str, str]) -> Reference:
    kind = _kind(entry.kind, plain(values.get("entrysubtype", "")))
    venues = (*_MAKERS, *_VENUES) if kind == "book" else (*_VENUES, *_MAKERS)
    venue = next((name for name in venues if plain(values.get(name, "")).strip()), "")
    date = plain(values.get("date", "")) or plain(values.get("year", ""))
    year = year_of(date) or year_of(plain(values.get("year", "")))
    title = ": ".join(
        filter(None, (one_line(plain(values.get(name, ""))) for name in ("title", "subtitle", "titleaddon")))
    )
    reference = Reference(
        key=entry.key,
        kind=kind,
        title=title,
        authors=tuple(people(values.get("author") or "") or people(values.get("editor") or "")),
        year=year,
        published_in=plain(values.get(venue, "")),
        doi=one_line(plain(values.get("doi", ""))),
        url=_address(values),
        notes="\n\n".join(filter(None, (prose(values.get(name, "")) for name in _NOTED))),
        tags=tuple(keywords(plain(values.get("keywords", "") or values.get("keyword", "")))),
    )
    if one_line(date) != str(year or ""):
        reference.extra.append(("date", date))
    if not bare_doi(reference.doi):
        reference.extra.append(("doi", reference.doi))
    used = {venue, *(() if values.get("author") else ("editor",))}
    reference.extra += [
        (name, plain(value))
        for name, value in values.items()
        if name not in _NOT_KEPT and name not in used and not name.startswith("bdsk-")
    ]
    return reference


def _address(values: Mapping[str, str]) -> str:
    if url := one_line(plain(values.get("url", ""), address=True)):
        return url
    found = re.search(r"https?://[^\s{}]{3,500}", values.get("howpublished", "")[:2_000])
    return found[0] if found else ""


def _kind(entry_type: str, subtype: str) -> str:
    if subtype in _KINDS:
        return subtype
    for known, kind in ((_BOOKS, "book"), (_LINKS, "link"), (_TOOLS, "tool")):
        if entry_type in known:
            return kind
    return "article"
