"""A pseudonym in place of one person's name, in every text of a record."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from mentorjournal.model.fields import Section, fields_of
from mentorjournal.model.record import Record
from mentorjournal.model.toml_texts import with_texts
from mentorjournal.model.types import Person
from mentorjournal.services.reporting.contacts import Contacts
from mentorjournal.services.reporting.names import Names
from mentorjournal.services.reporting.role_phrases import RolePhrases
from mentorjournal.services.reporting.spelling import Term, fold, key_of
from mentorjournal.services.reporting.sureness import (
    ADDRESS_LIKE,
    also_a_word,
    has_title,
    is_beside,
    surely_meant,
)

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
_TOML = "rules"
"""The field whose text is TOML, which has to stay readable."""
_JSON = ("contents", "draft", "taken")
"""The fields whose text is JSON, of review packets: only the strings inside are words."""
OWNER = "owner"


class Swap:
    """Puts a pseudonym for one person into records."""

    def __init__(self, person: Person, people: Iterable[Person], owner: str, pseudonym: str) -> None:
        others = [item for item in people if item.id != person.id]
        if owner.strip():
            others.append(Person(id=OWNER, title=owner))
        self._person = person
        self._elsewhere = _Renaming(person, others, pseudonym, shared=False)
        self._near = _Renaming(person, others, pseudonym, shared=False, linked=True)
        self._alone = _Renaming(person, others, pseudonym, shared=True, linked=True)
        ours = [term for term in self._alone.terms if person.id in term.people]
        self._shared = {key for term in ours for key in term.people} - {person.id}
        self._keys = {fold(word) for term in ours for word in term.exact}
        self._keys |= {fold(item) for item in (person.email, person.phone) if item.strip()}

    def may_stand(self, record: Record) -> bool:
        """Whether any part of the name is in the record at all, cheaply."""
        low = fold("\n".join(_texts(record)))
        return any(key in low or key_of(key) in key_of(low) for key in self._keys)

    def over(self, record: Record) -> tuple[Any, bool]:
        """The record with the pseudonym, and whether a word was left that may be this person's name."""
        linked = _linked_ids(record)
        names = self._elsewhere
        if self._person.id in linked:
            names = self._near if self._shared & linked else self._alone
        values: dict[str, Any] = {
            name: _way(name)(value, partial(_swapped, names))
            for name in _text_fields(type(record))
            if (value := getattr(record, name))
        }
        new = dataclasses.replace(record, **values)
        return new, any(map(names.leaves, _texts(new)))


class _Renaming(Names):
    """Names in texts, of whom one person is replaced where they are surely meant.

    With `shared` a word counts that may mean others too; `linked` says that the record is the person's.
    """

    def __init__(
        self, person: Person, others: Iterable[Person], pseudonym: str, *, shared: bool, linked: bool = False
    ) -> None:
        kept = list(others)
        hidden = replace(person, display="pseudonym", consent="none")
        super().__init__((hidden, *kept), present=[item.id for item in kept])
        self._whom, self._new, self._take_shared, self._linked = person, pseudonym, shared, linked
        self._whole = key_of(fold(person.title)) if is_pseudonymous(person) else ""

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

    def leaves(self, text: str) -> bool:
        """Whether a text holds what may be the name, replaced or not."""
        return any(map(self._is_theirs, super()._places(unicodedata.normalize("NFC", text))))

    def scrub(self, text: str) -> str:
        """The text with the pseudonym. Markup that splits a name stays where an address would lose by it."""
        if ADDRESS_LIKE.search(text):
            return self._replaced(unicodedata.normalize("NFC", text))[0]
        return super().scrub(text)

    def _places(self, text: str) -> list[Any]:
        addresses = [found.span() for found in ADDRESS_LIKE.finditer(text)]
        outside = [
            place
            for place in super()._places(text)
            if self._is_theirs(place)
            and not any(start < place.stop and place.start < stop for start, stop in addresses)
        ]
        return [place for place in _joined(text, outside) if self._is_sure(text, place)]

    def _is_theirs(self, place: Any) -> bool:
        """Whether a place may name the person; of a pseudonym no single word does."""
        return self._whom.id in place.term.people and self._whole in ("", place.term.key)

    def _is_sure(self, text: str, place: Any) -> bool:
        term = place.term
        if len(term.people) > 1 and not self._take_shared:
            return False
        words = text[place.start : place.stop]
        if words.startswith("@"):
            return not also_a_word(term)
        if isinstance(place, _Joined) or len(term.spellings[0].split()) > 1 or has_title(words, term):
            return True
        return surely_meant(
            term, text[: place.start], f"{place.tail}{text[place.stop :]}", linked=self._linked
        )

    def _instead(self, term: Term, before: str, phrases: RolePhrases) -> str:
        return self._new


@dataclass(frozen=True, slots=True)
class _Joined:
    """Parts of one name beside each other, as one place."""

    start: int
    stop: int
    term: Term
    tail: str


def _joined(text: str, places: Iterable[Any]) -> list[Any]:
    """Places in their order; different parts beside each other are one: "Young, May"."""
    out: list[Any] = []
    for place in places:
        last = out[-1] if out else None
        if last is not None and place.start < last.stop:
            continue
        if last is not None and last.term.key != place.term.key and is_beside(text[last.stop : place.start]):
            term = min(last.term, place.term, key=lambda term: len(term.people))
            out[-1] = _Joined(last.start, place.stop, term, place.tail)
        else:
            out.append(place)
    return out


def is_pseudonymous(person: Person) -> bool:
    """Whether a person is called by a pseudonym only, put in place of their name before."""
    return person.archived and bool(person.title) and person.title == person.pseudonym


def _way(name: str) -> Callable[[Any, Callable[[Any], Any]], Any]:
    """How the words of a field are reached."""
    if name == _TOML:
        return with_texts
    return _with_json_texts if name in _JSON else lambda value, change: change(value)


def _with_json_texts(text: str, change: Callable[[Any], Any]) -> str:
    """JSON with every string in it changed; its keys stay. What is no JSON stays as it is."""

    def over(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: over(item) for key, item in value.items()}
        if isinstance(value, list):
            return [over(item) for item in value]
        return change(value) if isinstance(value, str) else value

    try:
        return json.dumps(over(json.loads(text)), ensure_ascii=False)
    except ValueError:
        return text


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
