"""What somebody may be reminded of now: meetings soon, days that come up, a self-rating that is due. Each once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from mentorjournal.services.mentoring import Mentoring
from mentorjournal.services.today import Deadline, Today
from mentorjournal.storage.database import Database
from mentorjournal.storage.mentees import HardDate
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.today_lines import ActionLine, MeetingLine

MEETING: Final = "meeting"
ACTION: Final = "action"
DEADLINE: Final = "deadline"
ENCOURAGE: Final = "encourage"
PULSE: Final = "pulse"
KINDS: Final = (MEETING, ACTION, DEADLINE, ENCOURAGE, PULSE)
"""What there are reminders of, in the order in which they are said."""
BEFORE: Final = dt.timedelta(hours=2)
"""So long before it begins a meeting is reminded of."""
DAYS_BEFORE: Final = 1
"""A day that comes up is reminded of on the day before, and on the day."""
KEPT_DAYS: Final = 60
_SAID: Final = "reminded"
_LATER: Final = "reminders_later"
_OPEN: Final = ("shared", "exportable")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One thing to say. `key` is said once; `text` names nothing that is private or confidential; `full` is for
    the window alone; `view` is where it leads, empty for its own page."""

    key: str
    kind: str
    record_id: str
    text: str
    full: str
    view: str = ""


class Reminders:
    """What is due to be said, what was said, and what waits."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def due(self, now: dt.datetime, off: Iterable[str] = ()) -> tuple[Reminder, ...]:
        """Everything that comes up at a local moment, but the kinds `off` and what waits; said before or not."""
        day, skipped = now.date(), frozenset(off)
        found = [one for one in self._found(now, day) if one.kind not in skipped]
        with self._database.reading() as reader:
            later = _kept(reader, _LATER)
        waiting = {key for key, until in later.items() if until > _stamp(now)}
        return tuple(sorted((one for one in found if one.key not in waiting), key=_order))

    def unsaid(self, now: dt.datetime, off: Iterable[str] = ()) -> tuple[Reminder, ...]:
        """The same without what was said already."""
        due = self.due(now, off)
        with self._database.reading() as reader:
            said = _kept(reader, _SAID)
        return tuple(one for one in due if one.key not in said)

    def say(self, keys: Iterable[str], now: dt.datetime) -> None:
        """These were said. What was said long ago is forgotten. A journal that is only read remembers nothing."""
        if self._database.read_only_because:
            return
        with self._database.writing("Remember reminders") as change:
            first = _stamp(now - dt.timedelta(days=KEPT_DAYS))
            said = {key: day for key, day in _kept(change, _SAID).items() if day >= first}
            change.set_meta(_SAID, {**said, **dict.fromkeys(keys, _stamp(now))})

    def later(self, key: str, until: dt.datetime) -> None:
        """Say it again from this moment on, and not before."""
        with self._database.writing("Put off a reminder") as change:
            said = {one: day for one, day in _kept(change, _SAID).items() if one != key}
            waits = {one: day for one, day in _kept(change, _LATER).items() if one != key}
            change.set_meta(_SAID, said)
            change.set_meta(_LATER, {**waits, key: _stamp(until)})

    def _found(self, now: dt.datetime, day: dt.date) -> list[Reminder]:
        today = Today(self._database).view(day)
        with self._database.reading() as reader:
            found: list[Reminder | None] = [_meeting(reader, one.meeting, now) for one in today.ahead]
            found += [_action(reader, one, day) for one in today.mine]
            found += [_deadline(reader, one, day) for one in today.deadlines]
        if today.role in ("mentor", "both"):
            found += [_encourage(one) for one in Mentoring(self._database).hard_dates(day)]
        if today.pulse is not None:
            key, name = today.pulse.key, today.pulse.instrument.name
            text = "A self-rating asks today"
            found.append(Reminder(f"{PULSE}:{key}:{day}", PULSE, "", text, f"{text}: {name}", "pulses"))
        return [one for one in found if one is not None]


def _meeting(reader: Reader, one: MeetingLine, now: dt.datetime) -> Reminder | None:
    if one.date != now.date() or one.at is None:
        return None
    begins = dt.datetime.combine(one.date, one.at, now.tzinfo)
    if not now <= begins <= now + BEFORE:
        return None
    plain = f"A meeting at {one.at:%H:%M}"
    full = f"{plain}: {', '.join(one.names) or one.title or 'no name yet'}"
    return Reminder(
        f"{MEETING}:{one.id}:{begins:%Y-%m-%dT%H:%M}",
        MEETING,
        one.id,
        _shown(reader, one.id, plain, full),
        full,
    )


def _action(reader: Reader, one: ActionLine, day: dt.date) -> Reminder | None:
    if one.due != day:
        return None
    full = f"Due today: {one.title}"
    return Reminder(
        f"{ACTION}:{one.id}:{day}",
        ACTION,
        one.id,
        _shown(reader, one.id, "An action is due today", full),
        full,
    )


def _deadline(reader: Reader, one: Deadline, day: dt.date) -> Reminder | None:
    away = (one.day - day).days
    if not 0 <= away <= DAYS_BEFORE:
        return None
    when = "today" if away == 0 else "tomorrow"
    full = f"{one.kind} {when}: {one.title}"
    plain = f"Something comes up {when}"
    return Reminder(
        f"{DEADLINE}:{one.record_id}:{one.day}:{when}",
        DEADLINE,
        one.record_id,
        _shown(reader, one.record_id, plain, full),
        full,
        one.view,
    )


def _encourage(one: HardDate) -> Reminder | None:
    if one.encouraged:
        return None
    full = f"Two lines before {one.title}?"
    text = "Somebody you mentor has a hard date ahead"
    return Reminder(f"{ENCOURAGE}:{one.id}:{one.date}", ENCOURAGE, one.id, text, full, "mentees")


def _shown(reader: Reader, record_id: str, plain: str, full: str) -> str:
    """What may stand on a screen that others may see: the words of what is shared or exportable alone."""
    record = reader.peek(record_id)
    return full if record is not None and record.visibility in _OPEN and not record.confidential else plain


def _order(one: Reminder) -> tuple[int, str]:
    return KINDS.index(one.kind), one.key


def _kept(reader: Reader, name: str) -> dict[str, str]:
    kept = reader.meta(name)
    return {str(key): str(value) for key, value in kept.items()} if isinstance(kept, dict) else {}


def _stamp(moment: dt.datetime) -> str:
    """A moment as text that sorts: local time to the minute."""
    return f"{moment:%Y-%m-%dT%H:%M}"
