"""A person who is to go: kept as a bare name, replaced by a pseudonym wherever the name stands, or trashed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.record import Record
from mentorjournal.model.types import RECORD_TYPES, Insight, Person, Relationship, Scheme
from mentorjournal.services.belongings import trash_unused_file
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

if TYPE_CHECKING:
    from mentorjournal.services.reporting.renaming import Swap


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a person stands: (name of a record type, singular for one, how many live records point there)."""

    person: Person
    places: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """How many records that are."""
        return sum(count for _, count in self.places)


@dataclass(frozen=True, slots=True)
class Replaced:
    """How many records were changed; `unsure` are the ids of those where a word or an address may
    still tell the name.

    `drafts` says that what was begun and is no record yet had the name too; undo does not bring that back.
    """

    changed: int
    unsure: tuple[str, ...]
    drafts: bool = False


class PersonRemoval:
    """What becomes of a person who is deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def where(self, person_id: str) -> Standing:
        """Every live record that points to a person, counted by type, the most first. Raises NotFound."""
        with self._database.reading() as reader:
            person = reader.get(Person, person_id)
            sources = reader.many(source for _, source in reader.sources_of(person_id))
        counts: dict[type[Record], int] = {}
        for item in sources.values():
            if item.deleted_at is None:
                counts[type(item)] = counts.get(type(item), 0) + 1
        ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].PLURAL))
        named = ((kind.LABEL if count == 1 else kind.PLURAL, count) for kind, count in ordered)
        return Standing(person, tuple(named))

    def suggested(self, person_id: str) -> str:
        """A pseudonym that no one else has: their own one, else by role, as in "Mentor A". Raises NotFound."""
        from mentorjournal.services.reporting.gather import read_people
        from mentorjournal.services.reporting.names import Names

        with self._database.reading() as reader:
            person = reader.get(Person, person_id)
            others = [item for item in read_people(reader) if item.id != person_id]
            hidden = replace(person, display="pseudonym", consent="none")
            return Names((*others, hidden), reader.find(Relationship)).shown(person_id)

    def keep_name(self, person_id: str, *, origin: str = "") -> Person:
        """Empty all that is known of a person but the name, as one step; records go on showing it.

        Raises NotFound.
        """
        with self._database.writing("Keep only the name", origin=origin) as change:
            person = change.get(Person, person_id)
            # Consent ends with what was known of them, so nobody is printed by name from now on.
            display = "role" if person.display == "name" else person.display
            return _reduce(change, person, person.title, display, person.pseudonym)

    def replace_by(self, person_id: str, pseudonym: str, *, origin: str = "") -> Replaced:
        """Put a pseudonym for a person wherever their name stands in the journal, trash included, as one step.

        A word that may also name somebody else is replaced only in records that point to this person and
        to nobody else of that name. A part that is a month or another word as well is, in records that do
        not point to this person, replaced only beside another part or a title ("Dr Young"). Links and other
        addresses stay as they are. What was left is given back as `unsure`. Older versions and backups keep
        the name. Raises NotFound, and InvalidRecord where the pseudonym is empty, tells the name, or is
        somebody's already.
        """
        # Finding names takes modules that nothing else needs while the window opens.
        from mentorjournal.services.reporting.gather import read_owner, read_people
        from mentorjournal.services.reporting.renaming import Swap

        wanted = " ".join(pseudonym.split())
        with self._database.writing("Replace a name by a pseudonym", origin=origin) as change:
            person = change.get(Person, person_id)
            people = read_people(change)
            _refuse(wanted, person, people)
            swap = Swap(person, people, read_owner(change).name, wanted)
            changed, unsure = 0, []
            for record in _everything(change):
                if record.id == person_id or not swap.may_stand(record):
                    continue
                new, doubtful = swap.over(record)
                if new != record:
                    change.put(new)
                    changed += 1
                if doubtful:
                    unsure.append(record.id)
            display = "omit" if person.display == "omit" else "pseudonym"
            _reduce(change, person, wanted, display, wanted)
            return Replaced(changed, tuple(unsure), _over_drafts(change, swap, person_id))


def _reduce(change: Writer, person: Person, title: str, display: str, pseudonym: str) -> Person:
    """Empty everything but the name and what protects it."""
    bare = Person(
        id=person.id,
        title=title,
        archived=True,
        confidential=person.confidential,
        display=display,
        pseudonym=pseudonym,
        created_at=person.created_at,
        deleted_at=person.deleted_at,
    )
    kept = change.put(bare)
    for file in person.attachments:
        trash_unused_file(change, file)
    return kept


def _over_drafts(change: Writer, swap: Swap, person_id: str) -> bool:
    """Put the pseudonym into what is kept on the way to a record; True where the name stood there."""
    from mentorjournal.services import capture, closing_drafts

    def swapped(text: str, people: tuple[str, ...] = ()) -> str:
        return str(swap.over(Insight(detail=text, people=people))[0].detail)

    note, found = str(change.meta(capture.DRAFT) or ""), False
    if (new := swapped(note)) != note:
        change.set_meta(capture.DRAFT, new)
        found = True
    for tie in change.find(Relationship):
        draft = closing_drafts.closing_draft(change, tie.id)
        paper = swapped(draft.paper, (person_id,) if tie.person == person_id else ())
        if paper != draft.paper:
            closing_drafts.keep_closing_draft(change, tie.id, replace(draft, paper=paper))
            found = True
    rules = _over_rules(change, swap, swapped)
    return _over_choices(change, swapped) or rules or found


def _over_rules(change: Writer, swap: Swap, swapped: Callable[[str], str]) -> bool:
    """Rules of schemes that cannot be used yet: they may hold the name outside of their strings too."""
    from mentorjournal.services.scheme_drafts import keep_scheme_draft, scheme_draft

    found = False
    for trashed in (False, True):
        for scheme in change.find(Scheme, trashed=trashed):
            text = scheme_draft(change, scheme.id) or ""
            new = swapped(str(swap.over(replace(scheme, rules=text))[0].rules))
            if new != text:
                keep_scheme_draft(change, scheme.id, new)
                found = True
    return found


def _over_choices(change: Writer, swapped: Callable[[str], str]) -> bool:
    """What was written for the next document of each kind."""
    from mentorjournal.services.reporting import DRAFT, WRITTEN

    def over(kept: dict[str, Any]) -> dict[str, Any]:
        return {
            key: over(value)
            if isinstance(value, dict)
            else (swapped(value) if key in WRITTEN and isinstance(value, str) else value)
            for key, value in kept.items()
        }

    kept = change.meta(DRAFT)
    if not isinstance(kept, dict) or (new := over(kept)) == kept:
        return False
    change.set_meta(DRAFT, new)
    return True


def _refuse(wanted: str, person: Person, people: Iterable[Person]) -> None:
    from mentorjournal.services.reporting.renaming import is_pseudonymous
    from mentorjournal.services.reporting.spelling import fold, key_of, terms_of

    if not wanted:
        raise InvalidRecord("Say which pseudonym stands for them. Nothing was changed.")
    if any(unicodedata.category(char) == "Cc" for char in wanted):
        raise InvalidRecord("A pseudonym has letters only that can be seen. Nothing was changed.")
    parts = {key_of(word) for word in fold(wanted).split()} | {key_of(fold(wanted))}
    # Who is called by a pseudonym already has no name that another pseudonym could tell.
    if not is_pseudonymous(person) and any(term.key in parts for term in terms_of((person,))):
        raise InvalidRecord(f"“{wanted}” tells the name. Nothing was changed; choose another pseudonym.")
    taken = (item for item in people if item.id != person.id and item.deleted_at is None)
    if any(item.title.casefold() == wanted.casefold() for item in taken):
        raise InvalidRecord(
            f"Somebody is called “{wanted}” already. Nothing was changed; choose another one."
        )


def _everything(reader: Reader) -> Iterator[Record]:
    for record_type in RECORD_TYPES.values():
        yield from reader.find(record_type)
        yield from reader.find(record_type, trashed=True)
