"""Looks over a document before it leaves for who and what in it may identify somebody. It assists, never certifies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from mentorjournal.model.fields import fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Feedback, Person, Reflection, Resource
from mentorjournal.services.identifiers import ANYWHERE, CLASSES, Identifier, find
from mentorjournal.services.reporting.gather import read_owner
from mentorjournal.services.reporting.names import LEFT_OUT
from mentorjournal.services.reporting.options import Appearance
from mentorjournal.services.reporting.pages import page_texts
from mentorjournal.services.reporting.review_findings import (
    IdentifierFound,
    NameFound,
    PersonFound,
    QuoteFound,
    Review,
)
from mentorjournal.services.reporting.review_words import (
    Pages,
    Said,
    name_like,
    quoted,
    said,
    sentences,
    stems,
    text_of,
    with_words,
)
from mentorjournal.services.reporting.spelling import fold
from mentorjournal.services.reporting.verify import Placed, Shown, squash

if TYPE_CHECKING:
    from mentorjournal.services.reporting.making import Made
    from mentorjournal.storage.reader import Reader

FEWEST_COPIED: Final = 6
"""Words of a sentence that make it somebody's own."""
PICTURE: Final = "a picture in a clinical record"


def look(
    reader: Reader,
    made: Made,
    data: bytes | None,
    passages: Sequence[Placed] = (),
    appended: Sequence[Shown] = (),
    go_on: Callable[[], None] = lambda: None,
) -> Review:
    """What of a document to look at. Pages are known where `data` is its PDF, records there by `passages`, and
    what stands on pages of other PDFs by `appended`. `go_on` is called between its parts, and may raise."""
    return _Looking(reader, made, data, passages, appended, go_on).review()


class _Looking:
    """One look at one document."""

    def __init__(
        self,
        reader: Reader,
        made: Made,
        data: bytes | None,
        passages: Sequence[Placed],
        appended: Sequence[Shown],
        go_on: Callable[[], None],
    ) -> None:
        self._go_on = go_on
        placed: dict[str, list[int]] = {}
        for one in passages:
            placed.setdefault(one.record_id, []).append(one.page)
        self._made = made
        self._appended = appended
        self._pages = Pages(with_words(page_texts(data), appended) if data else (), placed)
        self._records = tuple(reader.many(sorted(made.records)).values())
        found = reader.many(one.person for one in made.people)
        self._people = {key: item for key, item in found.items() if isinstance(item, Person)}
        self._clinical = read_owner(reader).clinical
        self._feedback = (*reader.find(Feedback), *reader.find(Feedback, trashed=True))
        self._said = (*said(made.document), *(Said(one.text, one.record_id) for one in appended))
        self._all = squash(fold("\n".join(one.text for one in self._said)))
        self._named = {item.id: Counter(self._names_in(item)) for item in self._records}
        self._texts = {item.id: made.names.scrub(text_of(item)) for item in self._records}

    def _names_in(self, record: Record) -> Iterator[str]:
        self._go_on()
        for people in self._made.names.mentioned(text_of(record)):
            yield from people

    def review(self) -> Review:
        """Everything found."""
        return Review(
            tuple(self._person(one) for one in self._made.people),
            tuple(self._unknown()),
            tuple(self._quotes()),
            tuple(sorted(self._identifiers(), key=lambda one: one.page or 0)),
            (*self._made.cautions, *self._on_evidence()),
        )

    def _on_evidence(self) -> Iterator[str]:
        """Of pages of other PDFs: what stands there cannot be replaced."""
        for one in self._appended:
            for name in self._made.names.standing_in(one.text):
                yield f"“{name}” stands on page {one.page}, on a page of evidence, which is printed as it is."

    def _person(self, one: Appearance) -> PersonFound:
        person = self._people.get(one.person, Person(id=one.person, title=one.name))
        times = {item.id: self._times(item, one.person) for item in self._records}
        chosen = self._made.names.person(one.person) or person
        display = "name" if one.by_name else _display(chosen, one.shown)
        return PersonFound(
            one.person,
            one.name,
            display,
            one.shown,
            person.consent,
            sum(times.values()),
            self._pages.all(one.shown),
            tuple(key for key, count in times.items() if count),
            self._warning(person, by_name=one.by_name),
            person.confidential,
        )

    def _warning(self, person: Person, *, by_name: bool) -> str:
        if by_name and person.consent != "given":
            return "Is named here and did not agree to be named."
        agreed = person.consent_for.strip()
        document = self._made.document
        if by_name and agreed and not stems(agreed) & stems(f"{document.title} {document.subtitle}"):
            return f"Agreed to be named for: {agreed}. Is this document that?"
        return ""

    def _times(self, record: Record, person_id: str) -> int:
        """How often a record names a person, or once where it only links to them."""
        named = self._named[record.id][person_id]
        links = (
            getattr(record, name) for name, field in fields_of(type(record)).items() if field.kind == "link"
        )
        return named or int(any(person_id == value or person_id in (value or ()) for value in links))

    def _unknown(self) -> Iterator[NameFound]:
        found: dict[str, tuple[int, str]] = {}
        small = {word for one in self._said for word in one.text.split() if word.islower()}
        own = set(self._made.document.author.split())
        printed = "\n".join(text_of(item) for item in self._records if isinstance(item, Resource))
        for one in self._said:
            self._go_on()
            for words in name_like(one.text):
                parts = set(words.split())
                known = words in printed or any(True for _ in self._made.names.mentioned(words))
                if known or parts & own or {part.lower() for part in parts} <= small:
                    continue
                times, record_id = found.get(words, (0, one.record_id))
                found[words] = (times + 1, record_id or one.record_id)
        for words, (times, record_id) in found.items():
            yield NameFound(words, times, self._pages.all(words), record_id or self._record_with(words))

    def _quotes(self) -> Iterator[QuoteFound]:
        agreed = {item.id for item in self._feedback if item.consent == "given"}
        for item in self._feedback:
            if item.id not in agreed:
                yield from self._copied(item)
        for one in self._said:
            if one.quote and one.record_id in agreed:
                continue
            titles = {item.title for item in self._records}
            for words in (one.text,) if one.quote else quoted(one.text):
                if words not in titles:
                    page = self._pages.first(words, one.record_id)
                    yield QuoteFound(words, "", one.record_id or self._record_with(words), page)

    def _copied(self, item: Feedback) -> Iterator[QuoteFound]:
        """Whole sentences of feedback whose giver did not agree to be quoted, in the record that prints them."""
        self._go_on()
        giver = self._made.names.shown(item.person)
        for sentence in sentences(self._made.names.scrub(text_of(item, "sections"))):
            if len(sentence.split()) >= FEWEST_COPIED and squash(fold(sentence)) in self._all:
                where = self._record_with(sentence, but=item.id) or item.id
                yield QuoteFound(sentence, giver, where, self._pages.first(sentence, where))

    def _identifiers(self) -> Iterator[IdentifierFound]:
        """Those of the records first, which know where they belong, then those of the rest of the document."""
        seen: set[tuple[str, str]] = set()
        for item in self._records:
            self._go_on()
            clinical = self._clinical or (isinstance(item, Reflection) and item.clinical)
            for one in find(self._texts[item.id], None if clinical else ANYWHERE):
                low = squash(fold(one.words))
                if low in self._all and (item.id, low) not in seen:
                    seen |= {(item.id, low), ("", low)}
                    yield self._identifier(one, item, clinical=clinical)
            if clinical and self._has_picture(item):
                yield IdentifierFound(
                    "photo", CLASSES["photo"], PICTURE, None, item.id, item.title, clinical=True
                )
        for words in self._said:
            for one in find(words.text, None if self._clinical else ANYWHERE):
                low = squash(fold(one.words))
                if ("", low) not in seen:
                    seen.add(("", low))
                    yield self._identifier(one, None, clinical=False)

    def _identifier(self, one: Identifier, item: Record | None, *, clinical: bool) -> IdentifierFound:
        record_id, about = (item.id, item.title) if item else ("", "")
        page = self._pages.first(one.words, record_id)
        return IdentifierFound(one.key, one.label, one.words, page, record_id, about, clinical)

    def _has_picture(self, item: Record) -> bool:
        """Whether a picture of this record may stand in the document."""
        return bool(item.attachments) or "attachment:" in self._texts[item.id]

    def _record_with(self, words: str, but: str = "") -> str:
        return next((key for key, text in self._texts.items() if key != but and words in text), "")


def _display(person: Person, shown: str) -> str:
    if shown in ("", LEFT_OUT):
        return "omit"
    return "pseudonym" if person.display == "pseudonym" else "role"
