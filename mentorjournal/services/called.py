"""Who is meant by a name as people say it: a whole name, a called name, a first or a last name."""

from __future__ import annotations

from collections.abc import Collection

from mentorjournal.model.types import Person

FORMS_OF_ADDRESS = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame"}
_BEFORE_FIRST_NAMES = {"sir", "dame"}


def people_called(people: Collection[Person], name: str) -> tuple[Person, ...]:
    """Everybody who goes by this name; those called so in full before those whose first or last name it is."""
    called = name.strip().casefold()
    for fits in (_whole_names, _first_and_last_names):
        found = tuple(person for person in people if called and called in fits(person))
        if found:
            return found
    return ()


def addressed(person: Person) -> str:
    """How a letter begins: the called name, else form of address and last name, else the whole name."""
    words = person.title.partition(",")[0].split()
    forms = [word for word in words if word.rstrip(".").casefold() in FORMS_OF_ADDRESS]
    names = [word for word in words if word not in forms]
    if person.short_name.strip() or not (forms and names):
        return person.short_name.strip() or person.title.strip()
    if forms[-1].casefold() in _BEFORE_FIRST_NAMES:
        return " ".join((*forms, names[0]))
    begins = len(names) - 1
    while begins > 1 and names[begins - 1].islower():
        begins -= 1  # "van der" belongs to the last name
    return " ".join((*forms, *names[begins:]))


def _whole_names(person: Person) -> set[str]:
    names = (person.title.strip().casefold(), person.short_name.strip().casefold())
    plain = (" ".join(_without_address(name)) for name in names)
    return {name for name in (*names, *plain) if name}


def _first_and_last_names(person: Person) -> set[str]:
    return set(_without_address(person.title.casefold()))


def _without_address(name: str) -> list[str]:
    return [word for word in name.split() if word.rstrip(".") not in FORMS_OF_ADDRESS]
