"""PubMed's nbib files (and MEDLINE's) become resources, record by record; each is parsed by the nbib package."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from mentorjournal.interchange.plain import Reading, Watch
from mentorjournal.interchange.references import Reference, bare_doi, one_line, year_of
from mentorjournal.interchange.sources import Source
from mentorjournal.interchange.tagged_records import records

FORMAT: Final = "nbib"
_OPENING: Final = re.compile(r"^PMID ?- ?(?=\d)", re.M)
_LOCATION: Final = re.compile(r"^(?:LID|AID) {0,2}- (10\.\d{4,9}/\S{1,300}) \[doi\]", re.M)
"""The package takes the DOI of one of the two fields only."""
_TAG: Final = re.compile(r"([A-Z]{2,4}) {0,2}-(?: |\Z)")
_TAKEN: Final = frozenset(
    {"title", "authors", "journal", "abstract", "doi", "keywords", "descriptors", "publication_date"}
    | {
        "citation_owner",
        "nlm_status",
        "language",
        "nlm_journal_id",
        "publication_status",
        "last_revision_date",
    }
)
_NAMED: Final[Mapping[str, str]] = {
    "pubmed_id": "PubMed",
    "pmcid": "PubMed Central",
    "journal_volume": "volume",
    "journal_issue": "issue",
    "journal_abbreviated": "journal, short",
    "corporate_author": "group of authors",
    "publication_types": "type",
}


def is_pubmed(text: str) -> bool:
    """Whether a record begins somewhere in a text."""
    return bool(_OPENING.search(text))


def read(source: Source, names: list[str], watch: Watch) -> Reading:
    """Every record of every file; one that is broken is told by item."""
    reading = Reading(FORMAT)
    for cut in records(source, names, _OPENING, reading, watch):
        values = _parsed(cut.text)
        if values is None:
            reading.problem(
                cut.item, "It is broken or cut off, and was left out. The other records were read."
            )
            continue
        reference = _reference(values, _LOCATION.search(cut.text))
        reading.records.append(
            reference.incoming(f"PubMed {reference.key}" if reference.key else cut.item, watch.today)
        )
    return reading


def _parsed(text: str) -> Mapping[str, Any] | None:
    import nbib
    from nbib.exceptions import MalformedLine

    try:
        found = nbib.read("\n".join(map(_line, filter(str.strip, text.split("\n")))) + "\n")
    except (MalformedLine, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return None
    return found[0] if len(found) == 1 and found[0].get("title") else None


def _line(written: str) -> str:
    """A line as PubMed aligns it; editors take away the spaces at its end and before its dash."""
    found = _TAG.match(written)
    return f"{found[1]:<4}- {written[found.end() :]}" if found else f"      {written.strip()}"


def _reference(values: Mapping[str, Any], location: re.Match[str] | None) -> Reference:
    doi = _text(values.get("doi")) or (location[1] if location else "")
    written = _text(values.get("publication_date"))
    tags = [*_many(values.get("keywords")), *(_heading(one) for one in values.get("descriptors") or ())]
    reference = Reference(
        key=_text(values.get("pubmed_id")),
        kind="book" if _text(values.get("isbn")) and not _text(values.get("journal")) else "article",
        title=_text(values.get("title")),
        authors=tuple(_author(one) for one in values.get("authors") or ()),
        year=year_of(written),
        published_in=_text(values.get("journal")) or _text(values.get("journal_abbreviated")),
        doi=doi,
        notes=_text(values.get("abstract")),
        tags=tuple(word for word in tags if word),
    )
    if not bare_doi(doi):
        reference.extra.append(("doi", doi))
        reference.url = f"https://pubmed.ncbi.nlm.nih.gov/{reference.key}/" if reference.key.isdigit() else ""
    if written != str(reference.year or ""):
        reference.extra.append(("date", written))
    reference.extra += [
        (_NAMED.get(name, name.replace("_", " ")), "; ".join(_many(value)))
        for name, value in values.items()
        if name not in _TAKEN and not name.endswith("_time")
    ]
    return reference


def _author(one: Any) -> str:
    if not isinstance(one, Mapping):
        return _text(one)
    return _text(one.get("author")) or _text(one.get("author_abbreviated"))


def _heading(one: Any) -> str:
    return _text(one.get("descriptor")) if isinstance(one, Mapping) else _text(one)


def _many(value: Any) -> list[str]:
    parts = value if isinstance(value, list | tuple) else [value]
    return [text for part in parts if (text := _text(part))]


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        return one_line(" ".join(str(part) for part in value.values() if isinstance(part, str | int)))
    return "" if value is None or isinstance(value, list | tuple) else one_line(str(value))
