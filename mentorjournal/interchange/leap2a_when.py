"""Days and moments as portfolios write them: RFC 3339 for what happened to an entry, anything for what it says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mentorjournal.interchange.dates import Order, order_of, stamp
from mentorjournal.interchange.leap2a_feed import Item
from mentorjournal.interchange.local_clock import on_the_wall

_YEAR: Final = re.compile(r"\d{4}")
_DAY: Final = re.compile(r"(29|30|31)([./-]\d{1,2}[./-]\d{4})")
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class Moment:
    """A day and time on the writer's clock, and in UTC where the file names a zone."""

    day: dt.date
    time: dt.time | None = None
    utc: dt.datetime | None = None


def moment(written: str, order: Order = "day first") -> Moment | None:
    """The moment a text means; None where it means none. What is in UTC is brought to this computer's clock."""
    found = stamp(written[:_LONGEST], order)
    if found is None:
        return None
    if found.zone is dt.UTC and found.utc is not None and written.rstrip().endswith("Z"):
        clock = on_the_wall(found.utc)
        return Moment(clock.day, clock.time, found.utc)
    return Moment(found.day, found.time, found.utc)


class Dates:
    """Reads the dates of one portfolio: whether the day or the month comes first, all of them tell."""

    def __init__(self, items: Iterable[Item]) -> None:
        written = [said for item in items for pair in item.dates.values() for said in pair if said]
        self._order: Order = order_of(said[:_LONGEST] for said in written) or "day first"

    def point(self, item: Item, *points: str) -> Moment | None:
        """The first of these points that can be read, by its value or by its label."""
        for point in points:
            for said in item.dates.get(point, ()):
                if found := self._read(said):
                    return found
        return None

    def day(self, item: Item, *points: str) -> dt.date | None:
        """Its day alone."""
        found = self.point(item, *points)
        return found.day if found else None

    def _read(self, said: str) -> Moment | None:
        if not said:
            return None
        if _YEAR.fullmatch(said):
            return moment(f"{said}-01-01")
        # "September 2008" has no day: the first stands for it. No month has a 31st of June: its last is meant.
        ways = [said, f"1 {said}"]
        if ends := _DAY.fullmatch(said):
            ways += [f"{day}{ends[2]}" for day in ("30", "29", "28")]
        return next((found for way in ways if (found := moment(way, self._order))), None)

    @staticmethod
    def said(item: Item) -> list[tuple[str, str]]:
        """Every date in the words of the file."""
        names = {"start": "from", "end": "until", "target": "planned for"}
        told = (
            (names.get(point, point or "date"), " ".join(filter(None, pair)))
            for point, pair in item.dates.items()
        )
        return [(name, words) for name, words in told if words]


def published(item: Item) -> Moment | None:
    """When it was written."""
    return moment(item.values.get("published", "")) or moment(item.values.get("updated", ""))


def updated(item: Item) -> Moment | None:
    """When it was last changed."""
    return moment(item.values.get("updated", ""))
