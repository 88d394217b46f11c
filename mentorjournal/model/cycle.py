"""The record types of the mentoring cycle: what is agreed, asked, advised, decided, noticed and checked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Question(Record):
    """Asked as it arises (its title); an open one enters the next brief of whom it is for."""

    TYPE: ClassVar[str] = "question"
    LABEL: ClassVar[str] = "Question"
    PLURAL: ClassVar[str] = "Questions"

    for_whom: str | None = f.link("For whom", "person")
    importance: str = f.choice("Importance", "importance", "medium")
    detail: str = f.note("More")
    answer: str = f.note("Answer")
    answered_on: dt.date | None = f.date_field("Answered on")
    meeting: str | None = f.link("Asked at", "meeting")
    goal: str | None = f.link("For goal", "goal")
    origin: str | None = f.link("Follows from")


@dataclass(frozen=True, kw_only=True)
class Advice(Record):
    """What somebody advised (its title), for which need, what I did with it, and the result."""

    TYPE: ClassVar[str] = "advice"
    LABEL: ClassVar[str] = "Advice"
    PLURAL: ClassVar[str] = "Advice"

    direction: str = f.choice("Direction", "direction", "received")
    person: str | None = f.link("By or to whom", "person")
    need: str = f.text("For which need")
    detail: str = f.note("More")
    uptake: str = f.choice("What I did with it", "uptake")
    decided: str = f.note("My decision")
    result: str = f.note("What came of it")
    meeting: str | None = f.link("Given at", "meeting")
    goal: str | None = f.link("For goal", "goal")
    origin: str | None = f.link("Follows from")


@dataclass(frozen=True, kw_only=True)
class Decision(Record):
    """A choice to make or made (its title): options, criteria, the mentor's view, what I chose, a review day.

    `options` holds one section per option: its heading names it, its text says what speaks for and against.
    """

    TYPE: ClassVar[str] = "decision"
    LABEL: ClassVar[str] = "Decision"
    PLURAL: ClassVar[str] = "Decisions"

    why: str = f.note("What it is about")
    options: tuple[f.Section, ...] = f.sections("Options")
    criteria: str = f.note("What matters in it")
    mentor_view: str = f.note("My mentor's view")
    choice: str = f.text("What I chose")
    decided_on: dt.date | None = f.date_field("Decided on")
    review_on: dt.date | None = f.date_field("Look at it again on")
    outcome: str = f.note("How it turned out")
    meeting: str | None = f.link("Decided at", "meeting")
    goal: str | None = f.link("For goal", "goal")
    origin: str | None = f.link("Follows from")


@dataclass(frozen=True, kw_only=True)
class Observation(Record):
    """Something noticed about a person or between us (its title): a talent, an aspiration, a concern, a win.

    Always private to begin with. `person` is whom it is about; with kind `learned`, whom I learned it from.
    For kind `hard_date` the record's `date` is the hard day itself.
    """

    TYPE: ClassVar[str] = "observation"
    LABEL: ClassVar[str] = "Observation"
    PLURAL: ClassVar[str] = "Observations"

    kind: str = f.choice("Kind", "observation_kind", "win")
    person: str | None = f.link("About", "person")
    detail: str = f.note("More")
    followed: str = f.note("What followed")
    meeting: str | None = f.link("At meeting", "meeting")
    goal: str | None = f.link("For goal", "goal")
    origin: str | None = f.link("Follows from")


@dataclass(frozen=True, kw_only=True)
class Connection(Record):
    """An introduction and what came of it; its title says what for. No `introducer` or `introduced` is me."""

    TYPE: ClassVar[str] = "connection"
    LABEL: ClassVar[str] = "Introduction"
    PLURAL: ClassVar[str] = "Introductions"

    introducer: str | None = f.link("Introduced by", "person")
    introduced: str | None = f.link("Who was introduced", "person")
    to_whom: str | None = f.link("To whom", "person")
    follow_up: dt.date | None = f.date_field("Follow up on")
    followed_on: dt.date | None = f.date_field("Followed up on")
    result: str = f.note("What came of it")
    thanked_on: dt.date | None = f.date_field("Thanked on")
    meeting: str | None = f.link("At meeting", "meeting")


@dataclass(frozen=True, kw_only=True)
class Outcome(Record):
    """What somebody I mentor, or we together, achieved (its title)."""

    TYPE: ClassVar[str] = "outcome"
    LABEL: ClassVar[str] = "Outcome"
    PLURAL: ClassVar[str] = "Outcomes"

    person: str | None = f.link("Whose", "person")
    relationship: str | None = f.link("Relationship", "relationship")
    kind: str = f.choice("Kind", "outcome_kind", "milestone")
    joint: bool = f.flag("We did it together")
    position: str = f.text("Position now")
    detail: str = f.note("More")
    goal: str | None = f.link("For goal", "goal")


@dataclass(frozen=True, kw_only=True)
class Agreement(Record):
    """One version of what two people expect of each other; the newest agreed one is in force.

    `sections` are the six expectation domains, confidentiality, off-limits and ending (resources/agreements).
    A later version points to the one it replaces by `previous` and says in `changes` what is different.
    """

    TYPE: ClassVar[str] = "agreement"
    LABEL: ClassVar[str] = "Agreement"
    PLURAL: ClassVar[str] = "Agreements"
    IN_TIMELINE: ClassVar[bool] = False

    relationship: str | None = f.link("Relationship", "relationship")
    number: float | None = f.number("Version")
    sections: tuple[f.Section, ...] = f.sections("What we agree")
    changes: str = f.note("What changed")
    previous: str | None = f.link("Replaces", "agreement")
    agreed_by_me: dt.date | None = f.date_field("I agreed on")
    agreed_by_them: dt.date | None = f.date_field("They agreed on")
    review_on: dt.date | None = f.date_field("Review on")


@dataclass(frozen=True, kw_only=True)
class Pulse(Record):
    """A dated short self-rating with one of the instruments of resources/instruments.

    `scores` has one section per item: tag is the item's key, heading its label, text the number as written
    by `str(int)`; an item without a number was not rated. `about` is a relationship, an entry or another record
    that is judged, or nothing for myself.
    """

    TYPE: ClassVar[str] = "pulse"
    LABEL: ClassVar[str] = "Self-rating"
    PLURAL: ClassVar[str] = "Self-ratings"
    IN_TIMELINE: ClassVar[bool] = False

    instrument: str = f.text("Instrument", searchable=False)
    about: str | None = f.link("About")
    scores: tuple[f.Section, ...] = f.sections("Ratings", searchable=False)
    note: str = f.note("Note")
