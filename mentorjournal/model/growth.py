"""The record types of growth: plans, skills and their ratings, projects, steps of a career, and own templates."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.record import Record


@dataclass(frozen=True, kw_only=True)
class Plan(Record):
    """One version of an individual development plan (its title names the year): a view over goals.

    `assessment` and `review` have one section per part of resources/templates/plan; goals, options and skills are
    those of the journal and are never copied. A later version points to the one it follows by `previous`.
    """

    TYPE: ClassVar[str] = "plan"
    LABEL: ClassVar[str] = "Development plan"
    PLURAL: ClassVar[str] = "Development plans"
    IN_TIMELINE: ClassVar[bool] = False

    starts_on: dt.date | None = f.date_field("From")
    ends_on: dt.date | None = f.date_field("To")
    assessment: tuple[f.Section, ...] = f.sections("Where I stand")
    options: tuple[str, ...] = f.links("Options I weigh", "career_option")
    options_words: str = f.note("What I make of the options")
    goals: tuple[str, ...] = f.links("Goals", "goal")
    skills: tuple[str, ...] = f.links("Skills to grow", "skill")
    support: str = f.note("Support I ask for")
    discussed_with: tuple[str, ...] = f.links("Discussed with", "person")
    discussed_on: dt.date | None = f.date_field("Discussed on")
    review_on: dt.date | None = f.date_field("Look at it again on")
    review: tuple[f.Section, ...] = f.sections("Looking back")
    reviewed_on: dt.date | None = f.date_field("Reviewed on")
    previous: str | None = f.link("Follows", "plan")


@dataclass(frozen=True, kw_only=True)
class Framework(Record):
    """A set of competencies as I use it (its title); its items are the skills that point to it.

    `key` and `edition` say which shipped set it was taken from; both are empty for an own set. `levels` names
    the steps of its ratings: tag is the number as written by `str(int)`, heading its label.
    """

    TYPE: ClassVar[str] = "framework"
    LABEL: ClassVar[str] = "Framework"
    PLURAL: ClassVar[str] = "Frameworks"
    IN_TIMELINE: ClassVar[bool] = False

    key: str = f.text("Shipped set", searchable=False)
    edition: str = f.text("Edition")
    source: str = f.note("Where it comes from")
    levels: tuple[f.Section, ...] = f.sections("Levels", searchable=False)
    set_aside: bool = f.flag("Set aside")


@dataclass(frozen=True, kw_only=True)
class Skill(Record):
    """The user's own skill, or a framework's item (its title); ratings of it are records of their own."""

    TYPE: ClassVar[str] = "skill"
    LABEL: ClassVar[str] = "Skill"
    PLURAL: ClassVar[str] = "Skills"
    IN_TIMELINE: ClassVar[bool] = False

    framework: str | None = f.link("Framework", "framework")
    code: str = f.text("Code", searchable=False)
    domain: str = f.text("Domain")
    kind: str = f.choice("Kind", "skill_kind", "other")
    detail: str = f.note("What it means for me")
    place: float | None = f.number("Place in its set")
    wanted: float | None = f.number("Level I aim at")
    wanted_by: dt.date | None = f.date_field("To be reached by")
    strength: bool = f.flag("A strength")
    noticed_by: tuple[str, ...] = f.links("Who noticed it", "person")
    proof: str = f.note("What shows it")
    next_use: str = f.note("Where I use it next")
    counted: bool = f.flag("Counted by times done")
    times_wanted: float | None = f.number("Times to be done")
    evidence: tuple[str, ...] = f.links("Evidence")
    set_aside: bool = f.flag("Set aside")


@dataclass(frozen=True, kw_only=True)
class SkillRating(Record):
    """How far a skill has come on a day (`date`), on the scale of its framework; by myself or by somebody else."""

    TYPE: ClassVar[str] = "rating"
    LABEL: ClassVar[str] = "Skill rating"
    PLURAL: ClassVar[str] = "Skill ratings"
    IN_TIMELINE: ClassVar[bool] = False

    skill: str | None = f.link("Skill", "skill")
    level: float | None = f.number("Level")
    rated_by: str = f.choice("Rated by", "rated_by", "self")
    person: str | None = f.link("Who rated", "person")
    note: str = f.note("Why so")
    meeting: str | None = f.link("At meeting", "meeting")


@dataclass(frozen=True, kw_only=True)
class Project(Record):
    """Research, teaching, service or a stage of training (its title); its milestones point to it."""

    TYPE: ClassVar[str] = "project"
    LABEL: ClassVar[str] = "Project"
    PLURAL: ClassVar[str] = "Projects"
    IN_TIMELINE: ClassVar[bool] = False

    kind: str = f.choice("Kind", "project_kind", "research")
    status: str = f.choice("State", "goal_status", "active")
    role: str = f.text("My role")
    credit: tuple[str, ...] = f.choice_set("Contribution (CRediT)", "credit")
    starts_on: dt.date | None = f.date_field("From")
    ends_on: dt.date | None = f.date_field("To")
    purpose: str = f.note("What it is for")
    question: str = f.note("The question")
    design: str = f.note("Design")
    result: str = f.note("What came of it")
    goal: str | None = f.link("For goal", "goal")
    relationship: str | None = f.link("Relationship", "relationship")


@dataclass(frozen=True, kw_only=True)
class CareerStep(Record):
    """A turn, a stage or a hope of my own road (its title); one without a past day lies ahead."""

    TYPE: ClassVar[str] = "career_step"
    LABEL: ClassVar[str] = "Step of my career"
    PLURAL: ClassVar[str] = "Steps of my career"
    IN_TIMELINE: ClassVar[bool] = False

    kind: str = f.choice("Kind", "career_step_kind", "position")
    organisation: str = f.text("Where")
    starts_on: dt.date | None = f.date_field("From")
    ends_on: dt.date | None = f.date_field("To")
    how: str = f.note("How it came about")
    helped: tuple[str, ...] = f.links("Who helped", "person")
    learned: str = f.note("What I took from it")


@dataclass(frozen=True, kw_only=True)
class OwnTemplate(Record):
    """The user's own template, prompt or self-rating (its title), or a changed copy of one that ships.

    `key` is by what entries and ratings name it; with that of one that ships it stands in its place, and
    without any words it only hides or moves it. `sections` are its parts, tag, heading and prompt; for a
    self-rating its items. `mentor_sections` holds the mentor's prompts where they differ. `based_on` is the
    key of what it was copied from; `hidden`: the one of its key is not offered any more.
    """

    TYPE: ClassVar[str] = "template"
    LABEL: ClassVar[str] = "Template"
    PLURAL: ClassVar[str] = "Templates"
    IN_TIMELINE: ClassVar[bool] = False

    kind: str = f.choice("Kind", "template_kind", "reflection")
    key: str = f.text("Key", searchable=False)
    based_on: str = f.text("Copied from", searchable=False)
    description: str = f.text("What it is good for")
    role: str = f.choice("For whom", "role", "both")
    sections: tuple[f.Section, ...] = f.sections("Parts")
    mentor_sections: tuple[f.Section, ...] = f.sections("Prompts for a mentor")
    answered_with: str = f.text("Answered with the template", searchable=False)
    low: float | None = f.number("Lowest number")
    high: float | None = f.number("Highest number")
    low_label: str = f.text("What the lowest means")
    high_label: str = f.text("What the highest means")
    rhythm: float | None = f.number("Asked again after days")
    place: float | None = f.number("Place in the list")
    hidden: bool = f.flag("Not offered")
