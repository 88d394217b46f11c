"""What a document says, block by block, and what in it looks like a name or like somebody else's words."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Any, Final

from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.reports.blocks import Document, Quote, Table
from mentorjournal.resources import resource_path
from mentorjournal.services.reporting.spelling import fold
from mentorjournal.services.reporting.verify import Shown, squash

_NO_WORDS: Final = frozenset(
    (
        "record_id",
        "row_ids",
        "attachment",
        "media_type",
        "align",
        "orientation",
        "unit",
        "language",
        "created",
    )
)
_TITLED: Final = re.compile(
    r"\b(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Mx|Sir|Dame)\.?[ ]"
    r"(?P<words>[A-ZÀ-Þ][\w'’-]{1,30}(?:[ ][A-ZÀ-Þ][\w'’-]{1,30})?)"
)
_PAIR: Final = re.compile(
    r"(?<=[a-zß-ÿ,;:][ ])(?!(?:Dr|Prof|Mr|Mrs|Ms|Miss|Mx|Sir|Dame)\b)(?P<words>[A-ZÀ-Þ][a-zß-ÿ'’-]{1,30}[ ]"
    r"(?:[A-ZÀ-Þ]\.[ ]|(?:van|von|der|den|de|di|la|el)[ ]){0,2}"
    r"[A-ZÀ-Þ][a-zß-ÿ'’-]{1,30})(?![\w-]|[ ][A-ZÀ-Þ])"
)
_QUOTED: Final = re.compile(
    r"[“«„\"](?P<words>[^“”«»„\"\n]{16,600})[”»“\"]|^\s{0,3}>\s?(?P<block>[^\n]{16,600})", re.M
)
NOT_WRITTEN: Final = frozenset(("time_zone", "source_id", "doi", "sha256", "media_type", "rules", "key"))
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+|\n+")
STEM: Final = 5
FEWEST_QUOTED: Final = 5
"""Words that make a quotation; fewer are a title or a term."""


@dataclass(frozen=True, slots=True)
class Said:
    """Words of a document as they are printed, and the record they belong to ("" where none is named).

    `quote` is True where they stand as somebody's words, with a name to them.
    """

    text: str
    record_id: str
    quote: bool = False


def said(document: Document) -> tuple[Said, ...]:
    """Everything a document says, in its order."""
    return tuple(_said(document, "", quote=False))


def _said(value: Any, record_id: str, *, quote: bool) -> Iterator[Said]:
    if isinstance(value, str):
        if value.strip():
            yield Said(value, record_id, quote)
    elif isinstance(value, tuple):
        for item in value:
            yield from _said(item, record_id, quote=quote)
    elif is_dataclass(value):
        yield from _said_by_fields(value, getattr(value, "record_id", None) or record_id)


def _said_by_fields(block: Any, of: str) -> Iterator[Said]:
    for field in fields(block):
        inside = getattr(block, field.name)
        if isinstance(block, Table) and field.name == "rows" and block.row_ids:
            for row, owner in zip(inside, block.row_ids, strict=True):
                yield from _said(row, owner or of, quote=False)
        elif field.name not in _NO_WORDS:
            yield from _said(inside, of, quote=isinstance(block, Quote) and field.name == "markdown")


class Pages:
    """On which page words stand, where there is a drawn file to look into."""

    def __init__(self, texts: Sequence[str], placed: dict[str, list[int]]) -> None:
        self._texts = [squash(fold(text)) for text in texts]
        self._placed = placed

    def first(self, words: str, record_id: str = "") -> int | None:
        """The first page with these words, those of the record before all others; None where none has them."""
        wanted = squash(fold(words))
        usual = range(1, len(self._texts) + 1)
        near = [page for page in self._placed.get(record_id, ()) if page in usual]
        return next((page for page in (*near, *usual) if wanted and wanted in self._texts[page - 1]), None)

    def all(self, words: str) -> tuple[int, ...]:
        """Every page with these words."""
        wanted = squash(fold(words))
        return tuple(number for number, text in enumerate(self._texts, 1) if wanted and wanted in text)


def with_words(texts: Sequence[str], appended: Sequence[Shown]) -> list[str]:
    """The texts of pages with the words of pages of other PDFs that stand there, maybe as pictures."""
    held = list(texts)
    for one in appended:
        if 0 < one.page <= len(held):
            held[one.page - 1] += f"\n{one.text}"
    return held


def name_like(text: str) -> Iterator[str]:
    """Words that look like somebody's name; few, for a hint that is often wrong is soon not read."""
    ordinary = _ordinary()
    for found in _TITLED.finditer(text):
        first = found["words"].split()[0]
        if first not in ordinary:
            yield found["words"]
    for found in _PAIR.finditer(text):
        if not ordinary & set(found["words"].split()):
            yield found["words"]


def quoted(text: str) -> Iterator[str]:
    """What stands between quotation marks or behind the mark of a quotation, if it is long enough for one."""
    for found in _QUOTED.finditer(text):
        words = (found["words"] or found["block"]).strip()
        if len(words.split()) >= FEWEST_QUOTED:
            yield words


def text_of(record: Record, only: str = "") -> str:
    """What a person wrote in a record: all of it, or one field without its headings."""
    parts: list[str] = []
    for name, declared in fields_of(type(record)).items():
        if only and name != only:
            continue
        if declared.kind == "sections":
            parts += (f"{'' if only else part.heading}\n{part.text}" for part in getattr(record, name))
        elif declared.kind in ("text", "note") and name not in NOT_WRITTEN:
            parts.append(getattr(record, name))
    return "\n".join(filter(None, parts))


def stems(words: str) -> set[str]:
    """The beginnings of the longer words, so that "summaries" and "summary" are one."""
    return {word[:STEM] for word in fold(words).split() if len(word) >= STEM}


def sentences(text: str) -> list[str]:
    """The sentences and lines of a text."""
    return [part.strip() for part in _SENTENCE.split(text) if part.strip()]


@cache
def _ordinary() -> frozenset[str]:
    words = tomllib.loads(resource_path("identifiers/words.toml").read_text("utf-8"))["not_names"]
    return frozenset(words)
