"""Individual development plans: where I stand, the goals of a year, the help I ask for, and looking back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from mentorjournal.errors import InvalidRecord
from mentorjournal.model.fields import Section
from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import CareerOption, Goal, Person, Plan, Skill
from mentorjournal.services.goals import OPEN_STATES, GoalCard
from mentorjournal.services.templates import template
from mentorjournal.storage import lists
from mentorjournal.storage.database import Database
from mentorjournal.storage.goal_progress import read_cards
from mentorjournal.storage.reader import Reader

ASSESSMENT, REVIEW = "plan_assessment", "plan_review"
YEAR = dt.timedelta(days=365)
HALF = dt.timedelta(days=182)
"""A plan is looked at again in the middle of its time."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan as the list shows it, with how many of its goals are reached and how many still open."""

    plan: Plan
    goals: int
    achieved: int
    still_open: int


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its title, for lists one may add to and take from."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan with all that its page shows; what could be added stands in `other_...`, by title."""

    plan: Plan
    goals: tuple[GoalCard, ...]
    other_goals: tuple[Named, ...]
    options: tuple[Named, ...]
    other_options: tuple[Named, ...]
    skills: tuple[Named, ...]
    other_skills: tuple[Named, ...]
    people: tuple[Named, ...]
    other_people: tuple[Named, ...]
    previous: str
    linked: tuple[LinkRow, ...]

    def counts(self) -> PlanCard:
        """How its goals stand."""
        return _card(self.plan, {card.goal.id: card.goal.status for card in self.goals})


class Plans:
    """What a person does with development plans."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> tuple[PlanCard, ...]:
        """Every plan, the latest first."""
        with self._database.reading() as reader:
            found = reader.find(Plan)
            states = {card.goal.id: card.goal.status for card in read_cards(reader)} if found else {}
        return tuple(_card(plan, states) for plan in sorted(found, key=_begins, reverse=True))

    def page(self, plan_id: str) -> PlanPage:
        """A plan with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            plan = reader.get(Plan, plan_id)
            titles = reader.titles([plan.previous] if plan.previous else [])
            return _page(reader, plan, titles.get(plan.previous or "", ""), lists.linked(reader, plan_id))

    def blank(self, plan: Plan) -> PlanPage:
        """The page of one that is not kept yet."""
        with self._database.reading() as reader:
            return _page(reader, plan, "", ())

    def draft(self, today: dt.date) -> Plan:
        """A plan for the year from today: what is open of the latest one comes along, and so does its wish for help."""
        with self._database.reading() as reader:
            before = max(reader.find(Plan), key=_begins, default=None)
            states = {card.goal.id: card.goal.status for card in read_cards(reader)}
        shape = Plan(
            date=today,
            starts_on=today,
            ends_on=today + YEAR,
            review_on=today + HALF,
            assessment=template(ASSESSMENT).blank(),
            review=template(REVIEW).blank(),
        )
        if before is None:
            return shape
        still = tuple(key for key in before.goals if states.get(key) in OPEN_STATES)
        return replace(shape, goals=still, skills=before.skills, support=before.support, previous=before.id)

    def put_links(self, plan_id: str, role: str, ids: Sequence[str], label: str, *, origin: str = "") -> Plan:
        """Let a plan name these goals, options, skills or people, in this order. Raises NotFound, InvalidRecord."""
        if role not in LINKS:
            raise InvalidRecord(f"A plan names no “{role}”. Nothing was changed.")
        with self._database.writing(label, origin=origin) as change:
            return change.put(_naming(change.get(Plan, plan_id), role, ids))

    def add(self, plan_id: str, role: str, title: str, today: dt.date, *, origin: str = "") -> Plan:
        """Add the goal, option, skill or person of this title, a new one where there is none. Raises as `put_links`."""
        words = " ".join(title.split())
        if role not in LINKS or not words:
            raise InvalidRecord("Say what is to be added. Nothing was changed.")
        kind = LINKS[role]
        with self._database.writing(f"Add {kind.LABEL.lower()} to plan", origin=origin) as change:
            plan = change.get(Plan, plan_id)
            named = change.named(kind)
            key = next((one for one, name in named.items() if name.casefold() == words.casefold()), "")
            if not key:
                new = Goal(title=words, date=today, start=today) if kind is Goal else kind(title=words)
                key = change.put(new).id
            return change.put(_naming(plan, role, (*getattr(plan, role), key)))


LINKS: dict[str, type[Goal | CareerOption | Skill | Person]] = {
    "goals": Goal,
    "options": CareerOption,
    "skills": Skill,
    "discussed_with": Person,
}
"""What a plan names, by the field that names it."""


def parts(sections: Sequence[Section], key: str, side: str) -> tuple[tuple[str, str, str, str], ...]:
    """(tag, heading, prompt, text) of a part of a plan: what is written, then what its template still asks."""
    shape = template(key)
    asked = {part.tag: part for part in shape.sections_for(side)}
    written = {section.tag: section for section in sections}
    known = [
        (part.tag, part.heading, part.prompt, written[part.tag].text if part.tag in written else "")
        for part in asked.values()
    ]
    own = [(one.tag, one.heading, "", one.text) for one in sections if one.tag not in asked]
    return (*known, *own)


def _naming(plan: Plan, role: str, ids: Sequence[str]) -> Plan:
    values: dict[str, Any] = {role: tuple(dict.fromkeys(ids))}
    return replace(plan, **values)


def _begins(plan: Plan) -> tuple[dt.date, str]:
    return plan.starts_on or plan.date or dt.date.min, plan.id


def _card(plan: Plan, states: dict[str, str]) -> PlanCard:
    found = [states[key] for key in plan.goals if key in states]
    still = sum(state in OPEN_STATES for state in found)
    return PlanCard(plan, len(found), found.count("achieved"), still)


def _page(reader: Reader, plan: Plan, previous: str, rows: Sequence[LinkRow]) -> PlanPage:
    cards = {card.goal.id: card for card in read_cards(reader)}
    inside = {plan.previous, *(key for role in LINKS for key in getattr(plan, role))}
    named = {role: reader.named(kind) for role, kind in LINKS.items() if kind is not Goal}
    chosen = {
        role: tuple(Named(key, titles[key]) for key in getattr(plan, role) if key in titles)
        for role, titles in named.items()
    }
    others = {
        role: tuple(Named(key, title) for key, title in titles.items() if key not in getattr(plan, role))
        for role, titles in named.items()
    }
    return PlanPage(
        plan,
        tuple(cards[key] for key in plan.goals if key in cards),
        tuple(Named(key, card.goal.title) for key, card in cards.items() if key not in plan.goals),
        chosen["options"],
        others["options"],
        chosen["skills"],
        others["skills"],
        chosen["discussed_with"],
        others["discussed_with"],
        previous,
        tuple(row for row in rows if row.row.id not in inside),
    )
