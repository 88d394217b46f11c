"""People on paper: by name only with consent, else by role or pseudonym, in fields and inside texts."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from mentorjournal.model.choices import label
from mentorjournal.model.types import Person, Relationship
from mentorjournal.services.reporting.options import Appearance

LEFT_OUT = "[name left out]"
ADDRESS = "[address left out]"
_HONORIFICS = "dr prof professor mr mrs ms mx miss sir dame auntie aunt uncle sister doctor rev".split()  # noqa: SIM905
_PARTICLES = frozenset("van von der den de del la le da dos di du al el bin ibn jr sr ii iii".split())  # noqa: SIM905
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        an april art august baker bell best bill bird black bond brown bush chance chase church cook
        cross dawn day dean do drew eve faith field fish ford fox frank gene good grace grant gray green
        grey guy hall hand harry he hill holly hope house iris ivy jack jade jean joy june ken king kit
        lance lane law lily little long love mark mason max may miles miller moon my nick norm north
        page park pat pearl penn penny peter poole power price ray read reed rich rob rose ruby sea see
        sharp she short skip sky small smart snow so son stew stone sue summer sun sunny swan taylor ted
        to violet ward wells west white will wise wood woods work you young
        """,
    )
)
"""Words that are also names: they count as a name only with the name's own capitals."""
_SPECIAL = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "’": "'"}
)
_MARKUP = re.compile(r"[*_`~\\\u00ad]")
_BEFORE = re.compile(r"\b(?:my|our|the|a|an|his|her|their|your|this|that)\s+$", re.IGNORECASE)
_STARTS = re.compile(r"(?:^|[.!?:|\n“\"(]\s*|^\s*(?:[-*+>#]|\d+[.)])+\s*)[\s*_>#-]*$")


def folded(text: str) -> tuple[str, Sequence[int]]:
    """The text without case and accents, and for each of its characters the place it came from."""
    if text.isascii():
        return text.lower(), range(len(text) + 1)
    out: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = unicodedata.normalize("NFKD", char.casefold()).translate(_SPECIAL)
        for part in plain:
            if not unicodedata.combining(part) and unicodedata.category(part) != "Cf":
                out.append(part)
                places.append(place)
    places.append(len(text))
    return "".join(out), places


def fold(text: str) -> str:
    """The text without case and accents."""
    return folded(text)[0]


@dataclass(frozen=True, slots=True)
class _Term:
    """A way to write a name, folded, and the ids it may mean."""

    words: str
    people: tuple[str, ...]
    exact: tuple[str, ...]


class Names:
    """How each person of a journal appears on paper; the same people give the same words.

    `people` are all of them, trashed ones too, for their names may stand in texts.
    """

    def __init__(self, people: Iterable[Person], relationships: Iterable[Relationship] = ()) -> None:
        self._people = {person.id: person for person in sorted(people, key=lambda person: person.id)}
        self._tied = {item.person: item for item in relationships if item.person}
        self.met: set[str] = set()

    def by_name(self, person_id: str) -> bool:
        """True where this person agreed to be named, and is to be."""
        person = self._people.get(person_id)
        return person is not None and person.display == "name" and person.consent == "given"

    def shown(self, person_id: str | None) -> str:
        """What stands for a person: a name, a role, a pseudonym; "" for nobody and for who is left out."""
        person = self._people.get(person_id or "")
        if person is None or person.display == "omit":
            return ""
        self.met.add(person.id)
        return self._words(person)

    def all_shown(self, ids: Iterable[str]) -> str:
        """Several people in one phrase, each once."""
        return ", ".join(dict.fromkeys(filter(None, map(self.shown, ids))))

    def appearances(self) -> tuple[Appearance, ...]:
        """Everybody met so far, in the order of their ids."""
        return tuple(
            Appearance(
                key,
                person.title,
                LEFT_OUT if person.display == "omit" else self._words(person),
                self.by_name(key),
            )
            for key, person in self._people.items()
            if key in self.met
        )

    def scrub(self, text: str) -> str:
        """A text in which everybody appears as `shown` says; addresses of people are left out.

        Where markup or an invisible character splits a name, the markup goes, never the protection.
        """
        if not text:
            return text
        done, found = self._replaced(unicodedata.normalize("NFC", text))
        bare = _MARKUP.sub("", html.unescape(text))
        if bare != text:
            plain, more = self._replaced(unicodedata.normalize("NFC", bare))
            if more > found:
                return plain
        return done

    def forbidden(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """Name and pattern (over folded text) of what must not be found in a drawn document."""
        found = []
        for term in self._terms:
            ordinary = all(word in _WORDS for word in term.words.split())
            if not ordinary and not any(self.by_name(person) for person in term.people):
                found.append((term.exact[0], re.compile(_bounded(_spaced(term.words)))))
        return tuple(found)

    def _words(self, person: Person) -> str:
        if self.by_name(person.id):
            return person.title
        if person.display == "pseudonym":
            return self._pseudonyms[person.id]
        return self._role(person)

    def _role(self, person: Person) -> str:
        own = " ".join(person.role_label.split())
        return own if own and not self._tells(own) else self._generic(person)

    def _generic(self, person: Person) -> str:
        if person.roles:
            return label("roles", person.roles[0])
        tie = self._tied.get(person.id)
        return {"mentee": "Mentor", "mentor": "Mentee", "peer": "Peer"}[tie.my_role] if tie else "Colleague"

    def _tells(self, words: str) -> bool:
        """True where a label holds a name of somebody who did not agree."""
        return any(pattern.search(fold(words)) for _, pattern in self.forbidden())

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
                while f"{base} {_letters(number)}".casefold() in taken:
                    number += 1
                own[key] = f"{base} {_letters(number)}"
                taken.add(own[key].casefold())
        return own

    @cached_property
    def _terms(self) -> tuple[_Term, ...]:
        found: dict[str, tuple[list[str], list[str]]] = {}
        for key, person in self._people.items():
            for written in _ways(person):
                ids, exact = found.setdefault(fold(written), ([], []))
                ids.append(key)
                exact.append(written)
        terms = (
            _Term(words, tuple(dict.fromkeys(ids)), tuple(exact)) for words, (ids, exact) in found.items()
        )
        return tuple(sorted(terms, key=lambda term: (-len(term.words), term.words)))

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        terms = "|".join(_spaced(term.words) for term in self._terms)
        titles = "|".join(_HONORIFICS)
        return re.compile(_bounded(f"(?:(?:{titles})\\.?\\s+)*(?P<name>{terms})")) if terms else None

    @cached_property
    def _by_words(self) -> dict[str, _Term]:
        return {_key(term.words): term for term in self._terms}

    @cached_property
    def _addresses(self) -> re.Pattern[str] | None:
        known = {
            fold(item.strip()) for p in self._people.values() for item in (p.email, p.phone) if item.strip()
        }
        return (
            re.compile(_bounded("|".join(map(re.escape, sorted(known, key=len, reverse=True)))))
            if known
            else None
        )

    def _replaced(self, text: str) -> tuple[str, int]:
        """The text with every name replaced, and how many there were."""
        count = 0
        if self._addresses is not None:
            low, places = folded(text)
            for found in reversed(list(self._addresses.finditer(low))):
                text = text[: places[found.start()]] + ADDRESS + text[places[found.end()] :]
                count += 1
        if self._pattern is None:
            return text, count
        low, places = folded(text)
        parts: list[str] = []
        last = 0
        for found in self._pattern.finditer(low):
            start, stop = places[found.start()], places[found.end()]
            term = self._by_words[_key(found["name"])]
            name_at = places[found.start("name")]
            if not self._counts(term, text[name_at:stop]):
                continue
            if any(not self.by_name(person) for person in term.people):
                count += 1
                parts += (text[last:start], self._instead(term, text[:start]))
                last = stop
            else:
                self.met.update(term.people)
        return "".join((*parts, text[last:])), count

    @staticmethod
    def _counts(term: _Term, written: str) -> bool:
        """Whether it is a name as written here; an ordinary word needs the name's capitals."""
        ordinary = all(word in _WORDS for word in term.words.split())
        return not ordinary or written in term.exact or written.isupper()

    def _instead(self, term: _Term, before: str) -> str:
        hidden = [person for person in term.people if not self.by_name(person)]
        person = self._people[hidden[0]]
        self.met.update(hidden)
        if len(term.people) > 1 or person.display == "omit":
            return LEFT_OUT
        words = self._words(person)
        if person.display == "pseudonym":
            return words
        return _as_phrase(words, before)


def _as_phrase(role: str, before: str) -> str:
    """A role inside a sentence: "Trial manager" becomes "the trial manager"."""
    first, _, rest = role.partition(" ")
    if first[1:] == first[1:].lower():
        role = f"{first.lower()} {rest}".strip()
    if role.startswith(("my ", "the ", "our ", "a ", "an ")):
        phrase = role
    else:
        phrase = role if _BEFORE.search(before) else f"the {role}"
    return phrase[0].upper() + phrase[1:] if _STARTS.search(before) else phrase


def _ways(person: Person) -> Sequence[str]:
    """Every way to write a person's name: as given, without titles, the short one, and each part of it."""
    ways: list[str] = []
    for written in (person.title, person.short_name):
        name = " ".join(written.split(",")[0].split())
        words = [word for word in name.split() if fold(word).strip(".") not in _HONORIFICS]
        ways += [name, " ".join(words)]
        if len(words) > 1:
            ways += [word for word in words if fold(word) not in _PARTICLES]
    return [way for way in dict.fromkeys(ways) if len(fold(way).strip(".'-")) > 1]


def _spaced(words: str) -> str:
    return r"[\s\-]+".join(re.escape(word) for word in re.split(r"[\s\-]+", words))


def _key(words: str) -> str:
    return " ".join(re.split(r"[\s\-]+", words))


def _bounded(pattern: str) -> str:
    """A pattern between characters that are no letters; Markdown's underscore is none."""
    return rf"(?<![^\W_])(?:{pattern})(?![^\W_])"


def _letters(number: int) -> str:
    letters = ""
    number += 1
    while number:
        number, digit = divmod(number - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
