"""A calendar's meetings, things to do and entries come in once, and are brought up to date after that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from mentorjournal.errors import ImportRefused
from mentorjournal.interchange.icalendar_plain import Appointment
from mentorjournal.interchange.local_clock import on_the_wall
from mentorjournal.interchange.plain import Entry, Problem, Reading, Watch
from mentorjournal.model.ids import new_id
from mentorjournal.model.record import Record, Visibility
from mentorjournal.model.types import ActionItem, Meeting
from mentorjournal.services.calendar_changes import (
    LONGEST_TITLE,
    Known,
    at_home,
    changed_values,
    known_records,
    when_of,
)
from mentorjournal.services.calendar_people import Guests
from mentorjournal.services.capture import first_line
from mentorjournal.services.imported_entries import (
    DETAILS_HEADING,
    LEFT_ALONE,
    EntryWriter,
    Look,
    Row,
    Written,
    nothing_in,
)
from mentorjournal.storage.imports import Past
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.writer import Writer

FORMAT: Final = "icalendar"
PAST: Final = "Those that are over come in as held: {0}."
UNNAMED: Final = {"event": "Meeting", "todo": "To-do without a title", "journal": ""}
MOST_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class CalendarJournal:
    """What was read of a calendar, ready to be written. `zone` is the journal's own, for times in UTC."""

    reading: Reading
    path: Path
    now: dt.datetime
    zone: str

    @property
    def format(self) -> str:
        """The name of its format."""
        return self.reading.format

    def look(self, reader: Reader, most_rows: int) -> Look:
        """What is in it, what of it is new or changed, who would come in with it, and what is wrong."""
        if not self.reading.appointments:
            raise ImportRefused(nothing_in(self.path, self.reading.problems))
        rows: list[Row] = []
        guests = Guests(reader)
        new = changed = held = found = 0
        known = known_records(reader, self.reading.appointments, self.now.date())
        for one, record, values in self._compared(known):
            found += 1
            is_new, is_changed = record is None, bool(values)
            new += is_new
            changed += is_changed
            held += is_new and one.kind == "event" and self.is_over(one)
            if is_new and one.kind == "event":
                guests.expect(one)
            if len(rows) < most_rows:
                day = (
                    when_of(one, self.zone)
                    if one.kind == "event"
                    else at_home(one.start or one.due, self.zone)
                )
                rows.append(Row(one.item, one.title, day.day.isoformat() if day else "", is_new, is_changed))
        told = [*self._told(known), *guests.told()]
        if held:
            told.append(Problem("Meetings", PAST.format(held)))
        return Look(found, new, rows, told, changed)

    def write(self, writer: Writer, watch: Watch, visibility: Visibility) -> Written:
        """Write what is new, and bring up to date what changed in the calendar; nothing else is touched."""
        desk = _Desk(self, writer, visibility)
        written = updated = done = 0
        total = len(self.reading.appointments)
        known = known_records(writer, self.reading.appointments, self.now.date())
        for one, record, values in self._compared(known):
            watch.step(done, total)
            done += 1
            if record is None:
                desk.write(one)
                written += 1
            elif values:
                current = writer.get(type(record), record.id)
                writer.put(replace(current, **values))
                updated += 1
        desk.entries.finish()
        watch.step(total, total)
        problems = [*self._told(known), *desk.guests.told(), *desk.entries.problems]
        return Written(written, done - written - updated, problems, updated)

    def is_over(self, one: Appointment) -> bool:
        """Whether its start is behind us."""
        when = one.start
        if when is None:
            return False
        if when.moment is not None:
            return when.moment < self.now
        return when.day < self.now.date()

    def _compared(self, known: Known) -> Iterator[tuple[Appointment, Record | None, dict[str, Any]]]:
        """Every part with the record it is already, and the values of it that the calendar changed."""
        for one in _once(self.reading.appointments):
            record = known.records.get(one.source_id)
            if record is None:
                yield one, None, {}
            else:
                past = known.pasts.get(record.id) or Past()
                yield one, record, changed_values(one, record, past, self.zone)

    def _told(self, known: Known) -> list[Problem]:
        """What was wrong while reading, and what the calendar has dropped."""
        by_series: dict[str, list[Meeting]] = {}
        for meeting in known.gone:
            by_series.setdefault(meeting.series, []).append(meeting)
        gone = [Problem(found[0].title, _gone_words(found)) for found in by_series.values()]
        files = [Problem(name, LEFT_ALONE) for name in self.reading.ignored]
        return [*self.reading.problems, *files, *gone]


def _gone_words(meetings: list[Meeting]) -> str:
    days = [f"{meeting.date.day} {meeting.date:%B %Y}" for meeting in meetings if meeting.date]
    more = f" and {len(days) - MOST_DAYS} more" if len(days) > MOST_DAYS else ""
    return (
        f"The calendar does not hold this meeting on {', '.join(days[:MOST_DAYS])}{more} any more. It was kept; "
        "cancel or delete it if it is off."
    )


def _once(appointments: Iterable[Appointment]) -> Iterator[Appointment]:
    seen: set[str] = set()
    for one in appointments:
        if one.source_id not in seen:
            seen.add(one.source_id)
            yield one


class _Desk:
    """Writes new records inside one transaction."""

    def __init__(self, journal: CalendarJournal, writer: Writer, visibility: Visibility) -> None:
        self._journal, self._writer, self._visibility = journal, writer, visibility
        self.entries = EntryWriter(writer, visibility)
        self.guests = Guests(writer, writer)

    def write(self, one: Appointment) -> None:
        if one.kind == "journal":
            self._entry(one)
            return
        record = self._meeting(one) if one.kind == "event" else self._action(one)
        self._writer.put(record, keep_stamps=True)

    def _meeting(self, one: Appointment) -> Meeting:
        when = when_of(one, self._journal.zone)
        over = "held" if self._journal.is_over(one) else "planned"
        return Meeting(
            **self._shared(one, UNNAMED["event"]),
            date=when.day if when else None,
            at=when.time if when else None,
            time_zone=when.zone if when else "",
            people=self.guests.ids_of(one),
            status="cancelled" if one.status == "cancelled" else over,
            minutes=one.minutes,
            place=one.place,
            notes=self._words(one),
            series=one.uid if one.rule or one.slot else "",
            rule=one.rule,
        )

    def _action(self, one: Appointment) -> ActionItem:
        today = self._journal.now.astimezone().date()
        due, start = (at_home(when, self._journal.zone) for when in (one.due, one.start))
        return ActionItem(
            **self._shared(one, UNNAMED["todo"]),
            due=due.day if due else None,
            date=start.day if start else None,
            done_on=(one.done_on or today) if one.status == "done" else None,
            let_go_on=today if one.status == "cancelled" else None,
            detail=self._words(one),
        )

    def _shared(self, one: Appointment, unnamed: str) -> dict[str, Any]:
        title = one.title or first_line(" ".join(one.text.split()))[0] or unnamed
        return {
            "id": new_id(),
            "title": title[:LONGEST_TITLE],
            "visibility": self._visibility,
            "confidential": one.confidential,
            "source_id": one.source_id,
            "created_at": one.created,
            "updated_at": one.updated or one.created,
            "tags": self.entries.tag_ids(one.tags),
            "attachments": self._files(one),
        }

    def _files(self, one: Appointment) -> tuple[str, ...]:
        kept: list[str] = []
        for media in one.media:
            try:
                kept.append(self.entries.keep(one.item, media, one.start.day if one.start else None).id)
            except ImportRefused as error:
                self.entries.problems.append(Problem(one.item, f"{media.name} was left out: {error}"))
        return tuple(kept)

    def _words(self, one: Appointment) -> str:
        """The description, and what has no place of its own."""
        lines = [f"- {key}: {' '.join(value.split())}" for key, value in self._details(one)]
        more = "\n".join([f"{DETAILS_HEADING}", "", *lines]) if lines else ""
        whole = one.title if len(one.title) > LONGEST_TITLE else ""
        return "\n\n".join(part for part in (whole, one.text, more) if part)

    def _details(self, one: Appointment) -> list[tuple[str, str]]:
        unmet = [("invited", email) for email in self.guests.unmet(one)] if one.kind == "event" else []
        due = at_home(one.due, self._journal.zone)
        at = [("due at", due.time.isoformat("minutes"))] if due and due.time else []
        where = [("place", one.place)] if one.place and one.kind == "todo" else []
        return [*one.extra, *at, *where, *unmet]

    def _entry(self, one: Appointment) -> None:
        """A journal entry; one without a day has the day it was written down."""
        stamp, start = one.created or one.updated, at_home(one.start, self._journal.zone)
        self.entries.write(
            Entry(
                one.source_id,
                one.title,
                one.text,
                start.day if start else on_the_wall(stamp or self._journal.now).day,
                start.time if start else None,
                start.zone if start else None,
                one.created,
                one.updated,
                one.tags,
                media=one.media,
                item=one.item,
                extra=one.extra,
            ),
            confidential=one.confidential,
        )
