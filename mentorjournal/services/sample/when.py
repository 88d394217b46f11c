"""Days, moments and ids of the sample journal, all told from one anchor day and one seed."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from zoneinfo import ZoneInfo

TIME_ZONE = "Europe/London"
RECENT = -4
"""Days from the anchor from here on stand exactly; earlier ones that fall on a weekend move to Friday."""
WEEKEND_TYPES = ("reflection", "insight")
EVENING = dt.time(18, 0)
EVENING_MINUTES = 240
WITHIN_THE_HOUR = (4, 50)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class When:
    """Turns offsets in days into dates, and dates into believable moments of writing."""

    today: dt.date
    seed: int

    def day(self, offset: int | str, type_name: str) -> dt.date:
        """The date `offset` days from the anchor day, or "year_ago": this very day of last year.

        Working life keeps to weekdays; entries are written on any day.
        """
        if isinstance(offset, str):
            return self._year_ago(offset)
        day = self.today + dt.timedelta(days=offset)
        if offset <= RECENT and type_name not in WEEKEND_TYPES and day.weekday() >= SATURDAY:
            return day - dt.timedelta(days=day.weekday() - SATURDAY + 1)
        return day

    def _year_ago(self, offset: str) -> dt.date:
        if offset != "year_ago":
            raise ValueError(f"{offset!r} is no day of the sample journal.")
        leap = (self.today.month, self.today.day) == (2, 29)
        return self.today.replace(year=self.today.year - 1, day=28 if leap else self.today.day)

    def evening(self, key: str) -> dt.time:
        """A time between six and ten in the evening, always the same for the same key."""
        minutes = self.pick("evening", key, 0, EVENING_MINUTES)
        return (dt.datetime.combine(self.today, EVENING) + dt.timedelta(minutes=minutes)).time()

    def moment(self, day: dt.date, at: dt.time, minutes: int) -> dt.datetime:
        """`minutes` after a local time of day, in UTC, and never in the reader's future.

        The latest moment is 11:00 UTC on the day before the anchor: the start of the anchor day in the
        earliest time zone.
        """
        local = dt.datetime.combine(day, at, ZoneInfo(TIME_ZONE))
        latest = dt.datetime.combine(self.today - dt.timedelta(days=1), dt.time(11), dt.UTC)
        return min(local.astimezone(dt.UTC) + dt.timedelta(minutes=minutes), latest)

    def soon(self, what: str, key: str) -> int:
        """Minutes between an event and its record: less than an hour."""
        return self.pick(what, key, *WITHIN_THE_HOUR)

    def pick(self, what: str, key: str, low: int, high: int) -> int:
        """A number from `low` to `high`, both included, fixed by the seed and the key."""
        return low + int.from_bytes(self._bytes(what, key)[:4], "big") % (high - low + 1)

    def id(self, key: str, moment: dt.datetime) -> str:
        """An id of the shape of UUID version 7 (RFC 9562): milliseconds, then 74 bits fixed by the seed."""
        milliseconds = int(moment.timestamp() * 1000)
        random = int.from_bytes(self._bytes("id", key)[:10], "big")
        high = (milliseconds << 16) | (7 << 12) | (random >> 68)
        low = (0b10 << 62) | (random & ((1 << 62) - 1))
        text = f"{high:016x}{low:016x}"
        return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))

    def _bytes(self, what: str, key: str) -> bytes:
        return hashlib.blake2b(f"{self.seed}\0{what}\0{key}".encode()).digest()
