"""What of a drawn document asks for a look before it leaves, point by point, each under a key that is kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from mentorjournal.services.reporting.review_findings import PersonFound, Review

PAPER: Final = "paper"
NAMES: Final = "names"
QUOTES: Final = "quotes"
IDENTIFIERS: Final = "identifiers"
_MOST_GLYPHS: Final = 12


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to look at; `group` is one of the constants above, `page` counts from 1, 0 for no page.

    `who` is whose words they are, of a quotation.
    """

    key: str
    group: str
    words: str
    detail: str = ""
    page: int = 0
    record_id: str = ""
    who: str = ""


def key_of(*parts: str) -> str:
    """The key of a point: the same point has the same key the next time, and it tells nothing."""
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=8).hexdigest()


def person_key(person: PersonFound) -> str:
    """The key of what is the matter with how somebody appears."""
    return key_of("person", person.person, person.shown, person.warning)


def paper_points(missing: Sequence[str], sentences: Sequence[str]) -> tuple[Point, ...]:
    """Letters without a face, and what is to be said about the document as a whole."""
    found = [Point(key_of(PAPER, words), PAPER, words) for words in dict.fromkeys(sentences)]
    if missing:
        shown = ", ".join(missing[:_MOST_GLYPHS]) + ("…" if len(missing) > _MOST_GLYPHS else "")
        words = _tr("No face on this computer has these characters, so they are not printed: {0}")
        found.insert(0, Point(key_of(PAPER, *missing), PAPER, words.format(shown)))
    return tuple(found)


def review_points(review: Review) -> tuple[Point, ...]:
    """What the review found, people aside."""
    return tuple(_points(review))


def to_look_at(points: Sequence[Point], people: Sequence[PersonFound], seen: frozenset[str]) -> int:
    """How many points wait for a look."""
    asking = {person_key(person) for person in people if person.warning}
    return len((asking | {point.key for point in points}) - seen)


def _points(review: Review) -> Iterator[Point]:
    for words in review.warnings:
        yield Point(key_of(PAPER, words), PAPER, words)
    for name in review.unknown:
        page = name.pages[0] if name.pages else 0
        often = _tr("{0} times").format(name.times) if name.times > 1 else ""
        yield Point(key_of(NAMES, name.words), NAMES, name.words, often, page, name.record_id)
    for quote in review.quotes:
        who = _tr("by {0}").format(quote.giver) if quote.giver else ""
        yield Point(
            key_of(QUOTES, quote.record_id, quote.words),
            QUOTES,
            _tr("“{0}”").format(quote.words),
            who,
            quote.page or 0,
            quote.record_id,
            quote.giver,
        )
    for item in review.identifiers:
        where = _tr("in “{0}”").format(item.about) if item.about else ""
        clinical = _tr("clinical") if item.clinical else ""
        yield Point(
            key_of(IDENTIFIERS, item.key, item.words, item.record_id),
            IDENTIFIERS,
            item.words,
            ", ".join(filter(None, (item.label, where, clinical))),
            item.page or 0,
            item.record_id,
        )


def _tr(text: str) -> str:
    return QCoreApplication.translate("Points", text)
