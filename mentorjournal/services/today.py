"""Today: the next move, gathered from meetings, actions and goals."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.model.rows import Row
from mentorjournal.model.types import Goal, Insight, Meeting, Milestone
from mentorjournal.services.actions import Actions, OwnedAction
from mentorjournal.services.goals import GoalCard, Goals
from mentorjournal.services.meetings import MeetingCard, MeetingPage, Meetings
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.tables import columns

AHEAD_DAYS = 60
YEARS_BACK = range(1, 11)
MOST_OF_A_DAY = 2


@dataclass(frozen=True, slots=True)
class Deadline:
    """One dated thing ahead: its day, the record, its words and its kind in words."""

    day: dt.date
    record_id: str
    type: str
    title: str
    kind: str


@dataclass(frozen=True, slots=True)
class TodayView:
    """Everything Today shows."""

    day: dt.date
    next_meeting: MeetingCard | None
    next_page: MeetingPage | None
    mine: tuple[OwnedAction, ...]
    done_today: tuple[OwnedAction, ...]
    waiting: tuple[OwnedAction, ...]
    stalled: tuple[GoalCard, ...]
    deadlines: tuple[Deadline, ...]
    insights: tuple[Insight, ...]
    on_this_day: tuple[Row, ...]

    @property
    def late(self) -> int:
        """How many of my actions are late."""
        return sum(1 for action in self.mine if action.item.due and action.item.due < self.day)

    @property
    def due(self) -> int:
        """How many of my actions are late or due today."""
        return sum(1 for action in self.mine if action.item.due and action.item.due <= self.day)


class Today:
    """Gathers the first page of the day."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._actions = Actions(database)
        self._goals = Goals(database)
        self._meetings = Meetings(database)

    def view(self, day: dt.date) -> TodayView:
        """The page for a local day."""
        ahead = self._meetings.ahead(day, limit=1)
        cards = self._goals.cards()
        return TodayView(
            day,
            ahead[0] if ahead else None,
            self._meetings.page(ahead[0].meeting.id) if ahead else None,
            self._actions.open(mine=True),
            self._actions.done_since(day),
            self._actions.open(mine=False),
            tuple(card for card in cards if card.stalled(day)),
            self._deadlines(day),
            self._actions.insights_without_action(),
            self._on_this_day(day),
        )

    def counts(self, day: dt.date) -> dict[str, int]:
        """How many active goals and meetings ahead there are, by the key of their place."""
        goal, meeting = columns(Goal), columns(Meeting)
        with self._database.reading() as reader:
            return {
                "goals": reader.count(Goal, goal.status == "active"),
                "meetings": reader.count(Meeting, meeting.status == "planned", meeting.date >= day),
            }

    def _deadlines(self, day: dt.date) -> tuple[Deadline, ...]:
        end = day + dt.timedelta(days=AHEAD_DAYS)
        with self._database.reading() as reader:
            due = columns(Milestone).due
            milestones = reader.find(Milestone, due.between(day, end), columns(Milestone).done_on.is_(None))
            target = columns(Goal).target
            goals = reader.find(Goal, target.between(day, end), columns(Goal).status == "active")
        found = [
            Deadline(item.due, item.id, item.TYPE, item.title, "Milestone") for item in milestones if item.due
        ] + [Deadline(goal.target, goal.id, goal.TYPE, goal.title, "Goal") for goal in goals if goal.target]
        return tuple(sorted(found, key=lambda item: (item.day, item.title)))

    def _on_this_day(self, day: dt.date) -> tuple[Row, ...]:
        """Up to three entries of earlier years, at most two of one."""
        days = [then for years in YEARS_BACK if (then := _years_before(day, years)) is not None]
        with self._database.reading() as reader:
            rows = lists.on_days(reader, days, ("reflection", "insight"))
        few = [
            row
            for place, row in enumerate(rows)
            if place < MOST_OF_A_DAY or rows[place - MOST_OF_A_DAY].date != row.date
        ]
        return tuple(few[:3])


def _years_before(day: dt.date, years: int) -> dt.date | None:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return None
