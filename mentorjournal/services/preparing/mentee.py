"""What a mentee brings: the ten items, gathered from the journal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from mentorjournal.model.types import (
    ActionItem,
    Activity,
    AgendaItem,
    Decision,
    Feedback,
    Meeting,
    Milestone,
    Observation,
    Outcome,
)
from mentorjournal.services.next_date import proposed
from mentorjournal.services.preparing.brief import Gathered
from mentorjournal.services.preparing.ground import AHEAD, Ground, agreed_together, concerning
from mentorjournal.services.preparing.shared import (
    MOST_ASKED,
    MOST_OFFERED,
    action_line,
    day_words,
    first_line,
    gathered_actions,
    goal_line,
    limited,
    line_of,
    open_questions,
    owners_of,
    within,
)
from mentorjournal.services.preparing.standing import Standing, read_standing
from mentorjournal.services.reporting.words import amount, long_date
from mentorjournal.storage.finder import Finder, parameter, pointing, pointing_nowhere
from mentorjournal.storage.reader import linked
from mentorjournal.storage.tables import columns

MOST_PROGRESS = 5
ACHIEVED = ("achieved", "changed")


def mentee_lines(ground: Ground) -> list[Gathered]:
    """Every line of the ten items, in their order."""
    actions = gathered_actions(ground)
    standing = read_standing(ground)
    reached, progress = _progress(ground, standing)
    lines = [
        *_decisions(ground),
        *_actions(ground, actions),
        *progress,
        *_wins(ground, standing, reached),
        *limited(open_questions(ground, unaddressed=True), MOST_ASKED),
        *_concerns(ground, standing),
        *_feedback(ground, actions),
        *_deadlines(ground, standing),
        *_next(ground),
    ]
    return list({(line.slot, line.source): line for line in lines}.values())


def _decisions(ground: Ground) -> Iterator[Gathered]:
    """What is to be decided together, and what stands on the agenda."""
    for item in ground.all(_DECISIONS):
        yield line_of(ground, item, "objective", f"Decide: {item.title}")
    agenda = ground.all(_AGENDA)
    for topic in sorted(agenda, key=lambda item: (item.position or 0, item.id)):
        if topic.title.strip() and not topic.discussed and not _is_feedback(topic.title):
            yield line_of(ground, topic, "objective", topic.title)


def _actions(ground: Ground, actions: tuple[ActionItem, ...]) -> Iterator[Gathered]:
    shown = [item for item in actions if not _asks_feedback(item)]
    owners = owners_of(ground, shown)
    return (action_line(ground, item, owners, "actions") for item in shown)


def _progress(ground: Ground, standing: Standing) -> tuple[list[Gathered], list[Gathered]]:
    """Milestones reached and moved, goals moved and not: five lines, the rest of those reached are wins."""
    reached = [_reached(standing, item) for item in standing.reached]
    told = {item.goal for item in (*standing.reached, *(item for item, _ in standing.moved_milestones))}
    lines = [
        *reached,
        *(_slipped(ground, standing, item, before) for item, before in standing.moved_milestones),
        *(
            goal_line(ground, goal, "progress", *standing.state_of(goal))
            for goal in standing.active
            if goal.id not in told
        ),
    ]
    shown = limited(lines, MOST_PROGRESS)
    ticked = {line.source for line in shown if line.ticked}
    more = [line for line in reached if line.source not in ticked and line.ticked]
    kept = [line for line in shown if line.source not in {line.source for line in more}]
    return more, kept


def _reached(standing: Standing, item: Milestone) -> Gathered:
    return standing.line(item, "progress", item.title, *standing.goal_badge(item))


def _slipped(ground: Ground, standing: Standing, item: Milestone, before: dt.date | None) -> Gathered:
    was = f"was {day_words(before, ground.today)}" if before else ""
    now = f"now {day_words(item.due, ground.today)}" if item.due else "no day now"
    badge = ", ".join(part for part in (was, now) if part)
    return standing.line(item, "progress", item.title, badge, "warn")


def _wins(ground: Ground, standing: Standing, reached: list[Gathered]) -> Iterator[Gathered]:
    for goal in standing.closed:
        if goal.status in ACHIEVED:
            yield goal_line(ground, goal, "wins", "achieved", "ok")
    for line in reached:
        yield Gathered("wins", line.source, line.text, line.badge, line.kind, line.ticked, line.whom)
    ids = set(ground.ids)
    for item in ground.all(_WINS):
        if item.person is None or item.person in ids:
            yield line_of(ground, item, "wins", item.title or first_line(item.detail))
    for outcome in ground.all(_OUTCOMES):
        if outcome.joint or outcome.person is None or outcome.person in ids:
            yield line_of(ground, outcome, "wins", outcome.title)
    yield from _hours(ground)


def _hours(ground: Ground) -> Iterator[Gathered]:
    """Hours of mentoring since last time, of what is between us only."""
    found = ground.all(_HOURS)
    hours = sum(item.hours or 0 for item in found)
    if hours > 0:
        text = f"{amount(hours)} mentoring {'hour' if hours == 1 else 'hours'} logged"
        yield Gathered("wins:hours", ground.meeting.id, text)


def _concerns(ground: Ground, standing: Standing) -> Iterator[Gathered]:
    """Concerns with who is there and my own, and what holds goals back: never ticked by themselves."""
    found = ground.all(_CONCERNS)
    for item in found:
        words = item.title or first_line(item.detail)
        yield Gathered("concerns", item.id, words, "private", "quiet", ticked=False, whom=ground.names(item))
    for goal in standing.active:
        obstacle = first_line(goal.obstacle, 100)
        if obstacle and goal.scope != "personal":
            text = f"{goal.title}: {obstacle}"
            yield Gathered("concerns", goal.id, text, "private", "quiet", ticked=False)


def _feedback(ground: Ground, actions: tuple[ActionItem, ...]) -> Iterator[Gathered]:
    """On what I ask for feedback: actions that say so, what was asked and waits, and the agenda."""
    for item in actions:
        if _asks_feedback(item) and item.is_open:
            yield line_of(ground, item, "feedback", item.title)
    asked = ground.all(_ASKED)
    for waiting in asked[:MOST_OFFERED]:
        if not any(part.text.strip() for part in waiting.sections):
            words = waiting.on_what.strip() or waiting.title
            if words:
                yield line_of(ground, waiting, "feedback", words, "waiting", "warn")
    for topic in ground.all(_AGENDA):
        if _is_feedback(topic.title) and not topic.discussed:
            yield line_of(ground, topic, "feedback", topic.title)


def _asks_feedback(item: ActionItem) -> bool:
    return item.title.casefold().startswith("ask") and _is_feedback(item.title)


def _is_feedback(text: str) -> bool:
    return "feedback" in text.casefold()


def _deadlines(ground: Ground, standing: Standing) -> list[Gathered]:
    """Milestones and goals that fall due within sixty days, the nearest first."""
    end = ground.today + AHEAD
    found: list[tuple[dt.date, Gathered]] = []
    for item in standing.due(ground.today, end):
        assert item.due is not None  # noqa: S101  it was found by its day
        text = f"{item.title}, {day_words(item.due, ground.today)}"
        found.append((item.due, standing.line(item, "deadlines", text, *standing.goal_badge(item))))
    for goal in standing.active:
        if goal.target is not None and ground.today <= goal.target <= end:
            text = f"{goal.title}, {day_words(goal.target, ground.today)}"
            found.append((goal.target, goal_line(ground, goal, "deadlines", text=text)))
    found.sort(key=lambda pair: pair[0])
    return limited([line for _, line in found], MOST_OFFERED)


def _next(ground: Ground) -> Iterator[Gathered]:
    """The next meeting that is planned, or the day the cadence suggests."""
    day = ground.meeting.date or ground.today
    if not ground.people:
        return
    c = columns(Meeting)
    everybody = [linked("people", person.id) for person in ground.people]
    ahead = ground.find(Meeting, c.date > day, c.status == "planned", *everybody, order=(c.sort,), limit=1)
    planned = ahead[0].date if ahead else ground.meeting.next_date
    if planned is not None:
        at = f", {ahead[0].at:%H:%M}" if ahead and ahead[0].at else ""
        yield Gathered("next", ground.meeting.id, f"{long_date(planned)}{at}", "planned")
        return
    proposal = proposed(ground.meeting, ground.ties[0] if ground.ties else None, day)
    if proposal.day is not None:
        text = f"Perhaps {long_date(proposal.day)}"
        yield Gathered("next", ground.meeting.id, text, within(proposal.why))


def _recent(record_type: type) -> Any:
    """Dated since last time, and not after this meeting."""
    return columns(record_type).date.between(parameter("since"), parameter("until"))


_D, _O, _F = columns(Decision), columns(Observation), columns(Feedback)
_DECISIONS = Finder(
    Decision,
    _D.decided_on.is_(None),
    _D.choice == "",
    concerning("people") | pointing("meeting", "this"),
    limit=MOST_ASKED,
)
_AGENDA = Finder(AgendaItem, pointing("meeting", "this"))
_WINS = Finder(Observation, _O.kind == "win", _recent(Observation))
_OUTCOMES = Finder(Outcome, _recent(Outcome))
_HOURS = Finder(
    Activity,
    _recent(Activity),
    columns(Activity).category == "mentoring",
    pointing("relationship", "ties") | concerning("people") | agreed_together(),
)
_CONCERNS = Finder(
    Observation,
    _O.kind == "concern",
    _O.followed == "",
    concerning("person", "people") | pointing_nowhere("person"),
    limit=MOST_OFFERED,
)
_ASKED = Finder(Feedback, _F.direction == "received", _F.response == "", concerning("person", "people"))
