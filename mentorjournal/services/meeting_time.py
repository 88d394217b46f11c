"""The time of a meeting: a timer that outlives the window, and what is logged of it as hours.

Everything is counted between moments in UTC, so midnight and a change of the clocks make no difference.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from mentorjournal.model.choices import label
from mentorjournal.model.types import Activity, Meeting
from mentorjournal.model.zones import zone_named
from mentorjournal.services.meeting_people import people_of, spoken_list, tie_of
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked
from mentorjournal.storage.revisions import versions
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

LOGGED = "mentoring"
"""The category of the activity that a held meeting becomes."""
_MADE_HERE = "timer:"
"""Begins the source of that activity, so that no entry of the reader's own is taken for it."""
_MINUTES = dt.timedelta(minutes=1)
_IN_AN_HOUR = 60


class MeetingTime:
    """Starts, pauses and reads the timer of a meeting."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def start(self, meeting_id: str, *, origin: str = "") -> Meeting:
        """Let the timer run, as one step; another meeting's pauses as by `pause`, for nobody sits in
        two."""
        with self._database.writing("Start timer", origin=origin) as change:
            for other in change.find(Meeting, columns(Meeting).timer_from != ""):
                if other.id != meeting_id:
                    _log_if_held(change, change.put(stopped(other, change.now)))
            meeting = change.get(Meeting, meeting_id)
            if runs(meeting):
                return meeting
            return change.put(replace(meeting, timer_from=change.now.astimezone(dt.UTC).isoformat()))

    def pause(self, meeting_id: str, *, origin: str = "") -> Meeting:
        """Stand still, and keep what was counted; hours already logged for it follow."""
        with self._database.writing("Pause timer", origin=origin) as change:
            meeting = change.put(stopped(change.get(Meeting, meeting_id), change.now))
            _log_if_held(change, meeting)
            return meeting

    def correct(self, meeting_id: str, minutes: float | None, *, origin: str = "") -> Meeting:
        """Say how long it took, say where the timer was forgotten; it stands still then."""
        with self._database.writing("Correct time spent", origin=origin) as change:
            meeting = replace(change.get(Meeting, meeting_id), spent=minutes, timer_from="")
            meeting = change.put(meeting)
            _log_if_held(change, meeting)
            return meeting

    def set_length(self, meeting_id: str, minutes: float | None, *, origin: str = "") -> Meeting:
        """Say how long it is planned for; hours already logged for it follow where no timer ran."""
        with self._database.writing("Change length", origin=origin) as change:
            meeting = change.put(replace(change.get(Meeting, meeting_id), minutes=minutes))
            _log_if_held(change, meeting)
            return meeting

    def seconds(self, meeting: Meeting) -> int:
        """How long it took so far, in whole seconds."""
        return int(spent(meeting, self._database.clock()) * _IN_AN_HOUR)


def runs(meeting: Meeting) -> bool:
    """Whether its timer runs."""
    return since_when(meeting.timer_from) is not None


def spent(meeting: Meeting, now: dt.datetime) -> float:
    """Minutes counted up to `now` (aware); a clock that was set back takes nothing away."""
    since = since_when(meeting.timer_from)
    running = max(0.0, (now - since) / _MINUTES) if since is not None else 0.0
    return (meeting.spent or 0.0) + running


def stopped(meeting: Meeting, now: dt.datetime) -> Meeting:
    """The meeting with its timer standing still, the minutes counted to the second."""
    if not meeting.timer_from:
        return meeting
    if not runs(meeting):
        return replace(meeting, timer_from="")
    return replace(meeting, timer_from="", spent=round(spent(meeting, now), 2))


def on_its_real_day(reader: Reader, meeting: Meeting, now: dt.datetime) -> Meeting:
    """A meeting that is held while its day is still ahead, on the day it was really held.

    The timer says when it began; without one the day is that of `now` (aware), and a time that would still
    be ahead is not kept. Days and times are those of the meeting's own zone.
    """
    if meeting.date is None:
        return meeting
    zone = zone_named(meeting.time_zone)
    here = now.astimezone(zone)
    began = _began(reader, meeting, zone)
    at: dt.time | None
    if began is not None:
        day, at = began.date(), began.time().replace(second=0, microsecond=0)
    else:
        day, at = here.date(), meeting.at
        at = None if at is not None and at > here.time() else at
    return replace(meeting, date=day, at=at) if meeting.date > day else meeting


def _began(reader: Reader, meeting: Meeting, zone: dt.tzinfo | None) -> dt.datetime | None:
    """When its timer was first started on the day it ran last; None where no timer ran."""
    if not (meeting.timer_from or meeting.spent):
        return None
    known = [item.after for item in versions(reader, meeting.id)]
    starts = [since_when(item.timer_from) for item in (meeting, *known) if isinstance(item, Meeting)]
    moments = sorted(start.astimezone(zone) for start in starts if start is not None)
    return next((start for start in moments if start.date() == moments[-1].date()), None)


def log_hours(change: Writer, meeting: Meeting) -> Activity | None:
    """Make or renew, in this change, the one activity that holds a held meeting's hours.

    The hours are what the timer counted, else the planned length. Without either nothing is logged.
    """
    minutes = meeting.spent or meeting.minutes
    if not minutes:
        return None
    hours = round(minutes / _IN_AN_HOUR, 2)
    known = _logged(change, meeting.id)
    if known is not None:
        return change.put(replace(known, hours=hours))
    away = _logged(change, meeting.id, trashed=True)
    if away is not None:
        return change.put(replace(change.untrash(away), hours=hours, date=meeting.date, at=meeting.at))
    tie = tie_of(change, meeting)
    names = spoken_list(person.title for person in people_of(change, meeting))
    return change.put(
        Activity(
            title=meeting.title or names or Meeting.LABEL,
            source_id=f"{_MADE_HERE}{meeting.id}",
            date=meeting.date,
            at=meeting.at,
            time_zone=meeting.time_zone,
            category=LOGGED,
            hours=hours,
            role=label("role", tie.my_role) if tie is not None and tie.my_role != "peer" else "",
            meeting=meeting.id,
            relationship=tie.id if tie is not None else None,
            people=meeting.people,
            confidential=meeting.confidential,
        )
    )


def take_hours_back(change: Writer, meeting: Meeting) -> None:
    """A meeting that was not held after all has no hours; what was logged for it goes to the trash."""
    known = _logged(change, meeting.id)
    if known is not None:
        change.trash(known)


def _log_if_held(change: Writer, meeting: Meeting) -> None:
    if meeting.status == "held":
        log_hours(change, meeting)


def _logged(reader: Reader, meeting_id: str, *, trashed: bool = False) -> Activity | None:
    ours = columns(Activity).source_id.startswith(_MADE_HERE)
    found = reader.find(Activity, linked("meeting", meeting_id), ours, trashed=trashed)
    return found[-1] if found else None


def since_when(timer_from: str) -> dt.datetime | None:
    """The moment since which a timer runs; a text that is no moment counts as standing still."""
    if not timer_from:
        return None
    try:
        since = dt.datetime.fromisoformat(timer_from)
    except ValueError:
        return None
    return since if since.tzinfo is not None else since.replace(tzinfo=dt.UTC)
