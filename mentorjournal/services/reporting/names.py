"""People on paper: by name only with consent, else by role or pseudonym, in fields and inside texts."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from mentorjournal.model.choices import label
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.reporting.contacts import ADDRESS, Contacts
from mentorjournal.services.reporting.options import Appearance
from mentorjournal.services.reporting.role_phrases import RolePhrases, another, letters
from mentorjournal.services.reporting.seams import across_seams, without_addresses
from mentorjournal.services.reporting.spelling import (
    HONORIFICS,
    Term,
    bounded,
    cases_of,
    fold,
    folded,
    is_month,
    key_of,
    pattern_of,
    terms_of,
)

LEFT_OUT = "[name left out]"
_MARKUP = re.compile(r"[*_`~\\\u00ad]")
_TITLED = rf"(?:(?:{'|'.join(HONORIFICS)})\.?\s+){{0,4}}"
_HANDLE = re.compile(r"@[\w.\-]{3,}")
_SHORTEST_IN_HANDLE = 4
_THEIR_SIDE = {"mentee": "Mentor", "mentor": "Mentee", "peer": "Peer"}


@dataclass(frozen=True, slots=True)
class _Place:
    """A name in a text: where it begins and ends, and the possessive ending that stays."""

    start: int
    stop: int
    term: Term
    tail: str = ""


class Names:
    """How each person of a journal appears on paper; the same people give the same words.

    `people` are all of them, trashed ones too, for their names may stand in texts. `owner` is the name on
    the cover: where it is longer than somebody's ("Daniela", "Daniel"), it is not taken for a form of that.
    `present` are the ids of those the document is made for, who know their own name: it stands, and nobody
    else is called by a role of theirs. Who is only searched for as a mentor is nobody's mentor yet.
    """

    def __init__(
        self,
        people: Iterable[Person],
        relationships: Iterable[Relationship] = (),
        owner: str = "",
        present: Iterable[str] = (),
    ) -> None:
        self._present = frozenset(present)
        self._own = frozenset(map(key_of, fold(owner).split()))
        self._people = {person.id: person for person in sorted(people, key=lambda person: person.id)}
        self._tied = {item.person: item for item in relationships if item.person and item.phase != "search"}
        self.met: set[str] = set()

    def person(self, person_id: str | None) -> Person | None:
        """Who that is, or None."""
        return self._people.get(person_id or "")

    def by_name(self, person_id: str) -> bool:
        """True where this person agreed to be named, and is to be, and is not confidential; or is present."""
        person = self._people.get(person_id)
        agreed = person is not None and person.display == "name" and person.consent == "given"
        return person is not None and (person.id in self._present or (agreed and not person.confidential))

    def shown(self, person_id: str | None) -> str:
        """What stands for a person: a name, a role, a pseudonym; "" for nobody and for who is left out."""
        person = self._people.get(person_id or "")
        if person is None:
            return ""
        self.met.add(person.id)
        return "" if person.display == "omit" and not self.by_name(person.id) else self._words(person)

    def all_shown(self, ids: Iterable[str]) -> str:
        """Several people in one phrase, each once."""
        return ", ".join(dict.fromkeys(filter(None, map(self.shown, ids))))

    def appearances(self) -> tuple[Appearance, ...]:
        """Everybody met so far, in the order of their ids."""
        return tuple(
            Appearance(
                key,
                person.title,
                self._words(person) if self.by_name(key) or person.display != "omit" else LEFT_OUT,
                self.by_name(key),
            )
            for key, person in self._people.items()
            if key in self.met
        )

    def scrub(self, text: str) -> str:
        """A text in which everybody appears as `shown` says; addresses of people are left out.

        Where markup or an invisible character splits a name, the markup goes, never the protection.
        """
        done, found = self._replaced(unicodedata.normalize("NFC", text))
        bare = _MARKUP.sub("", html.unescape(text))
        if bare != text:
            plain, more = self._replaced(unicodedata.normalize("NFC", bare))
            done = plain if more > found else done
        return across_seams(bare, self._replaced) or done

    def mentioned(self, text: str) -> Iterator[tuple[str, ...]]:
        """For every name in a text, in its order, the ids of those who are called so."""
        for place in self._places(unicodedata.normalize("NFC", text)):
            yield tuple(place.term.people)

    def standing_in(self, text: str) -> tuple[str, ...]:
        """The names that must not be found in a drawn document and stand in this text of it."""
        text = unicodedata.normalize("NFC", unquote(text))
        low, places = folded(text)
        found = [term.exact[0] for term, pattern in self._forbidden if pattern.search(low)]
        hidden = {term.key for term, _ in self._forbidden}
        for term, written, ending, _ in self._bent_in(text, low, places):
            if term.key in hidden and term.is_bent(written, ending):
                found.append(term.exact[0])
        return tuple(dict.fromkeys(found))

    def _words(self, person: Person) -> str:
        if self.by_name(person.id):
            return person.title
        if person.display == "pseudonym":
            return self._pseudonyms[person.id]
        role = self._role(person)
        return another(role) if role.casefold() in self._taken else role

    def _role(self, person: Person) -> str:
        own = " ".join(person.role_label.split())
        return own if own and not self._tells(own) else self._generic(person)

    def _generic(self, person: Person) -> str:
        if person.roles:
            return label("roles", person.roles[0])
        tie = self._tied.get(person.id)
        return _THEIR_SIDE[tie.my_role] if tie else "Colleague"

    @cached_property
    def _taken(self) -> frozenset[str]:
        """The roles of those present and, towards them, of the journal's owner, in small letters."""
        found: set[str] = set()
        for person in (self._people[key] for key in self._present if key in self._people):
            found |= {
                person.role_label,
                self._generic(person),
                *(label("roles", role) for role in person.roles),
            }
            if tie := self._tied.get(person.id):
                found |= {_THEIR_SIDE[tie.my_role], tie.my_role}
        return frozenset(" ".join(role.split()).casefold() for role in found if role.strip())

    def _tells(self, words: str) -> bool:
        """True where a label holds a name of somebody who did not agree."""
        return bool(self.standing_in(words))

    @cached_property
    def _pseudonyms(self) -> dict[str, str]:
        """Everybody's pseudonym: their own where they have one, else role and letter in the order of ids."""
        own = {
            key: " ".join(person.pseudonym.split())
            for key, person in self._people.items()
            if person.pseudonym.strip() and not self._tells(person.pseudonym)
        }
        taken = {name.casefold() for name in own.values()}
        for key, person in self._people.items():
            if key not in own:
                base = self._generic(person)
                number = 0
                while f"{base} {letters(number)}".casefold() in taken:
                    number += 1
                own[key] = f"{base} {letters(number)}"
                taken.add(own[key].casefold())
        return own

    @cached_property
    def _forbidden(self) -> tuple[tuple[Term, re.Pattern[str]], ...]:
        return tuple(
            (term, re.compile(bounded(pattern_of((term,)))))
            for term in self._by_key.values()
            if not term.ordinary and not any(map(self.by_name, term.people))
        )

    @cached_property
    def _by_key(self) -> dict[str, Term]:
        return {term.key: term for term in terms_of(self._people.values())}

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = pattern_of(self._by_key.values()) or "(?!)"
        return re.compile(bounded(f"@?{_TITLED}(?P<name>{names})"))

    @cached_property
    def _bent(self) -> re.Pattern[str]:
        """Names of four letters and more with up to three more letters behind them."""
        names = pattern_of(term for term in self._by_key.values() if term.bends) or "(?!)"
        return re.compile(bounded(f"{_TITLED}(?P<name>{names})(?P<ending>[^\\W\\d_]{{1,3}})"))

    @cached_property
    def _stems(self) -> dict[str, Term]:
        return {key_of(stem): term for term in self._by_key.values() for stem in term.stems}

    @cached_property
    def _declined(self) -> re.Pattern[str]:
        """Names of which the last vowel was replaced by another ending."""
        return re.compile(
            bounded(_TITLED + cases_of(s for term in self._by_key.values() for s in term.stems))
        )

    @cached_property
    def _contacts(self) -> Contacts:
        return Contacts(self._people.values())

    def _replaced(self, text: str) -> tuple[str, int]:
        """The text with every name replaced, and how many there were."""
        text, pointed = without_addresses(text, self._is_hidden_in, ADDRESS)
        text, count = self._contacts.left_out(text)
        parts: list[str] = []
        last, phrases = 0, RolePhrases(self._taken)
        for place in self._places(text):
            if place.start < last:
                continue
            if all(map(self.by_name, place.term.people)):
                self.met.update(place.term.people)
                continue
            count += 1
            instead = self._instead(place.term, text[: place.start], phrases)
            parts += (text[last : place.start], instead, place.tail)
            last = place.stop
        return "".join((*parts, text[last:])), count + pointed

    def _is_hidden_in(self, text: str) -> bool:
        return any(not all(map(self.by_name, place.term.people)) for place in self._places(text))

    def _places(self, text: str) -> list[_Place]:
        """Every name in a text, in its order; of those that overlap the one with an ending first."""
        found = [*self._handles_in(text)]
        low, places = folded(text)
        for term, written, ending, (start, stop) in self._bent_in(text, low, places):
            name_at = stop - len(ending) - len(written)
            if term.counts_bent(written, ending, text[:name_at]):
                found.append(_Place(start, stop, term, "'s" if fold(ending) == "s" else ""))
        covered = bytearray(len(text))
        for place in found:
            covered[place.start : place.stop] = b"\1" * (place.stop - place.start)
        for match in self._pattern.finditer(low):
            start, stop = places[match.start()], places[match.end()]
            term = self._by_key[key_of(match["name"])]
            if is_month(term.key, text[:start], text[stop:]):
                continue
            if not any(covered[start:stop]) and term.counts(text[places[match.start("name")] : stop]):
                found.append(_Place(start, stop, term))
        return sorted(found, key=lambda place: place.start)

    def _bent_in(
        self, text: str, low: str, places: Sequence[int]
    ) -> Iterator[tuple[Term, str, str, tuple[int, int]]]:
        """Words that begin with a name: the name, as written, the rest, and the place of both with titles."""
        for match in (*self._bent.finditer(low), *self._declined.finditer(low)):
            whole = key_of(match["name"] + match["ending"])
            if whole not in self._by_key and whole not in self._own:
                start, stop = places[match.start()], places[match.end()]
                name, ending = places[match.start("name")], places[match.start("ending")]
                key = key_of(match["name"])
                term = self._stems[key] if match.re is self._declined else self._by_key[key]
                yield term, text[name:ending], text[ending:stop], (start, stop)

    def _handles_in(self, text: str) -> Iterator[_Place]:
        """Names of accounts that hold a name which may not be printed."""
        for match in _HANDLE.finditer(text) if "@" in text else ():
            key = key_of(fold(match[0]))
            for term, _ in self._forbidden:
                if len(term.key) >= _SHORTEST_IN_HANDLE and term.key in key:
                    yield _Place(match.start(), match.end(), term)
                    break

    def _instead(self, term: Term, before: str, phrases: RolePhrases) -> str:
        hidden = [person for person in term.people if not self.by_name(person)]
        person = self._people[hidden[0]]
        self.met.update(hidden)
        if len(term.people) > 1 or person.display == "omit":
            return LEFT_OUT
        if person.display == "pseudonym":
            return self._pseudonyms[person.id]
        return phrases.phrase(person.id, self._role(person), before)
