"""The record types, each declared once; those of other modules of `model` are imported from here too."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from mentorjournal.model import fields as f
from mentorjournal.model.awards import Claim, Layout, Manifest, Recommendation, Scheme
from mentorjournal.model.chances import CareerOption, Opportunity, Sponsorship
from mentorjournal.model.cycle import (
    Advice,
    Agreement,
    Connection,
    Decision,
    Observation,
    Outcome,
    Pulse,
    Question,
)
from mentorjournal.model.growth import (
    CareerStep,
    Framework,
    OwnTemplate,
    Plan,
    Project,
    Skill,
    SkillRating,
)
from mentorjournal.model.meetings import AgendaItem, BriefLine, Meeting
from mentorjournal.model.network import Person, Relationship
from mentorjournal.model.record import Record
from mentorjournal.model.reviews import Comment, Packet

__all__ = [
    "RECORD_TYPES",
    "TIMELINE_TYPES",
    "ActionItem",
    "Activity",
    "Advice",
    "AgendaItem",
    "Agreement",
    "Attachment",
    "BriefLine",
    "CareerOption",
    "CareerStep",
    "Claim",
    "Comment",
    "Connection",
    "Decision",
    "Feedback",
    "Framework",
    "Goal",
    "Insight",
    "Layout",
    "Manifest",
    "Meeting",
    "Milestone",
    "Observation",
    "Opportunity",
    "Outcome",
    "OwnTemplate",
    "Packet",
    "Person",
    "Plan",
    "Project",
    "Pulse",
    "Question",
    "Recommendation",
    "Reflection",
    "Relationship",
    "Resource",
    "Scheme",
    "Skill",
    "SkillRating",
    "Sponsorship",
    "Tag",
]


@dataclass(frozen=True, kw_only=True)
class Reflection(Record):
    """Any entry, free or structured by a template; `timing` is Schön's in or on action."""

    TYPE: ClassVar[str] = "reflection"
    LABEL: ClassVar[str] = "Reflection"
    PLURAL: ClassVar[str] = "Reflections"

    template: str = f.text("Template", searchable=False)
    sections: tuple[f.Section, ...] = f.sections("Text")
    timing: str = f.choice("When written", "timing", "on")
    clinical: bool = f.flag("Clinical")


@dataclass(frozen=True, kw_only=True)
class Insight(Record):
    """One sentence worth keeping (its title) and where it came from."""

    TYPE: ClassVar[str] = "insight"
    LABEL: ClassVar[str] = "Insight"
    PLURAL: ClassVar[str] = "Insights"

    detail: str = f.note("More")
    origin: str | None = f.link("From")


@dataclass(frozen=True, kw_only=True)
class Goal(Record):
    """An aim with its why, its plan and its obstacle; `date` is the day it was set."""

    TYPE: ClassVar[str] = "goal"
    LABEL: ClassVar[str] = "Goal"
    PLURAL: ClassVar[str] = "Goals"

    area: str = f.choice("Area", "goal_area", "career")
    scope: str = f.choice("Scope", "scope", "professional")
    status: str = f.choice("State", "goal_status", "active")
    why: str = f.note("Why it matters")
    measure: str = f.text("How I will know")
    strategies: str = f.note("Strategies")
    obstacle: str = f.note("What could hold me back")
    if_then: str = f.text("If that happens, then I will")
    my_part: str = f.note("My part")
    help_asked: str = f.note("Help I ask for")
    start: dt.date | None = f.date_field("Start")
    target: dt.date | None = f.date_field("Target")
    closed_on: dt.date | None = f.date_field("Closed on")
    changed_in_me: str = f.note("What changed in me")
    origin: str | None = f.link("Follows from")
    skills: tuple[str, ...] = f.links("Skills it grows", "skill")
    project: str | None = f.link("Project", "project")


@dataclass(frozen=True, kw_only=True)
class Milestone(Record):
    """A dated checkpoint of a goal or a project; `original_due` keeps the first promise when `due` moves."""

    TYPE: ClassVar[str] = "milestone"
    LABEL: ClassVar[str] = "Milestone"
    PLURAL: ClassVar[str] = "Milestones"
    IN_TIMELINE: ClassVar[bool] = False

    goal: str | None = f.link("Goal", "goal")
    due: dt.date | None = f.date_field("Due")
    original_due: dt.date | None = f.date_field("First planned for")
    done_on: dt.date | None = f.date_field("Done on")
    slipped: str = f.text("Why it slipped")
    project: str | None = f.link("Project", "project")


@dataclass(frozen=True, kw_only=True)
class ActionItem(Record):
    """A verb, an owner and a date; no `owner` means the journal's owner. Open: neither done nor let go."""

    TYPE: ClassVar[str] = "action"
    LABEL: ClassVar[str] = "Action item"
    PLURAL: ClassVar[str] = "Action items"
    IN_TIMELINE: ClassVar[bool] = False

    owner: str | None = f.link("Owner", "person")
    due: dt.date | None = f.date_field("Due")
    done_on: dt.date | None = f.date_field("Done on")
    priority: str = f.choice("Priority", "priority", "must")
    carried: float | None = f.number("Times carried over")
    goal: str | None = f.link("Goal", "goal")
    meeting: str | None = f.link("Agreed at", "meeting")
    origin: str | None = f.link("Follows from")
    detail: str = f.note("Details")
    let_go_on: dt.date | None = f.date_field("Let go on")

    @property
    def is_open(self) -> bool:
        """Neither done nor let go."""
        return self.done_on is None and self.let_go_on is None


@dataclass(frozen=True, kw_only=True)
class Feedback(Record):
    """What somebody told me, or I told them, on what, and what followed."""

    TYPE: ClassVar[str] = "feedback"
    LABEL: ClassVar[str] = "Feedback"
    PLURAL: ClassVar[str] = "Feedback"

    direction: str = f.choice("Direction", "feedback_direction", "received")
    person: str | None = f.link("From or to", "person")
    on_what: str = f.text("On what")
    model: str = f.choice("Structure", "feedback_model", "free")
    sections: tuple[f.Section, ...] = f.sections("What was said")
    response: str = f.note("My response")
    consent: str = f.choice("Consent to quote", "consent", "none")


@dataclass(frozen=True, kw_only=True)
class Resource(Record):
    """Something to read, watch, use or apply for; `title` is its own title."""

    TYPE: ClassVar[str] = "resource"
    LABEL: ClassVar[str] = "Resource"
    PLURAL: ClassVar[str] = "Resources"

    kind: str = f.choice("Kind", "resource_kind", "article")
    authors: str = f.text("Authors")
    year: float | None = f.number("Year")
    published_in: str = f.text("Published in")
    doi: str = f.text("DOI")
    url: str = f.text("Link")
    recommended_by: str | None = f.link("From", "person")
    status: str = f.choice("State", "resource_status", "to_read")
    usefulness: str = f.choice("Usefulness", "usefulness")
    notes: str = f.note("Notes")
    goal: str | None = f.link("For goal", "goal")


@dataclass(frozen=True, kw_only=True)
class Activity(Record):
    """Time-logged doing; hours count towards reports."""

    TYPE: ClassVar[str] = "activity"
    LABEL: ClassVar[str] = "Activity"
    PLURAL: ClassVar[str] = "Activities"

    category: str = f.choice("Category", "activity_category", "mentoring")
    hours: float | None = f.number("Hours")
    role: str = f.text("My role")
    provider: str = f.text("Provider")
    output: str = f.text("What came of it")
    verified_by: str = f.text("Confirmed by")
    goal: str | None = f.link("For goal", "goal")
    meeting: str | None = f.link("At meeting", "meeting")
    detail: str = f.note("Details")
    relationship: str | None = f.link("Relationship", "relationship")
    credit: tuple[str, ...] = f.choice_set("Contribution (CRediT)", "credit")
    trains_mentoring: bool = f.flag("Training as a mentor")
    project: str | None = f.link("Project", "project")
    skills: tuple[str, ...] = f.links("Skills it used", "skill")
    times: float | None = f.number("Times done")


@dataclass(frozen=True, kw_only=True)
class Attachment(Record):
    """A file kept inside the journal; `title` is its name, `sha256` (hex) finds its bytes."""

    TYPE: ClassVar[str] = "attachment"
    LABEL: ClassVar[str] = "Attachment"
    PLURAL: ClassVar[str] = "Attachments"
    IN_TIMELINE: ClassVar[bool] = False

    sha256: str = f.text("Content hash", searchable=False)
    size: float | None = f.number("Size in bytes")
    media_type: str = f.text("Media type", searchable=False)


@dataclass(frozen=True, kw_only=True)
class Tag(Record):
    """A word to find records by."""

    TYPE: ClassVar[str] = "tag"
    LABEL: ClassVar[str] = "Tag"
    PLURAL: ClassVar[str] = "Tags"
    IN_TIMELINE: ClassVar[bool] = False


RECORD_TYPES: dict[str, type[Record]] = {
    cls.TYPE: cls
    for cls in (
        Reflection,
        Insight,
        Question,
        Advice,
        Decision,
        Observation,
        Goal,
        Milestone,
        ActionItem,
        Meeting,
        AgendaItem,
        BriefLine,
        Feedback,
        Resource,
        Person,
        Relationship,
        Agreement,
        Pulse,
        Connection,
        Outcome,
        Activity,
        Plan,
        Skill,
        SkillRating,
        Framework,
        Project,
        CareerStep,
        CareerOption,
        Opportunity,
        Sponsorship,
        OwnTemplate,
        Scheme,
        Claim,
        Recommendation,
        Layout,
        Manifest,
        Packet,
        Comment,
        Attachment,
        Tag,
    )
}
"""Every record type by its stored name, in the order lists and counts show them."""

TIMELINE_TYPES: tuple[str, ...] = tuple(name for name, cls in RECORD_TYPES.items() if cls.IN_TIMELINE)
