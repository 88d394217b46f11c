"""The journal's own key for packets, and the keys of people."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Final

from mentorjournal.interchange import age_keys
from mentorjournal.model.types import Person
from mentorjournal.services.packets.values import OwnKey
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns
from mentorjournal.storage.whole import IDENTITY
from mentorjournal.storage.writer import Writer

LABEL: Final = "Make a key for packets"


def identity_of(reader: Reader) -> str:
    """The secret key, which never leaves the journal's file; "" where none was made yet."""
    kept = reader.meta(IDENTITY)
    return kept if isinstance(kept, str) else ""


def own_identity(database: Database) -> str:
    """The secret key, made where there is none. Raises ReadOnlyJournal."""
    with database.reading() as reader:
        kept = identity_of(reader)
    if kept:
        return kept
    with database.writing(LABEL, kind="log") as change:
        kept = identity_of(change) or age_keys.new_identity()
        change.set_meta(IDENTITY, kept)
    return kept


def own_key(database: Database) -> OwnKey:
    """The public key, made where there is none. Raises ReadOnlyJournal."""
    public = age_keys.public_of(own_identity(database))
    return OwnKey(public, age_keys.fingerprint(public))


def keep_key(change: Writer, person_id: str, public: str, compared_on: dt.date | None) -> Person:
    """A person with this key; another one than before was not compared. Raises NotFound, InvalidRecord."""
    person = change.get(Person, person_id)
    key = age_keys.checked(public) if public.strip() else ""
    same = key == person.packet_key
    day = compared_on or (person.key_compared_on if same and key else None)
    return change.put(replace(person, packet_key=key, key_compared_on=day))


def whose(reader: Reader, public: str) -> Person | None:
    """The one person with this key, or None."""
    found = reader.find(Person, columns(Person).packet_key == public) if public else ()
    return found[0] if len(found) == 1 else None
