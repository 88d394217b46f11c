"""Finds the people and resources of a file that the journal has already under another identifier."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from mentorjournal.interchange.plain import OWN, Entry, Incoming
from mentorjournal.model.types import Person, Resource
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.tables import columns

_Same: TypeAlias = tuple[str, ...]
_OWN: Final = ("vcard:", "leap2a:urn:uuid:", OWN)
"""What stands before the id of a record in the formats that our own exports write it into."""
_OF_TABLE: Final = "csv-person:"


def there_already(
    reader: Reader, records: Iterable[Incoming], entries: Iterable[Entry] = ()
) -> dict[str, str]:
    """The id of the record that is the same, by the source id of each that has one.

    A person is the same by name and e-mail address together; a name alone is shared by many. A resource is the
    same by its DOI, or else by title, authors and year. A card, a portfolio, a note or a table that an export
    of this journal wrote names the record itself. A person of whom a table says the name alone is the only one of that name. The trash is
    not looked into.
    """
    found = list(records)
    wanted = {one.source_id: same for one in found if (same := _same(one.record))}
    ours = _ours(reader, (*found, *entries)) | _only_of_name(reader, found)
    if not wanted:
        return ours
    known: dict[_Same, str] = {}
    kinds = {same[0] for same in wanted.values()}
    if Person.TYPE in kinds:
        for person in reader.find(Person, columns(Person).email != ""):
            known.setdefault(_same(person), person.id)
    if Resource.TYPE in kinds:
        for resource in reader.find(Resource):
            known.setdefault(_same(resource), resource.id)
    return {source: known[same] for source, same in wanted.items() if same in known} | ours


def _ours(reader: Reader, records: Iterable[Incoming | Entry]) -> dict[str, str]:
    """What has the identifier of a record of this journal."""
    ids = {
        one.source_id.removeprefix(prefix): one.source_id
        for one in records
        for prefix in _OWN
        if one.source_id.startswith(prefix)
    }
    return {ids[known]: known for known in reader.titles(ids)}


def _only_of_name(reader: Reader, records: Iterable[Incoming]) -> dict[str, str]:
    """People a table names who are the only one of that name here."""
    named = {
        " ".join(one.record.title.split()).casefold(): one.source_id
        for one in records
        if one.source_id.startswith(_OF_TABLE)
    }
    if not named:
        return {}
    known: dict[str, list[str]] = {}
    for person in reader.find(Person):
        known.setdefault(" ".join(person.title.split()).casefold(), []).append(person.id)
    return {source: known[name][0] for name, source in named.items() if len(known.get(name, ())) == 1}


def _same(record: object) -> _Same:
    if isinstance(record, Person) and record.email:
        name = " ".join(record.title.split())
        return Person.TYPE, name.casefold(), record.email.strip().casefold()
    if isinstance(record, Resource) and record.doi:
        return Resource.TYPE, record.doi.strip().casefold()
    if isinstance(record, Resource) and record.authors:
        return Resource.TYPE, record.title.casefold(), record.authors.casefold(), str(record.year)
    return ()
