"""Projects: research, teaching, service or a stage of training, with question, design, milestones and hours."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from mentorjournal.model.rows import LinkRow
from mentorjournal.model.types import (
    Activity,
    Feedback,
    Goal,
    Milestone,
    Opportunity,
    Person,
    Project,
    Relationship,
)
from mentorjournal.services.goals import due_order
from mentorjournal.storage import lists, revisions
from mentorjournal.storage.database import Database
from mentorjournal.storage.project_sums import ProjectSums, read_project_sums
from mentorjournal.storage.reader import Reader, linked

STATES = ("active", "planned", "paused", "achieved", "changed", "dropped")


@dataclass(frozen=True, slots=True)
class ProjectCard:
    """A project as the list shows it: milestones reached of all, the next day due, hours logged for it."""

    project: Project
    done: int
    milestones: int
    next_due: dt.date | None
    hours: float


@dataclass(frozen=True, slots=True)
class Asked:
    """One wording of the question: `version` is the revision's id, `text` what it said from `at` on."""

    version: int
    at: dt.datetime
    text: str


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """A project with all that its page shows; `questions` are its wordings, the newest first."""

    card: ProjectCard
    questions: tuple[Asked, ...]
    milestones: tuple[Milestone, ...]
    activities: tuple[Activity, ...]
    feedback: tuple[Feedback, ...]
    opportunities: tuple[Opportunity, ...]
    joint: tuple[tuple[str, str], ...]
    people: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]
    relationships: tuple[tuple[str, str], ...]
    linked: tuple[LinkRow, ...]


class Projects:
    """What a person does with projects."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cards(self) -> tuple[ProjectCard, ...]:
        """Every project, the open ones first, by what is due next."""
        with self._database.reading() as reader:
            sums = read_project_sums(reader)
            found = [_card(one, sums.get(one.id, ProjectSums())) for one in reader.find(Project)]
        return tuple(sorted(found, key=_order))

    def page(self, project_id: str) -> ProjectPage:
        """A project with all that its page shows. Raises NotFound."""
        with self._database.reading() as reader:
            return _page(reader, reader.get(Project, project_id))

    def blank(self, project: Project) -> ProjectPage:
        """The page of one that is not kept yet."""
        with self._database.reading() as reader:
            return _page(reader, project)

    def add_milestone(
        self, project_id: str, title: str, due: dt.date | None = None, *, origin: str = ""
    ) -> Milestone:
        """A new milestone, seen by whoever sees its project; its first due day is kept for good. Raises NotFound."""
        with self._database.writing("New milestone", origin=origin) as change:
            project = change.get(Project, project_id)
            return change.put(
                Milestone(
                    title=title.strip(),
                    project=project_id,
                    due=due,
                    original_due=due,
                    visibility=project.visibility,
                    confidential=project.confidential,
                )
            )

    def log(self, project_id: str, day: dt.date, *, origin: str = "") -> Activity:
        """A new activity for a project, with its relationship and my part in it. Raises NotFound."""
        with self._database.writing("New activity", origin=origin) as change:
            project = change.get(Project, project_id)
            return change.put(
                Activity(
                    title=project.title,
                    date=day,
                    category=_CATEGORIES.get(project.kind, "other"),
                    role=project.role,
                    credit=project.credit if project.kind == "research" else (),
                    relationship=project.relationship,
                    project=project_id,
                    goal=project.goal,
                    people=project.people,
                    confidential=project.confidential,
                )
            )


_CATEGORIES = {"research": "research", "teaching": "teaching", "service": "service", "training": "learning"}
"""The category of what is logged for a kind of project."""


def _card(project: Project, sums: ProjectSums) -> ProjectCard:
    return ProjectCard(project, sums.done, sums.milestones, sums.next_due, sums.hours)


def _order(card: ProjectCard) -> tuple[int, dt.date, str, str]:
    one = card.project
    state = STATES.index(one.status) if one.status in STATES else len(STATES)
    return state, card.next_due or one.ends_on or dt.date.max, one.title.casefold(), one.id


def _questions(reader: Reader, project_id: str) -> tuple[Asked, ...]:
    """The wordings of the question, from its versions: one stands once, from when it first stood so."""
    found: list[Asked] = []
    for version in reversed(revisions.versions(reader, project_id)):
        after = version.after
        text = after.question.strip() if isinstance(after, Project) else ""
        if text and (not found or found[-1].text != text):
            found.append(Asked(version.id, version.at, text))
    return tuple(reversed(found))


def _page(reader: Reader, project: Project) -> ProjectPage:
    key = project.id
    here = linked("project", key)
    milestones = reader.find(Milestone, here) if key else ()
    activities = reader.find(Activity, here) if key else ()
    chances = reader.find(Opportunity, here) if key else ()
    feedback = reader.find(Feedback, linked("related", key)) if key else ()
    people = reader.named(Person)
    inside = {one.id for group in (milestones, activities, chances, feedback) for one in group}
    inside |= {*project.people, project.goal or "", project.relationship or ""}
    rows = lists.linked(reader, key) if key else ()
    return ProjectPage(
        _card(project, read_project_sums(reader).get(key, ProjectSums())),
        _questions(reader, key) if key else (),
        tuple(sorted(milestones, key=lambda one: (due_order(one.done_on or one.due), one.created_at))),
        tuple(sorted(activities, key=lambda one: (one.date or dt.date.min, one.id), reverse=True)),
        feedback,
        chances,
        tuple((one, people[one]) for one in project.people if one in people),
        tuple(name for one, name in people.items() if one not in project.people),
        tuple(reader.named(Goal).items()),
        tuple(reader.named(Relationship).items()),
        tuple(row for row in rows if row.row.id not in inside),
    )
