"""Writing records: one Writer lives for one transaction and remembers what it changed."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import bindparam, delete, func, insert, select, update

from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record
from mentorjournal.storage import tables as t
from mentorjournal.storage.putting import Putting, Touched, dumped
from mentorjournal.storage.rules import in_parts, unlinked

R = TypeVar("R", bound=Record)

__all__ = ["Touched", "Writer", "dumped"]


class Writer(Putting):
    """Reads and changes records inside one transaction; `database.writing()` makes and commits it."""

    def put_new(self, records: Sequence[R]) -> list[R]:
        """Add records with ids, as `put(keep_stamps=True)` one after the other would, and return them as stored.

        Links among them hold whatever their order. One that the journal has already is put like any other.
        A statement serves all of a kind, so many cost a third of what they cost one by one.
        """
        here = super().titles([record.id for record in records])
        new = [record for record in records if record.id not in here]
        self._titles.update((record.id, record.title) for record in new)
        ready = {record.id: self._made_ready(record) for record in new}
        self._insert(list(ready.values()))
        return [
            ready[record.id] if record.id in ready else self.put(record, keep_stamps=True)
            for record in records
        ]

    def trash(self, record: R) -> R:
        """Move a record to the trash; it keeps its id, its links and its history."""
        return self.put(dataclasses.replace(record, deleted_at=self.now))

    def untrash(self, record: R) -> R:
        """Take a record out of the trash."""
        return self.put(dataclasses.replace(record, deleted_at=None))

    def erase(self, record_id: str) -> None:
        """Remove a record for good, with every link from and to it; used by undo and by the trash.

        A record that pointed to it counts as changed, so that undo brings its link back.
        """
        before = self.peek(record_id)
        if before is None:
            return
        for source in self.many(source for _, source in self.sources_of(record_id)).values():
            if source.id != record_id:
                self.put(unlinked(source, record_id), keep_stamps=True)
        self._index.remove(record_id)
        self._last = None
        self._titles.pop(record_id, None)
        self.connection.execute(_ERASE, {"of": record_id})
        self._remember(None, before)

    def put_blob(self, parts: bytes | Iterable[bytes]) -> str:
        """Keep bytes and return their SHA-256 in hex; the same bytes are kept once.

        Parts are written as they come, so a large file is never held whole.
        """
        digest = hashlib.sha256()
        pending = f"pending-{new_id()}"
        for place, part in enumerate(in_parts(parts)):
            digest.update(part)
            self.connection.execute(insert(t.blob), {"sha256": pending, "part": place, "data": part})
        sha256 = digest.hexdigest()
        here = self.connection.scalar(select(func.count()).where(t.blob.c.sha256 == sha256))
        if here:
            self.connection.execute(delete(t.blob).where(t.blob.c.sha256 == pending))
        else:
            self.connection.execute(update(t.blob).where(t.blob.c.sha256 == pending).values(sha256=sha256))
        return sha256

    def set_meta(self, key: str, value: Any) -> None:
        """Keep a value of the journal itself; not part of undo."""
        self.connection.execute(delete(t.meta).where(t.meta.c.key == key))
        self.connection.execute(insert(t.meta), {"key": key, "value": json.dumps(value, ensure_ascii=False)})
        self.profile_changed = True

    def drop_meta(self, key: str) -> None:
        """Keep a value of the journal itself no longer; not part of undo."""
        self.connection.execute(delete(t.meta).where(t.meta.c.key == key))
        self.profile_changed = True


_ERASE = delete(t.record).where(t.record.c.id == bindparam("of"))
