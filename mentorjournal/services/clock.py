"""When a meeting begins and ends, counted across midnight and changes of the clock."""

from __future__ import annotations

import datetime as dt

from mentorjournal.model.types import Meeting
from mentorjournal.model.zones import zone_named

DAY_MINUTES = 1_440


def start_of(meeting: Meeting, usual_zone: str = "") -> dt.datetime | None:
    """The aware moment it begins, at midnight where it has no time; None without a day.

    Its own zone counts, else `usual_zone`, else the computer's.
    """
    if meeting.date is None:
        return None
    wall = dt.datetime.combine(meeting.date, meeting.at or dt.time())
    zone = zone_named(meeting.time_zone) or zone_named(usual_zone)
    try:
        start = wall.replace(tzinfo=zone) if zone else wall.astimezone()
        start.astimezone(dt.UTC)
    except (OverflowError, ValueError, OSError):
        return wall.replace(tzinfo=dt.UTC)  # on the last day there is, whose evening no other clock can show
    return start


def end_of(meeting: Meeting, usual_zone: str = "") -> dt.datetime | None:
    """The aware moment it ends: as many real minutes later as it is long, so that neither midnight nor a
    change of the clock shortens it. A day without a time ends with the day; without a day None."""
    start = start_of(meeting, usual_zone)
    if start is None:
        return None
    if meeting.at is None:
        days = max(1, -int(-(meeting.minutes or 0) // DAY_MINUTES))
        return _later(start, dt.timedelta(days=days))
    length = dt.timedelta(minutes=max(0.0, meeting.minutes or 0))
    try:
        return (start.astimezone(dt.UTC) + length).astimezone(start.tzinfo)
    except (OverflowError, ValueError):
        return start


def _later(start: dt.datetime, length: dt.timedelta) -> dt.datetime:
    try:
        return start + length
    except OverflowError:
        return start
