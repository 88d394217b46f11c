"""CSL-JSON, the references of Zotero, Pandoc and Mendeley, becomes resources, and resources become CSL-JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange import limits
from mentorjournal.interchange.decode import load_json
from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.interchange.references import (
    Reference,
    authors_of,
    bare_doi,
    family_first,
    keywords,
    name_of,
    not_held,
    one_line,
    year_of,
)
from mentorjournal.interchange.sources import Source
from mentorjournal.model.types import Resource

FORMAT: Final = "csl-json"
TYPES: Final = frozenset(
    {
        "article",
        "article-journal",
        "article-magazine",
        "article-newspaper",
        "bill",
        "book",
        "broadcast",
        "chapter",
    }
    | {
        "classic",
        "collection",
        "dataset",
        "document",
        "entry",
        "entry-dictionary",
        "entry-encyclopedia",
        "event",
    }
    | {"figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map"}
    | {
        "motion_picture",
        "musical_score",
        "pamphlet",
        "paper-conference",
        "patent",
        "performance",
        "periodical",
        "personal_communication",
    }
    | {"post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song"}
    | {"speech", "standard", "thesis", "treaty", "webpage"}
)
_KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("book", "collection", "classic", "periodical", "thesis", "musical_score"), "book"),
    **dict.fromkeys(("webpage", "post", "post-weblog", "broadcast", "motion_picture", "song"), "link"),
    **dict.fromkeys(("software", "dataset"), "tool"),
    "speech": "talk",
}
_WRITTEN_AS: Final[Mapping[str, str]] = {
    "article": "article-journal",
    "book": "book",
    "link": "webpage",
    "tool": "software",
    "talk": "speech",
}
_GENRES: Final = frozenset({"course", "file", "funding"})
_MARKUP: Final = re.compile(r"</?(?:i|b|sub|sup|sc|em|strong|span(?:\s[^<>]{0,200})?)\s{0,5}>", re.I)
_TAKEN: Final = frozenset(
    {"id", "type", "title", "author", "issued", "DOI", "URL", "keyword", "note", "abstract", "annote"}
    | {"citation-key", "citation-label", "custom", "system_id"}
)
_PEOPLE: Final = ("author", "editor", "director", "interviewer", "translator")
_STEP: Final = 200


def is_csl(document: Any) -> bool:
    """Whether parsed JSON is a list of references, or one."""
    return any(
        isinstance(one, Mapping) and one.get("type") in TYPES and not one.keys().isdisjoint(_TAKEN - {"type"})
        for one in _rows(document)[:5]
        if isinstance(one.get("type") if isinstance(one, Mapping) else None, str)
    )


def _rows(document: Any) -> list[Any]:
    if isinstance(document, Mapping):
        rows = document.get("items")
        return rows if isinstance(rows, list) else [document]
    return document if isinstance(document, list) else []


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Every reference of every file; one that is none is told by item."""
    reading = Reading(FORMAT)
    for name in names:
        rows = _rows(load_json(source.read(name, limits.MAX_JSON_BYTES), name))
        if len(rows) > limits.MAX_LISTED:
            message = f"{name} holds more than {limits.MAX_LISTED:,} references. Nothing was imported."
            raise ImportRefused(message)
        within = f"{name}, " if len(names) > 1 else ""
        for number, row in enumerate(rows, start=1):
            if number % _STEP == 0:
                watch.step(number, len(rows))
            item = f"{within}reference {number}"
            if not isinstance(row, Mapping):
                reading.problem(item, "It is no reference, and was left out. The others were read.")
                continue
            reference = _reference(row)
            if not reference.title:
                reading.problem(item, "It has no title. It was read with what it has.")
            reading.records.append(reference.incoming(reference.key or item, watch.today))
    return reading


def _reference(row: Mapping[str, Any]) -> Reference:
    csl_type, genre = _text(row.get("type")), _text(row.get("genre"))
    kind = genre if csl_type == "document" and genre in _GENRES else _KINDS.get(csl_type, "article")
    venues = ("publisher", "container-title") if kind == "book" else ("container-title", "publisher")
    venue = next((name for name in venues if _text(row.get(name))), venues[0])
    people = next((name for name in _PEOPLE if isinstance(row.get(name), list) and row[name]), "author")
    doi, year, written = _text(row.get("DOI")), *_date(row.get("issued"))
    reference = Reference(
        key=_text(row.get("id"))[:200],
        kind=kind,
        title=_text(row.get("title")) or _text(row.get("title-short")),
        authors=tuple(filter(None, map(_name, _listed(row.get(people))))),
        year=year,
        published_in=_text(row.get(venue)),
        doi=doi,
        url=_text(row.get("URL")),
        notes="\n\n".join(
            text.strip()
            for name in ("annote", "note", "abstract")
            if isinstance(text := row.get(name), str) and text.strip()
        ),
        tags=tuple(keywords(_text(row.get("keyword")))),
    )
    if written != str(year if year is not None else ""):
        reference.extra.append(("date", written))
    if not bare_doi(doi):
        reference.extra.append(("doi", doi))
    used = {*_TAKEN, venue, people, *(("genre",) if kind in _GENRES else ())}
    reference.extra += [(name, _said(value)) for name, value in row.items() if name not in used]
    return reference


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return one_line(_MARKUP.sub("", str(value)))


def _said(value: Any) -> str:
    """Any value in words: names, dates, and text."""
    if isinstance(value, list):
        return "; ".join(filter(None, (_name(one) or _text(one) for one in value)))
    if isinstance(value, Mapping):
        return _date(value)[1]
    return _text(value)


def _name(value: Any) -> str:
    if not isinstance(value, Mapping):
        return _text(value)
    if literal := _text(value.get("literal")):
        return literal
    particles = ("non-dropping-particle", "dropping-particle", "family")
    family = " ".join(filter(None, (_text(value.get(name)) for name in particles)))
    given = _text(value.get("given"))
    return name_of(family or given, given if family else "", _text(value.get("suffix")))


def _date(value: Any) -> tuple[int | None, str]:
    """The year of a date, and the date as it is written."""
    if not isinstance(value, Mapping):
        written = _text(value)
        return year_of(written), written
    parts = [part for part in _listed(value.get("date-parts")) if isinstance(part, list) and part]
    if not parts:
        written = _text(value.get("literal")) or _text(value.get("raw"))
        return year_of(written), written
    # A range without an end is written with the year 0.
    words = "/".join(
        "-".join(_text(number).zfill(2) for number in part[:3]) if _text(part[0]) not in ("", "0") else ""
        for part in parts[:2]
    )
    first = _text(parts[0][0])
    year = int(first) if re.fullmatch(r"-?\d{1,4}", first) and int(first) else None
    season = _text(value.get("season"))
    return year, f"{words}, season {season}" if season else words


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write every chosen resource; `Left` says what of them CSL-JSON has no place for."""
    left, between = Left(), b"[\n"
    for resource in portable.of(Resource):
        row = {name: value for name, value in _row(resource, portable, left) if value not in ("", None, [])}
        out.write(between + json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8", "replace"))
        between = b",\n"
        left.records += 1
        portable.check(left.records)
        for words in not_held(resource):
            left.lost(words)
    out.write(b"[]\n" if not left.records else b"\n]\n")
    return left


def _row(resource: Resource, portable: Portable, left: Left) -> Iterator[tuple[str, Any]]:
    yield "id", resource.id
    yield "type", _WRITTEN_AS.get(resource.kind, "document")
    yield "genre", resource.kind if resource.kind in _GENRES else ""
    yield "title", one_line(resource.title)
    yield "author", [_as_name(name) for name in authors_of(resource)]
    if resource.year is not None:
        yield "issued", {"date-parts": [[int(resource.year)]]}
    venue = "publisher" if resource.kind == "book" else "container-title"
    yield venue, one_line(resource.published_in)
    yield "DOI", one_line(resource.doi)
    yield "URL", one_line(resource.url)
    tags = portable.tags(resource)
    if any(";" in tag for tag in tags):
        left.lost("the semicolon in a tag")
    words = [tag.replace(";", ",") for tag in tags]
    yield "keyword", "; ".join(words) + (";" if len(words) == 1 and "," in words[0] else "")
    yield "note", resource.notes


def _as_name(name: str) -> dict[str, str]:
    family, given = family_first(name)
    return {"family": family, "given": given} if given else {"literal": family}
