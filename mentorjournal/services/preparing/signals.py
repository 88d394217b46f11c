"""What a mentor should notice before a meeting: slips, gaps, rough patches, reviews overdue."""

from __future__ import annotations

from collections.abc import Iterator

from mentorjournal.model.types import ActionItem, Agreement, Relationship
from mentorjournal.services.people import CADENCE_DAYS
from mentorjournal.services.preparing.brief import Gathered
from mentorjournal.services.preparing.ground import Ground
from mentorjournal.services.preparing.shared import day_words
from mentorjournal.services.preparing.standing import Standing
from mentorjournal.services.reporting.words import counted
from mentorjournal.storage.reader import linked

_WEEK = 7
_PATIENCE = 1.5
"""A gap counts as long from one and a half times the rhythm agreed."""


def signal_lines(ground: Ground, standing: Standing, actions: tuple[ActionItem, ...]) -> Iterator[Gathered]:
    """Every signal of everybody there."""
    ids = set(ground.ids)
    for item in standing.late():
        goal = standing.goals.get(item.goal or "")
        if item.due and goal is not None and set(goal.people) & ids:
            text = f"Slipped: {item.title}"
            yield standing.line(item, "signals", text, f"due {day_words(item.due, ground.today)}", "late")
    for action in actions:
        if action.owner in ids and action.is_open and action.due and action.due < ground.today:
            badge = f"due {day_words(action.due, ground.today)}"
            yield Gathered(
                "signals", action.id, f"Late: {action.title}", badge, "late", whom=ground.names(action)
            )
    yield from _gap(ground)
    for tie in ground.ties:
        if tie.phase not in ("search", "closed"):
            yield from _of_relationship(ground, tie)


def _gap(ground: Ground) -> Iterator[Gathered]:
    tie = ground.ties[0] if ground.ties else None
    last = ground.previous.date if ground.previous is not None else None
    usual = CADENCE_DAYS.get(tie.cadence) if tie is not None else None
    day = ground.meeting.date or ground.today
    if last is None or usual is None or (day - last).days <= usual * _PATIENCE:
        return
    text = f"{counted((day - last).days // _WEEK, 'week')} since we last met"
    yield Gathered("signals:gap", ground.meeting.id, text, "long gap", "warn")


def _of_relationship(ground: Ground, tie: Relationship) -> Iterator[Gathered]:
    whom = ground.names(tie)
    if tie.rough:
        yield Gathered("signals:rough", tie.id, "We called this a rough patch", "rough", "warn", whom=whom)
    if tie.paused_until is not None and tie.paused_until >= ground.today:
        text = f"Paused until {day_words(tie.paused_until, ground.today)}"
        yield Gathered("signals:paused", tie.id, text, whom=whom)
    review = _review_overdue(ground, tie)
    if review is not None and review.review_on is not None:
        badge = f"was due {day_words(review.review_on, ground.today)}"
        yield Gathered("signals:review", tie.id, "Look at our agreement again", badge, "warn", whom=whom)


def _review_overdue(ground: Ground, tie: Relationship) -> Agreement | None:
    """The newest agreement, where the day to look at it again is over."""
    found = ground.find(Agreement, linked("relationship", tie.id))
    newest = max(found, key=lambda item: (item.number or 0, item.id), default=None)
    if newest is None or newest.review_on is None or newest.review_on >= ground.today:
        return None
    return newest
