"""The record types of chances: opportunities, options for a career, and who spoke for whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Opportunity(Record):
    """Something to apply for or to reach (its title), from the first sight of it to what it taught me.

    `requirements` has one section per thing that is asked for: heading says what, text is `ready 2026-05-01`,
    `by 2026-05-01`, both with a comma between, or empty. `found_through` is the person or introduction it came by.
    """

    TYPE: ClassVar[str] = "opportunity"
    LABEL: ClassVar[str] = "Opportunity"
    PLURAL: ClassVar[str] = "Opportunities"

    kind: str = f.choice("Kind", "opportunity_kind", "grant")
    stage: str = f.choice("Stage", "opportunity_stage", "seen")
    organisation: str = f.text("Where")
    url: str = f.text("Link")
    amount: str = f.text("What it offers")
    deadline: dt.date | None = f.date_field("Deadline")
    applied_on: dt.date | None = f.date_field("Applied on")
    interview_on: dt.date | None = f.date_field("Interview on")
    decided_on: dt.date | None = f.date_field("Answer came on")
    why: str = f.note("Why I want it")
    requirements: tuple[f.Section, ...] = f.sections("What is asked for")
    result: str = f.note("What came of it")
    lesson: str = f.note("What I learned from it")
    again_on: dt.date | None = f.date_field("Try again on")
    found_through: str | None = f.link("Found through")
    goal: str | None = f.link("For goal", "goal")
    option: str | None = f.link("For career option", "career_option")
    project: str | None = f.link("For project", "project")
    origin: str | None = f.link("Follows from")


@dataclass(frozen=True, kw_only=True)
class Sponsorship(Record):
    """Somebody spoke for somebody when it counted; the title says what for. `person` is the other one."""

    TYPE: ClassVar[str] = "sponsorship"
    LABEL: ClassVar[str] = "Sponsorship"
    PLURAL: ClassVar[str] = "Sponsorship"

    direction: str = f.choice("Direction", "sponsor_direction", "for_me")
    person: str | None = f.link("Who spoke, or for whom I spoke", "person")
    before: str = f.text("Before whom")
    detail: str = f.note("What was said or done")
    result: str = f.note("What came of it")
    thanked_on: dt.date | None = f.date_field("Thanked on")
    opportunity: str | None = f.link("For opportunity", "opportunity")
    relationship: str | None = f.link("Relationship", "relationship")
    meeting: str | None = f.link("At meeting", "meeting")


@dataclass(frozen=True, kw_only=True)
class CareerOption(Record):
    """A way my career could go (its title), scored by my own weighted criteria.

    `scores` has one section per criterion: tag is its key, heading its label, text the number as written by
    `str(int)`; without a number it was not judged. `ask` are the people who could tell me more.
    """

    TYPE: ClassVar[str] = "career_option"
    LABEL: ClassVar[str] = "Career option"
    PLURAL: ClassVar[str] = "Career options"
    IN_TIMELINE: ClassVar[bool] = False

    status: str = f.choice("State", "option_status", "exploring")
    interest: str = f.note("What draws me")
    fit: str = f.note("How it fits me")
    evidence_words: str = f.note("What I know, and from where")
    open_points: str = f.note("What I have to find out")
    scores: tuple[f.Section, ...] = f.sections("Scores", searchable=False)
    ask: tuple[str, ...] = f.links("People to ask", "person")
    evidence: tuple[str, ...] = f.links("Evidence")
    next_step: str = f.text("Next step")
    review_on: dt.date | None = f.date_field("Look at it again on")
    decided_on: dt.date | None = f.date_field("Decided on")
