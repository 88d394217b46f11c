"""A pseudonym in place of one person's name, in every text of a record."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.types import Person
from mentorjournal.services.reporting.contacts import Contacts
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.role_phrases import RolePhrases
from mentorjournal.services.reporting.spelling import Term, fold, key_of

_NOT_TEXT = (
    "doi",
    "time_zone",
    "source_id",
    "sha256",
    "media_type",
    "instrument",
    "part",
    "ticked",
    "series",
)
OWNER = "owner"


class Swap:
    """Puts a pseudonym for one person into records."""

    def __init__(self, person: Person, people: Iterable[Person], owner: str, pseudonym: str) -> None:
        others = [item for item in people if item.id != person.id]
        if owner.strip():
            others.append(Person(id=OWNER, title=owner))
        self._person = person
        self._sure = _Renaming(person, others, pseudonym, shared=False)
        self._all = _Renaming(person, others, pseudonym, shared=True)
        self._shared = {
            key for term in self._all.terms if person.id in term.people for key in term.people
        } - {person.id}
        self._keys = {
            fold(word) for term in self._all.terms if person.id in term.people for word in term.exact
        }
        self._keys |= {fold(item) for item in (person.email, person.phone) if item.strip()}

    def may_stand(self, record: Record) -> bool:
        """Whether any part of the name is in the record at all, cheaply."""
        low = fold("\n".join(_texts(record)))
        return any(key in low or key_of(key) in key_of(low) for key in self._keys)

    def over(self, record: Record) -> tuple[Any, bool]:
        """The record with the pseudonym, and whether a word was left that may be this person's name."""
        near = _linked_ids(record)
        alone = self._person.id in near and not (self._shared & near)
        names = self._all if alone else self._sure
        values = {
            name: _swapped(names, value)
            for name in _text_fields(type(record))
            if (value := getattr(record, name))
        }
        new = dataclasses.replace(record, **values)
        doubtful = not alone and bool(self._shared) and any(map(self._all.finds, _texts(new)))
        return new, doubtful


class _Renaming(Names):
    """Names in texts, of whom one person is replaced; with `shared` also where a word may mean others."""

    def __init__(self, person: Person, others: Iterable[Person], pseudonym: str, *, shared: bool) -> None:
        kept = list(others)
        hidden = replace(person, display="pseudonym", consent="none")
        super().__init__((hidden, *kept), present=[item.id for item in kept])
        self._whom, self._new, self._take_shared = person, pseudonym, shared

    @property
    def terms(self) -> tuple[Term, ...]:
        """Every way to write the names of everybody."""
        return tuple(self._by_key.values())

    def finds(self, text: str) -> bool:
        """Whether something in the text would be replaced."""
        return self._replaced(unicodedata.normalize("NFC", text))[1] > 0

    @cached_property
    def _contacts(self) -> Contacts:
        return Contacts((self._whom,), anybody=False)

    def _places(self, text: str) -> list[Any]:
        return [place for place in super()._places(text) if self._is_meant(place.term)]

    def _is_meant(self, term: Term) -> bool:
        return self._whom.id in term.people and (self._take_shared or len(term.people) == 1)

    def _instead(self, term: Term, before: str, phrases: RolePhrases) -> str:
        return self._new


def _swapped(names: _Renaming, value: Any) -> Any:
    if isinstance(value, str):
        return names.scrub(value) if names.finds(value) else value
    return tuple(
        Section(part.tag, _swapped(names, part.heading), _swapped(names, part.text)) for part in value
    )


def _text_fields(record_type: type[Record]) -> tuple[str, ...]:
    return tuple(
        name
        for name, field in fields_of(record_type).items()
        if field.kind in ("text", "note", "sections") and name not in _NOT_TEXT
    )


def _texts(record: Record) -> Iterator[str]:
    for name in _text_fields(type(record)):
        value = getattr(record, name)
        if isinstance(value, str):
            yield value
        else:
            yield from (text for part in value for text in (part.heading, part.text))


def _linked_ids(record: Record) -> set[str]:
    found: set[str] = set()
    for name, field in fields_of(type(record)).items():
        value = getattr(record, name) if field.kind == "link" else None
        found.update((value,) if isinstance(value, str) else value or ())
    return found
