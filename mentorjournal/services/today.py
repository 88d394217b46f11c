"""Today: the next move, gathered from meetings, actions, goals and everything that falls due, in one read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mentorjournal.model.rows import Row
from mentorjournal.model.types import Insight, Meeting, Relationship
from mentorjournal.services.award_days import award_days
from mentorjournal.services.own_templates import offered_in, prompts_in
from mentorjournal.storage import coming, lists, today_lines
from mentorjournal.storage.chains import unacted_insights
from mentorjournal.storage.claims import any_scheme
from mentorjournal.storage.database import Database
from mentorjournal.storage.reader import Reader
from mentorjournal.storage.stalled import StalledGoal, read_stalled
from mentorjournal.storage.today_lines import ActionLine, Between, MeetingLine

if TYPE_CHECKING:
    from mentorjournal.model.templates import Prompt, Template
    from mentorjournal.services.mentoring import Mentee
    from mentorjournal.services.pulses import Offered

__all__ = ["ActionLine", "Ahead", "Between", "Deadline", "MeetingLine", "StalledGoal", "Today", "TodayView"]

AHEAD_DAYS = 60
YEARS_BACK = range(1, 11)
MOST_OF_A_DAY = 2
MOST_DONE = 2
MOST_INSIGHTS = 5
MOST_MENTEES = 4
WRAP_UP_DAYS = 14
"""A meeting held longer ago is not asked to be wrapped up any more."""
MOST_WRAP_UPS = 3
KINDS = {
    "milestone": ("Milestone", ""),
    "goal": ("Goal", ""),
    "hard_date": ("Hard date", ""),
    "follow_up": ("Follow up", ""),
    "decision": ("Decision to look at again", ""),
    "review": ("Agreement to review", "relationships"),
    "end": ("Planned end", "relationships"),
    "check": ("Relationship check", "relationships"),
    "fit": ("How well do we fit?", "search"),
    "claim": ("Claim for an award", ""),
    "hand_in": ("Award to hand in", ""),
    "statement": ("Provider’s statement", ""),
    "letter": ("Letter", "letters"),
}
"""What each kind of day is called, and the view its record is shown in where it is not its own page."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated thing: its day, what to open and in which view (empty: its page), its words, its kind in words."""

    day: dt.date
    record_id: str
    title: str
    kind: str
    view: str = ""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A meeting ahead, and what stands between me and its people."""

    meeting: MeetingLine
    between: Between


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything Today shows. `role` is the owner's; `ahead` are today's meetings, or else the next one;
    `pulse` is the self-rating longest due; `alone` is a mentee with no relationship and nobody in search yet;
    `shapes` and `prompts` are what to write in and from."""

    day: dt.date
    role: str
    running: MeetingLine | None
    ahead: tuple[Ahead, ...]
    wrap_up: tuple[MeetingLine, ...]
    mine: tuple[ActionLine, ...]
    done_today: tuple[ActionLine, ...]
    waiting: tuple[ActionLine, ...]
    mentees: tuple[Mentee, ...]
    stalled: tuple[StalledGoal, ...]
    deadlines: tuple[Deadline, ...]
    insights: tuple[Insight, ...]
    on_this_day: tuple[Row, ...]
    alone: bool
    pulse: Offered | None
    shapes: tuple[Template, ...] = ()
    prompts: tuple[Prompt, ...] = ()

    @property
    def late(self) -> int:
        """How many of my actions are late."""
        return sum(1 for action in self.mine if action.due and action.due < self.day)

    @property
    def due(self) -> int:
        """How many of my actions are late or due today."""
        return sum(1 for action in self.mine if action.due and action.due <= self.day)


class Today:
    """Gathers the first page of the day."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def view(self, day: dt.date) -> TodayView:
        """The page for a local day, all of it as it stands at one moment."""
        with self._database.reading() as reader:
            role = str((reader.meta("owner") or {}).get("role") or "mentee")
            running = today_lines.running(reader)
            return TodayView(
                day,
                role,
                running,
                _ahead(reader, day, running.id if running else ""),
                today_lines.to_wrap_up(
                    reader,
                    day - dt.timedelta(days=WRAP_UP_DAYS),
                    day + dt.timedelta(days=1),
                    MOST_WRAP_UPS,
                ),
                today_lines.my_open(reader),
                today_lines.my_done(reader, day, MOST_DONE),
                today_lines.owed_to_me(reader),
                _mentees(reader, day) if role in {"mentor", "both"} else (),
                read_stalled(reader, day),
                _deadlines(reader, day),
                unacted_insights(reader, MOST_INSIGHTS),
                _on_this_day(reader, day),
                role != "mentor" and not reader.find(Relationship, limit=1),
                _pulse(reader, day),
                offered_in(reader, "reflection"),
                prompts_in(reader, role),
            )

    def partners(self) -> tuple[tuple[str, str], ...]:
        """(id, name) of everybody I am in an active relationship with, by name."""
        with self._database.reading() as reader:
            return today_lines.partners(reader)

    def plan_meeting(self, person_id: str, day: dt.date, *, origin: str = "") -> Meeting:
        """A planned meeting with somebody as `People.plan_meeting` plans it; a week ahead with nobody named.

        Raises NotFound.
        """
        from mentorjournal.services.people import WEEK, People

        if person_id:
            return People(self._database).plan_meeting(person_id, day, origin=origin)
        with self._database.writing("Plan meeting", origin=origin) as change:
            return change.put(Meeting(date=day + WEEK))

    def counts(self, day: dt.date) -> dict[str, int]:
        """How many active goals and meetings ahead there are, by the key of their place."""
        with self._database.reading() as reader:
            goals, meetings = today_lines.counts(reader, day)
        return {"goals": goals, "meetings": meetings}

    def left(self, day: dt.date) -> int:
        """How many things are missing in the awards that are worked on."""
        with self._database.reading() as reader:
            if not any_scheme(reader):
                return 0
        from mentorjournal.services.awards import Awards

        return Awards(self._database).left(day)


def _ahead(reader: Reader, day: dt.date, running: str) -> tuple[Ahead, ...]:
    found = [meeting for meeting in today_lines.ahead(reader, day) if meeting.id != running]
    chosen = [meeting for meeting in found if meeting.date == day] or found[:1]
    return tuple(Ahead(meeting, today_lines.between(reader, meeting, day)) for meeting in chosen)


def _mentees(reader: Reader, day: dt.date) -> tuple[Mentee, ...]:
    from mentorjournal.services.mentoring import read_mentees

    return tuple(item for item in read_mentees(reader, day) if item.needs)[:MOST_MENTEES]


def _deadlines(reader: Reader, day: dt.date) -> tuple[Deadline, ...]:
    found: list[Deadline] = []
    checks: list[coming.Coming] = []
    last = day + dt.timedelta(days=AHEAD_DAYS)
    for item in (*coming.read_coming(reader, day, last), *award_days(reader, day, last)):
        if item.kind == "check" and item.day <= day:
            checks.append(item)
        else:
            found.append(Deadline(item.day, item.record_id, _words(item), *KINDS[item.kind]))
    found += _due_now(day, "check", [(item.record_id, item.person) for item in checks])
    found += _due_now(day, "fit", _fits(reader, day))
    return tuple(sorted(found, key=lambda item: (item.day, item.title)))


def _words(item: coming.Coming) -> str:
    """What falls due and for whom, who is not named twice."""
    named = any(name in item.title for name in item.person.split() if not name.endswith("."))
    return ", ".join(part for part in (item.title, "" if named else item.person) if part)


def _fits(reader: Reader, day: dt.date) -> list[tuple[str, str]]:
    """(relationship, whose) of the fits that wait to be judged."""
    if not coming.any_search(reader):
        return []
    from mentorjournal.services.fit_checks import fit_due_in

    ties = fit_due_in(reader, day)
    names = reader.titles(tie.person for tie in ties if tie.person)
    return [(tie.id, names.get(tie.person or "", tie.title)) for tie in ties]


def _due_now(day: dt.date, kind: str, whose: list[tuple[str, str]]) -> list[Deadline]:
    """What a rhythm asks for is never late, and all of one kind is one line."""
    if not whose:
        return []
    key, name = whose[0]
    words = name if len(whose) == 1 else f"{name} and {len(whose) - 1} more"
    return [Deadline(day, key, words, *KINDS[kind])]


def _on_this_day(reader: Reader, day: dt.date) -> tuple[Row, ...]:
    """Up to three entries of earlier years, at most two of one."""
    days = [then for years in YEARS_BACK if (then := _years_before(day, years)) is not None]
    rows = lists.on_days(reader, days, ("reflection", "insight"))
    few = [
        row
        for place, row in enumerate(rows)
        if place < MOST_OF_A_DAY or rows[place - MOST_OF_A_DAY].date != row.date
    ]
    return tuple(few[:3])


def _pulse(reader: Reader, day: dt.date) -> Offered | None:
    from mentorjournal.services.pulses import due_in

    return next(iter(due_in(reader, day)), None)


def _years_before(day: dt.date, years: int) -> dt.date | None:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return None
