"""Milestones of a goal or a project as lines to tick, date and word in place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from mentorjournal.gui.widgets.goal_ticks import Tick, TickList, TickWords
from mentorjournal.gui.widgets.goal_words import slip_words
from mentorjournal.gui.words import due_words
from mentorjournal.model.types import Milestone


class MilestoneList(TickList):
    """A TickList in the words of milestones."""

    def __init__(self, today: Callable[[], dt.date]) -> None:
        words = TickWords(
            self.tr("Milestone"), self.tr("Due"), self.tr("Reached on"), self.tr("Add a milestone")
        )
        super().__init__(words, today)


def milestone_tick(item: Milestone, typed: Mapping[str, str], today: dt.date) -> Tick:
    """One line: how far it slipped from its first day, and why; `typed` are words not saved yet."""
    words = {"title": item.title, "slipped": item.slipped, **typed}
    done = item.done_on is not None
    actual = item.done_on or item.due
    note = slip_words(item.original_due or item.due, actual, today, reached=done)
    late = late_words(item.due, item.done_on, today)
    was_moved = bool(item.original_due and actual and actual > item.original_due)
    return Tick(
        item.id,
        words["title"],
        actual if done else item.due,
        done,
        ". ".join(part for part in (late, note) if part),
        bool(late),
        words["slipped"] if was_moved or words["slipped"] else None,
    )


def late_words(due: dt.date | None, done_on: dt.date | None, today: dt.date) -> str:
    """How late an open line is; nothing for others."""
    text, kind = due_words(due, today)
    return text if kind == "late" and done_on is None else ""
