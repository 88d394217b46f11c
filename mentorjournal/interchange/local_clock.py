"""The wall clock of a moment that a file gives in UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

_OFFSET_SIGNS = {"+": 1, "-": -1}
_MOST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """One moment as it stood on the wall."""

    day: date
    time: time


def on_the_wall(moment: datetime, zone: tzinfo | None = None) -> Clock:
    """The day and time of an aware moment in a zone; without one, on the clock of this computer.

    Most programs keep UTC and not where the writer was. Their owner imports them, so this computer's zone is
    the best there is: a note of late evening must not land on the next day.
    """
    try:
        here = moment.astimezone(zone)
    except (OverflowError, ValueError, OSError):
        here = moment
    return Clock(here.date(), here.time().replace(microsecond=0))


def from_epoch(count: object, per_second: int) -> datetime | None:
    """The UTC moment of a count of seconds (1), milliseconds (1000) or microseconds since 1970; None if senseless.

    Zero means "not set" wherever these counts are used.
    """
    if isinstance(count, str):
        count = int(count) if count.strip().lstrip("-").isdecimal() and len(count) < len("9" * 20) else None
    if not isinstance(count, (int, float)) or isinstance(count, bool) or not count:
        return None
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=count / per_second)
    except (OverflowError, ValueError):
        return None


def offset(written: str) -> timezone | None:
    """The zone of `+02:00`; None if it is none."""
    sign, numbers = _OFFSET_SIGNS.get(written[:1]), written[1:].split(":")
    if sign is None or not all(number.isdecimal() and len(number) <= len("00") for number in numbers):
        return None
    minutes = int(numbers[0]) * 60 + (int(numbers[1]) if len(numbers) > 1 else 0)
    return timezone(timedelta(minutes=sign * minutes)) if minutes < _MOST_MINUTES else None


def iso_moment(written: str) -> datetime | None:
    """The UTC moment of an ISO date and time in either of its forms, read as UTC where it names no zone."""
    try:
        found = datetime.fromisoformat(written.strip())
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
