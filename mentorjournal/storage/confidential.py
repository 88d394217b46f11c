"""Which records are marked confidential, without reading a word of them."""

from __future__ import annotations

from mentorjournal.storage.prepared import HasConnection, all_rows

_MARKED = "SELECT id FROM record WHERE confidential"


def confidential_ids(reader: HasConnection) -> frozenset[str]:
    """The ids of all that are marked, of whatever type, in the trash too."""
    return frozenset(row[0] for row in all_rows(reader, _MARKED))
