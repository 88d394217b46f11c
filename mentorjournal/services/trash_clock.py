"""How long something has been in the trash, where the clock of a computer may be wrong and journals lie unopened."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.services.belongings import erase_whole
from mentorjournal.storage import lists
from mentorjournal.storage.changed_rows import newest_change
from mentorjournal.storage.database import Database
from mentorjournal.storage.notes import TRASH_CLOCK
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.revisions import forget
from mentorjournal.storage.writer import Writer

MOST_AT_ONCE = dt.timedelta(days=7)
"""What a stretch in which nobody opened the journal counts at most. A clock that jumps ahead by a year, and a
year away, look the same from here; in both, what was deleted last must not be gone at the next opening."""

DAY = dt.timedelta(days=1)
ALL = 1_000_000
_SKIPS_KEPT = 50


@dataclass(frozen=True, slots=True)
class TrashClock:
    """When the journal was in use last, as far as is known, and the stretches that do not count: where each
    began, and by how much."""

    used: dt.datetime | None = None
    skips: tuple[tuple[dt.datetime, dt.timedelta], ...] = ()

    def turned(self, now: dt.datetime) -> TrashClock:
        """The clock at an opening at `now` (aware)."""
        if self.used is None:
            return replace(self, used=now)
        if now < self.used:
            # The clock was ahead and is right again, so the stretch it jumped over was none.
            left = tuple((at, much) for at, much in self.skips if at + much <= now)
            return TrashClock(now, left)
        over = now - self.used - MOST_AT_ONCE
        skips = (*self.skips, (self.used, over)) if over > dt.timedelta() else self.skips
        return TrashClock(now, skips[-_SKIPS_KEPT:])

    def skipped_since(self, deleted: dt.datetime) -> dt.timedelta:
        """By how much later something goes that was deleted then."""
        return sum((much for at, much in self.skips if at >= deleted), dt.timedelta())


def empty_old(database: Database, after: dt.timedelta) -> int:
    """Erase for good what has been in the trash for `after`, with its history, and keep the clock; how many."""
    if database.read_only_because:
        return 0
    now = database.clock()
    with database.reading() as reader:
        trashed = lists.trashed(reader, ALL)
        known = read_clock(reader)
    if not trashed:
        return 0
    clock = known.turned(now)
    old = [row.id for row, deleted in trashed if deleted + clock.skipped_since(deleted) <= now - after]
    if old or clock.skips != known.skips or known.used is None or now - known.used >= DAY:
        with database.writing("Empty the trash", kind="purge") as change:
            if old:
                forget(change, erase_whole(change, old))
            keep_clock(change, clock)
    return len(old)


def skipped_since(database: Database, deleted: dt.datetime) -> dt.timedelta:
    """By how much later than planned something goes that was deleted then."""
    with database.reading() as reader:
        return read_clock(reader).skipped_since(deleted)


def read_clock(reader: Reader) -> TrashClock:
    """The clock as kept, and as moved on by the newest change since."""
    kept = _from_plain(reader.meta(TRASH_CLOCK))
    newest = newest_change(reader)
    known = [moment for moment in (kept.used, newest) if moment is not None]
    return replace(kept, used=max(known, default=None))


def keep_clock(writer: Writer, clock: TrashClock) -> None:
    """Keep it with the journal; undo does not know of it."""
    skips = [[at.isoformat(), much.total_seconds()] for at, much in clock.skips]
    writer.set_meta(TRASH_CLOCK, {"used": clock.used.isoformat() if clock.used else None, "skips": skips})


def _from_plain(kept: Any) -> TrashClock:
    try:
        used = dt.datetime.fromisoformat(kept["used"])
        skips = tuple(
            (dt.datetime.fromisoformat(at), dt.timedelta(seconds=float(much))) for at, much in kept["skips"]
        )
        moments = (used, *(at for at, _ in skips))
    except (TypeError, KeyError, ValueError, OverflowError):
        return TrashClock()
    return TrashClock(used, skips) if all(moment.tzinfo for moment in moments) else TrashClock()
