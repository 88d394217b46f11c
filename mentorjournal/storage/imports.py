"""What an import last wrote into a record, so that a second one can tell whose change is newer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, select

from mentorjournal.storage import tables as t
from mentorjournal.storage.reader import CHUNK, Reader

_IMPORTED = (
    select(t.revision.c.record, t.revision.c.before, t.revision.c.after)
    .join_from(t.revision, t.change, t.change.c.id == t.revision.c.change)
    .where(
        t.change.c.kind == "import",
        t.change.c.state == "done",
        t.revision.c.after.is_not(None),
        t.revision.c.record.in_(bindparam("ids", expanding=True)),
    )
    .order_by(t.revision.c.id)
)


def last_imported(reader: Reader, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
    """By record, the plain values that imports wrote, each as the last import to touch it left it."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, dict[str, Any]] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = reader.connection.execute(_IMPORTED, {"ids": wanted[start : start + CHUNK]})
        for record, before, after in rows:
            old, new = json.loads(before) if before else {}, json.loads(after)
            written = {name: value for name, value in new.items() if not before or old.get(name) != value}
            found.setdefault(record, {}).update(written)
    return found
