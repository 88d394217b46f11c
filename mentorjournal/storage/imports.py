"""What a record held before, so that a second import can tell a stale copy of it from a change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import bindparam, or_, select

from mentorjournal.storage import tables as t
from mentorjournal.storage.reader import CHUNK, Reader

_NAMES: Final = ("title", "place", "minutes", "status", "date", "at", "time_zone", "due", "done_on")

_VERSIONS = (
    select(
        t.revision.c.record,
        t.revision.c.before,
        t.revision.c.after,
        t.change.c.kind,
        t.change.c.started_at,
        t.change.c.at,
    )
    .join_from(t.revision, t.change, t.change.c.id == t.revision.c.change)
    .where(
        # What was typed and undone may have gone out meanwhile; what an undo wrote was there before.
        or_(t.change.c.kind == "edit", (t.change.c.kind == "import") & (t.change.c.state == "done")),
        t.revision.c.after.is_not(None),
        t.revision.c.record.in_(bindparam("ids", expanding=True)),
    )
    .order_by(t.revision.c.id)
)


@dataclass(frozen=True, slots=True)
class _Version:
    values: dict[str, Any]
    since: dt.datetime
    """When the edit that led to it began; what was there before ended then."""
    settled: dt.datetime
    """When it was as it is; a sitting passes through values that nobody kept."""


@dataclass(slots=True)
class Past:
    """What a record held, as plain values, and in `imported` what imports wrote, as the last to touch it left it."""

    imported: dict[str, Any] = field(default_factory=dict)
    _versions: list[_Version] = field(default_factory=list)
    _written: dict[str, int] = field(default_factory=dict)

    def add(self, version: _Version, written: Iterable[str]) -> None:
        """The next version, and the names that an import wrote into it."""
        for name in written:
            self.imported[name] = version.values[name]
            self._written[name] = len(self._versions)
        self._versions.append(version)

    def held(self, *names: str, since: dt.datetime) -> Iterator[tuple[Any, ...]]:
        """The values of these fields at a moment and after it, none from before an import wrote them."""
        first = max(self._written.get(name, 0) for name in names)
        for place, version in enumerate(self._versions):
            following = self._versions[place + 1] if place + 1 < len(self._versions) else None
            if place >= first and (following is None or following.since > since):
                yield tuple(version.values[name] for name in names)

    def is_unsure(self, moment: dt.datetime) -> bool:
        """Whether a sitting was going on, of whose values at this moment nothing is known."""
        return any(version.since <= moment < version.settled for version in self._versions)


def pasts(reader: Reader, ids: Iterable[str]) -> dict[str, Past]:
    """The past of each record, by id."""
    wanted = list(dict.fromkeys(ids))
    found: dict[str, Past] = {}
    for start in range(0, len(wanted), CHUNK):
        rows = reader.connection.execute(_VERSIONS, {"ids": wanted[start : start + CHUNK]})
        for record, before, after, kind, since, settled in rows:
            new = _values(after)
            old = _values(before) if before and kind == "import" else {}
            version = _Version(new, since, settled)
            written = [name for name in _NAMES if not old or old[name] != new[name]]
            found.setdefault(record, Past()).add(version, written if kind == "import" else ())
    return found


def _values(payload: str) -> dict[str, Any]:
    plain = json.loads(payload)
    return {name: plain.get(name) for name in _NAMES}
