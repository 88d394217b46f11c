"""The chosen meetings and action items as a calendar file, by the desk that exports calendars."""

from __future__ import annotations

from typing import BinaryIO

from mentorjournal.errors import InvalidRecord
from mentorjournal.interchange.icalendar_writer import write
from mentorjournal.interchange.portable import Left
from mentorjournal.model.types import ActionItem, Meeting
from mentorjournal.services.calendar_export import CalendarChoice, Desk
from mentorjournal.services.confidences import Secrets
from mentorjournal.services.taking_away.chosen import Portion
from mentorjournal.storage.database import Database


def write_calendar(
    portion: Portion, out: BinaryIO, database: Database, *, everything: bool, past: bool
) -> Left:
    """Write every chosen meeting and open action item that has a day; notes and guests only for oneself. Raises
    InvalidRecord where there is none.

    Without `past`, meetings of days that are over stay behind, as they do in a calendar nothing was chosen for.
    """
    left = Left()
    secrets = Secrets(portion.reader)
    choice = CalendarChoice(period="all", notes=everything, people=everything)
    desk = Desk(portion.reader, secrets, choice, database.time_zone, database.clock())
    meetings = [one for one in portion.of(Meeting) if one.status in ("planned", "held")]
    actions = [one for one in portion.of(ActionItem) if one.is_open]
    hidden = secrets.among([*meetings, *actions])
    with_day = [one for one in meetings if one.date and one.id not in hidden]
    today = database.clock().date()
    dated = [one for one in with_day if past or one.date is None or one.date >= today]
    due = [one for one in actions if one.due and one.id not in hidden]
    events, todos = desk.meetings(dated), [desk.action(one) for one in due]
    undated = len(meetings) + len(actions) - len(hidden) - len(with_day) - len(due)
    for what, count in (
        ("a confidential record", len(hidden)),
        ("a meeting or action item without a day", undated),
        ("a meeting that is over, which a first day would bring in", len(with_day) - len(dated)),
    ):
        if count:
            left.not_held[what] = count
    if not events and not todos:
        why = ", ".join(f"{count:,} {what}" for what, count in left.not_held.items())
        raise InvalidRecord(
            f"Nothing that was chosen has a place in a calendar{f' ({why})' if why else ''}. Nothing was exported; "
            "the journal is unchanged."
        )
    out.write(write(events, todos, lambda done, _: portion.check(done)))
    left.records = len(dated) + len(due)
    return left
