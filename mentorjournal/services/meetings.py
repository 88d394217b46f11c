"""Meetings: what is ahead, the agenda, the notes, and what was agreed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.model.record import Record
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import ActionItem, AgendaItem, BriefLine, Meeting, Person
from mentorjournal.services.actions import OwnedAction, owned, still_open
from mentorjournal.services.meeting_capture import (
    LineKind,
    as_secret_as,
    last_agenda_item,
    owner_of,
    record_of_line,
)
from mentorjournal.services.meeting_people import following, people_of
from mentorjournal.services.meeting_time import log_hours, on_its_real_day, stopped, take_hours_back
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader, linked, linked_to_any
from mentorjournal.storage.revisions import versions
from mentorjournal.storage.tables import columns
from mentorjournal.storage.writer import Writer

MOST_DONE = 12


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting as lists show it, with the names of who is there."""

    meeting: Meeting
    names: tuple[str, ...]
    agenda: int
    actions_open: int


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """Everything a meeting's page shows.

    `previous` is the last one held with everybody who is here, `open_before` what was agreed at any such
    meeting and is not done, `done_before` what of it was done since the last one. `both_ways` counts those
    meetings, and in how many of them I gave and received. `prepared` says that its brief was gone through.
    """

    meeting: Meeting
    people: tuple[Person, ...]
    agenda: tuple[AgendaItem, ...]
    actions: tuple[OwnedAction, ...]
    open_before: tuple[OwnedAction, ...]
    done_before: tuple[OwnedAction, ...]
    previous: Meeting | None
    linked: tuple[LinkRow, ...]
    both_ways: tuple[int, int, int]
    prepared: bool = False


class Meetings:
    """What a person does with meetings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def ahead(self, today: dt.date, limit: int = 200) -> tuple[MeetingCard, ...]:
        """Planned meetings from today on, the nearest first."""
        c = columns(Meeting)
        with self._database.reading() as reader:
            found = reader.find(Meeting, c.date >= today, c.status == "planned", order=(c.sort,), limit=limit)
            return cards(reader, found)

    def past(self, today: dt.date, limit: int = 200) -> tuple[MeetingCard, ...]:
        """Everything that is not ahead any more, the latest first, at most `limit`."""
        c = columns(Meeting)
        with self._database.reading() as reader:
            found = reader.find(
                Meeting, (c.date < today) | (c.status != "planned") | c.date.is_(None), limit=limit
            )
            return cards(reader, found)

    def page(self, meeting_id: str) -> MeetingPage:
        """A meeting with its agenda, its actions and what was open before. Raises NotFound."""
        with self._database.reading() as reader:
            meeting = reader.get(Meeting, meeting_id)
            people = people_of(reader, meeting)
            agenda = reader.find(AgendaItem, linked("meeting", meeting_id))
            actions = reader.find(ActionItem, linked("meeting", meeting_id))
            together = _together_before(meeting)
            earlier = reader.ids(Meeting, *together) if together else ()
            previous = reader.get(Meeting, earlier[0]) if earlier else None
            hidden = {item.id for group in (agenda, actions, people) for item in group}
            return MeetingPage(
                meeting,
                people,
                tuple(sorted(agenda, key=lambda item: (item.position or 0, item.id))),
                owned(reader, list(actions)),
                _agreed(reader, earlier, *still_open()),
                _done_since(reader, earlier, previous, meeting),
                previous,
                tuple(row for row in lists.linked(reader, meeting_id) if row.row.id not in hidden),
                (
                    len(earlier),
                    reader.count(Meeting, *together, columns(Meeting).gave != "") if earlier else 0,
                    reader.count(Meeting, *together, columns(Meeting).received != "") if earlier else 0,
                ),
                reader.count(BriefLine, linked("meeting", meeting_id)) > 0,
            )

    def add_agenda_item(self, meeting_id: str, title: str, *, origin: str = "") -> AgendaItem:
        """A new line at the end of the agenda."""
        with self._database.writing("New agenda item", origin=origin) as change:
            item = last_agenda_item(change, meeting_id, title.strip())
            return change.put(as_secret_as(item, change.get(Meeting, meeting_id)))

    def tick_agenda_item(self, item_id: str, discussed: bool, *, origin: str = "") -> AgendaItem:
        """Mark a line of the agenda as talked about, or not."""
        with self._database.writing("Tick agenda item", origin=origin) as change:
            return change.put(replace(change.get(AgendaItem, item_id), discussed=discussed))

    def move_agenda_item(self, item_id: str, steps: int, *, origin: str = "") -> None:
        """Move a line of the agenda up (negative) or down."""
        with self._database.writing("Reorder agenda", origin=origin) as change:
            item = change.get(AgendaItem, item_id)
            items = sorted(
                change.find(AgendaItem, linked("meeting", item.meeting or "")),
                key=lambda other: (other.position or 0, other.id),
            )
            place = [other.id for other in items].index(item_id)
            items.insert(max(0, place + steps), items.pop(place))
            for position, other in enumerate(items, 1):
                change.put(replace(other, position=position))

    def add_action(
        self, meeting_id: str, title: str, due: dt.date | None = None, *, origin: str = ""
    ) -> ActionItem:
        """Something agreed at the meeting; `Helena: read the draft` is hers where Helena is there."""
        with self._database.writing("New action item", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            owner, text = owner_of(change, meeting, title)
            item = ActionItem(title=text, due=due, owner=owner, meeting=meeting_id)
            return change.put(as_secret_as(item, meeting))

    def capture_line(
        self,
        meeting_id: str,
        line: str,
        kind: LineKind,
        due: dt.date | None = None,
        *,
        origin: str = "",
    ) -> Record:
        """Turn a line of the notes, or several, into a record that stays linked to the meeting; marks of a
        list, quotation or heading stay behind. Who was named before a colon is the one it is of or for.

        Raises InvalidRecord where the line has no words.
        """
        with self._database.writing("Capture from meeting", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            return change.put(record_of_line(change, meeting, line, kind, due))

    def hold(self, meeting_id: str, *, next_date: dt.date | None = None, origin: str = "") -> Meeting:
        """Mark a meeting as held and log its hours; with a next day, given or noted before, plan the next
        one with the same people, unless one is planned for that day already."""
        with self._database.writing("Hold meeting", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            return held(change, replace(meeting, next_date=next_date or meeting.next_date))

    def set_status(self, meeting_id: str, status: str, *, origin: str = "") -> Meeting:
        """Say that a meeting was held after all, or not: its hours come and go with it, as one step."""
        if status == "held":
            return self.hold(meeting_id, origin=origin)
        with self._database.writing("Change meeting state", origin=origin) as change:
            meeting = change.get(Meeting, meeting_id)
            if meeting.status == "held":
                take_hours_back(change, meeting)
            return change.put(replace(meeting, status=status))


def held(change: Writer, meeting: Meeting) -> Meeting:
    """A meeting, as it shall be kept, marked as held in this change: the timer stands, its hours are
    logged, and the next one is planned where its day is noted. Nothing is held in the future: where its day
    is still ahead it moves to the real one."""
    at = meeting.at
    meeting = on_its_real_day(change, meeting, change.now)
    meeting = change.put(replace(stopped(meeting, change.now), status="held"))
    log_hours(change, meeting)
    if meeting.next_date is not None and not _is_planned(change, meeting, meeting.next_date):
        change.put(replace(following(change, meeting), at=at))
    return meeting


def cards(reader: Reader, meetings: tuple[Meeting, ...]) -> tuple[MeetingCard, ...]:
    """Meetings as lists show them, in their order."""
    names = reader.titles(dict.fromkeys(person for meeting in meetings for person in meeting.people))
    ids = [meeting.id for meeting in meetings]
    agenda = reader.tally(AgendaItem, "meeting", ids)
    actions = reader.tally(ActionItem, "meeting", ids, *still_open())
    return tuple(
        MeetingCard(
            meeting,
            tuple(names[person] for person in meeting.people if person in names),
            agenda.get(meeting.id, 0),
            actions.get(meeting.id, 0),
        )
        for meeting in meetings
    )


def _is_planned(reader: Reader, held: Meeting, day: dt.date) -> bool:
    """Whether a meeting with exactly these people is planned for a day, or was until it was moved."""
    c = columns(Meeting)
    together = [linked("people", person) for person in held.people]
    planned = reader.find(Meeting, c.status == "planned", *together)
    same = [item for item in planned if set(item.people) == set(held.people) and item.id != held.id]
    return any(item.date == day for item in same) or any(_was_moved_from(reader, item, day) for item in same)


def _was_moved_from(reader: Reader, meeting: Meeting, day: dt.date) -> bool:
    """Whether a meeting stood on a day at any time."""
    found = (version.after for version in versions(reader, meeting.id))
    return any(isinstance(item, Meeting) and item.date == day for item in found)


def _together_before(meeting: Meeting) -> tuple[Any, ...]:
    """The conditions of what was held before with everybody who is here; none where nobody is."""
    c = columns(Meeting)
    if not meeting.people or meeting.date is None:
        return ()
    return (
        *(linked("people", person) for person in meeting.people),
        c.date < meeting.date,
        c.status == "held",
    )


def _agreed(
    reader: Reader, meetings: tuple[str, ...], *where: Any, limit: int | None = None
) -> tuple[OwnedAction, ...]:
    """What was agreed at any of these meetings: a promise does not lapse by meeting again."""
    if not meetings:
        return ()
    found = reader.find(ActionItem, linked_to_any("meeting", meetings), *where, limit=limit)
    return owned(reader, list(found))


def _done_since(
    reader: Reader, earlier: tuple[str, ...], previous: Meeting | None, meeting: Meeting
) -> tuple[OwnedAction, ...]:
    """What of it was done since the last meeting, and before this one where it is over."""
    if previous is None:
        return ()
    done_on = columns(ActionItem).done_on
    over = (done_on <= meeting.date,) if meeting.status != "planned" else ()
    return _agreed(reader, earlier, done_on >= previous.date, *over, limit=MOST_DONE)
