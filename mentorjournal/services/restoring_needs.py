"""What has to come along when a record comes back: what it points to and what it consists of."""

from __future__ import annotations

from collections.abc import Iterable

from mentorjournal.model.record import Record
from mentorjournal.services.belongings import parts_of
from mentorjournal.storage.reader import Reader, link_fields


def linked_ids(record: Record) -> tuple[str, ...]:
    """The ids of every record that a record points to, in the order of its fields."""
    found: list[str] = []
    for name in link_fields(type(record)):
        value = getattr(record, name)
        found += [value] if isinstance(value, str) else value or ()
    return tuple(dict.fromkeys(found))


def needed(there: Reader, here: Reader, ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of these ids as they are `there`, first, and after them what they point to or consist of and
    `here` does not have or has in its trash, and so on from those; what lay in the trash there stays away."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Record] = dict(there.many(wanted))
    front = list(found.values())
    while front:
        near = {key for record in front for key in linked_ids(record)}
        near |= {part.id for record in front for part in parts_of(there, record)}
        near -= found.keys()
        now = here.many(sorted(near))
        lacking = [key for key in sorted(near) if key not in now or now[key].deleted_at is not None]
        front = [record for record in there.many(lacking).values() if record.deleted_at is None]
        found |= {record.id: record for record in front}
    return tuple(found.values())
