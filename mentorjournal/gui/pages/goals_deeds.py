"""What a reader does on a goal's page besides typing: each a step of its own that can be undone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import JournalError
from mentorjournal.gui.context import Context
from mentorjournal.gui.pages.goals_saving import GoalSaver
from mentorjournal.gui.pages.goals_view import GoalView
from mentorjournal.model.fields import fields_of
from mentorjournal.model.types import ActionItem, Goal, Milestone


class GoalDeeds(QObject):
    """Turns ticks, dates, choices and new lines of a GoalView into verbs of the services.

    `refused` when the journal did not take one; the reader is told, and the page should show what is true.
    """

    refused = Signal()

    def __init__(self, context: Context, origin: str, saver: GoalSaver, view: GoalView) -> None:
        super().__init__(view)
        self._context = context
        self._services = context.services
        self._origin = origin
        self._saver = saver
        view.picked.connect(self.pick)
        view.hints.put_aside.connect(self.put_hint_aside)
        for lines, add, tick, date in (
            (view.milestone_rows, self.add_milestone, self.tick_milestone, self.date_milestone),
            (view.action_rows, self.add_action, self.tick_action, self.date_action),
        ):
            lines.added.connect(add)
            lines.ticked.connect(tick)
            lines.dated.connect(date)
            lines.removed.connect(self.trash_line)

    def do(self, work: Callable[[], object]) -> bool:
        """Save what is typed, then do it; a refusal is told."""
        if not self._saver.flush():
            self.refused.emit()
            return False
        try:
            work()
        except JournalError as error:
            self._context.navigator.tell("error", error.message)
            self.refused.emit()
            return False
        return True

    def pick(self, name: str, value: object) -> None:
        """A state, an area, a scope or a day of the goal was chosen."""
        label = f"Change {fields_of(Goal)[name].label.lower()}"
        goals, records = self._services.goals, self._services.records
        if name == "status":
            self.do(
                lambda: goals.set_status(
                    self._saver.ensure(), str(value), self._context.today(), origin=self._origin
                )
            )
            return
        self.do(lambda: records.amend(self._saver.ensure(), {name: value}, label, origin=self._origin))

    def put_hint_aside(self, key: str) -> None:
        """Ask this no more for this goal."""
        self.do(lambda: self._services.goals.hide_hint(self._saver.goal_id, key))

    def add_milestone(self, title: str, due: dt.date | None) -> None:
        """A new milestone of the goal."""
        goals = self._services.goals
        self.do(lambda: goals.add_milestone(self._saver.ensure(), title, due, origin=self._origin))

    def tick_milestone(self, milestone_id: str, on: bool) -> None:
        """Reached today, or open again."""
        goals, day = self._services.goals, self._context.today() if on else None
        self.do(lambda: goals.tick_milestone(milestone_id, day, origin=self._origin))

    def date_milestone(self, milestone_id: str, day: dt.date | None) -> None:
        """Another day it is due, or, once reached, the day it was."""
        goals, records = self._services.goals, self._services.records

        def work() -> None:
            if records.get(Milestone, milestone_id).done_on is not None:
                goals.tick_milestone(milestone_id, day, origin=self._origin)
            else:
                goals.move_milestone(milestone_id, day, origin=self._origin)

        self.do(work)

    def add_action(self, title: str, due: dt.date | None) -> None:
        """A new action item for the goal, mine to do."""
        actions = self._services.actions
        self.do(lambda: actions.add(title, due=due, goal=self._saver.ensure(), origin=self._origin))

    def tick_action(self, action_id: str, on: bool) -> None:
        """Done today, or open again."""
        actions, day = self._services.actions, self._context.today() if on else None
        self.do(lambda: actions.tick(action_id, day, origin=self._origin))

    def date_action(self, action_id: str, day: dt.date | None) -> None:
        """Another day it is due, or, once done, the day it was."""
        actions, records = self._services.actions, self._services.records

        def work() -> None:
            if records.get(ActionItem, action_id).done_on is not None:
                actions.tick(action_id, day, origin=self._origin)
            else:
                records.amend(action_id, {"due": day}, "Change due day", origin=self._origin)

        self.do(work)

    def trash_line(self, record_id: str) -> None:
        """Move a milestone or an action to the trash."""
        self.do(lambda: self._services.records.trash(record_id, origin=self._origin))

    def trash_goal(self, goal_id: str) -> bool:
        """Move a goal to the trash."""
        return self.do(lambda: self._services.goals.trash(goal_id, origin=self._origin))

    def write_about(self, goal_id: str) -> None:
        """A new page in the journal, linked to the goal, and there we go."""
        made: list[str] = []
        goals, now = self._services.goals, self._context.now()
        self.do(lambda: made.append(goals.write_about(goal_id, now, origin=self._origin).id))
        for record_id in made:
            self._context.navigator.open_record(record_id)
