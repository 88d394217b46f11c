"""What has to come along when a record comes back: what it points to and what it consists of."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

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


def pointing(there: Reader, here: Reader, back: Collection[str]) -> tuple[Record, ...]:
    """The live records of `here` that pointed to one of `back` in the backup and lost that link with it, as they
    are with it again; their other links and all else stay as they are `here`."""
    found = {source for target in back for _, source in there.sources_of(target)} - set(back)
    once, live = there.many(sorted(found)), here.many(sorted(found))
    again = []
    for key, record in live.items():
        values = _with_links(once[key], record, back) if key in once else {}
        if values and record.deleted_at is None and once[key].deleted_at is None:
            again.append(replace(record, **values))
    return tuple(again)


def _with_links(once: Record, now: Record, back: Collection[str]) -> dict[str, Any]:
    """The link attributes of a record that lack one of `back`, with those in the order of before."""
    values: dict[str, Any] = {}
    for name, many in link_fields(type(now)).items():
        before, after = getattr(once, name), getattr(now, name)
        if not many:
            if before in back and not after:
                values[name] = before
        elif any(key in back and key not in after for key in before):
            kept = [key for key in before if key in back or key in after]
            values[name] = tuple(dict.fromkeys((*kept, *after)))
    return values
