"""Keeps what is typed about a goal until it is saved: its own fields, its milestones, its actions."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from mentorjournal.errors import NotFound
from mentorjournal.gui.autosave import Autosaver
from mentorjournal.gui.context import Context
from mentorjournal.model.types import Goal


class GoalSaver(QObject):
    """What waits to be saved for one goal. A goal without an id is made by the first save.

    Only fields that were typed are written, so that a change from elsewhere to another one is kept.
    """

    made = Signal(str)
    """The id of a goal that came into the journal just now."""

    def __init__(self, context: Context, origin: str, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._origin = origin
        self.goal_id = ""
        self._fields: dict[str, Any] = {}
        self._milestones: dict[str, dict[str, str]] = {}
        self._actions: dict[str, dict[str, str]] = {}
        self.autosaver = Autosaver(self._save, self)

    def open(self, goal_id: str) -> None:
        """Save for another goal from now on; what waited and could not be saved is dropped."""
        self.drop()
        self.goal_id = goal_id

    def type_field(self, name: str, text: str) -> None:
        """A field of the goal is being typed."""
        self._fields[name] = text
        self.autosaver.touch()

    def type_milestone(self, milestone_id: str, name: str, text: str) -> None:
        """A milestone is being worded."""
        self._milestones.setdefault(milestone_id, {})[name] = text
        self.autosaver.touch()

    def type_action(self, action_id: str, title: str) -> None:
        """An action is being worded."""
        self._actions[action_id] = {"title": title}
        self.autosaver.touch()

    def over(self, goal: Goal) -> Goal:
        """The goal with what is typed and not saved yet."""
        return replace(goal, **self._fields)

    def pending_words(self, record_id: str) -> dict[str, str]:
        """What is typed for a milestone or an action and not saved yet."""
        return self._actions.get(record_id) or self._milestones.get(record_id, {})

    def flush(self) -> bool:
        """Save what waits; False where the journal refused."""
        return self.autosaver.flush()

    def drop(self) -> None:
        """Forget what waits."""
        self.autosaver.drop()
        self._fields, self._milestones, self._actions = {}, {}, {}

    def ensure(self) -> str:
        """The goal's id; it is made where it is not in the journal yet. Raises JournalError."""
        self._save_fields(even_empty=True)
        return self.goal_id

    def _save(self) -> None:
        self._save_fields()
        self._each(self._milestones, "Edit milestone")
        self._each(self._actions, "Edit action item")

    def _save_fields(self, *, even_empty: bool = False) -> None:
        services, fields = self._context.services, dict(self._fields)
        if self.goal_id and fields:
            services.records.amend(self.goal_id, fields, "Edit goal", origin=self._origin, sitting=True)
        elif not self.goal_id and (even_empty or any(fields.values())):
            made = services.goals.create(self._context.today(), fields, origin=self._origin)
            self.goal_id = made.id
            self.made.emit(made.id)
        self._fields = {}

    def _each(self, waiting: dict[str, dict[str, str]], label: str) -> None:
        for key in tuple(waiting):
            # A line that is gone, say by undo, has no words left to keep.
            with contextlib.suppress(NotFound):
                self._context.services.records.amend(
                    key, waiting[key], label, origin=self._origin, sitting=True
                )
            waiting.pop(key)
