"""A mentor's private page: who they are, what I promised, what to notice, what to offer and to learn."""

from __future__ import annotations

import datetime as dt
import operator
from collections.abc import Iterator
from functools import reduce

from mentorjournal.model.choices import label
from mentorjournal.model.types import (
    ActionItem,
    Connection,
    Decision,
    Goal,
    Meeting,
    Observation,
    Outcome,
    Person,
    Resource,
)
from mentorjournal.services.preparing.brief import Gathered
from mentorjournal.services.preparing.coaching import two_for
from mentorjournal.services.preparing.ground import Ground, called, concerning
from mentorjournal.services.preparing.shared import (
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
from mentorjournal.services.preparing.signals import signal_lines
from mentorjournal.services.preparing.standing import read_standing
from mentorjournal.storage.finder import Finder, parameter
from mentorjournal.storage.reader import linked, linked_to_any
from mentorjournal.storage.tables import columns

KEY_MEETINGS = 3
GOALS_TICKED = 2
FEW = 3
PRAISE = ("win", "credit", "talent")
HARD_DAYS = dt.timedelta(days=30)


def mentor_lines(ground: Ground) -> list[Gathered]:
    """Every line of the private page, in its order."""
    actions = gathered_actions(ground)
    standing = read_standing(ground)
    goals = tuple(goal for goal in standing.active if set(goal.people) & set(ground.ids))
    lines = [
        *_who(ground, goals),
        *_meetings(ground),
        *_promised(ground, actions),
        *limited(open_questions(ground, unaddressed=False), FEW),
        *signal_lines(ground, standing, actions),
        *_observed(ground, "aspirations", "aspiration"),
        *_coaching(ground),
        *_offer(ground, goals),
        *_credit(ground),
        *_boundaries(ground),
        *_learn(ground),
    ]
    return list({(line.slot, line.source): line for line in lines}.values())


def _who(ground: Ground, goals: tuple[Goal, ...]) -> Iterator[Gathered]:
    """Who they are in a line, and what they are working on: a line for each goal, for its words are its own."""
    for person in ground.people:
        is_group = len(ground.people) > 1
        facts = ", ".join(part for part in (person.position, person.organisation) if part.strip())
        if facts and not person.confidential:
            yield Gathered("who", person.id, facts, whom=called(person) if is_group else "")
    theirs = [goal_line(ground, goal, "who", "goal", text=_until(goal, ground.today)) for goal in goals]
    yield from limited(theirs, GOALS_TICKED * max(len(ground.people), 1))


def _until(goal: Goal, today: dt.date) -> str:
    return f"{goal.title} ({day_words(goal.target, today)})" if goal.target else goal.title


def _meetings(ground: Ground) -> Iterator[Gathered]:
    """What the last three were about: the objective and the first line of the notes, and what was decided."""
    for item in last_meetings(ground):
        points = [part for part in (item.objective.strip(), first_line(item.notes)) if part]
        words = " — ".join(points) or item.title
        day = day_words(item.date, ground.today) if item.date else ""
        if words:
            yield line_of(ground, item, "meetings", words, day)
        for one in ground.find(Decision, linked("meeting", item.id), limit=2):
            yield line_of(ground, one, "meetings", f"Decided: {one.choice or one.title}", day)


def last_meetings(ground: Ground) -> tuple[Meeting, ...]:
    """The last three held before this one with everybody who is there."""
    if not ground.people:
        return ()
    c = columns(Meeting)
    day = ground.meeting.date or ground.today
    everybody = [linked("people", person.id) for person in ground.people]
    found = ground.find(Meeting, c.status == "held", c.date <= day, *everybody, limit=KEY_MEETINGS + 1)
    return tuple(item for item in found if item.id != ground.meeting.id)[:KEY_MEETINGS]


def _promised(ground: Ground, actions: tuple[ActionItem, ...]) -> Iterator[Gathered]:
    mine = [item for item in actions if item.owner is None]
    owners = owners_of(ground, mine)
    return (action_line(ground, item, owners, "promised") for item in mine)


def _observed(ground: Ground, part: str, kind: str) -> Iterator[Gathered]:
    for item in ground.all(_OBSERVED, kind=kind):
        yield line_of(ground, item, part, item.title or first_line(item.detail))


def _coaching(ground: Ground) -> Iterator[Gathered]:
    for number, asked in enumerate(two_for(ground.meeting.id, phase_of(ground)), 1):
        yield Gathered(f"coaching:{number}", ground.meeting.id, asked.text, asked.badge)


def phase_of(ground: Ground) -> str:
    """The phase we are in; where nothing is known, the one most of the time is spent in."""
    return ground.ties[0].phase if ground.ties else "cultivation"


def _offer(ground: Ground, goals: tuple[Goal, ...]) -> Iterator[Gathered]:
    """Introductions that are open, resources for their goals or with their tags, people with their tags."""
    for item in ground.all(_INTRODUCTIONS):
        yield line_of(ground, item, "offer", f"Introduction: {item.title}", "open", "warn")
    tags = {tag for record in (*ground.people, *goals) for tag in record.tags}
    fits = linked_to_any("goal", [goal.id for goal in goals] or [""])
    if tags:
        fits |= linked_to_any("tags", tags)
    for resource in ground.find(Resource, fits, columns(Resource).status != "set_aside", limit=FEW):
        badge = within(label("resource_kind", resource.kind))
        yield line_of(ground, resource, "offer", resource.title, badge)
    if tags:
        known = ground.find(Person, linked_to_any("tags", tags), limit=FEW + len(ground.people))
        for person in [item for item in known if item.id not in ground.ids and not item.archived][:FEW]:
            yield line_of(ground, person, "offer", person.title, "person")


def _credit(ground: Ground) -> Iterator[Gathered]:
    """What deserves a word and has not had one, what they achieved since, and hard days ahead."""
    for item in ground.all(_CREDIT, hard=ground.today + HARD_DAYS):
        is_hard = item.kind == "hard_date" and item.date is not None
        badge = f"hard day, {day_words(item.date, ground.today)}" if is_hard and item.date else ""
        kind = within(label("observation_kind", item.kind))
        words = item.title or first_line(item.detail)
        yield line_of(ground, item, "credit", words, badge or kind, "warn" if is_hard else "plain")
    for outcome in ground.all(_OUTCOMES):
        yield line_of(ground, outcome, "credit", outcome.title, "achieved", "ok")


def _boundaries(ground: Ground) -> Iterator[Gathered]:
    """Boundaries, dual roles and conflicts of interest: never ticked by themselves."""
    for line in _observed(ground, "boundaries", "boundary"):
        yield Gathered("boundaries", line.source, line.text, "private", "quiet", False, line.whom)
    for tie in ground.ties:
        words = first_line(tie.dual_role)
        if words and tie.phase != "closed":
            yield Gathered(
                "boundaries", tie.id, words, "private", "quiet", ticked=False, whom=ground.names(tie)
            )


def _learn(ground: Ground) -> Iterator[Gathered]:
    """A prompt, and what I learned from them before."""
    names = " and ".join(called(person) for person in ground.people)
    if names:
        text = f"What does {names} know or see that I do not?"
        if len(ground.people) > 1:
            text = f"What do {names} know or see that I do not?"
        yield Gathered("learn:prompt", ground.meeting.id, text)
    for line in _observed(ground, "learn", "learned"):
        yield Gathered("learn", line.source, line.text, "learned", line.kind, line.ticked, line.whom)


_O = columns(Observation)
_ABOUT = concerning("person", "people")
_OBSERVED = Finder(Observation, _O.kind == parameter("kind"), _ABOUT, limit=FEW)
_INTRODUCTIONS = Finder(
    Connection,
    columns(Connection).followed_on.is_(None),
    concerning("introduced", "to_whom", "people"),
    limit=FEW,
)
_CREDIT = Finder(
    Observation,
    _ABOUT,
    (reduce(operator.or_, [_O.kind == kind for kind in PRAISE]) & (_O.followed == ""))
    | ((_O.kind == "hard_date") & _O.date.between(parameter("today"), parameter("hard"))),
    limit=MOST_OFFERED,
)
_OUTCOMES = Finder(Outcome, columns(Outcome).date >= parameter("since"), _ABOUT, limit=FEW)
