"""What jrnl exports for other programs: JSON, XML, Markdown, and its YAML that is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.dates import Stamp, stamp
from mentorjournal.interchange.decode import clean, decode, load_json
from mentorjournal.interchange.jrnl_text import dated_heading, without_star
from mentorjournal.interchange.plain import Entry, Reading, Watch, fingerprint
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.words import bare_tags, inline_tags, split_title

_YAML_HEAD = re.compile(r"---\ntitle: [^\n]*\ndate: [^\n]*\n(?:[^\n]*\n){0,8}?body: \|")
_HEADING = re.compile(r"^(#{2,6}) (?=\d)(.*)$", re.MULTILINE)
_YEAR = re.compile(r"\A\s*(#{1,4}) (\d{4}) *\n+\1# (\S+) *\n+\1## (?=\d)")


def _entry(found: Stamp, title: str, body: str, tags: list[str], *, starred: bool, item: str) -> Entry:
    # One identifier for every export of the same entry: jrnl's text, JSON, XML and YAML agree on these.
    return Entry(
        source_id=fingerprint("jrnl", found.day, found.time, title, body),
        title=title,
        text=body,
        day=found.day,
        time=found.time,
        created=found.utc,
        tags=bare_tags(tags),
        tags_as_written=tuple(tags),
        starred=starred,
        item=item,
        extra=() if found.day_known else (("date as written", found.day.strftime("%Y-%m")),),
    )


def read_json(source: Source, name: str, watch: Watch) -> Reading:
    """Read jrnl's JSON export; entries that are not whole are reported, the others read."""
    reading = Reading("jrnl-json")
    document = load_json(source.read(name, limits.MAX_JSON_BYTES), name)
    rows = document.get("entries") if isinstance(document, dict) else None
    if not isinstance(rows, list):
        message = f"{name} holds no list of entries. Nothing was imported."
        raise ImportRefused(message)
    for number, row in enumerate(rows, 1):
        if number % 100 == 1:
            watch.step(number - 1, len(rows))
        item = f"{name}, entry {number}"
        entry = _json_entry(row, item)
        if isinstance(entry, str):
            reading.problem(item, entry)
        else:
            reading.entries.append(entry)
    watch.step(len(rows), len(rows))
    return reading


def _json_entry(row: Any, item: str) -> Entry | str:
    if not isinstance(row, dict):
        return "It is no entry and was left out."
    title, body = row.get("title") or "", row.get("body") or ""
    if not isinstance(title, str) or not isinstance(body, str):
        return "Its title or text is not text. It was left out."
    when = stamp(f"{row.get('date', '')} {row.get('time') or ''}".strip())
    if when is None:
        return "Its date cannot be read. It was left out."
    raw = row.get("tags")
    tags = [clean(tag) for tag in raw if isinstance(tag, str)] if isinstance(raw, list) else []
    return _entry(
        when, clean(title).strip(), clean(body).strip(), tags, starred=row.get("starred") is True, item=item
    )


@dataclass(slots=True)
class _XmlEntry:
    date: str
    starred: bool
    tags: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _XmlReader:
    """Collects jrnl's `<entry>` elements; a document that declares anything of its own is refused."""

    def __init__(self, name: str) -> None:
        self.entries: list[_XmlEntry] = []
        self._name = name
        self._open: _XmlEntry | None = None
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._refuse

    def parse(self, data: bytes) -> None:
        """Read a whole document; raises `ImportRefused` if it is malformed or declares entities."""
        try:
            self._parser.Parse(data, True)
        except (expat.ExpatError, LookupError, ValueError):
            message = f"{self._name} is damaged or incomplete XML. Nothing was imported; export it again."
            raise ImportRefused(message) from None

    def _refuse(self, *_: object) -> None:
        message = (
            f"{self._name} declares its own XML entities, which a journal never does. Nothing was imported."
        )
        raise ImportRefused(message)

    def _start(self, element: str, attributes: dict[str, str]) -> None:
        if element == "entry":
            starred = attributes.get("starred", "").lower() in {"true", "1", "starred", "*", "yes"}
            self._open = _XmlEntry(attributes.get("date", ""), starred)
            self.entries.append(self._open)
        elif element == "tag" and self._open is not None:
            self._open.tags.append(clean(attributes.get("name", "")))

    def _end(self, element: str) -> None:
        if element == "entry":
            self._open = None

    def _text(self, text: str) -> None:
        if self._open is not None:
            self._open.text.append(text)


def read_xml(source: Source, name: str, watch: Watch) -> Reading:
    """Read jrnl's XML export, which joins title and text: the first sentence is taken for the title."""
    reading = Reading("jrnl-xml")
    reader = _XmlReader(name)
    reader.parse(source.read(name, limits.MAX_TEXT_BYTES))
    for number, found in enumerate(reader.entries, 1):
        watch.step(number - 1, len(reader.entries))
        item = f"{name}, entry {number}"
        when = stamp(found.date)
        if when is None:
            reading.problem(item, "Its date cannot be read. It was left out.")
            continue
        text, starred = without_star(clean("".join(found.text)).strip())
        title, body = split_title(text, colon_ends=True)
        reading.entries.append(
            _entry(when, title, body, found.tags, starred=found.starred or starred, item=item)
        )
    return reading


def is_yaml_export(text: str) -> bool:
    """Whether a text begins as one entry of jrnl's YAML export."""
    return bool(_YAML_HEAD.match(text))


def read_yaml(source: Source, names: list[str], watch: Watch) -> Reading:
    """Read jrnl's YAML export, one file an entry, line by line: titles with a colon make it no YAML."""
    reading = Reading("jrnl-yaml")
    for number, name in enumerate(names):
        watch.step(number, len(names))
        try:
            text, warning = decode(source.read(name, limits.MAX_NOTE_BYTES))
        except ImportRefused as error:
            reading.problem(name, str(error))
            continue
        if warning:
            reading.problem(name, warning)
        entry = _yaml_entry(text, name) if is_yaml_export(text) else None
        if entry is None:
            reading.problem(
                name, "It is no entry of a jrnl export, or its date cannot be read. It was left out."
            )
        else:
            reading.entries.append(entry)
    return reading


def _yaml_entry(text: str, name: str) -> Entry | None:
    head, _, rest = text.partition("\nbody: |")
    fields = {
        key.strip(): value.strip()
        for key, colon, value in (line.partition(":") for line in head.split("\n"))
        if colon
    }
    when = stamp(fields.get("date", ""))
    if when is None:
        return None
    lines = rest.partition("\n")[2].removesuffix("\n...").removesuffix("\n...\n").split("\n")
    body = "\n".join(line.removeprefix("\t") for line in lines if line != "...").strip()
    tags = [tag.strip() for tag in fields.get("tags", "").split(",") if tag.strip()]
    return _entry(
        when, fields.get("title", ""), body, tags, starred=fields.get("starred") == "True", item=name
    )


def is_markdown_export(text: str) -> bool:
    """Whether a text begins as jrnl's Markdown export: a year, a month, a dated title."""
    match = _YEAR.match(text)
    return bool(match and dated_heading(text[match.end() :].partition("\n")[0]))


def read_markdown(source: Source, name: str, watch: Watch) -> Reading:
    """Read jrnl's Markdown export; which entries are starred is not in it."""
    reading = Reading("jrnl-markdown")
    text, warning = decode(source.read(name, limits.MAX_TEXT_BYTES))
    if warning:
        reading.problem(name, warning)
    for number, (when, title, body) in enumerate(_markdown_entries(text), 1):
        watch.step(number - 1, number)
        tags = inline_tags(f"{title}\n{body}")
        reading.entries.append(_entry(when, title, body, tags, starred=False, item=f"{name}, entry {number}"))
    if not reading.entries:
        message = f"{name} holds no dated heading of a jrnl export. Nothing was imported."
        raise ImportRefused(message)
    return reading


def _markdown_entries(text: str) -> Iterator[tuple[Stamp, str, str]]:
    match = _YEAR.match(text)
    level = len(match[1]) + 2 if match else 3
    # A new month, and perhaps a new year above it, stand between two entries.
    between = re.compile(rf"(?:\n#{{{level - 2}}} \d{{4}} *\n\s*)?\n?#{{{level - 1}}} \S+ *\s*\Z")
    found = [
        (heading.start(), heading.end(), dated)
        for heading in _HEADING.finditer(text)
        if len(heading[1]) == level and (dated := dated_heading(heading[2]))
    ]
    ends = [start for start, _, _ in found[1:]] + [len(text)] * bool(found)
    for (_, start, (when, title)), until in zip(found, ends, strict=True):
        body = text[start:until]
        if until < len(text):
            body = between.sub("", body)
        yield when, title, body.strip()
