"""The resources of a journal as BibTeX, in Unicode."""

from __future__ import annotations

import re
import unicodedata
from typing import BinaryIO, Final

from mentorjournal.interchange.latex_letters import to_latex
from mentorjournal.interchange.portable import Left, Portable
from mentorjournal.interchange.references import authors_of, family_first, not_held, one_line
from mentorjournal.model.types import Resource

HEAD: Final = "% References of a mentoring journal, written by Mentor Journal"
_TYPES: Final = {"article": "article", "book": "book", "link": "online", "tool": "software"}
_VENUES: Final = {"article": "journal", "book": "publisher"}
_NO_KEY: Final = re.compile(r"[^A-Za-z0-9]+")
_WITH_CAPITALS: Final = re.compile(r"(?<![\w\\{])\w+[^\W\d_a-zà-öø-ÿ]\w*(?![\w}])")
"""A word with a capital behind its first letter, whose capitals a style must not take away."""


def write(portable: Portable, out: BinaryIO) -> Left:
    """Write every chosen resource; `Left` says what of them BibTeX has no place for."""
    left, keys = Left(), dict[str, int]()
    out.write(f"{HEAD}\n\n".encode())
    for resource in portable.of(Resource):
        out.write(_entry(resource, portable, _key(resource, keys), left).encode("utf-8"))
        left.records += 1
        portable.check(left.records)
        for words in not_held(resource):
            left.lost(words)
    return left


def _entry(resource: Resource, portable: Portable, key: str, left: Left) -> str:
    entry_type = _TYPES.get(resource.kind, "misc")
    year = "" if resource.year is None else f"{resource.year:g}"
    values = (
        ("author", " and ".join(map(_name, authors_of(resource)))),
        ("title", _title(one_line(resource.title))),
        (_VENUES.get(resource.kind, "organization"), to_latex(one_line(resource.published_in))),
        ("year", to_latex(year)),
        ("doi", to_latex(one_line(resource.doi))),
        ("url", _address(resource.url)),
        ("keywords", _keywords(portable.tags(resource), left)),
        ("entrysubtype", "" if resource.kind in _TYPES else to_latex(resource.kind)),
        ("annotation", to_latex(resource.notes)),
    )
    lines = [f"  {name} = {{{value}}}" for name, value in values if value]
    return f"@{entry_type}{{{key},\n" + ",\n".join(lines) + "\n}\n\n"


def _name(name: str) -> str:
    family, given = family_first(name)
    if given:
        return f"{_guarded(family)}, {_guarded(given)}"
    return "others" if name == "et al." else f"{{{to_latex(name)}}}"


def _guarded(part: str) -> str:
    """A part of a name; one that BibTeX would take apart stands in braces."""
    words = part.split()
    odd = any(word.lower() == "and" for word in words) or (
        len(words) > 1 and any(word[:1].islower() for word in words[1:])
    )
    latex = to_latex(part)
    return f"{{{latex}}}" if odd else latex


def _title(title: str) -> str:
    if "@" in title:
        # A reader may take an @ before a brace for the start of the next entry.
        return to_latex(title)
    pieces, start = [], 0
    for found in _WITH_CAPITALS.finditer(title):
        pieces += [to_latex(title[start : found.start()]), f"{{{to_latex(found[0])}}}"]
        start = found.end()
    return "".join((*pieces, to_latex(title[start:])))


def _address(url: str) -> str:
    """An address, whose signs BibTeX keeps as they are; what would break its braces is percent-encoded."""
    return one_line(url).replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def _keywords(tags: tuple[str, ...], left: Left) -> str:
    words = []
    for tag in tags:
        if ";" in tag:
            left.lost("the semicolon in a tag")
        words.append(tag.replace(";", ","))
    if any("," in word for word in words):
        return to_latex("; ".join(words) + ("" if len(words) > 1 else ";"))
    return to_latex(", ".join(words))


def _key(resource: Resource, keys: dict[str, int]) -> str:
    """A key of family name and year, as people cite; the same journal gives the same keys."""
    first = next(iter(authors_of(resource)), "") or resource.title
    family = unicodedata.normalize("NFKD", family_first(first)[0]).encode("ascii", "ignore").decode()
    year = "" if resource.year is None else f"{resource.year:.0f}"
    base = (_NO_KEY.sub("", family)[:40] or "resource") + _NO_KEY.sub("", year)
    keys[base] = keys.get(base, 0) + 1
    number = keys[base]
    return base if number == 1 else f"{base}-{number}"
