"""RIS files become resources, record by record; each record is parsed by rispy."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.references import Reference, bare_doi, one_line, year_of
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.tagged_records import Cut, records

FORMAT: Final = "ris"
_OPENING: Final = re.compile(r"^[\ufeff \t]{0,3}TY  ?- ?", re.M)
_ENDING: Final = re.compile(r"^ER  ?-[ \t]*$", re.M)
_LINE: Final = re.compile(r"^([A-Z][A-Z0-9])[ \t]{0,4}-[ \t]?", re.M)
_BOOKS: Final = frozenset({"BOOK", "EBOOK", "EDBOOK", "THES", "CONF", "SER"})
_LINKS: Final = frozenset({"ELEC", "WEB", "ICOMM", "BLOG"})
_TOOLS: Final = frozenset({"COMP", "DATA"})
_NAMES: Final = ("first_authors", "authors", "secondary_authors")
_TITLES: Final = ("title", "primary_title", "short_title")
_VENUES: Final = (
    "secondary_title",
    "journal_name",
    "alternate_title3",
    "alternate_title2",
    "alternate_title1",
)
_YEARS: Final = ("year", "publication_year", "date")
_TAKEN: Final = frozenset(
    {
        *_NAMES[:2],
        "title",
        "primary_title",
        *_YEARS,
        "keywords",
        "abstract",
        "notes_abstract",
        "type_of_reference",
    }
)


def is_ris(text: str) -> bool:
    """Whether a record begins somewhere in a text."""
    return bool(_OPENING.search(text))


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Every record of every file; one that is broken is told by item."""
    reading = Reading(FORMAT)
    for cut in records(source, names, _OPENING, reading, watch):
        ending = _ENDING.search(cut.text)
        if ending is None:
            reading.problem(cut.item, "Its end is missing. What is there was read.")
        body = _LINE.sub(r"\1  - ", cut.text[: ending.start() if ending else len(cut.text)])
        values = _parsed(f"{body.rstrip()}\nER  - \n")
        if values is None:
            reading.problem(
                cut.item, "It cannot be read as RIS, and was left out. The other records were read."
            )
        else:
            _keep(reading, cut, values, watch)
    return reading


def _parsed(text: str) -> Mapping[str, Any] | None:
    import rispy

    try:
        found = rispy.loads(text)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return found[0] if len(found) == 1 else None


def _keep(reading: Reading, cut: Cut, values: Mapping[str, Any], watch: Watch) -> None:
    reference = _reference(values)
    if not reference.title:
        reading.problem(cut.item, "It has no title. It was read with what it has.")
        reference.key = reference.key or cut.item
    reading.records.append(
        reference.incoming(f"{cut.item}: {reference.title[:80]}".rstrip(": "), watch.today)
    )


def _reference(values: Mapping[str, Any]) -> Reference:
    entry_type = _one(values, ("type_of_reference",)).upper()
    kind = next(
        (
            kind
            for known, kind in ((_BOOKS, "book"), (_LINKS, "link"), (_TOOLS, "tool"))
            if entry_type in known
        ),
        "article",
    )
    venue = _first(values, ("publisher", *_VENUES) if kind == "book" else (*_VENUES, "publisher"))
    title = _first(values, _TITLES)
    dates = [_one(values, (name,)) for name in _YEARS]
    addresses = _many(values.get("urls"))
    doi = _one(values, ("doi",))
    reference = Reference(
        key=_one(values, ("id",)),
        kind=kind,
        title=_one(values, (title,)),
        authors=tuple(name for field in _NAMES[:2] for name in map(_name, _many(values.get(field)))),
        year=next((year for date in dates if (year := year_of(date)) is not None), None),
        published_in=_one(values, (venue,)),
        doi=doi,
        url=addresses[0] if addresses else "",
        notes="\n\n".join(filter(None, (_one(values, ("abstract",)), _one(values, ("notes_abstract",))))),
        tags=tuple(word for line in _many(values.get("keywords")) for word in line.split("\n")),
    )
    reference.extra = [(f"link {number}", other) for number, other in enumerate(addresses[1:], start=2)]
    if not bare_doi(doi):
        reference.extra.append(("doi", doi))
    used = {*_TAKEN, title, venue, "doi", "urls", "unknown_tag"}
    reference.extra += [
        (name.replace("_", " "), "; ".join(_many(value)))
        for name, value in values.items()
        if name not in used
    ]
    reference.extra += [
        (str(tag or "more"), "; ".join(_many(value))) for tag, value in values.get("unknown_tag", {}).items()
    ]
    return reference


def _many(value: Any) -> list[str]:
    if isinstance(value, list):
        return [text for one in value if (text := str(one).strip())]
    return [text] if value is not None and (text := str(value).strip()) else []


def _one(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return " ".join(_many(values.get(_first(values, names))))


def _first(values: Mapping[str, Any], names: tuple[str, ...]) -> str:
    return next((name for name in names if _many(values.get(name))), names[0])


def _name(written: str) -> str:
    family, comma, given = (part.strip() for part in one_line(written).partition(","))
    return f"{family}, {given}" if comma and given else family
