"""Goals, milestones and slips in plain words."""

from __future__ import annotations

import datetime as dt

from mentorjournal.gui.words import day_short, how_many, weeks_since
from mentorjournal.model.choices import label
from mentorjournal.services.goals import OPEN_STATES, GoalCard, GoalTrack, TrackPoint

DAYS_A_WEEK = 7
WEEKS_FROM = 14
"""From this many days on, a span is told in weeks."""


def span_words(days: int) -> str:
    """`3 days`, `5 weeks`; the sign is left out."""
    days = abs(days)
    if days < WEEKS_FROM:
        return how_many(days, "day", "days")
    return how_many(round(days / DAYS_A_WEEK), "week", "weeks")


def count_words(card: GoalCard) -> str:
    """`3 of 5 milestones`, or else `2 open actions`, or nothing."""
    if card.milestones:
        return f"{card.milestones_done} of {how_many(card.milestones, 'milestone', 'milestones')}"
    return how_many(card.actions_open, "open action", "open actions") if card.actions_open else ""


def progress_words(card: GoalCard, today: dt.date) -> tuple[str, ...]:
    """`3 of 5 milestones · due 18 May`, as the second line of a row; then the same in ever less room."""
    goal, count = card.goal, count_words(card)
    if goal.status not in OPEN_STATES:
        day = f"closed {day_short(goal.closed_on, today)}" if goal.closed_on else ""
    else:
        day = f"due {day_short(goal.target, today)}" if goal.target else ""
    whole = " · ".join(part for part in (count, day) if part) or "No milestone and no date yet"
    short = f"{card.milestones_done} of {card.milestones} · {day}" if card.milestones and day else whole
    return (
        whole,
        short,
        count or whole,
        f"{card.milestones_done} of {card.milestones}" if card.milestones else whole,
    )


def still_words(card: GoalCard, today: dt.date) -> str:
    """`6 weeks still` for a stalled goal, otherwise nothing."""
    return f"{weeks_since(card.moved, today)} still" if card.moved and card.stalled(today) else ""


def card_words(card: GoalCard) -> str:
    """A goal of the list as one sentence."""
    target = f", target {day_short(card.goal.target)}" if card.goal.target else ""
    return _headline(card) + target


def _headline(card: GoalCard) -> str:
    state = label("goal_status", card.goal.status)
    done = f", {card.milestones_done} of {how_many(card.milestones, 'milestone', 'milestones')} reached"
    return f"{card.goal.title or 'Untitled goal'}, {state}{done if card.milestones else ''}"


def slip_words(planned: dt.date | None, actual: dt.date | None, today: dt.date, *, reached: bool) -> str:
    """What became of a plan: `Planned 29 Jan, reached 9 Mar, 6 weeks later`; nothing while it holds."""
    if planned is None or actual is None:
        return ""
    days = (actual - planned).days
    if not reached:
        when = "later" if days > 0 else "earlier"
        return f"First planned for {day_short(planned, today)}, now {span_words(days)} {when}" if days else ""
    if not days:
        return "Reached on the day"
    when = "later" if days > 0 else "early"
    return (
        f"Planned {day_short(planned, today)}, reached {day_short(actual, today)}, {span_words(days)} {when}"
    )


def point_words(point: TrackPoint, today: dt.date) -> str:
    """A milestone of a timeline as one sentence."""
    words = slip_words(point.planned, point.actual, today, reached=point.done_on is not None)
    if words and words != "Reached on the day":
        return f"{point.title}: {words[0].lower()}{words[1:]}"
    if point.done_on:
        return f"{point.title}: reached {day_short(point.done_on, today)}, as planned"
    return f"{point.title}: {f'due {day_short(point.due, today)}' if point.due else 'no date'}"


def track_words(track: GoalTrack, today: dt.date) -> str:
    """A row of the timeline as text: the goal, its days, and every milestone."""
    goal = track.card.goal
    days = [
        f"{name} {day_short(day, today)}"
        for name, day in (("started", goal.start), ("target", goal.target), ("closed", goal.closed_on))
        if day
    ]
    points = "; ".join(point_words(point, today) for point in track.points)
    head = ", ".join((_headline(track.card), *days))
    return f"{head}. {points}." if points else f"{head}."
