"""A meeting in words: when it is, and how far preparing, meeting and following up have come."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from mentorjournal.gui.words import day_long, day_short
from mentorjournal.services.meeting_time import runs

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from mentorjournal.gui.context import Context
    from mentorjournal.model.types import Meeting
    from mentorjournal.services.meetings import MeetingPage


def when_words(meeting: Meeting, today: dt.date) -> str:
    """Such as "Thursday 16 April, 10:30, in 2 days"."""
    if meeting.date is None:
        return ""
    days = (meeting.date - today).days
    near = {0: "today", 1: "tomorrow", -1: "yesterday"}
    away = near.get(days) or (f"in {days} days" if days > 0 else "")
    at = f"{meeting.at:%H:%M}" if meeting.at else ""
    year = "" if meeting.date.year == today.year else str(meeting.date.year)
    day = " ".join(part for part in (day_long(meeting.date), year) if part)
    return ", ".join(part for part in (day, at, away) if part)


def moved_words(planned: dt.date | None, day: dt.date | None, today: dt.date) -> str:
    """What is said of a meeting that was held before its day; "" where it was not."""
    if planned is None or day is None or planned <= day:
        return ""
    where = "today" if day == today else day_short(day, today)
    return f"Moved to {where}, when it was held; it was planned for {day_short(planned, today)}."


def stand_words(speaker: QObject, context: Context, page: MeetingPage) -> str:
    """Such as "Prepared · 52 min spent · Wrapped up 16 Apr"; "" while there is nothing to say."""
    meeting, tr = page.meeting, speaker.tr
    minutes = round(context.services.meeting_time.seconds(meeting) / 60)
    parts = [tr("Prepared")] if page.prepared else []
    if runs(meeting):
        parts.append(tr("The timer runs, {0} min so far").format(minutes))
    elif minutes:
        parts.append(tr("{0} min spent").format(minutes))
    if meeting.wrapped_on is not None:
        day = day_short(meeting.wrapped_on, context.today())
        parts.append(tr("Wrapped up {0}").format(day))
    elif meeting.status == "held":
        parts.append(tr("Not wrapped up yet"))
    return " · ".join(parts)
