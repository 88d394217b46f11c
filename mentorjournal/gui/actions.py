"""Every place and every command of the window, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True)
class Command:
    """One command as data, for menus, the palette, shortcuts and the list behind F1."""

    key: str
    text: str
    run: Callable[[], object]
    icon: str = ""
    shortcut: str = ""


@dataclass(frozen=True)
class Place:
    """One place of the rail: its page is imported when it is first shown. `types` are at home there.

    `views` are the keys of its views, where it has several."""

    key: str
    title: str
    icon: str
    module: str
    page: str
    types: tuple[str, ...] = ()
    shortcut: str = ""
    views: tuple[str, ...] = ()


PLACES: tuple[Place, ...] = (
    Place("today", "Today", "today", "mentorjournal.gui.pages.today", "TodayPage", (), "Ctrl+1"),
    Place(
        "journal",
        "Journal",
        "journal",
        "mentorjournal.gui.pages.journal",
        "JournalPage",
        (
            *("reflection", "insight", "question", "advice", "decision", "observation"),
            *("connection", "sponsorship", "outcome", "activity"),
        ),
        "Ctrl+2",
    ),
    Place(
        "goals",
        "Goals",
        "goals",
        "mentorjournal.gui.pages.goals",
        "GoalsPage",
        (
            *("goal", "plan", "skill", "rating", "framework", "project"),
            *("career_step", "career_option", "opportunity"),
        ),
        "Ctrl+3",
        ("goals", "plan", "skills", "chances", "options", "path", "projects"),
    ),
    Place(
        "meetings",
        "Meetings",
        "meetings",
        "mentorjournal.gui.pages.meetings",
        "MeetingsPage",
        ("meeting",),
        "Ctrl+4",
        ("page", "prepare", "meet", "follow_up"),
    ),
    Place(
        "feedback",
        "Feedback",
        "feedback",
        "mentorjournal.gui.pages.feedback",
        "FeedbackPage",
        ("feedback",),
        "Ctrl+5",
    ),
    Place(
        "people",
        "People",
        "people",
        "mentorjournal.gui.pages.people",
        "PeoplePage",
        ("person", "relationship", "agreement", "pulse"),
        "Ctrl+6",
        ("everybody", "relationships", "network", "search", "mentees"),
    ),
    Place(
        "resources",
        "Resources",
        "resources",
        "mentorjournal.gui.pages.resources",
        "ResourcesPage",
        ("resource",),
        "Ctrl+7",
    ),
    Place(
        "awards",
        "Awards",
        "awards",
        "mentorjournal.gui.pages.awards",
        "AwardsPage",
        ("scheme", "claim", "recommendation"),
        "Ctrl+8",
        ("claims", "coverage", "writing", "letters"),
    ),
    Place(
        "insights",
        "Insights",
        "chart",
        "mentorjournal.gui.pages.insights",
        "InsightsPage",
        (),
        "Ctrl+9",
        ("over_time", "pulses", "year", "legacy"),
    ),
    Place(
        "reports",
        "Reports",
        "reports",
        "mentorjournal.gui.pages.reports",
        "ReportsPage",
        ("manifest", "layout"),
        "Ctrl+0",
        ("report", "handed_out"),
    ),
)


def place_commands(go: Callable[[str], object]) -> tuple[Command, ...]:
    """One command for each place; `go` takes its key."""
    return tuple(
        Command(f"go-{place.key}", f"Go to {place.title}", partial(go, place.key), place.icon, place.shortcut)
        for place in PLACES
    )


def document_commands(show: Callable[[str], object]) -> tuple[Command, ...]:
    """One command for each document of Reports; `show` takes the key of its kind."""
    from mentorjournal.services.reporting.kinds import KINDS

    return tuple(
        Command(f"document-{kind.key}", f"{kind.label}…", partial(show, kind.key), "reports")
        for kind in KINDS.values()
    )


def home_place(record_type: str) -> Place:
    """The place where records of a type are at home; Today for those without one."""
    return next((place for place in PLACES if record_type in place.types), PLACES[0])


def place_of_view(view: str) -> Place:
    """The place that has a view of this key; Today where none has."""
    return next((place for place in PLACES if view in place.views), PLACES[0])


TYPE_ICONS: dict[str, str] = {
    "reflection": "journal",
    "insight": "insight",
    "question": "question",
    "advice": "advice",
    "decision": "decision",
    "observation": "observation",
    "goal": "goals",
    "milestone": "milestone",
    "action": "action",
    "meeting": "meetings",
    "agenda_item": "list",
    "feedback": "feedback",
    "resource": "resources",
    "person": "person",
    "relationship": "people",
    "agreement": "agreement",
    "pulse": "pulse",
    "brief_line": "list",
    "connection": "connection",
    "outcome": "outcome",
    "activity": "time",
    "scheme": "awards",
    "claim": "claim",
    "recommendation": "mail",
    "layout": "layout",
    "manifest": "handed-out",
    "plan": "plan",
    "skill": "skill",
    "rating": "pulse",
    "framework": "layout",
    "project": "project",
    "career_step": "timeline",
    "career_option": "option",
    "opportunity": "opportunity",
    "sponsorship": "sponsorship",
    "template": "layout",
    "packet": "mail",
    "comment": "feedback",
    "attachment": "attach",
    "tag": "tag",
}
"""The icon of each record type."""
