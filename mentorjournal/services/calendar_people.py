"""Who comes in with a calendar: people the journal knows, and new ones that have a name."""

from __future__ import annotations

from typing import Final

from mentorjournal.interchange.icalendar_plain import Appointment, Attendee
from mentorjournal.interchange.plain import Problem
from mentorjournal.model.types import Person
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

MOST_NEW: Final = 12
"""A meeting of more guests is an audience: nobody new is taken from it."""
NAMED: Final = 20


class Guests:
    """Finds the people of a calendar by address, then by name; the journal's owner is none of them.

    Somebody unknown becomes a person where the calendar gives a name; an address alone stays in the notes.
    """

    def __init__(self, reader: Reader, writer: Writer | None = None) -> None:
        self._writer = writer
        self._by_email: dict[str, str] = {}
        self._by_name: dict[str, str] = {}
        for person in reader.find(Person):
            self._remember(person)
        owner = reader.meta("owner")
        name = owner.get("name", "") if isinstance(owner, dict) else ""
        self._owner = str(name).strip().casefold()
        self._new: dict[str, str] = {}
        self._large: list[str] = []

    def _remember(self, person: Person) -> None:
        for name in (person.title, person.short_name):
            if name.strip():
                self._by_name.setdefault(name.strip().casefold(), person.id)
        if person.email.strip():
            self._by_email.setdefault(person.email.strip().casefold(), person.id)

    def expect(self, one: Appointment) -> None:
        """Note who would be new, for a dry run."""
        for guest in self._guests(one):
            if not self._known(guest) and guest.name:
                self._take_note(one, guest)

    def ids_of(self, one: Appointment) -> tuple[str, ...]:
        """The people of a meeting; new ones are made."""
        ids: list[str] = []
        for guest in self._guests(one):
            known = self._known(guest) or (self._made(one, guest) if guest.name else "")
            if known:
                ids.append(known)
        return tuple(dict.fromkeys(ids))

    def unmet(self, one: Appointment) -> list[str]:
        """The addresses of those nobody was made of."""
        return [guest.email or guest.name for guest in self._guests(one) if not self._known(guest)]

    def told(self) -> list[Problem]:
        """Who is new, and which meetings were too large, in plain sentences."""
        told = []
        if self._new:
            names = list(self._new.values())
            more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
            told.append(Problem("People", f"New people come in with it: {', '.join(names[:NAMED])}{more}."))
        large = dict.fromkeys(self._large)
        told += [
            Problem(item, f"More than {MOST_NEW} people are invited; only those you know were linked.")
            for item in large
        ]
        return told

    def _guests(self, one: Appointment) -> list[Attendee]:
        return [guest for guest in one.people if not self._owner or guest.name.casefold() != self._owner]

    def _known(self, guest: Attendee) -> str:
        found = self._by_email.get(guest.email.casefold()) if guest.email else None
        return found or (self._by_name.get(guest.name.casefold(), "") if guest.name else "")

    def _take_note(self, one: Appointment, guest: Attendee) -> bool:
        if len(one.people) > MOST_NEW:
            self._large.append(one.item)
            return False
        self._new.setdefault(guest.email.casefold() or guest.name.casefold(), guest.name)
        return True

    def _made(self, one: Appointment, guest: Attendee) -> str:
        if self._writer is None or not self._take_note(one, guest):
            return ""
        person = self._writer.put(Person(title=guest.name, email=guest.email))
        self._remember(person)
        return person.id
