"""Who is meant by a name as people say it: a whole name, a called name, a first or a last name."""

from __future__ import annotations

from collections.abc import Collection

from mentorjournal.model.types import Person

FORMS_OF_ADDRESS = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sir", "dame"}


def people_called(people: Collection[Person], name: str) -> tuple[Person, ...]:
    """Everybody who goes by this name; those called so in full before those whose first or last name it is."""
    called = name.strip().casefold()
    for fits in (_whole_names, _first_and_last_names):
        found = tuple(person for person in people if called and called in fits(person))
        if found:
            return found
    return ()


def _whole_names(person: Person) -> set[str]:
    names = (person.title.strip().casefold(), person.short_name.strip().casefold())
    plain = (" ".join(_without_address(name)) for name in names)
    return {name for name in (*names, *plain) if name}


def _first_and_last_names(person: Person) -> set[str]:
    return set(_without_address(person.title.casefold()))


def _without_address(name: str) -> list[str]:
    return [word for word in name.split() if word.rstrip(".") not in FORMS_OF_ADDRESS]
