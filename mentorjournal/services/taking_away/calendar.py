"""The chosen meetings and action items as a calendar file, by the desk that exports calendars."""

from __future__ import annotations

from typing import BinaryIO

from mentorjournal.interchange.icalendar_writer import write
from mentorjournal.interchange.portable import Left
from mentorjournal.model.types import ActionItem, Meeting
from mentorjournal.services.calendar_export import CalendarChoice, Desk
from mentorjournal.services.confidences import Secrets
from mentorjournal.services.taking_away.chosen import Portion
from mentorjournal.storage.database import Database


def write_calendar(portion: Portion, out: BinaryIO, database: Database, *, everything: bool) -> Left:
    """Write every chosen meeting and open action item that has a day; notes and guests only for oneself."""
    left = Left()
    secrets = Secrets(portion.reader)
    choice = CalendarChoice(period="all", notes=True, people=everything)
    desk = Desk(portion.reader, secrets, choice, database.time_zone, database.clock())
    meetings = [one for one in portion.of(Meeting) if one.status in ("planned", "held")]
    actions = [one for one in portion.of(ActionItem) if one.is_open]
    hidden = secrets.among([*meetings, *actions])
    dated = [one for one in meetings if one.date and one.id not in hidden]
    due = [one for one in actions if one.due and one.id not in hidden]
    events, todos = desk.meetings(dated), [desk.action(one) for one in due]
    undated = len(meetings) + len(actions) - len(hidden) - len(dated) - len(due)
    for what, count in (
        ("a confidential record", len(hidden)),
        ("a meeting or action item without a day", undated),
    ):
        if count:
            left.not_held[what] = count
    out.write(write(events, todos, lambda done, _: portion.check(done)))
    left.records = len(dated) + len(due)
    return left
