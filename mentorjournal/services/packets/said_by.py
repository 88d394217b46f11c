"""Who says what an answer says: the key it carries, and the name that goes with it."""

from __future__ import annotations

from typing import Final

from mentorjournal.model.types import Person
from mentorjournal.storage.reader import Reader

OTHER_KEY: Final = "It carries another key than the one you keep of {0}. Ask whether it is really theirs."
NO_KEY: Final = "It carries no key, and you keep one of {0}. Ask whether it is really theirs."
UNKNOWN_KEY: Final = "You keep no key of theirs, so only that they could read the packet speaks for what it signs, ticks or agrees to."


def key_words(reader: Reader, person_id: str | None, key: str) -> tuple[str, bool]:
    """What is to be said of the key that an answer carries, and whether it is the one that is kept.

    Nothing is to be said where it is; with no key kept there is only a word on signatures and ticks. The same key
    is no proof: whoever can read the packet can write any public key into an answer.
    """
    person = reader.peek(person_id) if person_id else None
    if not isinstance(person, Person) or not person.packet_key:
        return UNKNOWN_KEY, True
    if key == person.packet_key:
        return "", True
    return (OTHER_KEY if key else NO_KEY).format(person.title), False


def named_by_key(reader: Reader, person_id: str | None, key: str) -> str:
    """The name of whom a packet was for, where its answer carries the key that is kept of them; else nothing."""
    person = reader.peek(person_id) if person_id and key else None
    return person.title if isinstance(person, Person) and person.packet_key == key else ""
